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
    problems: findings.map(({ kind, path, message }) => `${kind} ${renderPath(path)}: ${message}`),
  };
}

test('a guardrail without parameters needs no `with`', () => {
  const { values, problems } = read('no-database-deletion', undefined);
  expect(problems).toEqual([]);
  expect(values).toEqual({ regions: [], accounts: [], resources: [], actions: [], tags: {} });
});

test('values are sorted, each once, and one text counts as a list of one', () => {
  const given = { regions: ['eu-west-1', 'eu-central-1', 'eu-west-1'] };
  expect(read('only-named-regions', given).values?.regions).toEqual(['eu-central-1', 'eu-west-1']);
  expect(read('only-named-regions', { regions: 'eu-west-1' }).values?.regions).toEqual(['eu-west-1']);
});

test('tags keep their keys, sorted', () => {
  const { values } = read('only-tagged-resources', { tags: { Team: 'a', ChatOps: ['yes', 'on'] } });
  expect(values?.tags).toEqual({ ChatOps: ['on', 'yes'], Team: ['a'] });
});

test.each<[string, string, JsonValue, string]>([
  [
    'no object',
    'only-named-regions',
    ['eu-west-1'],
    'wrong-type : expected parameters by name, e.g. `regions: [eu-west-1]`',
  ],
  [
    'a missing parameter',
    'only-named-regions',
    {},
    'missing-parameter : guardrail `only-named-regions` needs `regions`',
  ],
  [
    'an unknown parameter',
    'no-dns-changes',
    { regions: [] },
    'unknown-parameter regions: guardrail `no-dns-changes` has no parameter `regions`',
  ],
  [
    'a word that is no region',
    'only-named-regions',
    { regions: ['Ireland'] },
    'invalid-parameter regions[0]: `Ireland` is no region',
  ],
  [
    'a number for an account',
    'only-named-accounts',
    { accounts: [123456789012] },
    'wrong-type accounts[0]: expected a text in quotes',
  ],
  [
    'eleven digits',
    'only-named-accounts',
    { accounts: ['12345678901'] },
    'invalid-parameter accounts[0]: `12345678901` is no account: expected twelve digits in quotes',
  ],
  [
    'a name instead of an ARN',
    'only-named-functions',
    { resources: 'resize' },
    'invalid-parameter resources: `resize` is no pattern of ARNs: expected six parts separated by colons',
  ],
  [
    'an action without service',
    'read-only',
    { actions: ['GET'] },
    'invalid-parameter actions[0]: `GET` is no action: expected SERVICE:ACTION',
  ],
  ['an empty list', 'only-named-regions', { regions: [] }, 'invalid-parameter regions: the list is empty'],
  [
    'a list of tags',
    'only-tagged-resources',
    { tags: ['ChatOps'] },
    'wrong-type tags: expected values by tag key, e.g. `tags: { Environment: [prod] }`',
  ],
  [
    'a wildcard in the key of a tag',
    'only-tagged-resources',
    { tags: { 'Chat*': 'yes' } },
    'invalid-parameter tags["Chat*"]: `Chat*` is no key of a tag',
  ],
  [
    'a tag without values',
    'only-tagged-resources',
    { tags: { ChatOps: null } },
    'wrong-type tags.ChatOps: expected a list of texts',
  ],
])('%s is refused with its place', (_, id, given, problem) => {
  expect(read(id, given)).toEqual({ values: undefined, problems: [problem] });
});

test('all that is wrong is found at once', () => {
  const { problems } = read('only-named-regions', { region: 'eu-west-1', regions: ['x', 1] });
  expect(problems).toHaveLength(3);
});

test('a near name is suggested', () => {
  const guardrail = findGuardrail('only-named-regions');
  if (guardrail === undefined) throw new Error('the catalogue has it');
  const { findings } = readParameters(guardrail, { region: 'eu-west-1' });
  expect(findings[0]?.help).toBe('did you mean `regions`?');
});
