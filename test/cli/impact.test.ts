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

  test('has the same parts as text and as Markdown: verdict, channels, gains, losses by guardrail', () => {
    const [verdict, channels] = text.split('\n');
    expect(verdict).toBe('10 of 10 accounts change: 10 gain and lose access.');
    expect(channels).toBe('3 channels stop working.');
    const story = [
      'Channels that stop working',
      'shop-test (333333333333): works before, blocked after',
      'Gains',
      'microsoft_teams.client',
      'Channels that gain access',
      'Losses by guardrail',
      'Losses by chat policy',
      'No effective change',
    ];
    for (const output of [text, impact('--format', 'markdown').stdout.replaceAll('&#95;', '_')]) {
      const positions = story.map((part) => output.indexOf(part));
      expect(positions).toEqual([...positions].sort((a, b) => a - b));
      expect(positions).not.toContain(-1);
    }
  });

  test('names losses by the requirement of the guardrail, not by lists of actions', () => {
    const losses = text.slice(text.indexOf('Losses by guardrail'), text.indexOf('Losses by chat policy'));
    expect(losses).toContain('Denies access from chat to Regions that are');
    expect(losses).toContain('Nobody deletes a database from chat');
    expect(losses).not.toMatch(/\w+:[A-Z]/);
    expect(text).toMatch(
      /\nFor the changes of 6 groups of accounts, use --details\.\n\ndepends: the answer depends on the Region, resource, .*\.\n$/,
    );
  });

  test('lists with `--details` a change that all groups share once, and the others by group', () => {
    const { stdout } = impact('--details');
    const details = stdout.slice(stdout.indexOf('All accounts that change'));
    expect(details.match(/slack\.default\.supported_channel_types/g)).toHaveLength(1);
    const [, security = ''] = /\n(Security \(all 2 accounts\)[\s\S]*?)\nSandbox \(all/.exec(details) ?? [];
    const words = security.replace(/\s+/g, ' ');
    expect(words).toContain('every other action but cloudwatch:Describe*, allowed denied');
    expect(words).toMatch(/guardduty:Get\*, guardduty:List\*, allowed depends european-regions at root/);
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
    expect(stdout.match(/<details>/g)).toHaveLength(answer.groups.length + 2);
    expect(stdout.length).toBeLessThan(65_536 / 4);
  });

  test('names the organization file that is not there', () => {
    const { status, stderr, stdout } = impact('--organization', 'organisation.json');
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toBe(
      'chat-guardrails: cannot read `organisation.json`: there is no such file\n  help: did you mean `organization.json`?\n',
    );
  });
});
