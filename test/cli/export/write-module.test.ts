import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeModule } from '../../../cli/export/write-module.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

const temporary = temporaryFolder();
const folder = (): string => join(temporary(), 'deep', 'module');
const write = (files: Record<string, string>): void =>
  writeModule(
    folder(),
    Object.entries(files).map(([path, text]) => ({ path, text })),
  );
const read = (path: string): string => readFileSync(join(folder(), path), 'utf8');
const put = (path: string, text: string): void => writeFileSync(join(folder(), path), text);
const everything = (): string[] =>
  readdirSync(temporary(), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name)
    .sort();

test('a folder that is not there is made, with the folders above it', () => {
  write({ 'main.tf': '1', 'a/b/c.tf': '2' });
  expect([read('main.tf'), read('a/b/c.tf')]).toEqual(['1', '2']);
  expect(everything()).toEqual(['.chat-guardrails-export.json', 'c.tf', 'main.tf']);
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
  expect([everything(), read('main.tf')]).toEqual([['main.tf'], 'mine']);
});

test('a marker that is none of ours does not open the folder', () => {
  mkdirSync(folder(), { recursive: true });
  for (const text of [
    '',
    '[]',
    '{"files":7}',
    '{"files":{"a":1}}',
    '{"files":{"../a":"x"}}',
    '{"files":{"/a":"x"}}',
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

test('what an export that died left behind is taken over', () => {
  write({ 'main.tf': '1' });
  mkdirSync(join(folder(), '.chat-guardrails-export.new'));
  put('.chat-guardrails-export.new/main.tf', 'half');
  put('main.tf', '2');
  write({ 'main.tf': '2' });
  expect([read('main.tf'), everything()]).toEqual(['2', ['.chat-guardrails-export.json', 'main.tf']]);
});

test('a file where the folder should be is an error of one line', () => {
  writeFileSync(join(temporary(), 'deep'), '');
  expect(() => write({ 'main.tf': '1' })).toThrow(/^cannot write `.*`: (ENOTDIR|EEXIST)$/);
});
