import {
  type ProblemFacts,
  type ProblemKind,
  problemWords,
} from '../../../modules/policy/problems/problem-kinds.js';

function words<K extends ProblemKind>(kind: K, facts: ProblemFacts<K>): string {
  const { message, help = '' } = problemWords(kind, facts);
  return `${message} | ${help}`;
}

const taken = { policy: 'no-bucket', id: 'p-rule000001', environment: '', adoptable: true };

test('a taken name comes with the block to paste, where the policy can be adopted', () => {
  expect(words('name-taken', { ...taken, rule: 'untagged' })).toBe(
    'the organization already has a policy `no-bucket` (`p-rule000001`), which this configuration did not create | to take the policy over, add `existing: { policy: p-rule000001 }`; otherwise choose another name',
  );
  expect(words('name-taken', { ...taken, rule: 'tags-unknown' })).toContain(
    '`existing: { policy: p-rule000001 }`',
  );
  expect(words('name-taken', { ...taken, rule: 'untagged', adoptable: false })).toContain(
    '| choose another name or `namePrefix`',
  );
  expect(words('name-taken', { ...taken, rule: 'other-environment', environment: 'test' })).toContain(
    'which the environment `test` manages',
  );
});

test('the last service control policy is named with its target', () => {
  const facts = { policy: 'limits', target: 'Trial', name: 'Trial', id: 'ou-pn10-trial001' };
  expect(words('last-scp-detached', facts)).toBe(
    'the plan detaches `limits`, the last service control policy of `Trial` (`ou-pn10-trial001`) | AWS requires at least one on every target; attach `FullAWSAccess` or another one there first',
  );
});

test('messages about names and tags name what AWS accepts', () => {
  expect(words('invalid-name', { rule: 'control-tower', policy: 'aws-guardrails-x' })).toBe(
    '`aws-guardrails-x` is a name that AWS Control Tower uses for its own policies | choose a name that does not start with `aws-guardrails-`',
  );
  expect(words('invalid-name', { rule: 'long-prefixed', policy: 'x', count: 129, limit: 128 })).toBe(
    'with the prefix, 129 characters; AWS accepts at most 128 | shorten it',
  );
  expect(words('invalid-tag', { rule: 'too-many-with-ours', policy: 'x', count: 51, limit: 50 })).toBe(
    '51 tags, including the ownership tag; AWS accepts at most 50 | remove some',
  );
  expect(words('colliding-names', { policy: 'ab', other: 'a.b', address: 'ab' })).toBe(
    '`ab` and `a.b` both become `ab` in Terraform addresses | use names that differ in letters, digits, `_` or `-`',
  );
});
