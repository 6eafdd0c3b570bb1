import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { parse } from 'yaml';
import { type CodeHost, codeHost } from '../support/code-host.js';
import { addCommand, prepareGuideFolder } from '../support/guide-folder.js';
import { temporaryFolder } from '../support/temporary-folder.js';

interface Step {
  readonly name: string;
  readonly id?: string;
  readonly if?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly with?: Readonly<Record<string, string>>;
}

const action = parse(readFileSync(join(__dirname, '..', '..', 'action.yml'), 'utf8')) as {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>;
  readonly runs: { readonly steps: readonly Step[] };
};
const folder = temporaryFolder();
let host: CodeHost;

beforeEach(async () => {
  prepareGuideFolder(folder());
  mkdirSync(join(folder(), 'runner'));
  addCommand(folder(), 'gh', `exec node ${join(__dirname, '..', 'support', 'fake-gh.js')} "$@"`);
  host = await codeHost();
});
afterEach(() => host.close());

/** How each step of the action ended: its exit code, `used` for another action, or `skipped`. */
async function runAction(given: Readonly<Record<string, string>> = {}) {
  const defaults = Object.entries(action.inputs).map(([name, input]) => [
    `inputs.${name}`,
    String(input.default),
  ]);
  const own = Object.entries(given).map(([name, value]) => [`inputs.${name}`, value]);
  const context: Record<string, string> = {
    'github.token': 'test',
    'github.event.number': '7',
    'github.repository': 'example/chat',
    'github.event.pull_request.head.repo.full_name': 'example/chat',
    ...Object.fromEntries([...defaults, ...own]),
  };
  const ended: Record<string, number | 'used' | 'skipped' | null> = {};
  let output = '';
  for (const step of action.runs.steps) {
    if (!holds(step.if ?? 'success()', context)) ended[step.name] = 'skipped';
    else if (step.run === undefined) ended[step.name] = 'used';
    else {
      const ran = await runStep(step, step.run, context);
      ended[step.name] = ran.status;
      output += ran.output;
      for (const [name, value] of ran.outputs) context[`steps.${step.id}.outputs.${name}`] = value;
    }
  }
  return { ended, output };
}

/** An expression of the kind that the action uses: comparisons joined by `&&`. */
function holds(expression: string, context: Readonly<Record<string, string>>): boolean {
  return expression.split('&&').every((part) => {
    const [left = '', operator, right = ''] = part.trim().split(/ (==|!=) /);
    if (left === 'always()') return true;
    const value = (word: string): string => /^'(.*)'$/.exec(word)?.[1] ?? context[word] ?? '';
    return operator === '==' ? value(left) === value(right) : value(left) !== value(right);
  });
}

async function runStep(step: Step, script: string, context: Readonly<Record<string, string>>) {
  const expanded = (text: string): string =>
    text.replace(/\$\{\{ (.*?) \}\}/g, (_, name: string) => expanded(context[name] ?? ''));
  const outputFile = join(folder(), 'runner', 'output');
  writeFileSync(outputFile, '');
  const env = {
    PATH: [join(folder(), '.bin'), process.env['PATH']].join(delimiter),
    HOME: folder(),
    GITHUB_API_URL: host.endpoint,
    GITHUB_REPOSITORY: 'example/chat',
    GITHUB_STEP_SUMMARY: join(folder(), 'summary.md'),
    GITHUB_OUTPUT: outputFile,
    RUNNER_TEMP: join(folder(), 'runner'),
    ...Object.fromEntries(Object.entries(step.env ?? {}).map(([name, text]) => [name, expanded(text)])),
  };
  const bash = ['--noprofile', '--norc', '-eo', 'pipefail', '-c', `exec 2>&1\n${script}`];
  const child = spawn('bash', bash, { cwd: folder(), env });
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += String(chunk);
  });
  const status = await new Promise<number | null>((resolve) => child.once('close', resolve));
  const lines = readFileSync(outputFile, 'utf8').split('\n').filter(Boolean);
  return { status, output, outputs: lines.map((line) => line.split('=', 2) as [string, string]) };
}

const read = (file: string): string => readFileSync(join(folder(), file), 'utf8');
const needsJq = spawnSync('jq', ['--version'], { stdio: 'ignore' }).status === 0 ? test : test.skip;
const expectations = { expectations: 'expectations.yaml' };
const undetermined = expect.stringContaining('The impact could not be determined');

needsJq(
  'success: every step ends with 0, and the next push updates the comment (needs jq)',
  async () => {
    for (const push of [1, 2]) {
      const { ended } = await runAction(expectations);
      expect([push, ended]).toEqual([
        push,
        { check: 0, 'problems at their lines': 'used', expectations: 0, impact: 0, comment: 0 },
      ]);
    }
    expect(JSON.parse(read('runner/chat-guardrails.sarif'))).toMatchObject({ version: '2.1.0' });
    expect(host.comments.map(({ body }) => body)).toEqual([
      'looks good to me',
      read('runner/chat-guardrails-impact.md'),
    ]);
  },
  120_000,
);

needsJq(
  'problems: the job fails, and every later step still runs (needs jq)',
  async () => {
    writeFileSync(
      join(folder(), 'chat-guardrails.yaml'),
      `${read('chat-guardrails.yaml')}\nguardrials: []\n`,
    );
    const { ended, output } = await runAction(expectations);
    expect(ended).toMatchObject({ check: 1, 'problems at their lines': 'used', comment: 0 });
    expect([ended['expectations'], ended['impact']]).not.toContain('skipped');
    expect(output).toContain('unknown key `guardrials`');
    expect(host.comments.map(({ body }) => body)).toEqual(['looks good to me', undetermined]);
  },
  120_000,
);

needsJq(
  'failure of the tool: nothing is uploaded, and the comment says so (needs jq)',
  async () => {
    const { ended } = await runAction({ ...expectations, command: 'no-such-command' });
    expect(ended).toEqual({
      check: 127,
      'problems at their lines': 'skipped',
      expectations: 127,
      impact: 127,
      comment: 0,
    });
    expect(host.comments.map(({ body }) => body)).toEqual(['looks good to me', undetermined]);
    expect(existsSync(join(folder(), 'summary.md'))).toBe(true);
  },
  120_000,
);

test('an expectation that does not hold fails its step alone', async () => {
  writeFileSync(
    join(folder(), 'expectations.yaml'),
    'expectations:\n  - name: chat is free\n    accounts: Workloads/Production\n    from: { platform: slack, workspace: T0PARTNERS }\n    may: ec2:TerminateInstances\n',
  );
  const { ended } = await runAction({ ...expectations, comment: 'false', sarif: 'false' });
  expect(ended).toEqual({
    check: 0,
    'problems at their lines': 'skipped',
    expectations: 1,
    impact: 0,
    comment: 'skipped',
  });
}, 120_000);

test('the hook for pre-commit checks the files that it is given', () => {
  const [hook] = parse(readFileSync(join(__dirname, '..', '..', '.pre-commit-hooks.yaml'), 'utf8')) as [
    { readonly entry: string; readonly files: string },
  ];
  expect('deploy/chat-guardrails.yaml').toMatch(new RegExp(hook.files));
  const run = (text: string): number | null => {
    writeFileSync(join(folder(), 'chat-guardrails.yaml'), text);
    const env = { ...process.env, PATH: [join(folder(), '.bin'), process.env['PATH']].join(delimiter) };
    return spawnSync('sh', ['-c', `${hook.entry} chat-guardrails.yaml`], { cwd: folder(), env }).status;
  };
  expect([run(read('chat-guardrails.yaml')), run('guardrials: []\n')]).toEqual([0, 1]);
}, 60_000);
