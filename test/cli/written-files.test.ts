import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  activeMarkdown,
  configurationWith,
  hostileText,
  organizationWith,
} from '../support/hostile-inputs.js';
import { runHere } from '../support/in-process.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const folder = temporaryFolder();
/** As long as a name can be, without control characters. */
const printable = '${a} %{if true} <img src=x onerror=alert(1)> [x](javascript:alert(1)) @team #123 ~label';
const attributes = {
  ...{ name: `a${printable}`, type: 'SERVICE_CONTROL_POLICY', id: 'p-abcdefgh', description: printable },
  content: JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Deny', Action: 'a:*', Resource: '*' }],
  }),
  tags: { [printable]: printable },
};
const state = {
  ...{ version: 4, terraform_version: '1.9.0', serial: 1, lineage: printable },
  resources: [
    {
      ...{
        mode: 'managed',
        type: 'aws_organizations_policy',
        name: 'a',
        module: 'module.m["${a} %{if true} \\"x"]',
      },
      instances: [{ index_key: printable, attributes }],
    },
  ],
};
const files = (text: string) => ({
  'organization.json': organizationWith(text),
  'chat-guardrails.json': configurationWith(text),
  'state.json': state,
});

/** What in a written file would be more than text. */
function active(path: string, text: string): readonly string[] {
  const found = [/[^\P{C}\n\t]|[\u2028\u2029]/u, /^INJECTED.*/m, /^\/close.*/m, /^\s*::\w.*/m];
  if (path.endsWith('.tf')) found.push(/(?<!\$)\$\{a\}.*/, /(?<!%)%\{if true\}.*/);
  if (path.endsWith('.html')) found.push(/<img src=x.*/, /<script>alert.*/, /href="javascript.*/);
  const parts = found.flatMap((pattern) => pattern.exec(text)?.[0] ?? []);
  if (!path.endsWith('.md')) return parts;
  // A backslash makes the next character text; code hosts notify no one about a mention in a file.
  return [...parts, ...activeMarkdown(text.replace(/\\[\W_]/g, '').replaceAll('@team', ''))];
}

test.each<[string, string, readonly string[]]>([
  ['export', printable, ['export', '--config', 'chat-guardrails.json', '-o', 'out']],
  ['import of an organization', printable, ['import', '--organization', 'organization.json', '-o', 'out']],
  ['import of a state', printable, ['import', 'state.json', '-o', 'out']],
  ['report', hostileText, ['report', '--organization', 'organization.json', '--current', '-o', 'page.html']],
])('%s writes hostile names and descriptions as text %#', async (_, text, words) => {
  const { stdout, stderr } = await runHere({ folder: folder(), files: files(text) }, ...words);
  const written = readdirSync(folder(), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.') && !(entry.name in files('')))
    .map((entry) => join(entry.parentPath, entry.name));
  if (written.length === 0) throw new Error(stdout + stderr);
  for (const path of written) {
    expect({ path, active: active(path, readFileSync(path, 'utf8')) }).toEqual({ path, active: [] });
  }
});
