import { problemWords } from '../../../modules/policy/problems/problem-kinds.js';

test('the words of problems of imports and Terraform plans', () => {
  expect([
    problemWords('not-imported', { rule: 'terraform-source' }),
    problemWords('not-imported', { rule: 'function', resource: 'Chat', key: 'Name', found: '!Sub' }),
    problemWords('import-gap', { rule: 'id', policy: 'a', count: 3 }),
    problemWords('import-gap', { rule: 'target', found: '{{ Unit }}' }),
    problemWords('left-alone', { rule: 'control-tower', policy: 'aws-guardrails-x' }),
    problemWords('unknown-until-apply', { rule: 'document', resource: 'aws_organizations_policy.a' }),
  ]).toEqual([
    {
      message: 'cannot import Terraform sources, only the state',
      help: 'run `terraform show -json > state.json` in the folder of the Terraform code and import `state.json`',
    },
    {
      message: '`Chat`: `Name` has no literal value: `!Sub`',
      help: 'write the value into the source, then import again',
    },
    {
      message: 'the source has no ID for `a` and 2 more; Terraform would create a duplicate',
      help: 'pass the organization, which has the IDs, as `--organization`',
    },
    {
      message: '`{{ Unit }}` is not a target and is left out',
      help: 'add the ID or path of the target to `targets`',
    },
    { message: '`aws-guardrails-x` is managed by Control Tower, which reverts every change' },
    { message: 'the document of `aws_organizations_policy.a` is known only after apply' },
  ]);
});
