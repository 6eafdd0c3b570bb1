import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';
import { stringify } from 'yaml';
import { type Core, cdktfWithBindings20 } from './core.js';
import type { Tools } from './find-tools.js';
import { prepare } from './prepare.js';
import { type Ended, runToEnd, withoutColours } from './process.js';
import { lessCollecting, type Ran, type Terraform } from './terraform.js';

const root = resolve(__dirname, '..', '..', '..');

/** Variables of the environment, beside those of the project. */
type Variables = Readonly<Record<string, string>>;

/** A CDKTF project as a user has it, in a folder of its own below the clone. */
export interface Project {
  readonly folder: string;
  /** Writes the configuration file. */
  readonly configure: (configuration: object) => void;
  /** Runs the command line of the core (`cdktf`) with these arguments, at most five minutes. */
  readonly cdktf: (words: readonly string[], variables?: Variables) => Promise<Ended>;
  /** Runs what `cdktf.json` names. */
  readonly synth: (variables?: Variables) => Ran;
  /** Runs `chat-guardrails`. */
  readonly chatGuardrails: (words: readonly string[], variables?: Variables) => Ran;
  /** Terraform in the folder of a stack. */
  readonly terraform: (stack: string) => Terraform;
}

/** Makes a project anew; the built app in it finds the core that is named, and its bindings. */
export function createProject(name: string, tools: Tools, core: Core = cdktfWithBindings20): Project {
  prepare.build();
  const folder = join(root, '.cache', 'e2e', name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  core.link(join(folder, 'node_modules'));
  cpSync(join(root, 'dist'), join(folder, 'dist'), { recursive: true });
  cpSync(join(root, 'package.json'), join(folder, 'package.json'));
  const { projectId } = JSON.parse(readFileSync(join(root, 'cdktf.json'), 'utf8')) as { projectId: string };
  const settings = {
    language: 'typescript',
    app: `node dist/${core.app}`,
    projectId,
    sendCrashReports: 'false',
  };
  writeFileSync(join(folder, 'cdktf.json'), JSON.stringify(settings));
  writeFileSync(join(folder, 'terraform.rc'), tools.cliConfiguration);
  const node = core.node;
  const env = environmentIn(folder, node);
  const seconds = 300;
  const run = (command: string, words: readonly string[], variables: Variables = {}, cwd = folder): Ran => {
    const options = {
      cwd,
      env: { ...env, ...variables },
      encoding: 'utf8',
      timeout: seconds * 1_000,
      maxBuffer: 1 << 28,
    } as const;
    const { status, stdout, stderr } = spawnSync(command, words, options);
    return { status, output: withoutColours(`${stdout}${stderr}`) };
  };
  return {
    folder,
    configure: (configuration) =>
      writeFileSync(join(folder, 'chat-guardrails.yaml'), stringify(configuration)),
    cdktf: (words, variables) =>
      runToEnd(node, [core.commandLine(), ...words], { cwd: folder, env: { ...env, ...variables }, seconds }),
    synth: (variables) => run(node, [join('dist', core.app)], variables),
    chatGuardrails: (words, variables) => run(node, [join('dist', 'cli', 'bin.js'), ...words], variables),
    terraform: (stack) => {
      const runThere = (...words: readonly string[]): Ran =>
        run(tools.terraform, words, {}, join(folder, 'cdktf.out', 'stacks', stack));
      return {
        run: runThere,
        succeed: (...words) => {
          const { status, output } = runThere(...words);
          if (status !== 0) throw new Error(`terraform ${words.join(' ')} ended with ${status}:\n${output}`);
          return output;
        },
      };
    },
  };
}

/** No settings of the machine's own, no credentials but those that moto takes, and nothing that phones home. */
function environmentIn(folder: string, node: string): NodeJS.ProcessEnv {
  const own = /^(AWS_|TF_|CDKTF_|CHAT_GUARDRAILS_|NODE_OPTIONS)/;
  const kept = Object.entries(process.env).filter(([name]) => !own.test(name));
  return {
    ...Object.fromEntries(kept),
    PATH: [dirname(node), process.env['PATH']].join(delimiter),
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    TF_CLI_CONFIG_FILE: join(folder, 'terraform.rc'),
    CHECKPOINT_DISABLE: '1',
    // cdktf would keep providers in the user's own folder.
    CDKTF_DISABLE_PLUGIN_CACHE_ENV: '1',
    HOME: folder,
    CI: '1',
    NO_COLOR: '1',
    ...lessCollecting,
  };
}
