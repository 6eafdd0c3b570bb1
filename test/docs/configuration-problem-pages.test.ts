import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { planConfiguration } from '../../modules/config/plan-configuration.js';
import { readOrganizationText } from '../../modules/policy/organization/read-organization.js';
import { problemKinds } from '../../modules/policy/problems/problem-kinds.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../../modules/policy/text/json.js';
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

test('a wrong example has errors of one kind only', () => {
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

/** The organization of the documentation, with two service control policies that the configurations do not create. */
const organization = company();
const content = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };
const type = 'SERVICE_CONTROL_POLICY';
Object.assign(organization['policies'] ?? {}, {
  'p-bucket0001': { name: 'no-bucket-deletion', type, tags: {}, content },
  'p-services01': { name: 'allowed-services', type, tags: {}, content },
});
const emptied = nodesOf(organization['root']).find(({ name }) => name === 'Test');
Object.assign(emptied ?? {}, { policies: ['p-services01'] });

function nodesOf(unit: JsonValue | undefined): JsonObject[] {
  if (!isJsonObject(unit ?? null)) return [];
  const { organizationalUnits: units } = unit as JsonObject;
  return [unit as JsonObject, ...(Array.isArray(units) ? units.flatMap(nodesOf) : [])];
}

function problemsOf(text: string) {
  const source = { text, file: 'chat-guardrails.yaml' };
  const { problems } = planConfiguration(source, {
    readDocument: () => ({ reason: 'no such file' }),
    readOrganization: (file) =>
      file === 'organization.json'
        ? readOrganizationText({ text: JSON.stringify(organization), file })
        : { problems: [] },
    today,
  });
  return problems;
}
