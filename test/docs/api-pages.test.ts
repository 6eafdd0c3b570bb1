import { execFileSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../support/temporary-folder.js';

const root = join(__dirname, '..', '..');
const { apiPages } = require('../../scripts/api-pages.js') as {
  readonly apiPages: (dist?: string) => ReadonlyMap<string, string>;
};
const folder = temporaryFolder();

beforeAll(() => {
  execFileSync(process.execPath, [join(root, 'scripts', 'build.js')]);
}, 300_000);

const written = (file: string): string => readFileSync(join(root, 'docs', 'api', file), 'utf8');

/** The pages after a change of one declaration. */
function pagesAfter(file: string, from: string, to: string): ReadonlyMap<string, string> {
  const dist = join(folder(), 'dist');
  const isDeclaration = (path: string): boolean => !/\.(js|map|json)$/.test(path);
  cpSync(join(root, 'dist', 'modules'), join(dist, 'modules'), { recursive: true, filter: isDeclaration });
  symlinkSync(join(root, 'node_modules'), join(folder(), 'node_modules'), 'dir');
  const path = join(dist, 'modules', file);
  const text = readFileSync(path, 'utf8');
  expect(text).toContain(from);
  writeFileSync(path, text.replace(from, to));
  return apiPages(dist);
}

test('docs/api is what the declarations say (`node scripts/api-pages.js` writes it)', () => {
  const pages = apiPages();
  expect(readdirSync(join(root, 'docs', 'api')).sort()).toEqual([...pages.keys()].sort());
  for (const [file, text] of pages) expect(text).toBe(written(file));
}, 120_000);

test.each([
  ['a renamed prop', 'constructs/policy-props.d.ts', 'readonly skipDestroy?', 'readonly keep?'],
  ['a prop that became required', 'constructs/policy-props.d.ts', 'readonly name?:', 'readonly name:'],
  ['a changed default', 'constructs/applied-plan.d.ts', 'Default: true.', 'Default: false.'],
  ['a name that is gone', 'index.d.ts', 'ChatPolicy, ', ''],
  [
    'a changed type behind an exported one',
    'constructs/deployed-policy.d.ts',
    'readonly policy:',
    'readonly resource:',
  ],
  [
    'a deprecation',
    'constructs/applied-plan.d.ts',
    'export interface AppliedPlanProps',
    '/** @deprecated Use `Whole`; 2.0.0 removes it. */\nexport interface AppliedPlanProps',
  ],
])(
  '%s shows in the report',
  (_, file, from, to) => {
    expect(pagesAfter(file, from, to).get('index.md')).not.toBe(written('index.md'));
  },
  120_000,
);

test.each([
  ['a declaration', 'export interface AppliedPlanProps'],
  ['a prop', 'readonly provider?'],
])(
  'a deprecation of %s that does not say what to use instead, and until when, is an error',
  (_, declared) => {
    const after = () =>
      pagesAfter('constructs/applied-plan.d.ts', declared, `/** @deprecated Soon. */\n${declared}`);
    expect(after).toThrow('2.0.0 removes it');
  },
  120_000,
);
