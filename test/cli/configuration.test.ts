import { readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandLine } from '../support/command-line.js';
import { company } from '../support/company.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const folder = temporaryFolder();
const run = (...words: readonly string[]) => commandLine(folder(), ...words);
const write = (name: string, text: string) => writeFileSync(join(folder(), name), text);
const json = (text: string) => JSON.parse(text) as { readonly problems: readonly Record<string, unknown>[] };

const good = `guardrails:
  - { name: a, targets: root, deny: rds:DeleteDBCluster }
`;
const bad = `guardrails:
  - { name: a, target: root, deny: rds:DeleteDBCluster }
`;

describe('init', () => {
  test('writes a configuration in which check and plan report only the missing organization file and the placeholder', () => {
    expect(run('init').status).toBe(0);
    expect(readdirSync(folder())).toEqual(['chat-guardrails.yaml']);
    const note = expect.stringMatching(
      /^\S+:5:1 note references-not-checked\n.*\n.*\n\S+:19:20 warning placeholder-workspace\n.*\n.*\n1 warning, 1 note\n$/,
    );
    expect(run('check')).toMatchObject({ status: 0, stdout: note, stderr: '' });
    expect(run('plan')).toMatchObject({ status: 0, stderr: note });
  });

  test('names the schema in its first line, for editors', () => {
    run('init');
    const text = readFileSync(join(folder(), 'chat-guardrails.yaml'), 'utf8');
    expect(text).toMatch(/^# yaml-language-server: \$schema=\S+schema\.json\n/);
  });

  test('does not overwrite', () => {
    write('chat-guardrails.yaml', good);
    const { status, stderr } = run('init');
    expect(status).toBe(2);
    expect(stderr).toContain('`chat-guardrails.yaml` already exists');
    expect(readFileSync(join(folder(), 'chat-guardrails.yaml'), 'utf8')).toBe(good);
  });

  test('does not write beside a configuration of another name, which would no longer be read', () => {
    write('chat-guardrails.json', '{}');
    expect(run('init')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('`chat-guardrails.json` already exists'),
    });
    expect(readdirSync(folder())).toEqual(['chat-guardrails.json']);
  });

  test('does not write YAML into a file for JSON', () => {
    expect(run('init', 'other.json')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('init writes YAML'),
    });
    expect(readdirSync(folder())).toEqual([]);
  });

  test('writes where plan reads, and prints how plan reads another file', () => {
    expect(run('init', 'mine.yaml').stdout).toMatch(/^wrote mine\.yaml\n[\s\S]* plan --config mine\.yaml /);
    process.env['CHAT_GUARDRAILS_CONFIG'] = 'other.yaml';
    try {
      expect(run('init').stdout).toMatch(/^wrote other\.yaml\n[\s\S]* plan +#/);
    } finally {
      delete process.env['CHAT_GUARDRAILS_CONFIG'];
    }
    expect(readdirSync(folder()).sort()).toEqual(['mine.yaml', 'other.yaml']);
  });
});

test('of two configurations in one folder, stderr names the one that is read', () => {
  write('chat-guardrails.yaml', good);
  write('chat-guardrails.json', '{}');
  expect(run('plan')).toMatchObject({
    status: 0,
    stderr: expect.stringContaining('reading `chat-guardrails.yaml`; `chat-guardrails.json` is not read'),
  });
});

describe('check', () => {
  test('prints problems for people, and answers with 1', () => {
    write('chat-guardrails.yaml', bad);
    const { status, stdout } = run('check');
    expect(status).toBe(1);
    expect(stdout).toBe(`chat-guardrails.yaml:2:16 error unknown-key
  guardrails[0].target: unknown key \`target\`
  help: did you mean \`targets\`?
1 error
`);
  });

  test('prints problems for programs', () => {
    write('chat-guardrails.yaml', bad);
    const { status, stdout } = run('check', '--format', 'json');
    expect(status).toBe(1);
    expect(json(stdout).problems).toHaveLength(1);
    expect(json(stdout).problems[0]).toEqual({
      kind: 'unknown-key',
      severity: 'error',
      file: 'chat-guardrails.yaml',
      line: 2,
      column: 16,
      path: ['guardrails', 0, 'target'],
      facts: { key: 'target', nearest: 'targets' },
      message: 'unknown key `target`',
      help: 'did you mean `targets`?',
    });
  });

  test('prints problems for code hosts', () => {
    write('my policy.json', '{"chatbot": {"platforms": {"default": {}}}}');
    const { status, stdout } = run('check', 'my policy.json', '--format', 'sarif');
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      version: '2.1.0',
      runs: [
        {
          tool: { driver: { name: 'chat-guardrails', rules: [{ id: 'unknown-key' }] } },
          results: [
            {
              ruleId: 'unknown-key',
              level: 'error',
              locations: [
                {
                  physicalLocation: {
                    artifactLocation: { uri: 'my%20policy.json' },
                    region: { startLine: 1, startColumn: 28 },
                  },
                },
              ],
            },
          ],
        },
      ],
    });
  });

  test('checks documents of every kind in one go, each by its content', () => {
    write('a.json', '{"chatbot": {}}');
    write('b.json', '{"Statement": []}');
    write('c.yaml', 'Resources: { Bucket: { Type: AWS::S3::Bucket } }');
    write('d.yaml', good);
    write('e.json', '{}');
    write('f.json', '');
    const { status, stdout } = run(
      'check',
      'a.json',
      'b.json',
      'c.yaml',
      'd.yaml',
      'e.json',
      'f.json',
      '--format',
      'json',
    );
    expect(status).toBe(1);
    const told = json(stdout).problems.map(({ file, severity, kind }) => [file, severity, kind]);
    expect(told).toContainEqual(['b.json', 'error', 'invalid-value']);
    expect(told).toContainEqual(['c.yaml', 'note', 'unknown-document']);
    expect(told).toContainEqual(['e.json', 'error', 'unknown-document']);
    expect(told).toContainEqual(['f.json', 'error', 'unknown-document']);
    expect(told.filter(([file, severity]) => file === 'a.json' && severity === 'error')).toEqual([]);
    expect(told.filter(([file]) => file === 'd.yaml')).toEqual([
      ['d.yaml', 'note', 'references-not-checked'],
    ]);
  });

  test('`--type` overrides the content', () => {
    write('a.json', '{}');
    const kinds = (type: string) =>
      json(run('check', 'a.json', '--type', type, '--format', 'json').stdout).problems.map(
        ({ kind }) => kind,
      );
    expect(kinds('chat-policy')).toEqual(['missing-key']);
    expect(kinds('configuration')).toEqual(['empty-configuration']);
  });

  test('a file that cannot be read is exit 2, and the others are checked nevertheless', () => {
    write('a.yaml', bad);
    const { status, stdout, stderr } = run('check', 'a.yaml', 'b.yaml');
    expect(status).toBe(2);
    expect(stdout).toContain('did you mean `targets`?');
    expect(stderr).toContain('b.yaml`: there is no such file');
  });

  test('a file of 100 MB is refused unread', () => {
    write('chat-guardrails.yaml', 'version: 1\n');
    truncateSync(join(folder(), 'chat-guardrails.yaml'), 100 * 1024 * 1024);
    const { status, stderr } = run('check');
    expect(status).toBe(2);
    expect(stderr).toContain('larger than 2 MB, which no file of this kind is');
  });

  test('a staged rollout is checked in all its waves', () => {
    write(
      'chat-guardrails.yaml',
      `waves: [canary, all]
organization: organization.json
guardrails:
  - { name: a, targets: { canary: Security, all: Securty }, deny: rds:DeleteDBCluster }
`,
    );
    write('organization.json', JSON.stringify(company()));
    const { stdout } = run('check', '--format', 'json');
    expect(json(stdout).problems.map(({ kind, line, column }) => [kind, line, column])).toEqual([
      ['unknown-target', 4, 50],
    ]);
    const canary = run('check', '--wave', 'canary', '--format', 'json');
    expect(json(canary.stdout).problems).toEqual([]);
  });

  test('check refuses a wave that plan refuses', () => {
    write('chat-guardrails.yaml', `waves: [a, b]\nwave: c\n${good}`);
    const { status, stdout } = run('check', '--format', 'json');
    expect(status).toBe(1);
    expect(json(stdout).problems).toMatchObject([{ kind: 'unknown-wave', line: 2, column: 7 }]);
    expect(run('plan').status).toBe(1);
  });
});

describe('plan', () => {
  test('prints the policies and attachments for programs', () => {
    write('chat-guardrails.yaml', `namePrefix: prod-\n${good}`);
    const { status, stdout } = run('plan', '--format', 'json');
    expect(status).toBe(0);
    const plan = JSON.parse(stdout) as { readonly policies: readonly { readonly content: unknown }[] };
    expect(plan).toMatchObject({
      policies: [
        {
          name: 'prod-a',
          type: 'SERVICE_CONTROL_POLICY',
          targets: ['root'],
          content: { Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: 'rds:DeleteDBCluster' }] },
        },
      ],
      actions: [
        { action: 'create', policy: 'prod-a', type: 'SERVICE_CONTROL_POLICY', target: null },
        { action: 'create', policy: 'prod-a', type: 'SERVICE_CONTROL_POLICY', target: 'root' },
      ],
      problems: [{ kind: 'references-not-checked', severity: 'note' }],
    });
    expect(plan.policies[0]).toHaveProperty('size', JSON.stringify(plan.policies[0]?.content).length);
  });

  test('prints one policy, with its document where that is wanted', () => {
    write('chat-guardrails.yaml', `${good}  - { name: other, targets: root, deny: "s3:DeleteBucket" }\n`);
    const one = run('plan', '--policy', 'other').stdout;
    expect(one).toContain('guardrail other');
    expect(one).not.toContain('guardrail a');
    expect(one).not.toContain('s3:DeleteBucket');
    expect(run('plan', '--policy', 'other', '--documents').stdout).toContain('"Action": "s3:DeleteBucket"');
    expect(json(run('plan', '--policy', 'other', '--format', 'json').stdout)).toMatchObject({
      policies: [{ name: 'other' }],
      actions: [{ policy: 'other' }, { policy: 'other', target: 'root' }],
    });
    const unknown = run('plan', '--policy', 'othr');
    expect(unknown.status).toBe(2);
    expect(unknown.stderr).toContain('did you mean `other`?');
  });

  test('prints no plan where a problem is an error', () => {
    write('chat-guardrails.yaml', bad);
    const { status, stdout } = run('plan', '--format', 'json');
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ policies: [], problems: [{ kind: 'unknown-key' }] });
    expect(run('plan')).toMatchObject({ status: 1, stdout: '' });
  });

  test('finds the configuration that the option or the environment names', () => {
    write('other.json', '{"guardrails": [{"name": "b", "targets": "root", "deny": "rds:DeleteDBCluster"}]}');
    expect(run('plan').stderr).toContain('there is no `chat-guardrails.yaml`');
    expect(run('plan').status).toBe(2);
    expect(run('plan', '--config', 'other.json').stdout).toMatch(/^ {2}\+ guardrail b /m);
    process.env['CHAT_GUARDRAILS_CONFIG'] = 'other.json';
    try {
      expect(run('plan').stdout).toMatch(/^ {2}\+ guardrail b /m);
    } finally {
      delete process.env['CHAT_GUARDRAILS_CONFIG'];
    }
  });

  test('asks which of several environments is meant', () => {
    write('chat-guardrails.yaml', `${good}environments: { test: {}, prod: { namePrefix: prod- } }\n`);
    const { status, stderr } = run('plan');
    expect(status).toBe(2);
    expect(stderr).toContain('several environments: test, prod');
    expect(run('plan', '--environment', 'prod').stdout).toMatch(/^ {2}\+ guardrail prod-a /m);
    const unknown = run('plan', '--environment', 'prd');
    expect(unknown.status).toBe(2);
    expect(unknown.stderr).toContain('did you mean `prod`?');
  });

  test('reads what the configuration names beside it', () => {
    write('organization.json', JSON.stringify(company()));
    write(
      'chat-guardrails.yaml',
      `organization: organization.json\n${good.replace('root', 'Workloads/Pord')}`,
    );
    const { status, stdout } = run('plan', '--format', 'json');
    expect(status).toBe(1);
    expect(json(stdout).problems).toMatchObject([
      { kind: 'unknown-target', help: 'did you mean `Workloads/Prod`?' },
    ]);
  });
});

test('two runs print the same bytes in any locale and time zone', () => {
  run('init');
  const plain = run('plan', '--format', 'json').stdout;
  const before = { LC_ALL: process.env['LC_ALL'], TZ: process.env['TZ'] };
  Object.assign(process.env, { LC_ALL: 'tr_TR.UTF-8', TZ: 'Pacific/Kiritimati' });
  try {
    expect(run('plan', '--format', 'json').stdout).toBe(plain);
  } finally {
    for (const [name, value] of Object.entries(before)) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
});

test('an organization file that cannot be read is a problem of the key that names it', () => {
  write(
    'chat-guardrails.yaml',
    `${good}environments:\n  a: { organization: nope.json }\n  b: {}\norganization: none.json\n`,
  );
  const { status, stdout } = run('check', 'chat-guardrails.yaml', '--format', 'json');
  expect(status).toBe(1);
  expect(json(stdout).problems).toMatchObject([
    {
      kind: 'unreadable-document',
      path: ['environments', 'a', 'organization'],
      file: 'chat-guardrails.yaml',
    },
    { kind: 'unreadable-document', path: ['organization'], file: 'chat-guardrails.yaml' },
  ]);
});

test('an invalid statement ID, and a number in quotes, are reported with what to write', () => {
  write(
    'chat-guardrails.yaml',
    `${good.replace(' }', ', sid: "has space" }')}provider: { maxRetries: "5" }\n`,
  );
  const { problems } = json(run('check', 'chat-guardrails.yaml', '--format', 'json').stdout);
  expect(problems).toMatchObject([
    { kind: 'invalid-sid', facts: { found: 'has space' } },
    { kind: 'wrong-type', help: 'remove the quotes: 5' },
  ]);
});
