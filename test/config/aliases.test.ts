import type { JsonValue } from '../../modules/policy/text/json.js';
import { planned, problemLines } from '../support/planned-configuration.js';
import { smallOrganizationFile } from '../support/small-organization.js';

const tenant = '2f6c1f0a-6f0d-4b1e-9a57-1c2d3e4f5a6b';
const team = '0b1c2d3e-4f5a-4b6c-8d7e-9f0a1b2c3d4e';
const aliases = `aliases: { company: T0COMPANY1, partner: T0PARTNERS, Acme Corp: ${tenant}, sre: ${team} }`;

/** A configuration with one chat policy for the whole organization. */
function policy(settings: string, head = aliases): string {
  return `version: 1\n${head}\nchatPolicies:\n  - name: p\n    targets: root\n    ${settings}\n`;
}

function contentOf(text: string): JsonValue | undefined {
  const { environments, problems } = planned(text);
  expect(problems).toEqual([]);
  return environments[0]?.plan?.policies[0]?.content;
}

describe('the policy has IDs where the configuration has aliases', () => {
  const cases: readonly (readonly [title: string, aliased: string, plain: string])[] = [
    ['one workspace', 'slack: { workspaces: company }', 'slack: { workspaces: T0COMPANY1 }'],
    ['a list', 'slack: { workspaces: [company, T0OTHER] }', 'slack: { workspaces: [T0COMPANY1, T0OTHER] }'],
    [
      'operators',
      'slack: { workspaces: { append: company, remove: [partner] } }',
      'slack: { workspaces: { append: T0COMPANY1, remove: [T0PARTNERS] } }',
    ],
    [
      'overrides',
      'slack: { overrides: { company: { channelTypes: private } } }',
      'slack: { overrides: { T0COMPANY1: { channelTypes: private } } }',
    ],
    [
      'tenants and teams',
      'microsoftTeams: { tenants: { Acme Corp: [sre], children: none } }',
      `microsoftTeams: { tenants: { ${tenant}: [${team}], children: none } }`,
    ],
    [
      'overrides by tenant and team',
      'microsoftTeams: { overrides: { Acme Corp: { sre: { roleSettings: user_role } } } }',
      `microsoftTeams: { overrides: { ${tenant}: { ${team}: { roleSettings: user_role } } } }`,
    ],
  ];
  test.each(cases)('%s', (_, aliased, plain) => {
    expect(contentOf(policy(aliased))).toEqual(contentOf(policy(plain, '')));
  });

  test('the policies of an environment have them, too', () => {
    const text = `version: 1\n${aliases}\nenvironments: { live: { chatPolicies: [{ name: p, targets: root, slack: { workspaces: company } }] } }\n`;
    expect(JSON.stringify(contentOf(text))).toContain('T0COMPANY1');
  });
});

describe('problems of aliases', () => {
  const cases: readonly (readonly [title: string, text: string, lines: readonly string[]])[] = [
    [
      'an alias that is not defined has the nearest one',
      policy('slack: { workspaces: [company, compny, other] }'),
      [
        '6:36 error unknown-alias rule=unknown found=compny nearest=company',
        '6:44 error unknown-alias rule=unknown found=other',
      ],
    ],
    [
      'an ID in the wrong case is not an alias',
      policy('slack: { workspaces: t0company9 }'),
      ['6:14 error invalid-workspace-id rule=workspace-id found=t0company9 nearest=T0COMPANY9'],
    ],
    [
      'without aliases a name is not an ID',
      policy('slack: { workspaces: company }', ''),
      ['6:14 error invalid-workspace-id rule=workspace-id found=company'],
    ],
    [
      'a workspace is not a tenant, and a team is not a workspace',
      policy('slack: { workspaces: sre }\n    microsoftTeams: { tenants: { company: all } }'),
      [
        `6:14 error unknown-alias rule=other-id found=sre id=${team}`,
        '7:34 error unknown-alias rule=other-id found=company id=T0COMPANY1',
      ],
    ],
    [
      'an alias looks neither like an ID nor like a word of the settings, and names one ID',
      policy(
        'slack: { workspaces: T0COMPANY1 }',
        `aliases: { ACME: T1, ${tenant}: T2, All: T3, 'a/b': T4, x: nope, one: T5, two: T5 }`,
      ),
      [
        '2:18 error invalid-alias rule=id found=ACME',
        `2:60 error invalid-alias rule=id found=${tenant}`,
        '2:69 error invalid-alias rule=form found=All',
        '2:80 error invalid-alias rule=form found=a/b',
        '2:87 error invalid-value rule=form found=nope expected=chat-id',
        '2:107 error invalid-alias rule=same-id found=two other=one',
      ],
    ],
    [
      'two keys are one ID',
      policy(
        'slack: { overrides: { company: { channelTypes: private }, T0COMPANY1: { channelTypes: public } } }',
      ),
      ['6:63 error duplicate-key rule=same-id key=T0COMPANY1 other=company'],
    ],
  ];
  test.each(cases)('%s', (_, text, lines) => {
    expect(problemLines(text)).toEqual(lines);
  });

  test('a problem below an alias has the path of the file', () => {
    const { problems } = planned(policy('slack: { overrides: { company: { channelTypes: privat } } }'));
    const path = ['chatPolicies', 0, 'slack', 'overrides', 'company', 'channelTypes'];
    expect(problems).toMatchObject([{ path, line: 6, column: 52 }]);
  });

  test('an ID like that of an alias is a warning, whose words have the alias beside the ID', () => {
    const { problems } = planned(policy('slack: { workspaces: [T0COMPANY2, T0FARAWAY] }'));
    expect(problems).toMatchObject([{ kind: 'similar-id', facts: { found: 'T0COMPANY2' } }]);
    expect(problems[0]?.help).toContain('`T0COMPANY1` (company)');
  });
});

test('names of authorized workspaces and aliases are IDs in use', () => {
  const organizations = {
    'org.json': { ...smallOrganizationFile([]), workspaces: [{ id: 'T0AUTHORIZED', name: 'authorized' }] },
  };
  const head = `${aliases}\norganization: org.json`;
  const lines = problemLines(
    policy('slack: { workspaces: [T0AUTHORISED, T0COMPANY1, T0AUTHORIZED] }', head),
    {
      organizations,
    },
  );
  expect(lines).toEqual([
    '7:27 warning similar-id policy=p what=workspace found=T0AUTHORISED nearest=["T0AUTHORIZED"]',
  ]);
});
