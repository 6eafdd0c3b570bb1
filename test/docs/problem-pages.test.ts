import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadActionCatalogue } from '../../modules/actions/load-action-catalogue.js';
import { checkChannels } from '../../modules/analysis/check-channels.js';
import { warnAboutInheritance } from '../../modules/analysis/warn-about-inheritance.js';
import { checkChatPolicyText } from '../../modules/policy/chatbot/check.js';
import { readOrganizationText } from '../../modules/policy/organization/read-organization.js';
import type { Severity } from '../../modules/policy/problems/problem.js';
import { problemKinds } from '../../modules/policy/problems/problem-kinds.js';
import { checkServiceControlPolicyText } from '../../modules/policy/scp/check.js';

const catalogue = loadActionCatalogue();
const folder = join(__dirname, '..', '..', 'docs', 'problems');
const kinds = Object.keys(problemKinds);
const pages = readdirSync(folder).map((file) => file.replace(/\.md$/, ''));
const examples = pages.flatMap((kind) =>
  [...read(kind).matchAll(/^```json (wrong|right)\n([\s\S]*?)^```$/gm)].map(
    ([, word = '', text = '']) => [kind, word, text] as const,
  ),
);

describe('the pages on problems', () => {
  it.each(Object.entries(problemKinds))('%s: page and table have the same title', (kind, title) => {
    const [head] = read(kind).split('\n');
    expect(head?.toLowerCase()).toBe(`# ${kind}: ${title.toLowerCase()}`);
  });

  it('every page belongs to a kind of problem', () => {
    expect(pages.filter((page) => !kinds.includes(page))).toEqual([]);
  });

  it.each(examples)('%s: the example that is %s is so', (kind, word, text) => {
    const found = problemsOf(text);
    const errors = found.filter(({ severity }) => severity === 'error');
    const ofKind = found.filter((problem) => problem.kind === kind);
    if (word === 'wrong') expect(ofKind).not.toEqual([]);
    else expect([...errors, ...ofKind]).toEqual([]);
  });
});

function read(page: string): string {
  return readFileSync(join(folder, `${page}.md`), 'utf8');
}

function problemsOf(text: string): readonly { readonly kind: string; readonly severity: Severity }[] {
  if (/"Statement"/.test(text)) return checkServiceControlPolicyText(text, catalogue);
  if (!/"root"/.test(text)) return checkChatPolicyText(text);
  const { organization, problems } = readOrganizationText({ text });
  return organization === undefined
    ? problems
    : [...problems, ...warnAboutInheritance(organization), ...checkChannels(organization)];
}
