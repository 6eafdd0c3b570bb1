import {
  accountsOf,
  attachedPolicies,
  type MissingPart,
  type Organization,
} from '../policy/organization/organization.js';
import { isJsonObject, type JsonValue } from '../policy/text/json.js';
import type { Path } from '../policy/text/path.js';
import { type EffectiveChatPolicy, effectiveChatPolicy } from '../simulator/effective/effective-policy.js';
import { explain } from '../simulator/effective/explain.js';
import { contradictedFacts, type MergeFact, type MergeFactId, mergeFacts } from './merge-facts.js';

/** AWS's answer for one account: the effective chat policy, `{}` if there is none, or why it is not known. */
export type InForce = { readonly effective: JsonValue } | { readonly reason: string };

/** An effective policy that AWS calls invalid. */
export interface InvalidPolicy {
  readonly accountId: string;
  readonly errors: readonly {
    readonly code: string;
    /** Where in the policy, as AWS writes it. */
    readonly path: string;
    /** The IDs of the policies that contribute to it. */
    readonly policies: readonly string[];
  }[];
}

/** A chat configuration that is not enabled. */
export interface ChannelState {
  readonly accountId: string;
  readonly name: string;
  readonly state: string;
  readonly reason?: string;
}

/** A setting that is in force with another value than predicted. */
export interface PolicyDifference {
  /** The accounts that AWS was asked about. */
  readonly accounts: readonly string[];
  /** Accounts that inherit the same policies and were not queried. */
  readonly standsFor: readonly string[];
  readonly path: readonly string[];
  /** Null where nothing is predicted, or found. */
  readonly predicted: JsonValue;
  readonly found: JsonValue;
  /** The policies and levels that the prediction comes from. */
  readonly causes: readonly { readonly policy: string; readonly level: string }[];
  /** The facts about merging that cannot be true; empty where no policy of the organization file has the value. */
  readonly contradicts: readonly MergeFactId[];
}

/** What AWS has in force, compared with what was predicted. */
export interface Verification {
  readonly accounts: {
    readonly total: number;
    readonly asked: number;
    readonly agree: number;
    readonly differ: number;
    readonly unknown: number;
  };
  readonly differences: readonly PolicyDifference[];
  /** The facts that differences contradict. */
  readonly facts: Readonly<Partial<Record<MergeFactId, MergeFact>>>;
  readonly invalid: readonly InvalidPolicy[];
  readonly channels: readonly ChannelState[];
  readonly missing: readonly MissingPart[];
}

/** AWS's answers: effective policies by account, and what concerns the organization. */
export interface VerifyAnswers extends Pick<Verification, 'invalid' | 'channels' | 'missing'> {
  readonly inForce: ReadonlyMap<string, InForce>;
}

/**
 * The accounts that inherit the same chat policies, level by level, levels without chat policies left out. The first one
 * of each group can be asked for all of it. In the order of the tree.
 */
export function inheritanceGroups(organization: Organization): readonly (readonly string[])[] {
  const groups = new Map<string, string[]>();
  for (const { account, units } of accountsOf(organization)) {
    const levels = [...units, account].map((level) =>
      attachedPolicies(organization, level, 'CHATBOT_POLICY').map(({ id }) => id),
    );
    const key = JSON.stringify(levels.filter((ids) => ids.length > 0));
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [account.id]);
    else known.push(account.id);
  }
  return [...groups.values()];
}

/** Compares what AWS has in force with the prediction for the organization. Every setting is compared on its own. */
export function verify(organization: Organization, { inForce, ...answers }: VerifyAnswers): Verification {
  const missing: MissingPart[] = [...answers.missing];
  const found = new Map<string, PolicyDifference>();
  const counts = { agree: 0, differ: 0, unknown: 0 };
  const others = accountsNotAsked(organization, inForce);
  for (const [accountId, answer] of inForce) {
    const outcome = compareAccount(organization, accountId, answer);
    counts[outcome.result]++;
    if (outcome.reason !== undefined) {
      missing.push({ what: 'effective-policy', id: accountId, reason: outcome.reason });
    }
    for (const difference of outcome.differences) {
      const key = JSON.stringify(difference);
      const known = found.get(key) ?? { accounts: [], standsFor: [], ...difference };
      found.set(key, {
        ...known,
        accounts: [...known.accounts, accountId],
        standsFor: [...known.standsFor, ...(others.get(accountId) ?? [])],
      });
    }
  }
  const differences = [...found.values()];
  const contradicted = new Set(differences.flatMap(({ contradicts }) => contradicts));
  return {
    accounts: { total: [...accountsOf(organization)].length, asked: inForce.size, ...counts },
    differences,
    facts: Object.fromEntries([...contradicted].sort().map((id) => [id, mergeFacts[id]])),
    invalid: answers.invalid,
    channels: answers.channels,
    missing,
  };
}

/** By the first account of each group that was asked, those of the group that were not. */
function accountsNotAsked(
  organization: Organization,
  asked: ReadonlyMap<string, InForce>,
): ReadonlyMap<string, readonly string[]> {
  return new Map(
    inheritanceGroups(organization).flatMap((group) => {
      const first = group.find((id) => asked.has(id));
      return first === undefined ? [] : [[first, group.filter((id) => !asked.has(id))] as const];
    }),
  );
}

type Difference = Omit<PolicyDifference, 'accounts' | 'standsFor'>;

interface AccountOutcome {
  readonly result: 'agree' | 'differ' | 'unknown';
  readonly differences: readonly Difference[];
  /** Why it is unknown. */
  readonly reason?: string;
}

/** False if a setting that is in force in an account differs from the prediction for certain. */
export function agreesWithPrediction(
  organization: Organization,
  accountId: string,
  answer: InForce,
): boolean {
  return compareAccount(organization, accountId, answer).result !== 'differ';
}

function compareAccount(organization: Organization, accountId: string, answer: InForce): AccountOutcome {
  if ('reason' in answer) return { result: 'unknown', differences: [], reason: answer.reason };
  const predicted = effectiveChatPolicy(organization, accountId);
  const [lacking] = predicted?.missing ?? [];
  if (predicted === undefined || lacking !== undefined) {
    const reason = lacking?.reason ?? 'the organization file does not have the account';
    return { result: 'unknown', differences: [], reason: `cannot be predicted: ${reason}` };
  }
  const differences = differencesOf(organization, accountId, predicted, answer.effective);
  const isOpen = ({ path }: Difference) =>
    predicted.dependsOnAttachmentOrder.some((open) => open.join('\u0000') === path.join('\u0000'));
  const certain = differences.filter((difference) => !isOpen(difference));
  if (certain.length > 0) return { result: 'differ', differences: certain };
  if (differences.length === 0) return { result: 'agree', differences: [] };
  const paths = differences.map(({ path }) => path.join('.')).join(', ');
  const reason = `${paths} depends on an attachment order that is not known`;
  return { result: 'unknown', differences: [], reason };
}

/** The settings whose values differ: lists as sets, keys in any case. */
function differencesOf(
  organization: Organization,
  accountId: string,
  policy: EffectiveChatPolicy,
  effective: JsonValue,
): readonly Difference[] {
  const ours = leavesOf(policy.effective);
  const theirs = leavesOf(effective);
  const all = explain(policy);
  return [...new Set([...ours.keys(), ...theirs.keys()])].sort().flatMap((key) => {
    const [mine, other] = [ours.get(key), theirs.get(key)];
    if (JSON.stringify(asSet(mine?.value)) === JSON.stringify(asSet(other?.value))) return [];
    const path = mine?.path ?? other?.path ?? [];
    const reasons = all.filter((reason) => reason.path.join('\u0000') === key);
    const causes = reasons.flatMap(({ policy: id, level }) =>
      id !== null && level !== null ? [{ policy: id, level }] : [],
    );
    const values = { predicted: mine?.value ?? null, found: other?.value ?? null };
    const contradicts = contradictedFacts(organization, accountId, { ...values, reasons });
    return [{ path, ...values, causes, contradicts }];
  });
}

interface Leaf {
  readonly path: readonly string[];
  readonly value: JsonValue;
}

/** The values of a policy by their folded paths. */
function leavesOf(policy: JsonValue, path: Path = []): ReadonlyMap<string, Leaf> {
  if (!isJsonObject(policy)) {
    const folded = path.map((key) => String(key).toLowerCase());
    return new Map([[folded.join('\u0000'), { path: folded, value: policy }]]);
  }
  return new Map(Object.entries(policy).flatMap(([key, value]) => [...leavesOf(value, [...path, key])]));
}

function asSet(value: JsonValue | undefined): JsonValue {
  if (Array.isArray(value)) return [...new Set(value.map(String))].sort();
  return value ?? null;
}
