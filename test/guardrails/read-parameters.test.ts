import { readParameters } from '../../modules/guardrails/read-parameters.js';
import { findGuardrail } from '../../modules/guardrails/registry.js';
import type { JsonValue } from '../../modules/policy/text/json.js';
import { renderPath } from '../../modules/policy/text/path.js';

function read(id: string, given: JsonValue | undefined) {
  const guardrail = findGuardrail(id);
  if (guardrail === undefined) throw new Error(`no guardrail ${id}`);
  const { values, findings } = readParameters(guardrail, given);
  return {
    values,
    problems: findings.map(({ kind, path, facts }) => [kind, renderPath(path), facts]),
  };
}

test('a guardrail without parameters needs no `with`', () => {
  const { values, problems } = read('no-database-deletion', undefined);
  expect(problems).toEqual([]);
  expect(values).toEqual({ regions: [], accounts: [], resources: [], actions: [], tags: {} });
});

test('values are sorted, each once, and one string counts as a list of one', () => {
  const given = { regions: ['eu-west-1', 'eu-central-1', 'eu-west-1'] };
  expect(read('only-named-regions', given).values?.regions).toEqual(['eu-central-1', 'eu-west-1']);
  expect(read('only-named-regions', { regions: 'eu-west-1' }).values?.regions).toEqual(['eu-west-1']);
});

test('tags keep their keys, sorted', () => {
  const { values } = read('only-tagged-resources', { tags: { Team: 'a', ChatOps: ['yes', 'on'] } });
  expect(values?.tags).toEqual({ ChatOps: ['on', 'yes'], Team: ['a'] });
});

test.each<[string, string, JsonValue, unknown]>([
  [
    'a list of parameters',
    'only-named-regions',
    ['eu-west-1'],
    ['wrong-type', '', { rule: 'schema-type', foundType: 'list', expected: ['object'], words: [] }],
  ],
  [
    'a missing parameter',
    'only-named-regions',
    {},
    ['missing-parameter', '', { guardrail: 'only-named-regions', key: 'regions' }],
  ],
  [
    'an unknown parameter',
    'no-dns-changes',
    { regions: [] },
    ['unknown-parameter', 'regions', { guardrail: 'no-dns-changes', key: 'regions', expected: [] }],
  ],
  [
    'a word that is not a Region',
    'only-named-regions',
    { regions: ['Ireland'] },
    ['invalid-parameter', 'regions[0]', { rule: 'form', found: 'Ireland', expected: 'region' }],
  ],
  [
    'a number for an account',
    'only-named-accounts',
    { accounts: [123456789012] },
    [
      'wrong-type',
      'accounts[0]',
      {
        rule: 'schema-type',
        foundType: 'number',
        found: '123456789012',
        expected: ['string'],
        words: [],
      },
    ],
  ],
  [
    'eleven digits',
    'only-named-accounts',
    { accounts: ['12345678901'] },
    ['invalid-parameter', 'accounts[0]', { rule: 'form', found: '12345678901', expected: 'account' }],
  ],
  [
    'a name instead of an ARN',
    'only-named-functions',
    { resources: 'resize' },
    ['invalid-parameter', 'resources', { rule: 'form', found: 'resize', expected: 'resource' }],
  ],
  [
    'an action without service',
    'read-only',
    { actions: ['GET'] },
    ['invalid-parameter', 'actions[0]', { rule: 'form', found: 'GET', expected: 'action' }],
  ],
  [
    'several actions in one string',
    'read-only',
    { actions: 'ec2:StopInstances, ec2:StartInstances' },
    [
      'invalid-parameter',
      'actions',
      {
        rule: 'several-actions',
        found: 'ec2:StopInstances, ec2:StartInstances',
        actions: ['ec2:StopInstances', 'ec2:StartInstances'],
      },
    ],
  ],
  [
    'an empty list',
    'only-named-regions',
    { regions: [] },
    ['invalid-parameter', 'regions', { rule: 'empty-list', key: 'regions' }],
  ],
  [
    'a list of tags',
    'only-tagged-resources',
    { tags: ['ChatOps'] },
    ['wrong-type', 'tags', { rule: 'schema-type', foundType: 'list', expected: ['object'], words: [] }],
  ],
  [
    'a wildcard in the key of a tag',
    'only-tagged-resources',
    { tags: { 'Chat*': 'yes' } },
    ['invalid-parameter', 'tags["Chat*"]', { rule: 'tag-key', key: 'Chat*' }],
  ],
  [
    'a tag without values',
    'only-tagged-resources',
    { tags: { ChatOps: null } },
    ['wrong-type', 'tags.ChatOps', { rule: 'schema-type', foundType: 'null', expected: ['list'], words: [] }],
  ],
])('%s is refused with its place', (_, id, given, problem) => {
  expect(read(id, given)).toEqual({ values: undefined, problems: [problem] });
});

test('all problems are found at once', () => {
  const { problems } = read('only-named-regions', { region: 'eu-west-1', regions: ['x', 1] });
  expect(problems).toHaveLength(3);
});

test('a near name is suggested', () => {
  const guardrail = findGuardrail('only-named-regions');
  if (guardrail === undefined) throw new Error('the catalogue has it');
  const { findings } = readParameters(guardrail, { region: 'eu-west-1' });
  expect(findings[0]?.facts).toMatchObject({ key: 'region', nearest: 'regions' });
});
