/** What a person reads about a problem. */
export interface ProblemWords {
  /** One line, lower-case, no period, the user's own input in backticks; the path is not repeated. */
  readonly message: string;
  /** What to do about it, one line. */
  readonly help?: string | undefined;
}

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
