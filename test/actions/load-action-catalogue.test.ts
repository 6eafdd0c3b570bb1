import type { IamData } from '../../modules/actions/catalogue-of';
import { iamData, loadActionCatalogue } from '../../modules/actions/load-action-catalogue';

const catalogue = loadActionCatalogue();

test('the catalogue names the version of its data', () => {
  expect(catalogue.version).toMatch(/^0\.\d+\.\d{9}$/);
  expect(catalogue.date).toMatch(/^20\d\d-\d\d-\d\d$/);
});

test('an action is found in any case and answered as AWS spells it', () => {
  const found = catalogue.action('RDS', 'deletedbcluster');
  expect(found).toMatchObject({ service: 'rds', name: 'DeleteDBCluster', accessLevel: 'Write' });
  expect(found?.resourceTypes).toContainEqual({ name: 'cluster', required: true });
  expect(found?.conditionKeys).toContain('aws:ResourceTag/${TagKey}');
});

test.each([
  ['ec2', 'DescribeInstances', 'List'],
  ['ec2', 'CreateTags', 'Tagging'],
  ['iam', 'AttachRolePolicy', 'Permissions management'],
  ['s3', 'GetObject', 'Read'],
])('%s:%s is of level %s', (service, name, level) => {
  expect(catalogue.action(service, name)?.accessLevel).toBe(level);
});

test.each([
  ['no-such-service', 'DeleteDBCluster'],
  ['rds', 'DeleteDBCluser'],
  ['rds', 'constructor'],
  ['../actions/rds', 'DeleteDBCluster'],
  ['', ''],
])('nothing is known of %s:%s', (service, name) => {
  expect(catalogue.action(service, name)).toBeUndefined();
});

test('a service that does not exist has neither actions nor keys nor resource types', () => {
  expect(catalogue.actionsOf('no-such-service')).toBeUndefined();
  expect(catalogue.conditionKeysOf('no-such-service')).toBeUndefined();
  expect(catalogue.resourceTypesOf('no-such-service')).toBeUndefined();
});

test.each([
  ['aws:chatbotsourcearn', 'aws:ChatbotSourceArn', 'ARN'],
  ['aws:RequestTag/team', 'aws:RequestTag/${TagKey}', 'String'],
  ['aws:TagKeys', 'aws:TagKeys', 'ArrayOfString'],
  ['s3:ExistingObjectTag/team', 's3:ExistingObjectTag/<key>', 'String'],
  ['ec2:InstanceType', 'ec2:InstanceType', 'String'],
  ['identitycenter:ApplicationArn', 'identitycenter:ApplicationArn', 'ARN'],
  ['token.actions.githubusercontent.com:actor', 'token.actions.githubusercontent.com:actor', 'String'],
  ['saml:aud', 'saml:aud', 'String'],
  [
    'token.actions.githubusercontent.com/acme:ref',
    'token.actions.githubusercontent.com/${SubPath}:ref',
    'String',
  ],
])('the condition key %s is %s, a %s', (written, key, type) => {
  expect(catalogue.conditionKey(written)).toEqual({ key, type });
});

test.each(['aws:ChatbotSourceArm', 'aws:RequestTag/', 's3:NoSuchKey', 'nothing', 'aws'])(
  '%s is no condition key',
  (key) => {
    expect(catalogue.conditionKey(key)).toBeUndefined();
  },
);

test('resource types come with their ARN templates', () => {
  expect(catalogue.resourceTypesOf('lambda')).toContainEqual(
    expect.objectContaining({
      name: 'function',
      arn: 'arn:${Partition}:lambda:${Region}:${Account}:function:${FunctionName}',
    }),
  );
});

test('every list is sorted and names nothing twice', () => {
  const lists = [
    catalogue.services(),
    catalogue.globalConditionKeys(),
    catalogue.actionsOf('ec2'),
    catalogue.conditionKeysOf('ec2'),
    catalogue.resourceTypesOf('ec2')?.map(({ name }) => name),
    catalogue.action('ec2', 'RunInstances')?.conditionKeys,
  ];
  for (const list of lists) {
    expect(list?.length).toBeGreaterThan(10);
    expect(list).toEqual([...new Set(list)].sort());
  }
});

test('every data file matches its types', () => {
  const wrong = catalogue.services().flatMap((service) => {
    const types = new Set(catalogue.resourceTypesOf(service)?.map(({ name }) => name));
    const keys = new Set(catalogue.conditionKeysOf(service));
    return (catalogue.actionsOf(service) ?? []).filter((name) => {
      const action = catalogue.action(service, name);
      const known =
        action?.resourceTypes.every((resource) => types.has(resource.name)) &&
        action.conditionKeys.every((key) => keys.has(key));
      return action?.name !== name || !known;
    });
  });
  expect(wrong).toEqual([]);
});

test('nothing is read but the manifest until a service is asked about, and then that service alone', () => {
  const read: string[] = [];
  const spied = new Proxy<IamData>(iamData(), {
    get: (data, method: keyof IamData) =>
      function report(...service: [string]) {
        read.push([method, ...service].join(' '));
        return (data[method] as (...service: [string]) => unknown)(...service);
      },
  });
  const lazy = loadActionCatalogue(spied);
  expect(read).toEqual(['manifest', 'services']);
  lazy.action('rds', 'DeleteDBCluster');
  expect(read.slice(2)).toEqual(['actions rds', 'resourceTypes rds']);
});
