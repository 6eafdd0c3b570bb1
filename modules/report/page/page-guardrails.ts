import {
  accountFilter,
  isChatGuardrail,
  type SessionScope,
  type StatementScope,
  statementScopes,
} from '../../analysis/guardrail-scope.js';
import {
  type AttachmentTarget,
  namesIn,
  type Organization,
  type OrganizationalUnit,
  type OrganizationPolicy,
} from '../../policy/organization/organization.js';
import { platformNames } from '../../policy/problems/request-words.js';
import type { PageGuardrail, PageStatement } from './page-data.js';

/** The service control policies with a condition on `aws:ChatbotSourceArn`, by number. */
export interface PageGuardrails {
  readonly all: readonly PageGuardrail[];
  /** Those attached to a root, OU or account. */
  readonly at: (targetId: string) => readonly number[];
  /** Those that apply to an account, inherited or attached, and do not exempt it; sorted. */
  readonly binding: (accountId: string) => readonly number[];
}

/** Finds the guardrails of an organization and the accounts they apply to. */
export function pageGuardrails(
  organization: Organization,
  requirements: ReadonlyMap<string, string> = new Map(),
): PageGuardrails {
  const all: PageGuardrail[] = [];
  const places: string[][] = [];
  const filters: ReturnType<typeof accountFilter>[] = [];
  const numbers = new Map<string, number>();
  const nameOf = namesIn(organization);
  const enabled = organization.enabledPolicyTypes.includes('SERVICE_CONTROL_POLICY');
  for (const policy of organization.policies.values()) {
    if (!isChatGuardrail(policy)) continue;
    const { id, name, content } = policy;
    const attachedTo: string[] = [];
    places.push(attachedTo);
    filters.push(accountFilter(content));
    const statements = statementScopes(content).map((scope) => wordsOf(scope, nameOf));
    const requirement = requirementOf(policy, requirements);
    numbers.set(id, all.push({ id, name, requirement, attachedTo, statements }) - 1);
  }
  const attached = new Map<string, readonly number[]>();
  const binding = new Map<string, readonly number[]>();
  const visit = (
    inherited: readonly number[],
    { id, name, policies }: AttachmentTarget,
    above: readonly string[],
  ): readonly number[] => {
    const own = enabled ? policies.flatMap((policy) => numbers.get(policy) ?? []) : none;
    if (own.length === 0) return inherited;
    attached.set(id, own);
    for (const each of own) places[each]?.push([...above, name === '' ? id : name].join('/'));
    return [...new Set([...inherited, ...own])].sort((a, b) => a - b);
  };
  const walk = (inherited: readonly number[], unit: OrganizationalUnit, above: readonly string[]): void => {
    const here = visit(inherited, unit, above);
    const path = unit === organization.root ? [] : [...above, unit.name];
    for (const account of unit.accounts) {
      const all = visit(here, account, path);
      const limited = all.some((each) => filters[each] !== undefined);
      binding.set(account.id, limited ? all.filter((each) => filters[each]?.(account.id) ?? true) : all);
    }
    for (const child of unit.organizationalUnits) walk(here, child, path);
  };
  walk(none, organization.root, []);
  binding.set(organization.managementAccountId, none);
  return {
    all,
    at: (targetId) => attached.get(targetId) ?? none,
    binding: (accountId) => binding.get(accountId) ?? none,
  };
}

const none: readonly number[] = [];

/** A statement in words: names of one list are joined with "or", different keys with "and". */
function wordsOf(scope: StatementScope, name: (id: string) => string): PageStatement {
  const { sessions, exempt, outsideChat, conditions } = scope;
  const everyone = outsideChat ? 'all sessions, also outside chat' : 'all chat sessions';
  const scopes = (list: readonly SessionScope[]) =>
    list.map((each) => sessionWords(each, name)).join('; or ');
  return [
    effectWords(scope),
    sessions.length === 0 ? everyone : scopes(sessions),
    exempt.length === 0 ? 'none' : scopes(exempt),
    conditions.length === 0
      ? 'none'
      : conditions
          .map(({ operator, key, values }) => `${key} ${operator} ${values.join(', ')}`)
          .join('; and '),
  ];
}

/**
 * What a service control policy requires: the sentence that `requirements` has for its name, else its description, else
 * its statements in a few words.
 */
export function requirementOf(
  { name, description = '', content }: Pick<OrganizationPolicy, 'name' | 'description' | 'content'>,
  requirements: ReadonlyMap<string, string>,
): string {
  return requirements.get(name) ?? (description || statementScopes(content).map(shortEffect).join('; '));
}

/** The effect with at most three actions. */
function shortEffect(scope: StatementScope): string {
  const actions = [
    ...scope.actions.slice(0, 3),
    ...(scope.actions.length > 3 ? [`${scope.actions.length - 3} more actions`] : []),
  ];
  return effectWords({ ...scope, actions });
}

function effectWords({ effect, actions, allBut, resources, allButResources }: StatementScope): string {
  const verb = effect === 'allow' ? 'allows' : 'denies';
  const what = allBut ? `everything except ${actions.join(', ')}` : actions.join(', ');
  const isEverything = !allButResources && resources.every((resource) => resource === '*');
  const where = isEverything
    ? ''
    : ` on ${allButResources ? 'everything except ' : ''}${resources.join(', ')}`;
  return `${verb} ${what}${where}`;
}

function sessionWords(scope: SessionScope, name: (id: string) => string): string {
  const { pattern, partition, platforms, configurations, accounts } = scope;
  if (pattern !== undefined) return `chat configuration ${pattern}`;
  const keys = [
    ['partition', partition === 'aws' || partition === '*' ? [] : [partition]],
    ['platform', platforms.map((platform) => platformNames[platform])],
    ['configuration', configurations],
    ['account', accounts.map(name)],
  ] as const;
  const limited = keys.filter(([, values]) => values.length > 0);
  const words = limited.map(([key, values]) => {
    const list = `${key} ${values.join(' or ')}`;
    return values.length > 1 && limited.length > 1 ? `(${list})` : list;
  });
  return words.length === 0 ? 'all chat sessions' : words.join(' and ');
}
