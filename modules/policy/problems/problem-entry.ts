/** What a person reads about a problem. */
export interface ProblemWords {
  /** One line, lower-case, no period, the user's own input in backticks; the path is not repeated. */
  readonly message: string;
  /** What to do about it, one line. */
  readonly help?: string | undefined;
}

/** The facts of a problem whose message needs none. */
export type NoFacts = Readonly<Record<never, never>>;

/** A kind of problem: its title, and its words as a function of the facts of one case. */
export interface ProblemEntry<Facts> {
  /** A noun phrase without a period: the heading of its page, its name in SARIF. */
  readonly title: string;
  readonly words: (facts: Facts) => ProblemWords;
}

/** An entry of the table of problems. The type of `facts` is the type of the facts of every problem of this kind. */
export function problem<Facts extends object>(
  title: string,
  words: (facts: Facts) => ProblemWords,
): ProblemEntry<Facts> {
  return { title, words };
}

/** The words of each rule that finds problems of one kind. */
export type WordsByRule<FactsByRule> = {
  readonly [Rule in keyof FactsByRule]: (facts: FactsByRule[Rule]) => ProblemWords;
};

/** The facts of a kind that several rules find: those of one of the rules, and its name as `rule`. */
export type FactsOfRules<FactsByRule> = {
  readonly [Rule in keyof FactsByRule]: { readonly rule: Rule } & FactsByRule[Rule];
}[keyof FactsByRule];

/** An entry of the table for a kind that several rules find, each with words of its own. */
export function problemByRule<FactsByRule extends object>(
  title: string,
  words: WordsByRule<FactsByRule>,
): ProblemEntry<FactsOfRules<FactsByRule>> {
  return { title, words: (facts) => words[facts.rule](facts) };
}
