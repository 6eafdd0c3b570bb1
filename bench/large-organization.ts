import type { JsonObject, JsonValue } from '../modules/policy/text/json.js';

/** How large an organization shall be. */
export interface Size {
  readonly accounts: number;
  readonly units: number;
  readonly chatPolicies: number;
}

/**
 * An organization file as `collect` writes it: units six to a parent and five levels deep, accounts spread evenly,
 * names of 20 characters, AWS's own service control policy on everything. Nine of ten chat policies are attached to
 * a unit of their own, the others to an account each; they name the same tenants and some of the same workspaces.
 */
export function largeOrganization({ accounts, units, chatPolicies }: Size): JsonObject {
  const ofUnits = Math.floor(chatPolicies * 0.9);
  const perUnit = Math.ceil(accounts / units);
  const unitStep = Math.floor(units / ofUnits);
  const accountStep = Math.floor(accounts / (chatPolicies - ofUnits));
  const policiesAt = (number: number, step: number, first: number, end: number): JsonValue[] => {
    const chat = first + number / step;
    return Number.isInteger(chat) && chat < end ? [fullAccess, idOf(chat)] : [fullAccess];
  };
  const accountsOf = (unit: number): JsonValue[] => {
    const first = unit * perUnit;
    const length = Math.max(0, Math.min(accounts - first, perUnit));
    return Array.from({ length }, (_, index) => ({
      id: String(100_000_000_000 + first + index),
      name: named('account', first + index),
      policies: policiesAt(first + index, accountStep, ofUnits, chatPolicies),
    }));
  };
  const unit = (number: number, depth: number): JsonObject => ({
    id: number === 0 ? 'r-ab12' : `ou-ab12-${String(number).padStart(8, '0')}`,
    name: named('unit', number),
    policies: policiesAt(number, unitStep, 0, ofUnits),
    accounts: accountsOf(number),
    organizationalUnits: depth === 5 ? [] : childrenOf(number, units).map((child) => unit(child, depth + 1)),
  });
  return {
    version: 1,
    id: 'o-exampleorgid',
    managementAccountId: '100000000000',
    enabledPolicyTypes: ['SERVICE_CONTROL_POLICY', 'CHATBOT_POLICY'],
    root: unit(0, 0),
    policies: { [fullAccess]: fullAccessPolicy, ...policiesOf(chatPolicies) },
    channels: [],
  };
}

function idOf(chatPolicy: number): string {
  return `p-chat${String(chatPolicy).padStart(6, '0')}`;
}

const fullAccess = 'p-FullAWSAccess';
const fullAccessPolicy: JsonObject = {
  name: 'FullAWSAccess',
  type: 'SERVICE_CONTROL_POLICY',
  awsManaged: true,
  content: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] },
};

function named(kind: string, number: number): string {
  return `${kind} ${number}`.padEnd(20, '.');
}

/** Units are numbered level by level: six to a parent, on the fourth level as many as it takes. */
function childrenOf(number: number, units: number): readonly number[] {
  const fourth = 1 + 6 + 36 + 216;
  const fifth = fourth + 1296;
  if (number < fourth)
    return [1, 2, 3, 4, 5, 6].map((nth) => 6 * number + nth).filter((child) => child < units);
  const children: number[] = [];
  for (let child = fifth + (number - fourth); number < fifth && child < units; child += 1296)
    children.push(child);
  return children;
}

function policiesOf(count: number): JsonObject {
  const entries = Array.from({ length: count }, (_, number) => {
    const policy = { name: named('policy', number), type: 'CHATBOT_POLICY', awsManaged: false };
    return [idOf(number), { ...policy, content: chatPolicy(number) }] as const;
  });
  return Object.fromEntries(entries);
}

/** About 1 KB, with every operator and, in one of ten, a control. */
function chatPolicy(number: number): JsonObject {
  const workspace = (nth: number) => `T${String((number * 7 + nth) % 40).padStart(8, '0')}`;
  const team = (nth: number) =>
    `00000000-0000-4000-8000-${String((number * 3 + nth) % 60).padStart(12, '0')}`;
  const tenant = (nth: number) => `10000000-0000-4000-8000-${String((number + nth) % 3).padStart(12, '0')}`;
  const client = { '@@assign': number % 3 === 0 ? 'disabled' : 'enabled' };
  const roles = { '@@assign': ['user_role'] };
  const control = number % 10 === 0 ? { '@@operators_allowed_for_child_policies': ['@@append'] } : {};
  return {
    chatbot: {
      platforms: {
        slack: {
          client,
          workspaces: {
            [number % 2 === 0 ? '@@append' : '@@assign']: [1, 2, 3, 4, 5, 6, 7, 8].map(workspace),
            '@@remove': [workspace(9)],
          },
          default: { supported_channel_types: { '@@assign': ['private'] }, supported_role_settings: roles },
          overrides: { [workspace(1)]: { supported_channel_types: { '@@assign': ['public', 'private'] } } },
        },
        microsoft_teams: {
          client,
          tenants: {
            [tenant(0)]: { '@@assign': [1, 2, 3, 4, 5].map(team), ...control },
            [tenant(1)]: { '@@append': ['*'] },
          },
          default: { supported_role_settings: { ...roles, ...control } },
        },
        chime: { client: { '@@assign': 'disabled' } },
      },
      default: { client: { '@@assign': 'disabled' } },
    },
  };
}
