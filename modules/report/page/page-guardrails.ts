import type {
  AttachmentTarget,
  Organization,
  OrganizationalUnit,
} from '../../policy/organization/organization.js';
import { isJsonObject, type JsonValue } from '../../policy/text/json.js';
import type { PageGuardrail } from './page-data.js';

/** The service control policies that look at where a session comes from, by number. */
export interface PageGuardrails {
  readonly all: readonly PageGuardrail[];
  /** Those attached to a root, unit or account. */
  readonly at: (targetId: string) => readonly number[];
  /** Those that bind an account, inherited or attached; sorted. */
  readonly binding: (accountId: string) => readonly number[];
}

/** Finds the guardrails of an organization, and walks its tree once to see whom they bind. */
export function pageGuardrails(organization: Organization): PageGuardrails {
  const all: PageGuardrail[] = [];
  const numbers = new Map<string, number>();
  for (const { id, name, type, content } of organization.policies.values()) {
    if (type !== 'SERVICE_CONTROL_POLICY' || !/aws:chatbotsourcearn/i.test(JSON.stringify(content))) continue;
    numbers.set(id, all.push({ id, name, actions: actionsIn(content) }) - 1);
  }
  const attached = new Map<string, readonly number[]>();
  const binding = new Map<string, readonly number[]>();
  const visit = (inherited: readonly number[], { id, policies }: AttachmentTarget): readonly number[] => {
    const own = policies.flatMap((policy) => numbers.get(policy) ?? []);
    if (own.length === 0) return inherited;
    attached.set(id, own);
    return [...new Set([...inherited, ...own])].sort((a, b) => a - b);
  };
  const walk = (inherited: readonly number[], unit: OrganizationalUnit): void => {
    const here = visit(inherited, unit);
    for (const account of unit.accounts) binding.set(account.id, visit(here, account));
    for (const child of unit.organizationalUnits) walk(here, child);
  };
  walk(none, organization.root);
  binding.set(organization.managementAccountId, none);
  return {
    all,
    at: (targetId) => attached.get(targetId) ?? none,
    binding: (accountId) => binding.get(accountId) ?? none,
  };
}

const none: readonly number[] = [];

/** What a guardrail denies, in a line. */
function actionsIn(content: JsonValue): string {
  const statements = fieldOf(content, 'Statement') ?? [];
  const list: readonly JsonValue[] = Array.isArray(statements) ? statements : [statements];
  return list
    .map((statement) => {
      const denied = fieldOf(statement, 'Action');
      const spared = fieldOf(statement, 'NotAction');
      const effect = fieldOf(statement, 'Effect') === 'Allow' ? 'allows' : 'denies';
      const texts = (value: JsonValue | undefined): string =>
        Array.isArray(value) ? value.join(', ') : String(value);
      return denied === undefined
        ? `${effect} everything but ${texts(spared)}`
        : `${effect} ${texts(denied)}`;
    })
    .join('; ');
}

function fieldOf(value: JsonValue, key: string): JsonValue | undefined {
  return isJsonObject(value) ? value[key] : undefined;
}
