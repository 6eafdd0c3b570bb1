import type { Drift } from '../analysis/drift.js';
import { withNames } from '../policy/organization/chat-names.js';
import type { ChatNames } from '../policy/organization/organization.js';
import { byPolicy } from './drift-text.js';
import { countWords, differenceWords, differingParts } from './drift-words.js';
import { markdownText } from './markdown-text.js';

/** The first line of a drift comment or issue, by which a bot finds its own. */
export const driftMarker = '<!-- chat-guardrails drift -->';

/** Comments end before 65,536 characters, where code hosts cut them off. */
const longest = 60_000;

/**
 * Renders a drift as a comment or an issue. The same drift gives the same text. If it is too long, the rest is
 * counted.
 */
export function renderDriftMarkdown(drift: Drift, names: ChatNames = new Map()): string {
  const shown = (text: string) => markdownText(withNames(names, text));
  const head = `${driftMarker}\n### Chat guardrails: drift\n\n**${countWords(drift)}**\n`;
  const blocks = [
    ...byPolicy(drift.differences).map((group) => policyBlock(group, shown)),
    ...unknownBlock(drift, shown),
  ];
  let length = head.length;
  const fitting = blocks.filter((block) => {
    length += block.length + 1;
    return length < longest;
  });
  const left = blocks.length - fitting.length;
  const more =
    left === 0 ? [] : [`_${left} more ${left === 1 ? 'policy is' : 'policies are'} not shown here._\n`];
  return [head, ...fitting, ...more].join('\n');
}

/** Text for Markdown with names beside IDs. */
type Shown = (text: string) => string;

function policyBlock([name, differences]: ReturnType<typeof byPolicy>[number], shown: Shown): string {
  const lines = differences.flatMap((difference) => [
    `- ${shown(differenceWords(difference))}`,
    ...table(differingParts(difference), shown),
  ]);
  return `#### ${markdownText(name)}\n\n${lines.join('\n')}\n`;
}

function table(parts: ReturnType<typeof differingParts>, shown: Shown): readonly string[] {
  if (parts.length === 0) return [];
  const rows = parts.map(
    ({ where, expected = '', found = '' }) => `  | ${[where, expected, found].map(shown).join(' | ')} |`,
  );
  return ['', '  | where | planned | found |', '  |---|---|---|', ...rows, ''];
}

function unknownBlock({ unknown }: Drift, shown: Shown): readonly string[] {
  if (unknown.length === 0) return [];
  const lines = unknown.map(({ what, id, reason }) => `- ${shown(`${what} of ${id}: ${reason}`)}`);
  return [`#### Unknown, so not compared\n\n${lines.join('\n')}\n`];
}
