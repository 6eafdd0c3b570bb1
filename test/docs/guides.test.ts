import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { guideCommands } from '../support/guide-commands.js';
import { prepareGuideFolder, runGuide } from '../support/guide-folder.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const folder = temporaryFolder();
const pages = readdirSync(join(__dirname, '..', '..', 'docs', 'guides')).map((page) => `docs/guides/${page}`);

/** `cdktf`, `cdktn` and `terraform` are run by `test/e2e/start.test.ts`, `aws` by `prove-it.test.ts`. */
const modes = ['run', 'e2e', 'by-hand', 'cdktf', 'cdktn', 'terraform', 'aws'];

test.each(pages)('%s marks each block of commands with how it is tested', (page) => {
  expect(guideCommands(page).filter(({ mode }) => !modes.includes(mode))).toEqual([]);
});

test.each(pages)(
  'the commands of %s are typed as an installed package and a clone both have them',
  (page) => {
    const scripts = guideCommands(page)
      .map(({ script }) => script)
      .join('\n');
    expect(scripts).not.toMatch(
      /(?<!npx )\bchat-guardrails (?!--)[a-z-]+ |npm run (?!diff|deploy)|scripts\//,
    );
  },
);

test.each(pages.filter((page) => guideCommands(page).some(({ mode }) => mode === 'run')))(
  'the commands of %s work',
  (page) => {
    prepareGuideFolder(folder());
    const scripts = guideCommands(page).flatMap(({ mode, script }) => (mode === 'run' ? [script] : []));
    // One shell, as the reader has one: a folder that was entered stays entered. It repeats what it runs.
    const { status, output } = runGuide(folder(), `set -x\n${scripts.join('\n')}`);
    if (status !== 0) throw new Error(`ended with ${status}:\n${output}`);
  },
  120_000,
);

test('the README leads to every guide', () => {
  const readme = readFileSync(join(__dirname, '..', '..', 'README.md'), 'utf8');
  expect(pages.filter((page) => !readme.includes(`(${page})`))).toEqual([]);
});
