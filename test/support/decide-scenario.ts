import type { Organization } from '../../modules/policy/organization/organization.js';
import { readOrganization } from '../../modules/policy/organization/read-organization.js';
import type { JsonObject, JsonValue } from '../../modules/policy/text/json.js';
import type { DecisionRequest } from '../../modules/simulator/decide/decision-request.js';
import { undotted } from './dotted.js';

/**
 * A question to `decide`. The organization has a root `r-ab12` with the management account 111111111111, a unit
 * `ou-ab12-workload1` in it with the account 123456789012, and another account 222222222222 beside the unit.
 */
export interface DecideScenario {
  readonly name: string;
  /** Chat policies by level, in their short form (keys may be paths below `chatbot`); a list: peers. */
  readonly chat?: Levels;
  /** Service control policies by level, beside `FullAWSAccess`: one statement each. */
  readonly scp?: Levels;
  /** The levels without `FullAWSAccess`. */
  readonly withoutFullAccess?: readonly (keyof Levels)[];
  readonly enabled?: readonly string[];
  readonly orderUnknown?: boolean;
  readonly missing?: readonly JsonObject[];
  /** The status of the account 123456789012. */
  readonly status?: string;
  /** Chat configurations of the organization file. */
  readonly channels?: readonly JsonObject[];
  readonly request: Omit<DecisionRequest, 'accountId' | 'action'> & {
    readonly accountId?: string;
    readonly action?: string;
  };
  readonly expected: 'allowed' | 'denied' | 'unknown';
  /** What must stand in one of the reasons. */
  readonly reason?: JsonObject;
  /** All reasons, word for word. */
  readonly reasons?: readonly JsonObject[];
  readonly notes?: readonly string[];
  /** What must stand in a message or among what is missing. */
  readonly says?: string;
  readonly note?: string;
}

interface Levels {
  readonly root?: JsonObject | readonly JsonObject[];
  readonly unit?: JsonObject | readonly JsonObject[];
  readonly account?: JsonObject | readonly JsonObject[];
}

const fullAccess = { Effect: 'Allow', Action: '*', Resource: '*' };

/** The organization of a scenario, read as a file is read. */
export function organizationOf(scenario: DecideScenario): Organization {
  const policies: Record<string, JsonValue> = {
    'p-FullAWSAccess': {
      name: 'FullAWSAccess',
      type: 'SERVICE_CONTROL_POLICY',
      awsManaged: true,
      content: document(fullAccess),
    },
  };
  const add = (kind: string, type: string, level: keyof Levels, contents: readonly JsonValue[]) =>
    contents.map((content, index) => {
      const id = `p-${kind}${level}${String(index).padStart(4, '0')}`;
      policies[id] = { name: `${kind}-${level}-${index}`, type, awsManaged: false, content };
      return id;
    });
  const attached = (level: keyof Levels): JsonObject => ({
    ...(scenario.orderUnknown === true ? { attachmentOrderKnown: false } : {}),
    policies: [
      ...(scenario.withoutFullAccess?.includes(level) === true ? [] : ['p-FullAWSAccess']),
      ...add('scp', 'SERVICE_CONTROL_POLICY', level, list(scenario.scp?.[level]).map(document)),
      ...add(
        'chat',
        'CHATBOT_POLICY',
        level,
        list(scenario.chat?.[level]).map((short) => ({ chatbot: undotted(short) })),
      ),
    ],
  });
  const root = {
    id: 'r-ab12',
    name: 'Root',
    ...attached('root'),
    accounts: [
      { id: '111111111111', name: 'management', policies: ['p-FullAWSAccess'] },
      { id: '222222222222', name: 'other', policies: ['p-FullAWSAccess'] },
    ],
    organizationalUnits: [
      {
        id: 'ou-ab12-workload1',
        name: 'Workloads',
        ...attached('unit'),
        accounts: [
          {
            id: '123456789012',
            name: 'prod',
            ...attached('account'),
            ...(scenario.status === undefined ? {} : { status: scenario.status }),
          },
        ],
        organizationalUnits: [],
      },
    ],
  };
  const { organization, findings } = readOrganization({
    version: 1,
    id: 'o-exampleorgid',
    managementAccountId: '111111111111',
    enabledPolicyTypes: scenario.enabled ?? ['SERVICE_CONTROL_POLICY', 'CHATBOT_POLICY'],
    root,
    policies,
    channels: scenario.channels ?? [],
    missing: scenario.missing ?? [],
  });
  if (organization === undefined) throw new Error(JSON.stringify(findings));
  return organization;
}

/** The request of a scenario; what is not said is asked about 123456789012 and `rds:DeleteDBCluster`. */
export function requestOf({ request }: DecideScenario): DecisionRequest {
  return { accountId: '123456789012', action: 'rds:DeleteDBCluster', ...request };
}

function document(statement: JsonObject): JsonObject {
  return { Version: '2012-10-17', Statement: [statement] };
}

function list(value: JsonObject | readonly JsonObject[] | undefined): readonly JsonObject[] {
  return value === undefined
    ? []
    : Array.isArray(value)
      ? (value as readonly JsonObject[])
      : [value as JsonObject];
}
