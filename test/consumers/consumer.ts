import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '..', '..');
const home = join(root, '.cache', 'consumers');

/** A fresh project that has installed the packed package. */
export interface Consumer {
  readonly folder: string;
  /** Type-checks a program under every way in which TypeScript finds modules; answers its complaints. */
  readonly complaints: (program: string) => string;
  /** Compiles a program and runs it as a CommonJS or an ES module. */
  readonly run: (program: string, format: 'cjs' | 'mjs', outdir?: string) => void;
  /** Runs something that was installed, by its path in the project. */
  readonly start: (file: string, variables: Readonly<Record<string, string>>) => void;
}

/** Packs the package as it would be published; answers the path and the size in bytes. */
export function pack(): {
  readonly tarball: string;
  readonly size: number;
  readonly files: readonly string[];
} {
  mkdirSync(home, { recursive: true });
  const [packed] = JSON.parse(succeed('npm', ['pack', '--json', '--pack-destination', home], root)) as [
    { filename: string; size: number; files: { path: string }[] },
  ];
  return {
    tarball: join(home, packed.filename),
    size: packed.size,
    files: packed.files.map(({ path }) => path),
  };
}

/** Installs the package beside other packages in a folder of its own; what is there already is kept for speed. */
export function install(
  name: string,
  tarball: string,
  beside: readonly string[],
  programs: readonly string[],
): Consumer {
  const folder = join(home, name);
  mkdirSync(folder, { recursive: true });
  rmSync(join(folder, 'node_modules', 'cdktf-chat-guardrails'), { recursive: true, force: true });
  rmSync(join(folder, 'package-lock.json'), { force: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: `consumer-${name}`, private: true }));
  const options = ['--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'];
  succeed('npm', ['install', ...options, tarball, ...beside], folder);
  const fork = beside.some((one) => one.startsWith('cdktn@'));
  for (const program of programs) {
    const text = readFileSync(join(__dirname, 'programs', `${program}.ts.txt`), 'utf8');
    for (const ending of ['cts', 'mts', 'ts']) {
      writeFileSync(join(folder, `${program}.${ending}`), fork ? forked(text) : text);
    }
  }
  return {
    folder,
    complaints: (program) =>
      resolutions
        .map(([flags, ending]) => tsc(folder, [...flags, '--noEmit', `${program}.${ending}`]))
        .join(''),
    run: (program, format, outdir = 'cdktf.out') => {
      const source = `${program}.${format === 'cjs' ? 'cts' : 'mts'}`;
      const said = tsc(folder, ['--module', 'node16', '--outDir', 'built', source]);
      if (said !== '') throw new Error(said);
      start(folder, join('built', `${program}.${format}`), { CDKTF_OUTDIR: outdir });
    },
    start: (file, variables) => start(folder, file, variables),
  };
}

/** What stacks became, by their names, without what names the fork or the original. */
export function stacksIn(folder: string, outdir: string): Readonly<Record<string, unknown>> {
  const stacks = join(folder, outdir, 'stacks');
  return Object.fromEntries(
    readdirSync(stacks).map((name) => {
      const {
        '//': _,
        terraform: __,
        ...json
      } = JSON.parse(readFileSync(join(stacks, name, 'cdk.tf.json'), 'utf8'));
      return [name, json];
    }),
  );
}

const strict = ['--strict', '--target', 'es2022', '--typeRoots', 'none'];

/** Every way in which TypeScript 5.9 finds modules, and the kind of program that it finds them for. */
const resolutions = [
  [['--module', 'commonjs', '--moduleResolution', 'node10'], 'ts'],
  [['--module', 'node16', '--moduleResolution', 'node16'], 'cts'],
  [['--module', 'node16', '--moduleResolution', 'node16'], 'mts'],
  [['--module', 'esnext', '--moduleResolution', 'bundler'], 'ts'],
] as const;

function tsc(folder: string, words: readonly string[]): string {
  const compiler = require.resolve('typescript/bin/tsc');
  const libraries = existsSync(join(folder, 'node_modules', 'constructs')) ? ['--skipLibCheck'] : [];
  const { status, stdout } = spawnSync(process.execPath, [compiler, ...strict, ...libraries, ...words], {
    cwd: folder,
    encoding: 'utf8',
  });
  return status === 0 ? '' : `${words.join(' ')}\n${stdout}`;
}

/** CDK Terrain's bindings want Node 22, which npm can bring. */
function start(folder: string, file: string, variables: Readonly<Record<string, string>>): void {
  const [major = 0] = process.versions.node.split('.').map(Number);
  const needs22 = major < 22 && existsSync(join(folder, 'node_modules', 'cdktn'));
  const [command, before] = needs22 ? ['npx', ['-y', '-p', 'node@22', 'node']] : [process.execPath, []];
  succeed(command, [...before, file], folder, variables);
}

function forked(text: string): string {
  return text
    .replaceAll("'cdktf'", "'cdktn'")
    .replaceAll("'cdktf-chat-guardrails'", "'cdktf-chat-guardrails/cdktn'")
    .replaceAll("'@cdktf/", "'@cdktn/");
}

function succeed(command: string, words: readonly string[], cwd: string, variables = {}): string {
  const own = /^(CHAT_GUARDRAILS_|CDKTF_|npm_|NODE_OPTIONS)/;
  const kept = Object.entries(process.env).filter(
    ([name]) => !own.test(name) || name.startsWith('npm_config_'),
  );
  const env = { ...Object.fromEntries(kept), CHECKPOINT_DISABLE: '1', ...variables };
  const { status, stdout, stderr } = spawnSync(command, words, {
    cwd,
    env,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (status !== 0)
    throw new Error(`${[command, ...words].join(' ')} ended with ${status}:\n${stdout}${stderr}`);
  return stdout;
}
