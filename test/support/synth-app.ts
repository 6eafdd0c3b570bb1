import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { testedCore } from './tested-core.js';

const root = join(__dirname, '..', '..');

/** Builds the app where the sources have changed. */
export function buildApp(): void {
  const { status, stderr } = spawnSync(process.execPath, [join(root, 'scripts', 'build.js')], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
}

/** What a run of the app said, and what it wrote. */
export interface AppRun extends SpawnSyncReturns<string> {
  /** The text of `cdk.tf.json` by the name of the stack. */
  readonly stacks: Readonly<Record<string, string>>;
}

/** Runs the built app of a clone as `cdktf` does, in a working directory, with these variables beside its own. */
export function synthApp(
  workingDirectory: string,
  variables: Readonly<Record<string, string>> = {},
  clone = testedCore.home,
): AppRun {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(CHAT_GUARDRAILS_|CDKTF_|LC_|LANG$|TZ$)/.test(name),
  );
  const outdir = join(workingDirectory, 'cdktf.out');
  const env = { ...Object.fromEntries(kept), CDKTF_OUTDIR: outdir, ...testedCore.variables, ...variables };
  const app = join(clone, 'dist', testedCore.app);
  const run = spawnSync(process.execPath, [app], { cwd: workingDirectory, env, encoding: 'utf8' });
  return { ...run, stacks: stacksIn(outdir) };
}

/** Another clone of the project as it is built now, dependencies shared. */
export function cloneTo(folder: string): string {
  mkdirSync(folder, { recursive: true });
  for (const part of ['dist', 'examples', 'main.ts', 'package.json']) {
    cpSync(join(root, part), join(folder, part), { recursive: true });
  }
  symlinkSync(testedCore.modules, join(folder, 'node_modules'), 'dir');
  return folder;
}

/** A text of a source file, and what replaces it. */
export interface Fault {
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

/** Another clone with faults; the app and the constructs are bundled again. */
export function faultyCloneTo(folder: string, faults: readonly Fault[]): string {
  for (const part of ['cli', 'modules', 'scripts', 'stacks']) {
    cpSync(join(root, part), join(folder, part), { recursive: true });
  }
  cloneTo(folder);
  for (const { file, from, to } of faults) {
    const source = join(folder, file);
    const text = readFileSync(source, 'utf8');
    if (!text.includes(from)) throw new Error(`${file} has no ${from}`);
    writeFileSync(source, text.replaceAll(from, to));
  }
  const modules = join(folder, 'node_modules');
  rmSync(modules);
  symlinkSync(join(root, 'node_modules'), modules, 'dir');
  const entries = [testedCore.app, `modules/${testedCore.door}`].map((name) => name.replace(/\.js$/, ''));
  const bundling = `require('./scripts/bundle.js').writePackage(${JSON.stringify(entries)})`;
  const { status, stderr } = spawnSync(process.execPath, ['-e', bundling], { cwd: folder, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  rmSync(modules);
  symlinkSync(testedCore.modules, modules, 'dir');
  return folder;
}

function stacksIn(outdir: string): Record<string, string> {
  const names = (() => {
    try {
      return readdirSync(join(outdir, 'stacks')).sort();
    } catch {
      return [];
    }
  })();
  return Object.fromEntries(
    names.map((name) => [name, readFileSync(join(outdir, 'stacks', name, 'cdk.tf.json'), 'utf8')]),
  );
}
