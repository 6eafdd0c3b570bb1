import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { stringify } from 'yaml';
import { pack } from '../consumers/pack.js';
import { guideCommands } from '../support/guide-commands.js';
import { deployed } from './support/deployed.js';
import { describeWithTools } from './support/describe-with-tools.js';
import { emulator } from './support/emulator.js';
import { findNode22 } from './support/find-node-22.js';
import { findTools, type Tools } from './support/find-tools.js';
import { type Moto, startMoto } from './support/moto.js';
import { makeOrganization } from './support/organization.js';
import { runToEnd } from './support/process.js';
import { emulatorProvider, terraformEnvironment } from './support/terraform.js';

const guide = guideCommands('docs/guides/start.md');
const [install = ''] = guide.flatMap(({ mode, script }) => (mode === 'e2e' ? [script] : []));

const roads = [
  {
    tool: 'cdktf',
    needs: 'Node 20 or 22',
    node: Number.parseInt(process.versions.node, 10) > 22 ? undefined : process.execPath,
  },
  { tool: 'cdktn', needs: 'Node 22.19 or later', node: findNode22() },
  { tool: 'terraform', needs: 'Node', node: process.execPath },
] as const;

for (const { tool, needs, node } of roads) {
  const name = `the guide, from the packed package in an empty folder, with ${tool}`;
  if (node === undefined) describeWithTools(name, { missing: [needs] }, () => undefined);
  else describeWithTools(name, findTools(), (tools) => testGuide(tool, node, tools));
}

function testGuide(tool: string, node: string, tools: Tools): void {
  let folder: string;
  let project: string;
  let moto: Moto;
  beforeAll(async () => {
    // Not below this clone: npm would install into it.
    folder = mkdtempSync(join(tmpdir(), `chat-guardrails-${tool}-`));
    project = join(folder, 'governance');
    moto = await startMoto(tools);
    await makeOrganization(moto, {});
  });
  afterAll(() => {
    moto?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  test('every command works as written, and the starter configuration is deployed', async () => {
    const { tarball } = await pack();
    await shell(folder, install.replace('cdktf-chat-guardrails', tarball));
    const [init = '', ...others] =
      guide
        .find(({ mode }) => mode === tool)
        ?.script.trim()
        .split('\n') ?? [];
    await shell(project, init);
    speakTo(moto);
    for (const command of others) await shell(project, confirmed(command));
    expect(Object.keys(await deployed(moto)).sort()).toEqual([
      'no-automation',
      'no-database-deletion',
      'slack-only',
    ]);
  }, 1_200_000);

  /** The settings with which the provider asks the emulator. */
  function speakTo(moto: Moto): void {
    if (tool === 'terraform') {
      writeFileSync(join(project, 'terraform', 'provider_override.tf'), emulatorProvider(moto.endpoint));
    } else {
      appendFileSync(join(project, 'chat-guardrails.yaml'), stringify({ provider: emulator(moto) }));
    }
  }

  /** A command without a terminal to confirm in, and with the providers that the machine has. */
  function confirmed(command: string): string {
    if (tool === 'terraform' || !command.startsWith('npm run ')) return command;
    return `${command} -- --skip-provider-lock${command === 'npm run deploy' ? ' --auto-approve' : ''}`;
  }

  async function shell(cwd: string, script: string): Promise<void> {
    const own = /^(AWS_|TF_|CDKTF_|CHAT_GUARDRAILS_|NODE_OPTIONS|npm_(?!config_))/;
    const env = {
      ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !own.test(name))),
      ...terraformEnvironment(folder, tools),
      PATH: [dirname(node), process.env['PATH']].join(delimiter),
      npm_config_cache: process.env['npm_config_cache'] ?? join(process.env['HOME'] ?? '', '.npm'),
      npm_config_userconfig: join(process.env['HOME'] ?? '', '.npmrc'),
      npm_config_prefer_offline: 'true',
      npm_config_ignore_scripts: 'true',
      CI: '1',
      CDKTF_DISABLE_PLUGIN_CACHE_ENV: '1',
      TF_CLI_ARGS_apply: tool === 'terraform' ? '-auto-approve' : '',
    };
    const { code, output } = await runToEnd('sh', ['-ec', script], { cwd, env, seconds: 600 });
    if (code !== 0) throw new Error(`${script} ended with ${code}:\n${output}`);
  }
}
