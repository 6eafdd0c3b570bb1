import { join } from 'node:path';
import { installed } from '../support/installed.js';
import { type Packed, pack } from './pack.js';
import { run } from './run.js';

let packed: Packed;
beforeAll(async () => {
  packed = await pack();
});

describe('the package', () => {
  test('is smaller than 1 MB', () => {
    expect(packed.size).toBeLessThan(1_000_000);
  });

  test('contains code, types, licences, documentation, examples, pipelines and the schema, and nothing else', () => {
    const expected =
      /^(dist\/.*\.(js|d\.ts)|dist\/third-party-licences\.txt|docs\/.*\.md|schema\.json|examples\/company\/([\w-]+|hcp-terraform\/.*)\.(json|yaml|tf)|action\.yml|templates\/[\w-]+\.yml|package\.json|LICENSE|(README|CHANGELOG|CONTRIBUTING)\.md)$/;
    expect(packed.files.filter((file) => !expected.test(file))).toEqual([]);
  });

  test('runs nothing when it is installed', () => {
    const { scripts } = require('../../package.json') as { readonly scripts: object };
    expect(Object.keys(scripts).filter((name) => /^(pre|post)?install$|^prepare$/.test(name))).toEqual([]);
  });

  test.each([
    ['publint', ['run', '--strict'], 'publint'],
    ['are the types wrong', ['--no-emoji'], 'attw'],
  ])('%s finds nothing wrong', async (_, words, command) => {
    const program = join(installed('package-checks'), '.bin', command);
    const { code, stdout, stderr } = await run(process.execPath, [program, ...words, packed.tarball], {
      cwd: __dirname,
    });
    expect([code, stdout, stderr]).toEqual([0, stdout, '']);
  });
});
