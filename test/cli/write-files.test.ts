import { execFileSync, spawnSync } from 'node:child_process';
import * as nodeDisk from 'node:fs';
import {
  chmodSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join, relative } from 'node:path';
import { type Disk, type FileSet, fileWriter } from '../../cli/write-files.js';
import { bundledProgram } from '../support/command-line.js';
import { isFull } from '../support/effort.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const temporary = temporaryFolder();
const at = (...path: readonly string[]): string => join(temporary(), ...path);
const listed = (files: Readonly<Record<string, string>>) =>
  Object.entries(files).map(([path, text]) => ({ path, text }));
/** Every file below the folder of the test, with its text. */
const everything = (): Record<string, string> =>
  Object.fromEntries(
    readdirSync(temporary(), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((path) => [relative(temporary(), path), readFileSync(path, 'utf8')]),
  );
const { openOutput, writeFiles } = fileWriter();

describe('a file that is written', () => {
  test('keeps its mode, and nothing is left beside it', () => {
    writeFileSync(at('a'), 'old');
    chmodSync(at('a'), 0o600);
    openOutput(at('a')).write('new');
    expect([everything(), statSync(at('a')).mode & 0o777]).toEqual([{ a: 'new' }, 0o600]);
  });

  test('has the mode that it is created with', () => {
    openOutput(at('a'), { mode: 0o600 }).write('new');
    expect(statSync(at('a')).mode & 0o777).toBe(0o600);
  });

  test('is the target of a symlink, which stays one', () => {
    writeFileSync(at('a'), 'old');
    symlinkSync('a', at('link'));
    openOutput(at('link')).write('new');
    expect(lstatSync(at('link')).isSymbolicLink()).toBe(true);
    expect(readFileSync(at('a'), 'utf8')).toBe('new');
  });

  test('is refused behind a symlink to nothing', () => {
    symlinkSync('absent', at('link'));
    expect(() => openOutput(at('link'))).toThrow('symlink to a file that does not exist');
    expect(() => writeFiles([{ folder: at(), files: listed({ link: 'new' }), force: true }])).toThrow(
      'symlink to a file that does not exist',
    );
    expect(readdirSync(at())).toEqual(['link']);
  });

  test('is one that the command wrote itself', () => {
    writeFileSync(at('a'), 'mine');
    const isOwn = (text: string): boolean => text === 'own';
    expect(() => openOutput(at('a'), { isOwn })).toThrow('was not written by this command');
    expect(everything()).toEqual({ a: 'mine' });
    writeFileSync(at('a'), 'own');
    openOutput(at('a'), { isOwn }).write('new');
    expect(everything()).toEqual({ a: 'new' });
  });

  test('is not one that another program replaced while the command worked', () => {
    const output = openOutput(at('a'), { isOwn: () => false });
    writeFileSync(at('a'), 'mine');
    expect(() => output.write('new')).toThrow('was not written by this command');
  });

  test('needs its folder, before the work begins', () => {
    expect(() => openOutput(at('absent', 'a'))).toThrow('there is no such folder');
    writeFileSync(at('file'), '');
    expect(() => openOutput(at('file', 'a'))).toThrow('there is no such folder');
    expect(() => openOutput(at())).toThrow('it is a folder');
  });

  test('does not change another name of the same file', () => {
    writeFileSync(at('a'), 'old');
    linkSync(at('a'), at('b'));
    openOutput(at('a')).write('new');
    expect(everything()).toEqual({ a: 'new', b: 'old' });
  });

  if (process.getuid?.() !== 0) {
    test('is not one that is write-protected', () => {
      writeFileSync(at('a'), 'old', { mode: 0o444 });
      expect(() => openOutput(at('a'))).toThrow('EACCES');
    });
  }
});

describe('a stream gets the text and stays what it is', () => {
  test('a device', () => {
    expect(openOutput('/dev/null', { isOwn: () => false }).isStream).toBe(true);
    openOutput('/dev/null').write('new');
    expect(lstatSync('/dev/null').isCharacterDevice()).toBe(true);
    expect(() => openOutput('/dev/full').write('new')).toThrow('cannot write `/dev/full`: ENOSPC');
  });

  test('a symlink to a device', () => {
    symlinkSync('/dev/null', at('link'));
    openOutput(at('link')).write('new');
    expect(lstatSync(at('link')).isSymbolicLink()).toBe(true);
  });

  let program = '';
  beforeAll(() => {
    program = bundledProgram();
  });

  /** Runs a line of bash in which `write PATH TEXT` writes a text. */
  function bash(line: string) {
    const source = `require(${JSON.stringify(program)})`;
    const script = `const [path, text] = process.argv.slice(1); ${source}.fileWriter().openOutput(path).write(text)`;
    const write = `write() { ${process.execPath} -e '${script}' "$@"; }`;
    return spawnSync('bash', ['-c', `${write}\n${line}`], { cwd: temporary(), encoding: 'utf8' });
  }

  test.each([
    ['a pipe', 'mkfifo pipe; cat pipe > got & write pipe text; wait'],
    ['a process substitution', 'write >(cat > got) text; sleep 0.3'],
    ['a redirected stdout', 'write /dev/stdout text > got'],
    ['a redirected stderr', 'write /dev/stderr text 2> got'],
    ['an inherited descriptor', 'write /dev/fd/7 text 7> got'],
  ])('%s', (_, line) => {
    expect(bash(line)).toMatchObject({ status: 0, stderr: '' });
    expect(readFileSync(at('got'), 'utf8')).toBe('text');
  });

  test('a stdout to which others write too', () => {
    expect(bash('(echo before; write /dev/stdout "text "; echo after) > got').stderr).toBe('');
    expect(readFileSync(at('got'), 'utf8')).toBe('before\ntext after\n');
  });

  test('a pipe whose reader has gone away is not a failure', () => {
    expect(bash('write /dev/stdout "$(seq 15000)" | head -1')).toMatchObject({ stdout: '1\n', stderr: '' });
  });

  test('a descriptor that is not open is an error', () => {
    expect(() => openOutput('/dev/fd/99').write('text')).toThrow('cannot write `/dev/fd/99`: EBADF');
  });

  test('in a set a stream is refused', () => {
    execFileSync('mkfifo', [at('a')]);
    expect(() => writeFiles([{ folder: at(), files: listed({ a: 'new' }), force: true }])).toThrow(
      'it is not a regular file',
    );
  });
});

const folder = (): string => at('deep', 'module');
const exported = (files: Readonly<Record<string, string>>): FileSet => ({
  ...{ folder: folder(), files: listed(files), isModule: true },
});
const write = (files: Readonly<Record<string, string>>): void => writeFiles([exported(files)]);
const read = (path: string): string => readFileSync(join(folder(), path), 'utf8');
const put = (path: string, text: string): void => writeFileSync(join(folder(), path), text);
const names = (): string[] => Object.keys(everything()).map((path) => path.split('/').at(-1) ?? '');

describe('an exported module', () => {
  test('a folder that is not there is made, with the folders above it', () => {
    write({ 'main.tf': '1', 'a/b/c.tf': '2' });
    expect([read('main.tf'), read('a/b/c.tf')]).toEqual(['1', '2']);
    expect(names()).toEqual(['.chat-guardrails-export.json', 'c.tf', 'main.tf']);
  });

  test('an empty folder is filled', () => {
    mkdirSync(folder(), { recursive: true });
    write({ 'main.tf': '1' });
    expect(read('main.tf')).toBe('1');
  });

  test('the same export again changes no byte', () => {
    write({ 'main.tf': '1' });
    const marker = read('.chat-guardrails-export.json');
    write({ 'main.tf': '1' });
    expect([read('main.tf'), read('.chat-guardrails-export.json')]).toEqual(['1', marker]);
  });

  test('what an earlier export wrote is overwritten, or removed where it has no successor', () => {
    write({ 'main.tf': '1', 'old.tf': '1' });
    write({ 'main.tf': '2', 'new/x.tf': '2' });
    expect([read('main.tf'), read('new/x.tf'), existsSync(join(folder(), 'old.tf'))]).toEqual([
      '2',
      '2',
      false,
    ]);
  });

  test("a user's own files in the folder stay: state, lock file, overrides", () => {
    write({ 'main.tf': '1' });
    put('terraform.tfstate', '{}');
    write({ 'main.tf': '2' });
    expect(read('terraform.tfstate')).toBe('{}');
  });

  test('a folder with other content is refused and stays unchanged', () => {
    mkdirSync(folder(), { recursive: true });
    put('main.tf', 'mine');
    expect(() => write({ 'main.tf': '1', 'b.tf': '1' })).toThrow(/is not empty, and was not written by/);
    expect([names(), read('main.tf')]).toEqual([['main.tf'], 'mine']);
  });

  test('a marker of something else does not open the folder', () => {
    mkdirSync(folder(), { recursive: true });
    for (const text of [
      '',
      '[]',
      '{"files":7}',
      '{"files":{"a":1}}',
      '{"files":{"../a":"x"}}',
      '{"files":{"/a":"x"}}',
      '{"files":{},"pending":{"../a":"x"}}',
    ]) {
      put('.chat-guardrails-export.json', text);
      expect(() => write({ 'main.tf': '1' })).toThrow(/was not written by/);
    }
  });

  test('a file that was edited since it was exported is refused, and nothing is written', () => {
    write({ 'a.tf': '1', 'main.tf': '1' });
    put('main.tf', 'edited');
    expect(() => write({ 'a.tf': '2', 'main.tf': '2' })).toThrow('`main.tf` in');
    expect([read('a.tf'), read('main.tf')]).toEqual(['1', 'edited']);
  });

  test('an edited file that the export would remove is refused', () => {
    write({ 'main.tf': '1', 'old.tf': '1' });
    put('old.tf', 'edited');
    expect(() => write({ 'main.tf': '1' })).toThrow(/edited since/);
  });

  test("a user's own file with the name of a new one is refused", () => {
    write({ 'main.tf': '1' });
    put('imports.tf', 'mine');
    expect(() => write({ 'main.tf': '1', 'imports.tf': 'ours' })).toThrow(/was not written by this command/);
  });

  test('a file where the folder should be is an error of one line', () => {
    writeFileSync(join(temporary(), 'deep'), '');
    expect(() => write({ 'main.tf': '1' })).toThrow(/^cannot write `.*`: there is no such folder$/);
  });

  test('replaces edited files, and fills any folder, with force', () => {
    write({ 'main.tf': '1', 'old.tf': '1' });
    put('main.tf', 'edited');
    put('old.tf', 'edited');
    writeFiles([{ ...exported({ 'main.tf': '2' }), force: true }]);
    expect([read('main.tf'), existsSync(join(folder(), 'old.tf'))]).toEqual(['2', false]);
  });
});

/** A disk of which one operation fails; `dies`: and every later one, as for a process that is killed there. */
function faulty(failing: number, { code, dies }: { readonly code: string; readonly dies: boolean }) {
  let count = 0;
  const isFailing = (): boolean => {
    count++;
    return dies ? count >= failing : count === failing;
  };
  const fail = (): never => {
    throw Object.assign(new Error(`${code}: injected`), { code });
  };
  const names = ['accessSync', 'closeSync', 'fchmodSync', 'lstatSync', 'mkdirSync', 'openSync']
    .concat(['readdirSync', 'readFileSync', 'realpathSync', 'renameSync', 'rmSync', 'rmdirSync', 'statSync'])
    .map((name) => {
      const operation: unknown = Reflect.get(nodeDisk, name);
      if (typeof operation !== 'function') throw new Error(name);
      return [name, (...given: unknown[]) => (isFailing() ? fail() : operation(...given))];
    });
  const writeSync = (descriptor: number, bytes: Buffer, offset: number): number => {
    if (!isFailing()) return nodeDisk.writeSync(descriptor, bytes, offset);
    nodeDisk.writeSync(descriptor, bytes, offset, (bytes.length - offset) >> 1);
    return fail();
  };
  return { disk: { ...Object.fromEntries(names), writeSync } as Disk, count: () => count };
}

describe.each<[string, { prepare: () => void; run: (disk: Disk) => void }]>([
  [
    'one file that exists',
    {
      prepare: () => writeFileSync(at('a'), 'old'),
      run: (disk) => fileWriter(disk).openOutput(at('a')).write('a long new text'),
    },
  ],
  [
    'files in a new folder',
    {
      prepare: () => undefined,
      run: (disk) =>
        fileWriter(disk).writeFiles([
          { folder: at('x', 'y'), files: listed({ 'a.yaml': 'first', 'b/c.json': 'second', d: 'third' }) },
        ]),
    },
  ],
  [
    'a module over an earlier one',
    {
      prepare: () => write({ 'main.tf': '1', 'stale.tf': '1', same: '1' }),
      run: (disk) => fileWriter(disk).writeFiles([exported({ 'main.tf': '2', 'a/new.tf': '2', same: '1' })]),
    },
  ],
  [
    'a deployment: new files, an edit and a module',
    {
      prepare: () => writeFileSync(at('package.json'), '{}'),
      run: (disk) => {
        const edit = { path: 'package.json', text: '{"a":1}', replaces: true } as const;
        const files = [...listed({ 'a.yaml': 'first', 'b.json': 'second' }), edit];
        fileWriter(disk).writeFiles([{ folder: at(), files }, exported({ 'main.tf': '1', 'b.tf': '1' })]);
      },
    },
  ],
])('%s', (_, { prepare, run }) => {
  /** What a run leaves, and how many operations it needs. */
  const whole = () => {
    prepare();
    const { disk, count } = faulty(0, { code: 'EIO', dies: false });
    run(disk);
    return { result: everything(), operations: count() };
  };

  test.each(isFull ? ['ENOSPC', 'EIO', 'EROFS', 'EACCES', 'EDQUOT'] : ['ENOSPC'])(
    'is written completely or not at all: %s',
    (code) => {
      const { result, operations } = whole();
      expect(operations).toBeGreaterThan(5);
      for (let failing = 1; failing <= operations; failing++) {
        nodeDisk.rmSync(temporary(), { recursive: true });
        mkdirSync(temporary());
        prepare();
        const earlier = everything();
        let failed = false;
        try {
          run(faulty(failing, { code, dies: false }).disk);
        } catch (error) {
          failed = true;
          expect(String(error)).toMatch(new RegExp(`CannotDo: cannot write \`.*\`: ${code}$`));
        }
        expect({ failing, left: everything() }).toEqual({ failing, left: failed ? earlier : result });
        if (failed) run(nodeDisk);
        expect({ failing, left: everything() }).toEqual({ failing, left: result });
      }
    },
  );

  test('has no half file where the process is killed, and the next run completes it', () => {
    const { result, operations } = whole();
    for (let failing = 1; failing <= operations; failing++) {
      nodeDisk.rmSync(temporary(), { recursive: true });
      mkdirSync(temporary());
      prepare();
      const earlier = everything();
      expect(() => run(faulty(failing, { code: 'EIO', dies: true }).disk)).toThrow();
      for (const [path, text] of Object.entries(everything())) {
        if (/\.tmp$|\.chat-guardrails-/.test(path)) continue;
        expect([earlier[path], result[path]]).toContain(text);
      }
      run(nodeDisk);
      expect({ failing, left: everything() }).toEqual({ failing, left: result });
    }
  });
});
