import type { JsonObject, JsonValue } from '../../modules/policy/json.js';
import { awsLimits } from '../../modules/policy/limits.js';
import type { Finding } from '../../modules/policy/problem.js';
import { readOrganization } from '../../modules/policy/read-organization.js';
import { policyId, root, type SmallPolicy, smallOrganizationFile } from '../support/small-organization.js';

function said({ kind, severity, path, message, help }: Finding): string {
  const advice = help === undefined ? '' : ` | ${help}`;
  return `${severity} ${kind} ${path.join('.')}: ${message}${advice}`;
}

/** What is found in an organization file, a line each. */
function findingsIn(file: JsonObject): readonly string[] {
  return readOrganization(file).findings.map(said);
}

function policies(count: number, policy: Omit<SmallPolicy, 'name'>): readonly SmallPolicy[] {
  return Array.from({ length: count }, (_, index) => ({ name: `policy ${index}`, ...policy }));
}

const account = '222222222222';
const chat = { type: 'CHATBOT_POLICY', on: [root] };
const scp = { type: 'SERVICE_CONTROL_POLICY', content: { Version: '2012-10-17', Statement: [] } };
const advice = 'no organization is so; check what wrote the file';

describe('policies on one target', () => {
  it.each([
    ['root', root, 'root'],
    ['an account', account, 'root.organizationalUnits.0.organizationalUnits.0.accounts.0'],
  ])('more than AWS attaches are a warning, on %s', (_, on, path) => {
    expect(findingsIn(smallOrganizationFile(policies(6, { on: [on] })))).toEqual([
      `warning too-many-attachments ${path}.policies: 6 chat policies attached here; AWS allows 5 | ${advice}`,
    ]);
    expect(findingsIn(smallOrganizationFile(policies(11, { ...scp, on: [on] })))).toEqual([
      `warning too-many-attachments ${path}.policies: 11 service control policies attached here; AWS allows 10 | ${advice}`,
    ]);
  });

  it('are counted by type, and inherited ones are not', () => {
    const both = [...policies(5, chat), ...policies(10, { ...scp, on: [root] })];
    const below = policies(5, { on: [account] }).map((policy) => ({ ...policy, name: `${policy.name} below` }));
    expect(findingsIn(smallOrganizationFile([...both, ...below]))).toEqual([]);
  });

  it('may be more where AWS has raised the limit', () => {
    const limits = { ...awsLimits, chatPolicy: { ...awsLimits.chatPolicy, attachmentsPerTarget: 6 } };
    const { findings } = readOrganization(smallOrganizationFile(policies(6, chat)), limits);
    expect(findings).toEqual([]);
  });
});
