import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { planConfiguration } from '../../modules/config/plan-configuration.js';
import { readOrganizationText } from '../../modules/policy/organization/read-organization.js';
import { problemKinds } from '../../modules/policy/problems/problem-kinds.js';
import { company } from '../support/company.js';

const folder = join(__dirname, '..', '..', 'docs', 'problems');
const examples = readdirSync(folder).flatMap((file) =>
  [...readFileSync(join(folder, file), 'utf8').matchAll(/^```yaml (wrong|right)\n([\s\S]*?)^```$/gm)].map(
    ([, word = '', text = '']) => [file.replace(/\.md$/, ''), word, text] as const,
  ),
);

test.each(Object.keys(problemKinds))('%s has a page', (kind) => {
  expect(existsSync(join(folder, `${kind}.md`))).toBe(true);
});

test.each(examples)('%s: the configuration that is %s is so', (kind, word, text) => {
  const found = problemsOf(text);
  const errors = found.filter(({ severity }) => severity === 'error');
  const ofKind = found.filter((problem) => problem.kind === kind);
  if (word === 'wrong') expect(ofKind).not.toEqual([]);
  else expect([...errors, ...ofKind]).toEqual([]);
});

test('what is wrong is wrong for one reason only, as far as errors go', () => {
  for (const [kind, word, text] of examples) {
    if (word === 'right') continue;
    const others = problemsOf(text).filter(
      (problem) => problem.severity === 'error' && problem.kind !== kind,
    );
    expect([kind, others]).toEqual([kind, []]);
  }
});

/** The day on which the examples are read. */
const today = '2026-11-23';

function problemsOf(text: string) {
  const source = { text, file: 'chat-guardrails.yaml' };
  const { problems } = planConfiguration(source, {
    readDocument: () => ({ reason: 'no such file' }),
    readOrganization: (file) =>
      file === 'organization.json'
        ? readOrganizationText({ text: JSON.stringify(company()), file })
        : { problems: [] },
    today,
  });
  return problems;
}
