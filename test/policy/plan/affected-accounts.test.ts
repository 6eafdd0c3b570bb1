import { planned } from '../../support/planned-configuration.js';
import { smallOrganizationFile } from '../../support/small-organization.js';

/** Kind and place of the problems of a configuration with one guardrail, in the small organization. */
function problemsOf(words: string, more = '', documents: Readonly<Record<string, string>> = {}): string[] {
  const text = `organization: o.json\n${more}guardrails:\n  - name: g\n${words.replace(/^/gm, '    ')}\n`;
  const { problems } = planned(text, { documents, organizations: { 'o.json': smallOrganizationFile() } });
  return problems.map(({ kind, severity, line }) => `${line} ${severity} ${kind}`);
}

const deny = 'deny: rds:DeleteDBCluster';

test('a guardrail whose accounts are all exempt is reported', () => {
  expect(problemsOf(`targets: Sandbox\n${deny}\nexcept: ["333333333333"]`)).toEqual([
    '6 warning except-leaves-nothing',
  ]);
  expect(problemsOf(`targets: Sandbox\n${deny}\nexceptFrom: { accounts: ["333333333333"] }`)).toEqual([
    '6 warning exempts-all-sessions',
  ]);
});

test.each([
  ['one of the accounts', 'except: ["333333333333"]', 'root'],
  [
    'some platforms of the account',
    'exceptFrom: { accounts: ["333333333333"], platforms: slack }',
    'Sandbox',
  ],
  ['some configurations', 'exceptFrom: { accounts: ["333333333333"], configurations: ops }', 'Sandbox'],
])('an exemption of %s leaves the guardrail its effect', (_, exemption, targets) => {
  expect(problemsOf(`targets: ${targets}\n${deny}\n${exemption}`)).toEqual([]);
});

test('an account of `from` outside the targets is reported, unless a later wave reaches it', () => {
  const from = 'from: { accounts: ["222222222222", "333333333333"] }';
  expect(problemsOf(`targets: Sandbox\n${deny}\n${from}`)).toEqual(['6 warning from-outside-targets']);
  expect(problemsOf(`targets: [Sandbox, Workloads]\n${deny}\n${from}`)).toEqual([]);
  const waves = 'waves: [canary, all]\nwave: canary\n';
  expect(problemsOf(`targets: { canary: Sandbox, all: root }\n${deny}\n${from}`, waves)).toEqual([]);
});

test('a condition on another account or organization is reported, one on an account below the targets is not', () => {
  const conditions = (key: string, value: string) =>
    problemsOf(`targets: Sandbox\n${deny}\nconditions:\n  StringEquals: { ${key}: "${value}" }`);
  expect(conditions('aws:PrincipalAccount', '222222222222')).toEqual(['7 warning condition-never-holds']);
  expect(conditions('aws:PrincipalAccount', '333333333333')).toEqual([]);
  expect(conditions('aws:PrincipalOrgID', 'o-otherorgid0')).toEqual(['7 warning condition-never-holds']);
  expect(conditions('aws:PrincipalOrgID', 'o-exampleorgid')).toEqual([]);
  expect(conditions('aws:ResourceAccount', '222222222222')).toEqual([]);
});

test('a raw document about sessions of another account is reported', () => {
  const scp = (account: string) =>
    JSON.stringify({
      Version: '2012-10-17',
      Statement: {
        Effect: 'Deny',
        Action: 'ec2:Describe*',
        Resource: '*',
        Condition: { ArnLike: { 'aws:ChatbotSourceArn': `arn:aws:chatbot::${account}:*` } },
      },
    });
  const inSandbox = (account: string) =>
    problemsOf('targets: Sandbox\ndocument: scp.json', '', { 'scp.json': scp(account) });
  expect(inSandbox('222222222222')).toEqual(['5 warning condition-never-holds']);
  expect(inSandbox('333333333333')).toEqual([]);
  expect(inSandbox('*')).toEqual([]);
});

test('an exempt account below a misspelt target is not reported as well', () => {
  expect(problemsOf(`targets: Sandbx\n${deny}\nexcept: ["333333333333"]`)).toEqual([
    '4 error unknown-target',
  ]);
});
