import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commands } from '../../cli/commands.js';
import { awsServer } from '../support/aws-server.js';
import { fakeOrganizations } from '../support/fake-organizations.js';
import { prepareGuideFolder } from '../support/guide-folder.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { recordSession, scenes } from '../support/terminal-session.js';

const folder = temporaryFolder();
const page = join(__dirname, '..', '..', 'docs', 'terminal.md');

test('the session at the terminal is what the commands print (`node scripts/terminal-page.js` writes it)', async () => {
  prepareGuideFolder(folder());
  const organization = JSON.parse(readFileSync(join(folder(), 'organization.json'), 'utf8'));
  const aws = await awsServer(fakeOrganizations(organization));
  try {
    const session = await recordSession(folder(), aws);
    if (process.env['RECORD'] === 'terminal') writeFileSync(page, session);
    expect(readFileSync(page, 'utf8')).toBe(session);
    expect(session).not.toContain(folder());
  } finally {
    await aws.close();
  }
}, 300_000);

test('every command has its scene', () => {
  const typed = scenes.flatMap((scene) => scene.commands).join('\n');
  const left = commands.filter(({ name }) => !typed.includes(`chat-guardrails ${name}`));
  expect(left.map(({ name }) => name)).toEqual([]);
});
