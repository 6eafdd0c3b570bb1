import { planConfiguration } from '../../../modules/config/plan-configuration.js';
import { buildConfiguration } from '../../../modules/inventory/import/build-configuration.js';
import { fromDocument } from '../../../modules/inventory/import/from-document.js';
import { fromOrganization } from '../../../modules/inventory/import/from-organization.js';
import { policyMeaning } from '../../../modules/policy/policy-meaning.js';
import type { JsonValue } from '../../../modules/policy/text/json.js';
import { hostileOrganization } from '../../support/hostile-organization.js';
import { scenariosIn } from '../../support/scenarios.js';

interface Scenario {
  readonly name: string;
  readonly document?: JsonValue;
  /** Built by a rule where it is no text. */
  readonly text?: string | object;
  readonly accepted: boolean;
}

const today = '2026-11-23';
const scenarios = scenariosIn<Scenario>('chat-policy').flatMap(([, all]) =>
  all.flatMap(({ name, document, text = JSON.stringify(document), accepted }) =>
    typeof text === 'string' ? [[name, text, accepted] as const] : [],
  ),
);

test.each(scenarios)('%s: imported, or refused with its place', (_, text, accepted) => {
  const found = fromDocument({ text, file: 'policy.json' }, 'CHATBOT_POLICY');
  if (!accepted) {
    expect(found.policies).toEqual([]);
    const [first] = found.problems;
    expect(first).toMatchObject({ severity: 'error', file: 'policy.json', line: expect.any(Number) });
    return;
  }
  const { files } = buildConfiguration(found, {
    source: 'x',
    organization: undefined,
    known: undefined,
    today,
  });
  const texts = new Map(files.map((file) => [file.path, file.text]));
  const source = { text: texts.get('chat-guardrails.yaml') ?? '', file: 'chat-guardrails.yaml' };
  const { environments } = planConfiguration(source, {
    readDocument: (path) => ({ text: texts.get(path) ?? '' }),
    readOrganization: () => ({ problems: [] }),
    today,
  });
  const content = environments[0]?.plan?.policies[0]?.content ?? null;
  expect(policyMeaning('CHATBOT_POLICY', content)).toBe(policyMeaning('CHATBOT_POLICY', JSON.parse(text)));
});

test('names that mean harm stay names: in the YAML, in comments and in the names of files', () => {
  const organization = hostileOrganization();
  const found = fromOrganization(organization, 'organization.json');
  const around = { source: 'organization.json\n- evil: true', organization: 'organization.json', today };
  const { files, policies, problems } = buildConfiguration(found, { ...around, known: organization });
  expect(policies.length).toBeGreaterThan(5);
  const told = problems.filter(({ kind }) => kind === 'not-imported').length;
  expect(policies.length + told).toBe(found.policies.length);
  for (const { path } of files)
    expect(path).toMatch(/^(?:policies\/[A-Za-z0-9_-]+\.json|chat-guardrails\.yaml)$/);
});
