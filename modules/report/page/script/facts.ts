import type { PageAnswer, PageData } from '../page-data.js';

/** Lookups in the data; OUs, answers and guardrails are numbers as in the data. */
export interface Facts {
  /** Accounts directly in an OU. */
  readonly accountsIn: (unit: number) => readonly number[];
  /** The number of accounts below an OU, at any depth. */
  readonly countBelow: (unit: number) => number;
  readonly accountOf: (id: string) => number | undefined;
  readonly answerOf: (account: number) => PageAnswer;
  readonly guardrailsOf: (account: number) => readonly number[];
  /** `Workloads / Prod`; the root's name for the root. */
  readonly pathOf: (unit: number) => string;
}

/** Builds the lookups. */
export function facts(data: PageData): Facts {
  const accounts = data.units.map((): number[] => []);
  const counts = data.units.map(() => 0);
  const numbers = new Map<string, number>();
  data.accounts.forEach(([id, , unit], account) => {
    numbers.set(id, account);
    accounts[unit]?.push(account);
    for (let at = unit; at >= 0; at = data.units[at]?.parent ?? -1) counts[at] = (counts[at] ?? 0) + 1;
  });
  const none = { state: 'unset', places: [] } as const;
  const noAnswer = { slack: none, teams: none, reasons: [], ignored: [], json: '{}' };
  return {
    accountsIn: (unit) => accounts[unit] ?? [],
    countBelow: (unit) => counts[unit] ?? 0,
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
