import { mapTargets, type Organization } from '../../../modules/policy/organization/organization.js';
import { embedOrganizations, readEmbedded } from '../../../modules/report/page/embedded-organizations.js';
import { removePolicies } from '../../../modules/simulator/apply-plan.js';
import { hostileOrganization } from '../../support/hostile-organization.js';

const current: Organization = { ...hostileOrganization(), chatNames: new Map([['t1', '<b>']]) };

/** What the page reads from what it embeds. */
const embedded = (planned?: Organization) => {
  const text = JSON.stringify(embedOrganizations({ current, ...(planned && { planned }) }));
  return readEmbedded(JSON.parse(text));
};

test('an organization is the same after it is embedded in the page', () => {
  expect(embedded()).toEqual({ current });
});

test('an organization after a plan is the same, with removed, changed and added policies', () => {
  const removed = removePolicies(current, new Set(['p-chat00000000']));
  const changed = new Map([...removed.policies].map(([id, policy]) => [id, { ...policy, name: 'other' }]));
  const added = { id: 'new', name: 'new', type: 'CHATBOT_POLICY', awsManaged: false, content: {} };
  const root = mapTargets(removed.root, (target) =>
    target.id.endsWith('3')
      ? { ...target, policies: [...target.policies, 'new'], attachmentOrderKnown: false }
      : target,
  );
  const planned = { ...removed, policies: changed.set('new', added), root };
  expect(embedded(planned)).toEqual({ current, planned });
  expect([...(embedded(planned).planned?.policies.keys() ?? [])]).toEqual([...planned.policies.keys()]);
});

test('the members of channels are not embedded', () => {
  const [channel] = current.channels;
  const users = [{ userId: 'U1' }];
  const channels = channel === undefined ? [] : [{ ...channel, users }];
  expect(JSON.stringify(embedOrganizations({ current: { ...current, channels } }))).not.toContain('U1');
});
