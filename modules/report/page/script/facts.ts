import type { PageAnswer, PageData } from '../page-data.js';

/** Lookups in the data; OUs, answers and guardrails are numbers as in the data. */
export interface Facts {
  /** Accounts directly in an OU. */
  readonly accountsIn: (unit: number) => readonly number[];
  readonly unitsIn: (unit: number) => readonly number[];
  /** The number of accounts below an OU, at any depth. */
  readonly countBelow: (unit: number) => number;
  /** The different answers, and the different sets of guardrails, of all accounts below an OU. */
  readonly answersBelow: (unit: number) => ReadonlySet<number>;
  readonly setsBelow: (unit: number) => ReadonlySet<number>;
  /** The accounts of every answer, the most frequent answer first. */
  readonly byAnswer: readonly (readonly [answer: number, accounts: readonly number[]])[];
  readonly accountOf: (id: string) => number | undefined;
  readonly answerOf: (account: number) => PageAnswer;
  readonly guardrailsOf: (account: number) => readonly number[];
  /** `Workloads / Prod`; the root's name for the root. */
  readonly pathOf: (unit: number) => string;
}

/** Builds the lookups. */
export function facts(data: PageData): Facts {
  const units = data.units.map(() => ({
    accounts: [] as number[],
    units: [] as number[],
    count: 0,
    answers: new Set<number>(),
    sets: new Set<number>(),
  }));
  const numbers = new Map<string, number>();
  const answers = new Map<number, number[]>();
  data.accounts.forEach(([id, , unit, answer, set], account) => {
    numbers.set(id, account);
    const accounts = answers.get(answer);
    if (accounts === undefined) answers.set(answer, [account]);
    else accounts.push(account);
    const here = units[unit];
    if (here === undefined) return;
    here.accounts.push(account);
    here.count++;
    here.answers.add(answer);
    here.sets.add(set);
  });
  for (let unit = units.length - 1; unit > 0; unit--) {
    const here = units[unit];
    const above = units[data.units[unit]?.parent ?? 0];
    if (here === undefined || above === undefined) continue;
    above.units.unshift(unit);
    above.count += here.count;
    for (const answer of here.answers) above.answers.add(answer);
    for (const set of here.sets) above.sets.add(set);
  }
  const none = { state: 'unset', places: [] } as const;
  const noAnswer = { slack: none, teams: none, reasons: [], ignored: [], json: '{}' };
  const nothing = new Set<number>();
  return {
    accountsIn: (unit) => units[unit]?.accounts ?? [],
    unitsIn: (unit) => units[unit]?.units ?? [],
    countBelow: (unit) => units[unit]?.count ?? 0,
    answersBelow: (unit) => units[unit]?.answers ?? nothing,
    setsBelow: (unit) => units[unit]?.sets ?? nothing,
    byAnswer: [...answers].sort((a, b) => b[1].length - a[1].length),
    accountOf: (id) => numbers.get(id),
    answerOf: (account) => data.answers[data.accounts[account]?.[3] ?? -1] ?? noAnswer,
    guardrailsOf: (account) => data.guardrailSets[data.accounts[account]?.[4] ?? -1] ?? [],
    pathOf: (unit) => {
      const names: string[] = [];
      for (let at = unit; at > 0; at = data.units[at]?.parent ?? 0) names.unshift(data.units[at]?.name ?? '');
      return names.length === 0 ? (data.units[0]?.name ?? 'root') : names.join(' / ');
    },
  };
}
