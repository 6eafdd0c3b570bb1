import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandLine } from '../support/command-line.js';
import { smallOrganizationFile } from '../support/small-organization.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const folder = temporaryFolder();
const write = (name: string, text: string) => writeFileSync(join(folder(), name), text);
const configuration = (target: string) =>
  `organization: organization.json\nguardrails:\n  - { name: g, targets: ${target}, deny: rds:DeleteDBCluster }\n`;
const expectations =
  'expectations: [{ name: x, accounts: root, from: { platform: slack }, mayNot: rds:DeleteDBCluster }]\n';
const asked = ['--account', '222222222222'];
const commands: readonly (readonly string[])[] = [
  ['plan'],
  ['impact'],
  ['drift'],
  ['check'],
  ['test', 'expectations.yaml'],
  ['effective', '--config', 'chat-guardrails.yaml', ...asked],
  ['effective', '--config', 'chat-guardrails.yaml', '--all'],
  ['decide', '--config', 'chat-guardrails.yaml', ...asked, '--action', 'rds:DeleteDBCluster'],
];

test.each(commands)('%s answers with JSON where a problem keeps it from answering', (...words) => {
  write('chat-guardrails.yaml', configuration('Nowhere'));
  write('organization.json', JSON.stringify(smallOrganizationFile()));
  write('expectations.yaml', expectations);
  const { status, stdout } = commandLine(folder(), ...words, '--format', 'json');
  expect(status).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({
    problems: [{ kind: 'unknown-target', file: 'chat-guardrails.yaml', line: 3 }],
  });
});

test.each(['impact', 'drift'])('%s does so where the organization contradicts itself', (word) => {
  write('chat-guardrails.yaml', configuration('root'));
  write('organization.json', JSON.stringify(smallOrganizationFile([], { version: 9 })));
  const { status, stdout } = commandLine(folder(), word, '--format', 'json');
  expect(status).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({ problems: [{ kind: 'organization-version' }] });
});
