import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandLine } from '../support/command-line.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const folder = temporaryFolder();
const write = (name: string, content: unknown) =>
  writeFileSync(join(folder(), name), typeof content === 'string' ? content : JSON.stringify(content));

/** Slack's client is locked at the root; Workloads lies below it. */
function organization(): object {
  const locked = { '@@assign': 'enabled', '@@operators_allowed_for_child_policies': ['@@none'] };
  const content = { chatbot: { platforms: { slack: { client: locked } } } };
  const unit = {
    id: 'ou-ab12-workload1',
    name: 'Workloads',
    policies: [],
    accounts: [],
    organizationalUnits: [],
  };
  return {
    version: 1,
    id: 'o-exampleorgid',
    managementAccountId: '111111111111',
    enabledPolicyTypes: ['CHATBOT_POLICY'],
    root: {
      id: 'r-ab12',
      name: 'Root',
      policies: ['p-locked0001'],
      accounts: [{ id: '111111111111', name: 'management', policies: [] }],
      organizationalUnits: [unit],
    },
    policies: { 'p-locked0001': { name: 'locked', type: 'CHATBOT_POLICY', awsManaged: false, content } },
  };
}

describe('check', () => {
  it('names the place and the fix of a chat policy that AWS refuses', () => {
    write(
      'policy.json',
      '{\n  "chatbot": {\n    "platforms": { "default": { "client": { "@@assign": "disabled" } } }\n  }\n}\n',
    );
    const { status, stdout } = commandLine(folder(), 'check', 'policy.json', '--format', 'json');
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      problems: [
        {
          kind: 'unknown-key',
          severity: 'error',
          file: 'policy.json',
          line: 3,
          column: 20,
          path: ['chatbot', 'platforms', 'default'],
          help: '`default` belongs in `chatbot`',
        },
      ],
    });
  });

  it('reports text that does not parse as a problem like any other', () => {
    write('policy.json', '{"chatbot": {},}');
    const { status, stdout } = commandLine(folder(), 'check', 'policy.json', '--format', 'json');
    expect(status).toBe(1);
    expect(JSON.parse(stdout).problems[0]).toMatchObject({
      kind: 'json-trailing-comma',
      line: 1,
      column: 15,
    });
  });

  it('reports a file that is not text as a problem like any other', () => {
    writeFileSync(join(folder(), 'policy.json'), Buffer.from('{"chatbot": {}}', 'utf16le').fill(0xff, 2, 3));
    const { status, stdout, stderr } = commandLine(folder(), 'check', 'policy.json', '--format', 'json');
    expect(status).toBe(1);
    expect(stderr).toBe('');
    expect(JSON.parse(stdout).problems).toEqual([
      expect.objectContaining({ kind: 'not-utf-8', file: 'policy.json', line: 1, column: 1 }),
    ]);
  });

  it('answers with its exit code when the reader of the answer has gone away', () => {
    write('policy.json', {
      chatbot: Object.fromEntries(Array.from({ length: 3_000 }, (_, i) => [`x${i}`, {}])),
    });
    const script = join(__dirname, '..', '..', 'scripts', 'chat-guardrails.js');
    const line = `"${process.execPath}" "${script}" check policy.json | true; echo "\${PIPESTATUS[0]}"`;
    const { stdout, stderr } = spawnSync('bash', ['-c', line], { cwd: folder(), encoding: 'utf8' });
    expect({ stdout, stderr }).toEqual({ stdout: '1\n', stderr: '' });
  });

  it('cannot check a file that is not there', () => {
    const { status, stderr } = commandLine(folder(), 'check', 'policy.json');
    expect(status).toBe(2);
    expect(stderr).toMatch(/^chat-guardrails: cannot read `.*policy\.json`: there is no such file\n$/);
  });

  it('warns about a planned operator that a policy above forbids, with the place in the configuration', () => {
    write('organization.json', organization());
    write(
      'chat-guardrails.yaml',
      'version: 1\norganization: organization.json\nchatPolicies:\n  - name: off\n    targets: Workloads\n    slack: { client: disabled }\n',
    );
    const { status, stdout } = commandLine(folder(), 'check', 'chat-guardrails.yaml', '--format', 'json');
    expect(status).toBe(0);
    expect(JSON.parse(stdout).problems).toContainEqual(
      expect.objectContaining({
        kind: 'operator-forbidden-by-parent',
        severity: 'warning',
        file: 'chat-guardrails.yaml',
        line: 4,
        path: ['chatPolicies', 0],
      }),
    );
  });

  describe('what a policy above forbids, without an organization file', () => {
    const configuration = (above: string, below: string) => `version: 1
chatPolicies:
  - name: lock
    targets: ${above}
    slack: { client: { assign: disabled, children: none } }
  - name: own
    targets: ${below}
    slack: { client: disabled }
`;
    const problemsOf = (above: string, below: string): readonly object[] => {
      write('chat-guardrails.yaml', configuration(above, below));
      const { status, stdout } = commandLine(folder(), 'check', 'chat-guardrails.yaml', '--format', 'json');
      expect(status).toBe(0);
      const problems: readonly { kind: string; facts: object; line: number }[] = JSON.parse(stdout).problems;
      return problems.flatMap(({ kind, facts, line }) => {
        if (kind !== 'operator-forbidden-by-parent') return [];
        expect(line).toBe(6);
        return [facts];
      });
    };
    const factsOf = (above: string, target: string) => ({
      ...{ operator: '@@assign', policy: 'own', setting: 'chatbot.platforms.slack.client', target },
      ...{ parents: ['lock'], parentTargets: [above] },
    });

    it.each([
      ['root', 'Workloads'],
      ['root', 'ou-ab12-workload1'],
      ['root', '"111111111111"'],
      ['r-ab12', 'Workloads'],
      ['Workloads', 'Workloads/Prod/Shop'],
    ])('is a warning where %s is above %s', (above, below) => {
      const level = above === 'r-ab12' ? 'root' : above;
      expect(problemsOf(above, below)).toEqual([factsOf(level, below.replaceAll('"', ''))]);
    });

    it.each([
      ['Workloads', 'root'],
      ['Workloads', 'Security'],
      ['Workloads', 'ou-ab12-workload1'],
      ['Workloads', '"111111111111"'],
      ['Workloads/Prod', 'Workloads'],
      ['Work', 'Workloads/Work'],
    ])('is no warning where it is not known that %s is above %s', (above, below) => {
      expect(problemsOf(above, below)).toEqual([]);
    });
  });

  it('takes what is forbidden above as a note where it is acknowledged, also for `plan`', () => {
    write(
      'chat-guardrails.yaml',
      `version: 1
acknowledged:
  - { problem: operator-forbidden-by-parent, policy: own, reason: meant, owner: me, until: 2999-01-01 }
chatPolicies:
  - { name: lock, targets: root, slack: { client: { assign: disabled, children: none } } }
  - { name: own, targets: Workloads, slack: { client: disabled } }
`,
    );
    for (const command of ['check', 'plan']) {
      const { stdout } = commandLine(folder(), command, '--format', 'json');
      expect(JSON.parse(stdout).problems).toEqual([
        expect.objectContaining({ kind: 'references-not-checked', severity: 'note' }),
        expect.objectContaining({ kind: 'operator-forbidden-by-parent', severity: 'note' }),
      ]);
    }
  });

  it('warns about a lock that does not cover what a policy above sets, until the suggested fix is applied', () => {
    const told = (overrides: string): readonly object[] => {
      write(
        'chat-guardrails.yaml',
        `version: 1
chatPolicies:
  - name: all
    targets: root
    slack: { workspaces: [T1], overrides: { T1: { channelTypes: private } } }
  - name: lock
    targets: Workloads
    slack: { children: none${overrides} }
`,
      );
      const { status, stdout } = commandLine(folder(), 'check', 'chat-guardrails.yaml', '--format', 'json');
      expect(status).toBe(0);
      const { problems }: { readonly problems: readonly { readonly kind: string }[] } = JSON.parse(stdout);
      return problems.filter(({ kind }) => kind !== 'references-not-checked');
    };
    expect(told('')).toEqual([
      {
        kind: 'child-control-leaves-open',
        severity: 'warning',
        file: 'chat-guardrails.yaml',
        line: 6,
        column: 5,
        path: ['chatPolicies', 1],
        facts: {
          ...{ rule: 'set-by-other-policy', policy: 'lock', count: 1, example: 'T1: {}' },
          settings: ['chatbot.platforms.slack.overrides.T1'],
        },
        message: expect.any(String),
        help: expect.any(String),
      },
    ]);
    expect(told(', overrides: { T1: {} }')).toEqual([]);
  });
});
