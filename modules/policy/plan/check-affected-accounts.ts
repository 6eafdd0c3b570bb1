import type { GuardrailIntent, GuardrailRule, PolicyIntent } from '../intent.js';
import { accountsBelow, type OrganizationIndex, spotOf } from '../organization/organization-index.js';
import { type Finding, finding } from '../problems/problem.js';
import {
  canHold,
  conditionsByKey,
  contradicting,
  type KeyValues,
} from '../scp/lint/condition-never-holds.js';
import { possibleSourceArns } from '../scp/source-arns.js';
import { type ConditionNode, statementNodes } from '../scp/statement-nodes.js';
import type { Path } from '../text/path.js';
import { syntaxTreeOf } from '../text/syntax-tree.js';
import type { Draft } from './draft.js';

/**
 * Warnings about a guardrail that affects no account below its targets, or not those that it names: all are exempt, or
 * `from` or a condition names others. Counts the targets of every wave. Reports nothing where accounts are not known.
 */
export function checkAffectedAccounts(
  { intent, content }: Draft<GuardrailIntent>,
  index: OrganizationIndex | undefined,
): Finding[] {
  const accounts = index === undefined ? undefined : affectedAccounts(intent, index);
  if (index === undefined || accounts === undefined || accounts.size === 0) return [];
  const { rule, path } = intent;
  if (!('content' in rule)) {
    const found = [...checkFrom(rule, path, accounts, index), ...checkExempt(rule, intent, accounts)];
    if (found.length > 0) return found;
  }
  const values = new Map(valuesOf([...accounts], index.organization.id));
  // `from` and the exemptions, which generate these conditions, are checked above.
  if (!('content' in rule)) values.delete('aws:chatbotsourcearn');
  return statementNodes(syntaxTreeOf(content)).flatMap(({ conditions, ...statement }, position) =>
    conditionsByKey({ conditions, ...statement }).flatMap(([key, onKey]) => {
      const possible = values.get(key);
      const reading = { key, isSingle: true };
      if (possible === undefined || !canHold(onKey, reading, undefined)) return [];
      if (canHold(onKey, reading, possible)) return [];
      const last = contradicting(onKey, reading, possible).at(-1);
      return last === undefined ? [] : [outside(last, placeIn(intent, position, last))];
    }),
  );
}

/** The accounts below the targets in any wave, without the management account; undefined where some are not known. */
function affectedAccounts(
  { targets, rollout = [targets] }: PolicyIntent,
  index: OrganizationIndex,
): ReadonlySet<string> | undefined {
  const { managementAccountId, missing } = index.organization;
  if (missing.some(({ what }) => what === 'accounts' || what === 'organizationalUnits')) return undefined;
  const nodes = rollout.flat().map(({ target }) => spotOf(index, target));
  if (!nodes.every((node) => node !== undefined)) return undefined;
  const ids = nodes.flatMap((node) => Array.from(accountsBelow(node), ({ id }) => id));
  return new Set(ids.filter((id) => id !== managementAccountId));
}

/** Accounts of `from` that are elsewhere in the organization. */
function checkFrom(
  { from }: GuardrailRule,
  path: Path,
  accounts: ReadonlySet<string>,
  { spots }: OrganizationIndex,
): Finding[] {
  return from.accounts
    .filter((account) => spots.has(account) && !accounts.has(account))
    .map((account) => {
      const at = { path: [...path, 'from', 'accounts', account] };
      return finding('from-outside-targets', 'warning', at, { account });
    });
}

/** Every account that the guardrail could affect is exempt. */
function checkExempt(
  { from, exceptFrom }: GuardrailRule,
  { except, path }: PolicyIntent,
  accounts: ReadonlySet<string>,
): Finding[] {
  const affected =
    from.accounts.length === 0 ? [...accounts] : from.accounts.filter((id) => accounts.has(id));
  const excepted = new Set(except);
  // An exemption of some platforms or configurations leaves others.
  const isWhole = exceptFrom?.platforms.length === 0 && exceptFrom.configurations.length === 0;
  const exempt = new Set(isWhole ? exceptFrom.accounts : []);
  // Without accounts below the targets, and where `except` is all of `from`, there is another problem.
  if (affected.length === 0 || from.accounts.length > 0) return [];
  if (affected.every((id) => excepted.has(id))) {
    return [finding('except-leaves-nothing', 'warning', { path: [...path, 'except'] }, {})];
  }
  if (!affected.every((id) => excepted.has(id) || exempt.has(id))) return [];
  return [finding('exempts-all-sessions', 'warning', { path: [...path, 'exceptFrom'] }, {})];
}

/** With more accounts the comparison of ARNs takes too long. */
const maxAccounts = 500;

/** What requests from these accounts have under the keys that name an account or the organization. */
function valuesOf(accounts: readonly string[], organizationId: string): ReadonlyMap<string, KeyValues> {
  const values = new Map<string, KeyValues>([
    ['aws:principalaccount', accounts.map((account) => [account])],
    ['aws:principalorgid', [[organizationId]]],
  ]);
  if (accounts.length > maxAccounts) return values;
  const sources = accounts.flatMap((account) => possibleSourceArns({ account }));
  return values.set('aws:chatbotsourcearn', [...sources, 'absent']);
}

function placeIn({ rule, path }: GuardrailIntent, position: number, { path: own }: ConditionNode): Path {
  if ('content' in rule) return [...path, 'document'];
  if (rule.use !== undefined) return [...path, 'use'];
  const above = rule.listed ? ['statements', position] : [];
  return [...path, ...above, 'conditions', ...own.slice(-2)];
}

function outside({ key, operator }: ConditionNode, path: Path): Finding {
  const facts = { rule: 'targets', key, operator: operator.name } as const;
  return finding('condition-never-holds', 'warning', { path }, facts);
}
