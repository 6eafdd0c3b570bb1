import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandLine } from '../support/command-line.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const folder = temporaryFolder();
const put = (path: string, text: string): void => writeFileSync(join(folder(), path), text);
const read = (path: string): string => readFileSync(join(folder(), path), 'utf8');

const configuration = `version: 1
namePrefix: gov-
provider:
  version: ">= 5.80.0"
  region: eu-west-1
  defaultTags: { team: security }
chatPolicies:
  - name: slack-only
    targets: [root, Workloads/Prod]
    default: disabled
    slack: { client: enabled, workspaces: T0COMPANY1 }
`;

test('a configuration becomes a module; stdout names the files', () => {
  put('chat-guardrails.yaml', configuration);
  const { status, stdout } = commandLine(folder(), 'export', '-o', 'module');
  expect(status).toBe(0);
  expect(stdout.split('\n')).toContain('module/main.tf');
  expect(read('module/variables.tf')).toContain('default     = "gov-"');
  expect(read('module/variables.tf')).toContain('default     = { team = "security" }');
  expect(read('module/versions.tf')).toContain('version = ">= 5.80.0"');
  expect(read('module/examples/complete/main.tf')).toContain('region = "eu-west-1"');
});

test('the problems of an invalid configuration are printed, and nothing is written', () => {
  put('chat-guardrails.yaml', configuration.replace('T0COMPANY1', 't0company1'));
  const { status, stdout } = commandLine(folder(), 'export', '-o', 'module', '--format', 'json');
  expect(status).toBe(1);
  const { files, problems } = JSON.parse(stdout);
  expect(files).toEqual([]);
  expect(problems).toContainEqual(expect.objectContaining({ kind: 'invalid-workspace-id', line: 11 }));
  expect(existsSync(join(folder(), 'module'))).toBe(false);
});

test('policies with the same address are reported with the file', () => {
  const twin = '  - { name: slack only, targets: Sandbox, chime: disabled }\n';
  put(
    'chat-guardrails.yaml',
    `${configuration}${twin}${twin.replace('slack only', 'slack_only').replace('Sandbox', 'Test')}`,
  );
  const { status, stderr } = commandLine(folder(), 'export', '-o', 'module');
  expect(status).toBe(1);
  expect(stderr).toContain('`slack_only` and `slack only` both become `slack_only` in Terraform addresses');
});

test('a folder with other content stays unchanged, exit 2', () => {
  put('chat-guardrails.yaml', configuration);
  const { status, stderr } = commandLine(folder(), 'export', '-o', '.');
  expect(status).toBe(2);
  expect(stderr).toContain('is not empty, and was not written by `chat-guardrails export`');
});

test('a stack that is not the one of the plan is refused, exit 2, and nothing is written', () => {
  put('chat-guardrails.yaml', configuration);
  mkdirSync(join(folder(), 'stack'));
  put('stack/cdk.tf.json', '{"output":{}}');
  const { status, stderr } = commandLine(folder(), 'export', '-o', 'module', '--from-stack', 'stack');
  expect(status).toBe(2);
  expect(stderr).toContain('is not the stack of this plan: the stack has no policy `slack-only`');
  expect(existsSync(join(folder(), 'module'))).toBe(false);
});

test('the company example becomes the module beside it (`node scripts/examples.js` writes it)', () => {
  const root = join(__dirname, '..', '..');
  const config = join(root, 'examples', 'company', 'chat-guardrails.yaml');
  const expected = join(root, 'examples', 'company', 'expected', 'module');
  const { stdout } = commandLine(folder(), 'export', '--config', config, '-o', 'module', '--format', 'json');
  const paths: string[] = JSON.parse(stdout).files;
  for (const path of [...paths, '.chat-guardrails-export.json']) {
    expect([path, read(join('module', path))]).toEqual([path, readFileSync(join(expected, path), 'utf8')]);
  }
});
