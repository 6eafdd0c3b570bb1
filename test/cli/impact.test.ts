import { join } from 'node:path';
import { commandLine } from '../support/command-line.js';

const company = join(__dirname, '..', '..', 'examples', 'company');
const impact = (...words: readonly string[]) => commandLine(company, 'impact', ...words);

interface ImpactJson {
  readonly accounts: { readonly total: number; readonly changed: number };
  readonly groups: readonly {
    readonly accounts: readonly string[];
    readonly changes: readonly Readonly<Record<string, unknown>>[];
  }[];
  readonly channels: readonly object[];
  readonly problems: readonly object[];
}

describe('impact', () => {
  const text = impact().stdout;
  const answer = JSON.parse(impact('--format', 'json').stdout) as ImpactJson;

  test('starts with the channels that stop working and a line for every group of accounts', () => {
    const lines = text.split('\n');
    expect(lines[0]).toBe('10 of 10 accounts change.');
    expect(lines[2]).toBe('Channels that stop working');
    const heads = lines.findIndex((line) => /^ACCOUNTS +WHERE +EFFECT$/.test(line));
    expect(heads).toBeGreaterThan(2);
    expect(lines.slice(heads + 1, heads + 1 + answer.groups.length)).toEqual(
      answer.groups.map(({ accounts }) =>
        expect.stringMatching(new RegExp(`^${accounts.length} accounts? .* gains and losses$`)),
      ),
    );
  });

  test('lists a change that all groups share once', () => {
    const shared = text.slice(text.indexOf('All accounts that change'));
    expect(shared).toMatch(/^All accounts that change\n.*\n- {2}slack\.default\.supported_channel_types /);
    expect(text.match(/slack\.default\.supported_channel_types/g)).toHaveLength(1);
  });

  test('summarizes changes of thousands of actions', () => {
    const security = text.slice(text.indexOf('\nSecurity (all 2 accounts)'), text.indexOf('\nSandbox (all'));
    const words = security.replace(/\s+/g, ' ');
    expect(words).toContain('every other action but cloudwatch:Describe*, allowed denied');
    expect(words).toMatch(/guardduty:Get\*, guardduty:List\*, allowed depends european-regions at root/);
    expect(text).toMatch(
      /depends: the answer depends on the Region, resource, channel or another part of the request\.\n$/,
    );
  });

  test('for programs names groups, changes, their effect and their causes', () => {
    const { accounts, groups, channels, problems } = answer;
    expect({ accounts, problems }).toEqual({ accounts: { total: 10, changed: 10 }, problems: [] });
    expect(groups.flatMap((group) => group.accounts)).toHaveLength(10);
    expect(channels).toHaveLength(4);
    const production = groups.find((group) => group.accounts.includes('555555555555'));
    expect(production?.changes).toContainEqual({
      kind: 'chat-policy',
      path: ['chatbot', 'platforms', 'slack', 'workspaces'],
      before: ['*'],
      after: ['T0COMPANY1'],
      effect: 'loss',
      causes: [{ policy: 'company-chat', level: 'r-c0mp' }],
    });
    expect(production?.changes).toContainEqual({
      kind: 'action',
      action: 'ec2:TerminateInstances',
      before: 'allowed',
      after: 'denied',
      effect: 'loss',
      causes: [{ policy: 'no-instance-termination', level: expect.stringMatching(/^ou-/) }],
    });
  });

  test('answers with 1 where `--exit-code` asks for it, and only then', () => {
    expect(impact().status).toBe(0);
    expect(impact('--exit-code').status).toBe(1);
  });

  test('makes a comment that a bot finds again, short and folded', () => {
    const { stdout, status } = impact('--format', 'markdown');
    expect(status).toBe(0);
    expect(stdout).toMatch(/^<!-- chat-guardrails impact -->\n### Chat guardrails: impact\n/);
    expect(stdout.match(/<details>/g)).toHaveLength(answer.groups.length + 3);
    expect(stdout.length).toBeLessThan(65_536 / 4);
  });

  test('names the organization file that is not there', () => {
    const { status, stderr, stdout } = impact('--organization', 'organisation.json');
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toBe('chat-guardrails: cannot read `organisation.json`: there is no such file\n');
  });
});
