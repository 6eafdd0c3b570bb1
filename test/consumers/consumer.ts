import {
  cpSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { run, succeed } from './run.js';

const home = join(__dirname, '..', '..', '.cache', 'consumers');

/** What a project depends on beside the package, and a program that it holds in every kind of module. */
export interface ConsumerSettings {
  readonly beside: Readonly<Record<string, string>>;
  /** Bindings that are installed already, below a `node_modules`: they are linked to, since each is 400 MB. */
  readonly bindings?: { readonly name: string; readonly modules: string };
  readonly program: string;
  /** The text of the program. */
  readonly text: string;
  /** Default: this Node. */
  readonly node?: string;
}

/** A fresh project that has installed the packed package. */
export interface Consumer {
  readonly folder: string;
  /** Compiles the program under every way in which TypeScript finds modules; answers its complaints. */
  readonly complaints: () => Promise<string>;
  /** Runs the program as a CommonJS or an ES module, once it was compiled. */
  readonly run: (format: 'cjs' | 'mjs', variables?: Variables) => Promise<void>;
  /** Runs something that was installed, by its path in the project. */
  readonly start: (file: string, variables: Variables) => Promise<void>;
}

type Variables = Readonly<Record<string, string>>;

/**
 * Installs the package beside other packages, with npm, in a folder of its own. What another consumer has of them is
 * there already, and npm looks whether it is what it wants.
 */
export async function install(
  name: string,
  tarball: string,
  settings: ConsumerSettings,
  another?: Consumer,
): Promise<Consumer> {
  const { beside, bindings, program, text, node = process.execPath } = settings;
  const folder = join(home, name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const dependencies = { ...beside, 'cdktf-chat-guardrails': `file:${tarball}` };
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name, private: true, dependencies }));
  const modules = join(folder, 'node_modules');
  if (another !== undefined) linkAll(join(another.folder, 'node_modules'), modules, anew);
  if (bindings !== undefined) linkAll(join(bindings.modules, bindings.name), join(modules, bindings.name));
  await succeed('npm', ['install', ...quietly], { cwd: folder });
  for (const ending of ['cts', 'mts', 'ts']) writeFileSync(join(folder, `${program}.${ending}`), text);
  const start = async (file: string, variables: Variables): Promise<void> => {
    await succeed(node, [file], { cwd: folder, variables });
  };
  return {
    folder,
    start,
    complaints: async () => {
      const said = await Promise.all(
        resolutions.map(([flags, endings]) => {
          const sources = endings.map((ending) => `${program}.${ending}`);
          return tsc(folder, [...flags, ...sources]);
        }),
      );
      return said.join('');
    },
    run: (format, variables = {}) => start(join('built', `${program}.${format}`), variables),
  };
}

/** What stacks became, by their names, without what names the fork or the original. */
export function stacksIn(folder: string, outdir: string): Readonly<Record<string, unknown>> {
  const stacks = join(folder, outdir, 'stacks');
  return Object.fromEntries(
    readdirSync(stacks).map((name) => {
      const text = readFileSync(join(stacks, name, 'cdk.tf.json'), 'utf8');
      const { '//': _, terraform: __, ...json } = JSON.parse(text);
      return [name, json];
    }),
  );
}

const quietly = ['--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'];
const strict = ['--strict', '--target', 'es2022', '--typeRoots', 'none'];

/** Every way in which TypeScript 5.9 finds modules, and the kinds of programs that it finds them for. */
const resolutions = [
  [['--module', 'commonjs', '--moduleResolution', 'node10', '--noEmit'], ['ts']],
  [
    ['--module', 'node16', '--moduleResolution', 'node16', '--outDir', 'built'],
    ['cts', 'mts'],
  ],
  [['--module', 'esnext', '--moduleResolution', 'bundler', '--noEmit'], ['ts']],
] as const;

async function tsc(folder: string, words: readonly string[]): Promise<string> {
  const compiler = require.resolve('typescript/bin/tsc');
  const libraries = existsSync(join(folder, 'node_modules', 'constructs')) ? ['--skipLibCheck'] : [];
  const { code, stdout } = await run(process.execPath, [compiler, ...strict, ...libraries, ...words], {
    cwd: folder,
  });
  return code === 0 ? '' : `${words.join(' ')}\n${stdout}`;
}

/** What npm writes in every project: the package itself, its command, and what is installed. */
const anew = ['cdktf-chat-guardrails', '.bin', '.package-lock.json'];

/** The same files in another folder, without their bytes where the disk allows it. */
function linkAll(from: string, to: string, except: readonly string[] = []): void {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    if (except.includes(entry.name)) continue;
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) linkAll(source, target);
    else linkOrCopy(source, target);
  }
}

function linkOrCopy(source: string, target: string): void {
  try {
    linkSync(source, target);
  } catch {
    mkdirSync(dirname(target), { recursive: true });
    cpSync(source, target);
  }
}
