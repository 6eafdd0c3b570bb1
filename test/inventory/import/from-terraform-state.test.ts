import { fromTerraformStates } from '../../../modules/inventory/import/from-terraform-state.js';

const read = (...states: readonly unknown[]) =>
  fromTerraformStates(
    states.map((state, index) => ({
      text: typeof state === 'string' ? state : JSON.stringify(state, null, 2),
      file: `state-${index}.json`,
    })),
  );
const policyValues = {
  ...{ id: 'p-abcdefgh', name: 'slack-only', type: 'CHATBOT_POLICY', content: '{"chatbot":{}}' },
  ...{ description: 'by hand', tags: { team: 'security' }, skip_destroy: null },
};
const attachmentValues = (policy: string, target: string) => ({
  ...{ id: `${target}:${policy}`, policy_id: policy, target_id: target, skip_destroy: null },
});
const policyType = 'aws_organizations_policy';
const attachmentType = 'aws_organizations_policy_attachment';

const filed = (resources: readonly object[]) => ({
  ...{ version: 4, terraform_version: '1.11.4', serial: 3 },
  resources,
});
const inFile = (type: string, instances: readonly object[], module?: string) => ({
  ...{ mode: 'managed', type, name: 'x', instances },
  ...(module && { module }),
});
const shown = (address: string, type: string, values: object) => ({ mode: 'managed', address, type, values });
const showing = (resources: readonly object[]) => ({
  ...{ format_version: '1.0', terraform_version: '1.11.4' },
  values: { root_module: { child_modules: [{ child_modules: [{ resources }] }] } },
});

const found = {
  policies: [
    {
      ...{ id: 'p-abcdefgh', name: 'slack-only', type: 'CHATBOT_POLICY', description: 'by hand' },
      ...{ tags: { team: 'security' }, content: { chatbot: {} }, skipDestroy: false },
      targets: [
        { written: 'ou-ab12-prod0001', attachedTo: 'ou-ab12-prod0001' },
        { written: 'r-ab12', attachedTo: 'r-ab12' },
      ],
    },
  ],
  problems: [],
};

test('a state file has the policies and attachments of modules, `for_each` and `count`', () => {
  const state = filed([
    inFile(policyType, [{ index_key: 'a', attributes: policyValues }], 'module.chat["eu"]'),
    inFile(attachmentType, [
      { index_key: 0, attributes: attachmentValues('p-abcdefgh', 'r-ab12') },
      { index_key: 1, attributes: attachmentValues('p-abcdefgh', 'ou-ab12-prod0001') },
    ]),
  ]);
  expect(read(state)).toMatchObject(found);
  expect(read(state).policies[0]?.place).toMatchObject({ file: 'state-0.json', line: expect.any(Number) });
});

const both = [
  shown('module.a.module.b["x"].aws_organizations_policy.x[0]', policyType, policyValues),
  shown(
    'module.a.aws_organizations_policy_attachment.x',
    attachmentType,
    attachmentValues('p-abcdefgh', 'r-ab12'),
  ),
  shown(
    'aws_organizations_policy_attachment.y',
    attachmentType,
    attachmentValues('p-abcdefgh', 'ou-ab12-prod0001'),
  ),
];

test('what `terraform show -json` prints of a state is the same', () => {
  expect(read(showing(both))).toMatchObject(found);
});

test('of a saved plan, what exists is read; what it would create is not, what it would change is reported', () => {
  const change = (address: string, ...actions: readonly string[]) => ({ address, change: { actions } });
  const created = { name: 'new', type: 'CHATBOT_POLICY', content: '{"chatbot":{}}' };
  const changed = { ...policyValues, description: 'changed' };
  const plan = {
    ...{ format_version: '1.2', terraform_version: '1.11.4' },
    planned_values: {
      root_module: {
        resources: [
          shown('aws_organizations_policy.new', policyType, created),
          shown('module.a.module.b["x"].aws_organizations_policy.x[0]', policyType, changed),
        ],
      },
    },
    prior_state: showing(both),
    resource_changes: [
      change('aws_organizations_policy.new', 'create'),
      change('module.a.module.b["x"].aws_organizations_policy.x[0]', 'update'),
      change('module.a.aws_organizations_policy_attachment.x', 'delete', 'create'),
      change('aws_organizations_policy_attachment.y', 'no-op'),
    ],
  };
  const { policies, problems } = read(plan);
  expect(policies).toMatchObject(found.policies);
  expect(problems.map(({ facts }) => facts)).toEqual([
    {
      ...{ rule: 'planned', action: 'update' },
      resource: 'module.a.module.b["x"].aws_organizations_policy.x[0]',
    },
    { rule: 'planned', action: 'delete', resource: 'module.a.aws_organizations_policy_attachment.x' },
  ]);
});

test('an attachment may be in another state than its policy, and a policy in two', () => {
  const [policy, ...attachments] = both;
  expect(read(showing([policy as object]), showing(attachments), showing([policy as object]))).toMatchObject(
    found,
  );
});

test('tags that the provider adds are tags of the policy', () => {
  const values = { ...policyValues, tags_all: { team: 'security', cost: '1' } };
  expect(read(showing([shown('a', policyType, values)])).policies[0]?.tags).toEqual({
    team: 'security',
    cost: '1',
  });
});

test('an attachment of a policy that no state holds is reported; that of `FullAWSAccess` is left alone', () => {
  const stray = ['p-elsewhere', 'p-FullAWSAccess'].map((policy) =>
    shown(`attachment.${policy}`, attachmentType, attachmentValues(policy, 'r-ab12')),
  );
  expect(read(showing(stray)).problems.map(({ kind, line }) => [kind, typeof line])).toEqual([
    ['not-imported', 'number'],
    ['left-alone', 'number'],
  ]);
});

test('an attachment that differs from its policy in `skip_destroy` is reported', () => {
  const values = { ...attachmentValues('p-abcdefgh', 'r-ab12'), skip_destroy: true };
  const { problems } = read(
    showing([shown('a', policyType, policyValues), shown('b', attachmentType, values)]),
  );
  expect(problems).toMatchObject([{ kind: 'import-gap', facts: { rule: 'skip-destroy', resource: 'b' } }]);
});

test('objects that await destruction are left out, and an empty state has no policies', () => {
  const state = filed([inFile(policyType, [{ deposed: '1f2e3d4c', attributes: policyValues }])]);
  expect(read(state)).toEqual({ policies: [], problems: [], addresses: [] });
  expect(read({ format_version: '1.0' })).toEqual({ policies: [], problems: [], addresses: [] });
});

test('a policy of another type is left alone', () => {
  const values = { ...policyValues, type: 'TAG_POLICY' };
  expect(read(showing([shown('a', policyType, values)])).problems).toMatchObject([
    { kind: 'left-alone', facts: { rule: 'policy-type', policy: 'a', type: 'TAG_POLICY' } },
  ]);
});

test('a state of another version is refused', () => {
  expect(read({ version: 3, terraform_version: '0.11.0', serial: 1, modules: [] }).problems).toMatchObject([
    {
      kind: 'not-imported',
      severity: 'error',
      file: 'state-0.json',
      line: 1,
      facts: { rule: 'state-version' },
    },
  ]);
});

test.each([
  ['\uFEFF{"version":4}', 'json-byte-order-mark', 1, 1],
  ['{\n"version": 4, "password": "s3cret",\n}', 'json-trailing-comma', 2, 35],
  ['{\n"version": 4, // s3cret\n"resources": []\n}', 'json-comment', 2, 15],
  ['{"version": 4, "password": "s3cret"', 'json-syntax', 1, 36],
  ['{"version": 4, "password" "s3cret"}', 'json-syntax', 1, 27],
])('%j is a problem with its place, without an echo of the line', (text, kind, line, column) => {
  const { problems } = read(text);
  expect(problems).toMatchObject([{ kind, severity: 'error', file: 'state-0.json', line, column }]);
  expect(JSON.stringify(problems)).not.toContain('s3cret');
});
