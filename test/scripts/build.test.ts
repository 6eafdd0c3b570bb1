import { type SpawnSyncReturns, spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../support/temporary-folder.js';

const root = join(__dirname, '..', '..');
const folder = temporaryFolder();
const at = (...path: string[]): string => join(folder(), ...path);

/** A small project with the build script of this one. */
beforeEach(() => {
  for (const part of [
    'scripts/with-lock.js',
    'scripts/build.js',
    'scripts/bundle.js',
    'scripts/bundle-page.js',
    'scripts/cdktn.js',
    'tsconfig.json',
    'tsconfig.build.json',
    'package.json',
  ]) {
    cpSync(join(root, part), at(part));
  }
  symlinkSync(join(root, 'node_modules'), at('node_modules'), 'dir');
  mkdirSync(at('modules', 'report', 'page', 'script'), { recursive: true });
  writeFileSync(at('modules', 'report', 'page', 'script', 'start.ts'), 'export {};\n');
  writeFileSync(at('modules', 'report', 'page', 'page-style.ts'), "export const pageStyle = '';\n");
  writeFileSync(
    at('main.ts'),
    "import { word } from './modules/word.js';\nprocess.stdout.write(word);\nexport {};\n",
  );
  writeFileSync(at('modules', 'word.ts'), "export const word = 'first';\n");
});

function build(...words: string[]): SpawnSyncReturns<string> {
  return spawnSync(process.execPath, [at('scripts', 'build.js'), ...words], { encoding: 'utf8' });
}

/** What the built program prints: the word of `modules/word.ts`. */
const built = (): string => spawnSync(process.execPath, [at('dist', 'main.js')], { encoding: 'utf8' }).stdout;

describe('the build', () => {
  test('is silent, and builds again where a source has changed and nowhere else', () => {
    expect(build()).toMatchObject({ status: 0, stdout: '', stderr: '' });
    writeFileSync(at('dist', 'main.js'), "process.stdout.write('mine');");
    build();
    expect(built()).toBe('mine');
    writeFileSync(at('modules', 'word.ts'), "export const word = 'the second one';\n");
    build();
    expect(built()).toContain('the second one');
  }, 120_000);

  test('leaves nothing of a source that is gone', () => {
    writeFileSync(at('modules', 'gone.ts'), 'export const gone = 1;\n');
    build();
    expect(existsSync(at('dist', 'modules', 'gone.d.ts'))).toBe(true);
    rmSync(at('modules', 'gone.ts'));
    build();
    expect(existsSync(at('dist', 'modules', 'gone.d.ts'))).toBe(false);
  }, 120_000);

  test('ends with 2 and the complaint of the compiler, and is tried again the next time', () => {
    writeFileSync(at('modules', 'word.ts'), 'export const word: number = "text";\n');
    for (const run of [build(), build()]) {
      expect(run.status).toBe(2);
      expect(run.stderr).toContain('word.ts');
    }
  }, 120_000);

  test('makes the app one file, which needs none of the others', () => {
    expect(build()).toMatchObject({ status: 0, stderr: '' });
    rmSync(at('dist', 'modules'), { recursive: true });
    const { stdout } = spawnSync(process.execPath, [at('dist', 'app.js')], { encoding: 'utf8' });
    expect(stdout).toBe('first');
  }, 120_000);

  test('ends with 2 and the reason where the sources cannot be bundled', () => {
    writeFileSync(at('main.ts'), "require('./addon.node');\nexport {};\n");
    writeFileSync(at('addon.node'), '');
    expect(build()).toMatchObject({ status: 2, stderr: expect.stringContaining('addon.node') });
  }, 120_000);

  test('two processes at once build once, and both find it done', async () => {
    const ends = [0, 1].map(
      () =>
        new Promise((resolve) => {
          spawn(process.execPath, [at('scripts', 'build.js')]).on('close', resolve);
        }),
    );
    expect(await Promise.all(ends)).toEqual([0, 0]);
    expect(built()).toContain('first');
    expect(existsSync(at('.build-lock'))).toBe(false);
  }, 120_000);
});
