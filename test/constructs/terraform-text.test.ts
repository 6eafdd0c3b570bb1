import { OrganizationsPolicy } from '@cdktf/provider-aws/lib/organizations-policy/index.js';
import { TerraformVariable } from 'cdktf';
import fc from 'fast-check';
import { terraformText } from '../../modules/constructs/terraform-text.js';
import { synthesized, testStack } from '../support/synthesis.js';

/** What Terraform makes of a template without references. */
function evaluated(template: string): string {
  return template.replace(
    /\$\{"(\$+)"\}|\$\$\{|%%\{/g,
    (match, dollars?: string) => dollars ?? match.slice(1),
  );
}

/** Texts made of what cdktf and Terraform look for. */
const text = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '$',
        '{',
        '}',
        '%',
        '"',
        '\\',
        '${',
        '%{',
        '$${',
        '${TfToken[0]}',
        '${TfToken[x]}',
        '#{TfToken[1]}',
        '1e5',
        '-e1',
        '5.e-',
        '\n',
        'é',
        '😀',
      ),
      fc.string({ maxLength: 4 }),
    ),
    { maxLength: 12 },
  )
  .map((pieces) => pieces.join(''));

function synthesizedText(content: string): string {
  const stack = testStack();
  new OrganizationsPolicy(stack, 'p', { name: 'n', content });
  const [policy] = Object.values(synthesized(stack).resource['aws_organizations_policy'] ?? {});
  return String(policy?.['content']);
}

test('any text arrives at AWS unchanged', () => {
  fc.assert(
    fc.property(text, (sample) => {
      // A list token has no place in a string, and cdktf says so: nothing of ours writes one.
      fc.pre(!/#\{TfToken\[/.test(sample));
      expect(evaluated(synthesizedText(terraformText(sample)))).toBe(sample);
    }),
    { numRuns: 300 },
  );
});

test('beside a token, any text keeps the token whole', () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      fc.pre(!/#\{TfToken\[/.test(before + after));
      const stack = testStack();
      const token = new TerraformVariable(stack, 'v', {}).stringValue;
      new OrganizationsPolicy(stack, 'p', { name: 'n', content: terraformText(`${before}${token}${after}`) });
      const [policy] = Object.values(synthesized(stack).resource['aws_organizations_policy'] ?? {});
      const [left, right, ...more] = String(policy?.['content']).split('${var.v}');
      expect([evaluated(left ?? ''), evaluated(right ?? ''), more]).toEqual([before, after, []]);
    }),
    { numRuns: 300 },
  );
});
