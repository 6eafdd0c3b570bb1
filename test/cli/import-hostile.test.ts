import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { commandLine } from '../support/command-line.js';
import { smallOrganizationFile } from '../support/small-organization.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const folder = temporaryFolder();
const script = join(__dirname, '..', '..', 'scripts', 'chat-guardrails.js');

const words = ['import', '--organization', 'organization.json', '-o', 'out'];

const slackOnly = {
  ...{ name: 'slack-only', description: '', tags: {} },
  content: { chatbot: { platforms: { slack: { client: { '@@assign': 'enabled' } } } } },
};
const whole = smallOrganizationFile([slackOnly]);
const text = JSON.stringify(whole, null, 2);
const unit = (id: string, below: readonly object[] = []) => ({
  ...{ id, name: 'Unit', policies: [], accounts: [], organizationalUnits: below },
});
const changed = (changes: object): string => JSON.stringify({ ...whole, ...changes }, null, 2);
const root = whole['root'] as object;

test.each([
  [
    'a newer format',
    changed({ version: 2 }),
    /organization-version[\s\S]*found `2`; this release reads version 1[\s\S]*upgrade/,
  ],
  ['cut off in the middle', text.slice(0, text.length / 2), /organization\.json:\d+:\d+ error json-syntax/],
  [
    'a unit below itself',
    changed({
      root: { ...root, organizationalUnits: [unit('ou-ab12-aaaaaaaa', [unit('ou-ab12-aaaaaaaa')])] },
    }),
    /:\d+:\d+ error duplicate-id[\s\S]*duplicate ID `ou-ab12-aaaaaaaa`/,
  ],
  [
    'two roots',
    text.replace(
      '"root": {',
      '"root": { "id": "r-cd34", "name": "Root", "policies": [], "accounts": [], "organizationalUnits": [] },\n  "root": {',
    ),
    /error duplicate-key[\s\S]*`root`/,
  ],
  ['a list of roots', changed({ root: [root, root] }), /:\d+:\d+ error wrong-type/],
  ['no root', changed({ root: undefined }), /error missing-key/],
  ['something else', '[1, 2]', /error wrong-type/],
])('%s is a problem with its place, and nothing is written', (_, content, said) => {
  writeFileSync(join(folder(), 'organization.json'), content);
  const { status, stderr } = commandLine(folder(), ...words);
  expect(stderr).toMatch(said);
  expect([status, existsSync(join(folder(), 'out'))]).toEqual([1, false]);
});

test('a million accounts are imported in 600 megabytes', () => {
  const [head, tail] = cut(JSON.stringify(smallOrganizationFile([slackOnly])));
  const descriptor = openSync(join(folder(), 'organization.json'), 'w');
  writeSync(descriptor, head);
  for (let thousand = 0; thousand < 1000; thousand++) {
    const accounts = Array.from({ length: 1000 }, (_, index) => {
      const id = String(400_000_000_000 + thousand * 1000 + index);
      return `{"id":"${id}","name":"account ${id}","policies":[]},`;
    });
    writeSync(descriptor, accounts.join(''));
  }
  writeSync(descriptor, tail);
  closeSync(descriptor);
  const { status, stderr } = spawnSync(process.execPath, ['--max-old-space-size=600', script, ...words], {
    cwd: folder(),
    encoding: 'utf8',
  });
  expect(stderr).toContain('imported 1: 1 as settings');
  expect(status).toBe(0);
}, 180_000);

/** The text before and behind the accounts of the root, which begin with one. */
function cut(file: string): readonly [string, string] {
  const at = file.indexOf('"accounts":[') + '"accounts":['.length;
  return [file.slice(0, at), file.slice(at)];
}
