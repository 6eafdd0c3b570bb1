import type { ChatSessions, Intent } from '../policy/intent.js';
import type { Path } from '../policy/text/path.js';

/** Something that a configuration accepts for a reason and until an end date. */
export interface DatedException {
  /** `exemption`: a policy does not apply to some accounts or sessions; `acknowledgement`: a problem is accepted. */
  readonly kind: 'exemption' | 'acknowledgement';
  /** The policy, without the prefix; absent where an acknowledgement names none. */
  readonly policy?: string;
  /** The accounts or sessions that are exempt, or the kind of problem that is accepted. */
  readonly exempts: string;
  readonly reason: string;
  readonly owner: string;
  /** The last day, `YYYY-MM-DD`. */
  readonly until: string;
  /** Days until it ends: 0 on its last day, negative afterwards. */
  readonly daysLeft: number;
  /** The environments that have it, where not all have. */
  readonly environments?: readonly string[];
  readonly path: Path;
}

/** An environment, as far as exceptions are concerned. */
interface ExceptingEnvironment {
  readonly name: string;
  readonly intent: Pick<Intent, 'exceptions'>;
}

/** A problem that is accepted until an end date. */
interface AcceptedProblem extends Pick<DatedException, 'policy' | 'reason' | 'owner' | 'until' | 'path'> {
  /** Its kind. */
  readonly problem: string;
}

/** The exceptions of all environments of a configuration, the next to end first. `today` is `YYYY-MM-DD`. */
export function datedExceptions(
  environments: readonly ExceptingEnvironment[],
  acknowledgements: readonly AcceptedProblem[],
  today: string,
): readonly DatedException[] {
  const found = new Map<string, { readonly exception: DatedException; readonly names: string[] }>();
  for (const { name, intent } of environments) {
    for (const { policy, exempt, reason, owner, until, path } of intent.exceptions) {
      const key = JSON.stringify([path, until, exempt]);
      const known = found.get(key);
      if (known !== undefined) {
        known.names.push(name);
        continue;
      }
      const daysLeft = daysBetween(today, until);
      const exception = {
        kind: 'exemption',
        policy,
        exempts: exempt,
        reason,
        owner,
        until,
        daysLeft,
        path,
      } as const;
      found.set(key, { exception, names: [name] });
    }
  }
  const exemptions = [...found.values()].map(({ exception, names }) =>
    names.length === environments.length ? exception : { ...exception, environments: names },
  );
  const accepted = acknowledgements.map(({ problem, policy, reason, owner, until, path }): DatedException => {
    const about = policy === undefined ? {} : { policy };
    const daysLeft = daysBetween(today, until);
    return { kind: 'acknowledgement', ...about, exempts: problem, reason, owner, until, daysLeft, path };
  });
  return [...exemptions, ...accepted].sort((a, b) => a.daysLeft - b.daysLeft);
}

/** An exemption without an end date. */
export type OpenExemption = Pick<DatedException, 'kind' | 'policy' | 'exempts'>;

/** The exemptions of a configuration that have no end date, in its order. */
export function openExemptions({
  chatPolicies,
  guardrails,
  exceptions,
}: Pick<Intent, 'chatPolicies' | 'guardrails' | 'exceptions'>): readonly OpenExemption[] {
  return [...chatPolicies, ...guardrails].flatMap((policy) => {
    const { name, path, except } = policy;
    const own = exceptions.filter((exception) => exception.policy === name);
    const accounts = except.filter((account) => !own.some(({ exempt }) => exempt === account));
    const sessions = 'rule' in policy && 'exceptFrom' in policy.rule ? policy.rule.exceptFrom : undefined;
    const isDated = own.some((exception) => exception.path.join() === [...path, 'exceptFrom'].join());
    const open = sessions === undefined || isDated ? [] : [writtenInWords(sessions)];
    return [...accounts, ...open].map((exempts) => ({ kind: 'exemption', policy: name, exempts }) as const);
  });
}

/** Sessions with the names that a configuration has for platforms. */
function writtenInWords(sessions: ChatSessions): string {
  const platforms = sessions.platforms.map((each) => (each === 'microsoft_teams' ? 'microsoftTeams' : each));
  return sessionsInWords({ ...sessions, platforms });
}

/** Names of one list are joined with "or", different keys with "and": a session must match each of them. */
export function sessionsInWords({
  platforms,
  configurations,
  accounts,
}: {
  readonly [K in keyof ChatSessions]: readonly string[];
}): string {
  const keys = [
    ['platform', platforms],
    ['configuration', configurations],
    ['account', accounts],
  ] as const;
  const limited = keys.filter(([, values]) => values.length > 0);
  const words = limited.map(([key, values]) => {
    const list = `${key} ${values.join(' or ')}`;
    return limited.length > 1 && values.length > 1 ? `(${list})` : list;
  });
  return words.join(' and ');
}

/** Days from one date to another, both `YYYY-MM-DD`. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}
