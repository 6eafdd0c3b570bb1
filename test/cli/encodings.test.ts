import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { documentReader } from '../../modules/config/read-document.js';
import { expectationsWith, organizationWith, recordsWith } from '../support/hostile-inputs.js';
import { runHere } from '../support/in-process.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const folder = temporaryFolder();
const chat = { chatbot: { platforms: { chime: { client: { '@@assign': 'disabled' } } } } };
const scp = {
  Version: '2012-10-17',
  Id: 'é',
  Statement: [{ Effect: 'Deny', Action: 'rds:*', Resource: '*' }],
};
const around = {
  'organization.json': organizationWith(''),
  'chat-guardrails.yaml': 'version: 1\nguardrails: [{ name: a, targets: root, document: scp.json }]\n',
  'scp.json': scp,
};
const state = { version: 4, terraform_version: '1.9.0', serial: 1, lineage: 'é', resources: [] };
const plan = { format_version: '1.2', planned_values: { root_module: {} }, resource_changes: [], x: 'é' };
const actions = { CustomActions: ['arn:aws:chatbot::222222222222:custom-action/é'] };
const question = { id: 'é', account: '222222222222', platform: 'slack', action: 'rds:StopDBInstance' };
const organization = ['--organization', 'organization.json'];

/** Every reader of a file: the file, its text, and a command that reads it. */
const readers: readonly (readonly [file: string, text: string, words: readonly string[]])[] = [
  ['chat-guardrails.yaml', `# é\n${around['chat-guardrails.yaml']}`, ['plan', ...organization]],
  ['scp.json', JSON.stringify(scp), ['plan', ...organization]],
  ['organization.json', JSON.stringify(organizationWith('é')), ['plan', ...organization]],
  ['policy.json', JSON.stringify(scp), ['check', 'policy.json']],
  ['chat.json', JSON.stringify({ ...chat, é: 1 }), ['check', 'chat.json']],
  ['template.yaml', '# é\nResources: {}\n', ['check', 'template.yaml']],
  ['policy.json', JSON.stringify(scp), ['import', 'policy.json']],
  [
    'organization-config.yaml',
    '# é\nenable: true\norganizationalUnits: []\n',
    ['import', 'organization-config.yaml'],
  ],
  ['state.json', JSON.stringify(state), ['import', 'state.json']],
  ['plan.json', JSON.stringify(plan), ['impact', '--terraform-plan', 'plan.json', ...organization]],
  [
    'expectations.yaml',
    JSON.stringify(expectationsWith('é')),
    ['test', 'expectations.yaml', ...organization],
  ],
  [
    'batch.jsonl',
    JSON.stringify(question),
    ['decide', '--batch', 'batch.jsonl', '--current', ...organization],
  ],
  [
    'records.json',
    JSON.stringify(recordsWith('é')),
    ['replay', 'records.json', '--current', ...organization],
  ],
  [
    'actions.json',
    JSON.stringify(actions),
    ['collect', '-o', 'collected.json', '--custom-actions', 'actions.json'],
  ],
];

const utf16be = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();
const encodings: readonly (readonly [name: string, encode: (text: string) => Buffer, said: RegExp])[] = [
  ['UTF-16 with its first byte low', (text) => Buffer.from(`\ufeff${text}`, 'utf16le'), /UTF-16/],
  ['UTF-16 with its first byte high', (text) => utf16be(`\ufeff${text}`), /UTF-16/],
  ['UTF-16 without a byte-order mark', (text) => Buffer.from(text, 'utf16le'), /UTF-16/],
  ['Latin-1', (text) => Buffer.from(text, 'latin1'), /not UTF-8 text/],
];

const run = async (file: string, bytes: Buffer | string, words: readonly string[]) => {
  await runHere({ folder: folder(), files: around }, '--version');
  writeFileSync(join(folder(), file), bytes);
  const { status, stdout, stderr } = await runHere({ folder: folder() }, ...words);
  return { status, output: stdout + stderr };
};

describe.each(encodings)('a file in %s', (_, encode, said) => {
  test.each(readers)('is named as such or read right: %s %#', async (file, text, words) => {
    const { status, output } = await run(file, encode(text), words);
    if (file === 'records.json' && !said.test(output)) {
      // Only the bytes of ASCII matter in records.
      expect((await run(file, text, words)).output.replace(/é/g, '')).toBe(output.replace(/\ufffd/g, ''));
      return;
    }
    expect(output).toMatch(said);
    expect(output).toMatch(/save it as UTF-8|expected CloudTrail/);
    expect(status).toBeGreaterThan(0);
  });
});

test.each(readers)(
  'a byte-order mark of UTF-8 is named or has no effect: %s %#',
  async (file, text, words) => {
    const [plain, marked] = [await run(file, text, words), await run(file, `\ufeff${text}`, words)];
    if (!/byte-order mark/.test(marked.output)) {
      expect(marked.output.replace(/:1:\d+ /g, '')).toBe(plain.output.replace(/:1:\d+ /g, ''));
    }
  },
);

test('a document that the API reads must be UTF-8 too', () => {
  writeFileSync(join(folder(), 'policy.json'), Buffer.from(JSON.stringify(scp), 'latin1'));
  expect(documentReader(join(folder(), 'chat-guardrails.yaml'))('policy.json')).toEqual({
    reason: 'it is not UTF-8 text',
  });
});
