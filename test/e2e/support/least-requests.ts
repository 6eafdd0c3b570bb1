import type { JsonObject } from '../../../modules/policy/text/json.js';

interface Unit {
  readonly policies: readonly string[];
  readonly accounts: readonly { readonly policies: readonly string[] }[];
  readonly organizationalUnits: readonly Unit[];
}

/**
 * How many requests, by operation, the API takes at the least for an organization file with more places than policies:
 * lists come in pages of twenty, an empty one in one.
 */
export function leastRequests(file: JsonObject): Readonly<Record<string, number>> {
  const units = unitsOf(file['root'] as unknown as Unit);
  const policies = Object.entries(file['policies'] as Readonly<Record<string, JsonObject>>);
  const places = units.flatMap((unit) => [unit, ...unit.accounts]);
  const ofType = (wanted: string): number => policies.filter(([, { type }]) => type === wanted).length;
  const targets = policies.map(([id]) => places.filter((place) => place.policies.includes(id)).length);
  return {
    DescribeOrganization: 1,
    ListRoots: 1,
    ListOrganizationalUnitsForParent: pages(units.map((unit) => unit.organizationalUnits.length)),
    ListAccountsForParent: pages(units.map((unit) => unit.accounts.length)),
    ListPolicies: pages([ofType('CHATBOT_POLICY'), ofType('SERVICE_CONTROL_POLICY')]),
    DescribePolicy: policies.length,
    ListTagsForResource: policies.filter(([, { awsManaged }]) => awsManaged !== true).length,
    ListTargetsForPolicy: pages(targets),
  };
}

function unitsOf(unit: Unit): readonly Unit[] {
  return [unit, ...unit.organizationalUnits.flatMap(unitsOf)];
}

function pages(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + Math.max(1, Math.ceil(count / 20)), 0);
}
