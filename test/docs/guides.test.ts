import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { guideCommands } from '../support/guide-commands.js';
import { prepareGuideFolder, runGuide } from '../support/guide-folder.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const folder = temporaryFolder();
const pages = readdirSync(join(__dirname, '..', '..', 'docs', 'guides')).map((page) => `docs/guides/${page}`);

test.each(pages)('%s says of all its commands how they are tried', (page) => {
  const modes = guideCommands(page).map(({ mode }) => mode);
  expect(modes.filter((mode) => !['run', 'e2e', 'by-hand'].includes(mode))).toEqual([]);
});

test.each(pages.filter((page) => guideCommands(page).some(({ mode }) => mode === 'run')))(
  'the commands of %s work',
  (page) => {
    prepareGuideFolder(folder());
    for (const { mode, script } of guideCommands(page)) {
      if (mode !== 'run') continue;
      const { status, output } = runGuide(folder(), script);
      if (status !== 0) throw new Error(`${script}\nended with ${status}:\n${output}`);
    }
  },
);
