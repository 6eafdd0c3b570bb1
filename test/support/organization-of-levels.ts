import type {
  AttachmentTarget,
  Organization,
  OrganizationalUnit,
  OrganizationPolicy,
} from '../../modules/policy/organization/organization.js';
import type { JsonValue } from '../../modules/policy/text/json.js';
import { fullAccess } from './random-scp.js';
import type { ScpDocument } from './scp-document.js';

/** The account of the organization of levels. */
export const accountId = '123456789012';

/** An organization of one account with the SCPs of the last level, below OUs with those of the others. */
export function organizationOfLevels(levels: readonly (readonly ScpDocument[])[]): Organization {
  const policies = new Map<string, OrganizationPolicy>();
  const target = (id: string, documents: readonly ScpDocument[] = []): AttachmentTarget => ({
    id,
    name: '',
    attachmentOrderKnown: true,
    policies: documents.map((content, index) => {
      const policy = `p-${id}-${index}`;
      const type = 'SERVICE_CONTROL_POLICY';
      const json: JsonValue = JSON.parse(JSON.stringify(content));
      policies.set(policy, { id: policy, name: policy, type, awsManaged: false, content: json });
      return policy;
    }),
  });
  const account = target(accountId, levels.at(-1));
  const units = levels.slice(0, -1).map((documents, index) => target(`ou-${index}`, documents));
  const root = target('r-ab12', units.length === 0 ? [fullAccess] : levels[0]);
  const above = units.length === 0 ? [root] : [root, ...units.slice(1)];
  const tree = above.reduceRight<OrganizationalUnit | undefined>(
    (below, unit) => ({
      ...unit,
      accounts: below === undefined ? [account] : [],
      organizationalUnits: below === undefined ? [] : [below],
    }),
    undefined,
  );
  if (tree === undefined) throw new Error('there is a root');
  return {
    id: 'o-exampleorgid',
    managementAccountId: '111111111111',
    enabledPolicyTypes: ['SERVICE_CONTROL_POLICY'],
    root: tree,
    policies,
    channels: [],
    missing: [],
  };
}
