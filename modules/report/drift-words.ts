import type { Difference, Drift } from '../analysis/drift.js';
import type { PolicyType } from '../policy/plan/plan.js';
import { policyMeaning } from '../policy/policy-meaning.js';
import { isJsonObject, type JsonValue } from '../policy/text/json.js';
import { renderPath } from '../policy/text/path.js';

/** The names of the policy types in messages. */
export const typeNames: Readonly<Record<PolicyType, string>> = {
  CHATBOT_POLICY: 'chat policy',
  SERVICE_CONTROL_POLICY: 'service control policy',
};

/** A difference in one line, as a predicate of its policy. */
export function differenceWords({ kind, type, target, targets = [] }: Difference): string {
  switch (kind) {
    case 'policy-missing':
      return 'is in the plan and not in the organization';
    case 'policy-changed':
      return 'differs from the plan';
    case 'policy-unmanaged':
      return `is not in the plan; ${targets.length === 0 ? 'attached nowhere' : `attached to ${targets.join(', ')}`}`;
    case 'attachment-missing':
      return `is not attached to ${target}`;
    case 'attachment-unmanaged':
      return `is attached to ${target}, which is not in the plan`;
    case 'type-disabled':
      return `the policy type ${type} is not enabled, so its policies have no effect`;
  }
}

/** A part of a policy that differs: its path, its planned value and its value in the organization. */
export interface DifferingPart {
  readonly where: string;
  /** Undefined if the plan does not set it. */
  readonly expected: string | undefined;
  readonly found: string | undefined;
}

/** Where a changed policy differs; spelling does not count. A guardrail differs by whole statements. */
export function differingParts({ kind, type, expected, found }: Difference): readonly DifferingPart[] {
  if (kind !== 'policy-changed') return [];
  const planned = partsOf(type, expected);
  const actual = partsOf(type, found);
  const named = [...planned, ...actual].sort(byText);
  const differing = named.flatMap(([key, { where, value }]) => {
    const other = (planned.has(key) ? actual : planned).get(key);
    if (other?.value === value) return [];
    return [{ where, expected: planned.get(key)?.value, found: actual.get(key)?.value }];
  });
  return differing.filter((part, index) => JSON.stringify(differing[index - 1]) !== JSON.stringify(part));
}

interface Part {
  readonly where: string;
  readonly value: string;
}

/** The parts of a policy by their identity: values by path, statements by content. */
function partsOf(type: PolicyType, content: JsonValue): ReadonlyMap<string, Part> {
  const meaning: JsonValue = JSON.parse(policyMeaning(type, content));
  const parts = new Map<string, Part>();
  const walk = (value: JsonValue, path: readonly string[]): void => {
    const where = renderPath(path);
    if (type !== 'CHATBOT_POLICY' && where === 'Statement' && Array.isArray(value)) {
      for (const one of value) parts.set(String(one), { where: 'statement', value: String(one) });
    } else if (isJsonObject(value) && Object.keys(value).length > 0) {
      for (const key of Object.keys(value)) walk(value[key] ?? null, [...path, key]);
    } else parts.set(where, { where, value: JSON.stringify(value) });
  };
  walk(meaning, []);
  return parts;
}

function byText([a]: readonly [string, Part], [b]: readonly [string, Part]): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** `3 differences, 2 parts unknown`. */
export function countWords({ differences, unknown }: Drift): string {
  const count = (number: number, one: string, many: string): string =>
    `${number} ${number === 1 ? one : many}`;
  const parts = unknown.length === 0 ? [] : [`${count(unknown.length, 'part', 'parts')} unknown`];
  return [count(differences.length, 'difference', 'differences'), ...parts].join(', ');
}
