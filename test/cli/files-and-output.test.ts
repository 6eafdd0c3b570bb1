import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findConfiguration } from '../../cli/find-configuration.js';
import { processWorld, safeOutput } from '../../cli/process-world.js';
import { readFile } from '../../cli/read-file.js';
import { hostileNames } from '../support/hostile-names.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const folder = temporaryFolder();
const at = (name: string): string => join(folder(), name);
const plain = { colour: false, terminal: false };

describe('a document of a configuration', () => {
  beforeEach(() => {
    mkdirSync(at('inside'));
    writeFileSync(at('outside.json'), 'outside');
    writeFileSync(join(at('inside'), 'a.json'), 'inside');
    symlinkSync('../outside.json', join(at('inside'), 'link.json'));
  });
  const read = (path: string, within = at('inside')): string =>
    readFile(join(at('inside'), path), { within });

  test('is below its folder', () => {
    expect(read('a.json')).toBe('inside');
    expect(read('a.json', at('.'))).toBe('inside');
    expect(() => read('absent.json')).toThrow('there is no such file');
  });

  test.each(['../outside.json', 'link.json'])(
    '%s is refused, and read where all folders are allowed',
    (path) => {
      expect(() => read(path)).toThrow('outside the folder of the configuration');
      expect(read(path, '/')).toBe('outside');
    },
  );

  test('is not a device, anywhere', () => {
    symlinkSync('/dev/zero', join(at('inside'), 'zero'));
    expect(() => read('zero', '/')).toThrow('not a regular file');
  });

  test('is refused where it is a pipe, which could wait forever', () => {
    execFileSync('mkfifo', [join(at('inside'), 'pipe')]);
    expect(() => read('pipe')).toThrow('not a regular file');
  });

  test('is allowed outside with an option of the commands, or its variable', () => {
    writeFileSync(at('inside/chat-guardrails.yaml'), 'version: 1');
    const config = 'inside/chat-guardrails.yaml';
    const found = (options: object, environment = {}) => {
      const world = { ...processWorld(), workingDirectory: folder(), environment };
      return findConfiguration(world, { config, ...options }).surroundings;
    };
    expect(found({}).readDocument('../outside.json')).toHaveProperty('reason');
    expect(found({ allowOutside: true }).readDocument('../outside.json')).toMatchObject({ text: 'outside' });
    const environment = { CHAT_GUARDRAILS_ALLOW_OUTSIDE: '1' };
    expect(found({}, environment).readDocument('../outside.json')).toMatchObject({ text: 'outside' });
  });
});

describe('output', () => {
  test.each([
    '::error::text',
    '  ::warning file=a::text',
    'fine\n::set-output name=a::b',
    '##[error]text',
    'before ##vso[task.setvariable variable=a]b',
  ])('has no command of a CI service: %j', (text) => {
    const shown = safeOutput(text, plain);
    expect(shown).not.toMatch(/^\s*::/m);
    expect(shown).not.toMatch(/##(?:vso)?\[/i);
    expect(JSON.parse(`"${shown.replaceAll('\n', '\\n')}"`)).toBe(text);
  });

  test('stays as it is where nothing is unsafe', () => {
    const text = 'arn:aws:iam::123456789012:role/a\n\tAWS::Organizations::Policy # [x]\n';
    expect(safeOutput(text, plain)).toBe(text);
  });

  test.each(hostileNames.map((name) => [name.slice(0, 20), name]))('as JSON is read back: %j', (_, name) => {
    const shown = safeOutput(JSON.stringify({ name }), plain);
    expect(shown).not.toMatch(/[^\P{C}\n]|[\u2028\u2029]/u);
    expect(JSON.parse(shown)).toEqual({ name });
  });

  test('keeps colours and carriage returns for terminals only', () => {
    const text = '\u001b[31mred\u001b[0m\r\u001b[2J';
    expect(safeOutput(text, { colour: true, terminal: true })).toBe('\u001b[31mred\u001b[0m\r\\u001b[2J');
    expect(safeOutput(text, plain)).not.toMatch(/[^\P{C}]/u);
  });
});
