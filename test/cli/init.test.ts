import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { deploymentTools, deploymentWith } from '../../cli/init/deployment.js';
import { guideCommands } from '../support/guide-commands.js';
import { runHere } from '../support/in-process.js';
import type { CliRun } from '../support/run-cli.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const folder = temporaryFolder();
const read = (file: string): string => readFileSync(join(folder(), file), 'utf8');
const write = (file: string, text: string): void => writeFileSync(join(folder(), file), text);

/** The command line with a PATH that has these programs, and Node. */
function run(words: readonly string[], programs: readonly string[] = ['terraform']): Promise<CliRun> {
  const bin = join(folder(), '.bin', programs.join('-') || 'none');
  mkdirSync(bin, { recursive: true });
  for (const program of programs) {
    writeFileSync(join(bin, program), '');
    chmodSync(join(bin, program), 0o755);
  }
  return runHere({ folder: folder(), environment: { PATH: bin } }, ...words);
}

/** A package as npm leaves it. */
function pretendInstalled(...names: readonly string[]): void {
  for (const name of names) {
    const file = join(folder(), 'node_modules', name, 'package.json');
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, '{}');
  }
}

describe('init --example', () => {
  test('writes a set on which every command works at once', async () => {
    const { status, stdout } = await run(['init', '--example']);
    expect([status, stdout.split('\n')[0]]).toEqual([
      0,
      'wrote chat-guardrails.yaml, organization.json, expectations.yaml',
    ]);
    const from = ['--account', 'shop', '--platform', 'slack', '--workspace', 'T0COMPANY1'];
    const commands = [
      ['check'],
      ['plan'],
      ['impact'],
      ['test', 'expectations.yaml'],
      ['effective', '--account', 'shop'],
      ['decide', ...from, '--action', 'rds:DeleteDBCluster', '--expect', 'denied'],
      ['report', '-o', 'review.html'],
      ['export', '-o', 'module'],
    ];
    const answers = await Promise.all(commands.map((words) => run(words)));
    expect(answers.map(({ status }, index) => [status, commands[index]?.[0]])).toEqual(
      commands.map(([name]) => [0, name]),
    );
  }, 120_000);

  test('prints commands that work as they are printed', async () => {
    const { stdout } = await run(['init', '--example', '--format', 'json']);
    const { next } = JSON.parse(stdout) as { next: readonly string[] };
    expect(next.length).toBeGreaterThan(3);
    for (const line of next) {
      const [command = ''] = line.split('  #');
      const words = command.trim().split(/ +/).slice(2);
      expect([command, (await run(words)).status]).toEqual([command, 0]);
    }
  }, 120_000);

  test('overwrites nothing: with one of the files in the way, none is written', async () => {
    write('organization.json', '{}');
    const { status, stderr } = await run(['init', '--example']);
    expect([status, stderr]).toEqual([2, expect.stringContaining('`organization.json` already exists')]);
    expect(readdirSync(folder()).sort()).toEqual(['.bin', 'organization.json']);
  });
});

describe('init --organization', () => {
  const starter = ['init', '--organization', 'organization.json'];

  test('writes an organization file without problems, and a configuration that names it', async () => {
    const { status, stdout } = await run(starter);
    expect([status, stdout]).toEqual([
      0,
      expect.stringMatching(/^wrote chat-guardrails\.yaml, organization\.json\n/),
    ]);
    const checked = await run(['check', '--format', 'json']);
    expect(JSON.parse(checked.stdout).problems).toEqual([
      expect.objectContaining({ kind: 'placeholder-workspace' }),
    ]);
    const words = [
      'decide',
      '--account',
      'production',
      '--platform',
      'slack',
      '--action',
      'rds:DeleteDBCluster',
    ];
    expect((await run([...words, '--expect', 'denied'])).status).toBe(0);
  });

  test('keeps an existing configuration, and prints the key that names the file', async () => {
    write('chat-guardrails.json', '{ "version": 1 }');
    const { status, stdout } = await run(starter);
    expect([status, stdout]).toEqual([
      0,
      expect.stringContaining('name it in the configuration: `organization: organization.json`'),
    ]);
    expect(readdirSync(folder()).sort()).toEqual(['.bin', 'chat-guardrails.json', 'organization.json']);
  });

  test('names the file as seen from the configuration', async () => {
    mkdirSync(join(folder(), 'rules'));
    await run([...starter, '--config', 'rules/chat.yaml']);
    expect(read('rules/chat.yaml')).toContain('\norganization: ../organization.json\n');
  });

  test.each([['--example'], ['--deploy', 'cdktf']])('excludes %s', async (...others) => {
    const { status, stderr } = await run([...starter, ...others]);
    expect([status, stderr]).toEqual([2, expect.stringContaining('exclude each other')]);
    expect(readdirSync(folder())).toEqual(['.bin']);
  });
});

describe('init --deploy', () => {
  test.each(deploymentTools)(
    '%s: writes what is missing, and nothing the second time',
    async (tool) => {
      pretendInstalled('cdktf-chat-guardrails');
      const first = await run(['init', '--deploy', tool]);
      expect([first.status, first.stdout]).toEqual([
        0,
        expect.stringContaining('wrote chat-guardrails.yaml'),
      ]);
      expect(JSON.parse(read('package.json')).scripts).toEqual(deploymentWith(tool).scripts);
      for (const line of deploymentWith(tool).ignored) expect(read('.gitignore').split('\n')).toContain(line);
      for (const { path, text } of deploymentWith(tool).files) expect(read(path)).toBe(text);
      const before = JSON.stringify(readdirSync(folder(), { recursive: true }));
      const second = await run(['init', '--deploy', tool]);
      expect([second.status, JSON.stringify(readdirSync(folder(), { recursive: true }))]).toEqual([
        0,
        before,
      ]);
    },
    60_000,
  );

  test.each(deploymentTools)(
    '%s: prints the commands of the guide',
    async (tool) => {
      pretendInstalled('cdktf-chat-guardrails');
      const { stdout } = await run(['init', '--deploy', tool, '--format', 'json']);
      const { next } = JSON.parse(stdout) as { next: readonly string[] };
      const guide = guideCommands('docs/guides/start.md').find(({ mode }) => mode === tool);
      const commands = next.filter((line) => !line.startsWith('#'));
      expect(guide?.script).toBe([`npx chat-guardrails init --deploy ${tool}`, ...commands, ''].join('\n'));
    },
    60_000,
  );

  test('terraform: the caller calls the module beside it, and the module is that of export', async () => {
    await run(['init', '--deploy', 'terraform']);
    expect(read('terraform/main.tf')).toContain('source = "./chat-guardrails"');
    await run(['export', '-o', 'module']);
    expect(read('terraform/chat-guardrails/main.tf')).toBe(read('module/main.tf'));
  }, 60_000);

  test('adds to package.json and .gitignore what they lack, and keeps what they have', async () => {
    write('package.json', '{\n\t"name": "mine",\n\t"scripts": { "deploy": "make deploy" }\n}\n');
    write('.gitignore', 'node_modules\nsecrets');
    const { status, stdout } = await run(['init', '--deploy', 'cdktf']);
    expect([status, stdout]).toEqual([0, expect.stringContaining('package.json keeps its script `deploy`')]);
    const { name, scripts } = JSON.parse(read('package.json'));
    expect([name, scripts.deploy, scripts.diff]).toEqual([
      'mine',
      'make deploy',
      deploymentWith('cdktf').scripts['diff'],
    ]);
    expect(read('package.json')).toMatch(/^\t"name"/m);
    expect(read('.gitignore')).toMatch(/^node_modules\nsecrets\ncdktf.out\/\n/);
  }, 60_000);

  test.each([
    ['cdktf.json', '{}', '`cdktf.json` already exists'],
    ['main.mjs', '', '`main.mjs` already exists'],
    ['package.json', '[', '`package.json` is not a JSON object'],
  ])('with a %s in the way nothing is written', async (file, text, message) => {
    write(file, text);
    const { status, stderr } = await run(['init', '--deploy', 'cdktf']);
    expect([status, stderr]).toEqual([2, expect.stringContaining(message)]);
    expect(readdirSync(folder()).sort()).toEqual(['.bin', file].sort());
  });

  test.each(deploymentTools)('%s: an existing configuration is deployed, whatever its name', async (tool) => {
    pretendInstalled('cdktf-chat-guardrails');
    mkdirSync(join(folder(), 'our rules'));
    write('our rules/chat.yaml', 'guardrails: [{ name: mine, targets: root, deny: rds:DeleteDBCluster }]\n');
    const words = ['init', '--deploy', tool, '--config', 'our rules/chat.yaml'];
    const { status, stdout } = await run(words);
    expect([status, stdout.includes('yaml')]).toEqual([0, false]);
    expect(read('our rules/chat.yaml')).toContain('mine');
    const { scripts } = JSON.parse(read('package.json'));
    expect(scripts.deploy).toContain(
      `chat-guardrails check --config 'our rules/chat.yaml' --deploy ${tool} && `,
    );
    if (tool === 'terraform') {
      expect(scripts.deploy).toContain("chat-guardrails export --config 'our rules/chat.yaml' -o terraform/");
      expect(read('terraform/chat-guardrails/main.tf')).toContain('mine');
    } else {
      expect(read('main.mjs')).toContain(
        'process.env.CHAT_GUARDRAILS_CONFIG ||= "our rules/chat.yaml";\nawait import(',
      );
    }
  });

  test('terraform: a configuration with errors is not exported', async () => {
    write('chat-guardrails.yaml', 'guardrails:\n  - { name: a, target: root, deny: rds:DeleteDBCluster }\n');
    const { status, stderr } = await run(['init', '--deploy', 'terraform']);
    expect([status, stderr]).toEqual([1, expect.stringContaining('unknown-key')]);
    expect(readdirSync(folder()).sort()).toEqual(['.bin', 'chat-guardrails.yaml']);
  });
});

describe('check --deploy', () => {
  const packages = Object.keys(deploymentWith('cdktf').packages);
  beforeEach(() => run(['init']));

  test('names packages that are not installed, with the command that installs them', async () => {
    pretendInstalled('cdktf', 'constructs', 'cdktf-cli');
    const { status, stderr } = await run(['check', '--deploy', 'cdktf']);
    expect([status, stderr]).toEqual([2, expect.stringContaining('not installed: `@cdktf/provider-aws`\n')]);
    expect(stderr).toMatch(/help: npm install --save-exact @cdktf\/provider-aws@[\d.]+\n$/);
  });

  test('names Terraform where it is missing, and how to install it or OpenTofu', async () => {
    pretendInstalled(...packages);
    const { status, stderr } = await run(['check', '--deploy', 'cdktf'], []);
    expect([status, stderr]).toEqual([2, expect.stringContaining('`terraform` is not on the PATH\n')]);
    expect(stderr).toMatch(/hashicorp\.com.*opentofu\.org.*TERRAFORM_BINARY_NAME=tofu/);
    const withTofu = await run(['check', '--deploy', 'cdktf'], ['tofu']);
    expect([withTofu.status, withTofu.stderr]).toEqual([
      2,
      expect.stringContaining('set TERRAFORM_BINARY_NAME=tofu'),
    ]);
  });

  test('accepts OpenTofu where TERRAFORM_BINARY_NAME names it', async () => {
    pretendInstalled(...packages);
    await run(['--version'], ['tofu']);
    const environment = { PATH: join(folder(), '.bin', 'tofu'), TERRAFORM_BINARY_NAME: 'tofu' };
    expect(await runHere({ folder: folder(), environment }, 'check', '--deploy', 'terraform')).toMatchObject({
      status: 0,
    });
    const wrong = { ...environment, TERRAFORM_BINARY_NAME: 'tofuu' };
    const { status, stderr } = await runHere(
      { folder: folder(), environment: wrong },
      ...['check', '--deploy', 'terraform'],
    );
    expect([status, stderr]).toEqual([
      2,
      expect.stringContaining('`tofuu`, which TERRAFORM_BINARY_NAME names'),
    ]);
  });
});
