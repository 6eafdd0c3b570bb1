import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { loadActionCatalogue } from '../modules/actions/load-action-catalogue.js';
import { planConfiguration } from '../modules/config/plan-configuration.js';
import { readOrganizationText } from '../modules/policy/organization/read-organization.js';
import { hasErrors } from '../modules/policy/problems/problem.js';
import { canonicalJson } from '../modules/policy/text/canonical-json.js';
import type { JsonValue } from '../modules/policy/text/json.js';
import { planJson } from '../modules/report/plan-json.js';

const catalogue = loadActionCatalogue();
const root = join(__dirname, '..');
const examples = readdirSync(join(root, 'examples'));

/** The first environment of an example, read as from the root of the repository on the day it was written. */
function planned(example: string) {
  const file = `examples/${example}/chat-guardrails.yaml`;
  const read = (path: string): string => readFileSync(join(root, path), 'utf8');
  const { environments, problems } = planConfiguration(
    { text: read(file), file },
    {
      readDocument: (path) => ({ text: read(join(dirname(file), path)) }),
      readOrganization: (path) => readOrganizationText({ text: read(join(dirname(file), path)), file: path }),
      catalogue,
      today: '2026-11-23',
    },
  );
  return { plan: environments[0]?.plan, problems };
}

function documents(example: string): readonly JsonValue[] {
  return planned(example).plan?.policies.map(({ content }) => content) ?? [];
}

/** Documents are the same when they mean the same: keys and lists of values have no order. */
function meaning(value: JsonValue): string {
  const sorted = (part: JsonValue): JsonValue => {
    if (Array.isArray(part))
      return part.map(sorted).sort((a, b) => (canonicalJson(a) < canonicalJson(b) ? -1 : 1));
    if (typeof part !== 'object' || part === null) return part;
    return Object.fromEntries(Object.entries(part).map(([key, inside]) => [key, sorted(inside)]));
  };
  return canonicalJson(sorted(value));
}

test.each(examples)(
  '%s generates the files beside it (`node scripts/examples.js` writes them)',
  (example) => {
    const { plan, problems } = planned(example);
    const expected = readFileSync(join(root, 'examples', example, 'expected', 'plan.json'), 'utf8');
    expect(hasErrors(problems)).toBe(false);
    expect(JSON.parse(JSON.stringify(planJson(plan, problems)))).toEqual(JSON.parse(expected));
  },
);

test('figure 4 of the blog is the document that the blog prints', () => {
  const printed = {
    chatbot: {
      default: { client: { '@@assign': 'disabled' } },
      platforms: {
        slack: {
          client: { '@@assign': 'enabled' },
          default: { supported_role_settings: { '@@assign': ['user_role'] } },
          workspaces: { '@@assign': ['T12341234'] },
        },
      },
    },
  };
  expect(documents('blog-figure-4').map(meaning)).toEqual([meaning(printed)]);
  expect(planned('blog-figure-4').plan?.policies[0]?.retention.skipDestroy).toBe(true);
});

test('figure 5 of the blog denies with `Action` as it is captioned, with `NotAction` as it is printed', () => {
  const actions = ['lambda:InvokeFunction', 'ssm:StartAutomationExecution'];
  expect(documents('blog-figure-5-as-captioned')).toMatchObject([
    { Statement: [{ Effect: 'Deny', Action: actions }] },
  ]);
  expect(documents('blog-figure-5-as-printed')).toMatchObject([
    { Statement: [{ Effect: 'Deny', NotAction: actions }] },
  ]);
});

test('the examples of the AWS guide are its documents, corrected', () => {
  const assign = (value: JsonValue) => ({ '@@assign': value });
  const disabled = { client: assign('disabled') };
  const [tenant, team] = ['01234567-89ab-cdef-0123-456789abcdef', '89abcdef-0123-4567-89ab-cdef01234567'];
  const slack = (workspaces: JsonValue, settings: object) => ({
    client: assign('enabled'),
    workspaces: assign(workspaces),
    ...settings,
  });
  const both = assign(['channel_role', 'user_role']);
  const guide = [
    {
      platforms: {
        slack: slack(['T0123ABCD'], {
          default: { supported_channel_types: assign(['private']), supported_role_settings: both },
        }),
        microsoft_teams: disabled,
        chime: disabled,
      },
      default: disabled,
    },
    {
      platforms: {
        slack: slack(['*'], { default: { supported_role_settings: assign(['user_role']) } }),
        microsoft_teams: disabled,
        chime: disabled,
      },
      default: disabled,
    },
    {
      platforms: {
        slack: disabled,
        microsoft_teams: { client: assign('enabled'), tenants: { [tenant]: assign(['*']) } },
        chime: disabled,
      },
      default: disabled,
    },
    {
      platforms: {
        slack: slack(['T0123ABCD', 'T0456EFGH'], {
          default: {
            supported_channel_types: assign(['private']),
            supported_role_settings: assign(['user_role']),
          },
          overrides: {
            T0456EFGH: {
              supported_channel_types: assign(['public', 'private']),
              supported_role_settings: both,
            },
          },
        }),
        microsoft_teams: {
          client: assign('enabled'),
          tenants: { [tenant]: assign([team]) },
          default: { supported_role_settings: assign(['user_role']) },
          overrides: { [tenant]: { [team]: { supported_role_settings: both } } },
        },
      },
      default: disabled,
    },
  ];
  expect(documents('aws-guide').map(meaning)).toEqual(
    guide.map((chatbot) => meaning({ chatbot } as unknown as JsonValue)),
  );
});

test('the company has four units, two workspaces, a tenant and six guardrails', () => {
  const { plan } = planned('company');
  const ofType = (type: string) => plan?.policies.filter((policy) => policy.type === type) ?? [];
  expect(ofType('SERVICE_CONTROL_POLICY')).toHaveLength(6);
  expect(ofType('CHATBOT_POLICY')[0]?.content).toMatchObject({
    chatbot: {
      platforms: {
        slack: { workspaces: { '@@assign': ['T0COMPANY1', 'T0PARTNERS'] } },
        microsoft_teams: { tenants: { '2f6c1f0a-6f0d-4b1e-9a57-1c2d3e4f5a6b': {} } },
      },
    },
  });
});
