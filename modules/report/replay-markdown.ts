import type { ChatNames } from '../policy/organization/organization.js';
import type { Replay, ReplayGroup } from '../replay/answer.js';
import { markdownText } from './markdown-text.js';
import { replayCells, replayHeads, replayParts, replaySummary } from './replay-text.js';

/** GitHub and GitLab refuse comments of 65,536 characters or more. */
const maxRows = 150;

/** What the plan would do to what was run from chat, as a comment for a pull request. */
export function renderReplayMarkdown(answer: Replay, names: ChatNames = new Map()): string {
  const [verdict = '', ...rest] = replaySummary(answer);
  const parts = replayParts(answer).flatMap(([title, groups], index) => {
    if (groups.length === 0) return [];
    return index === 0
      ? [`**${title}**\n\n${table(groups, names)}`]
      : [folded(`${title}: ${groups.length}`, table(groups, names))];
  });
  return `### Chat guardrails: replay\n\n**${verdict}**\n\n${rest.join('\n')}\n\n${parts.join('\n\n')}\n`;
}

function table(groups: readonly ReplayGroup[], names: ChatNames): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const shown = groups.slice(0, maxRows).map((group) => line(replayCells(group, names).map(markdownText)));
  const more = groups.length - shown.length;
  const heads = replayHeads.map((head) => head.toLowerCase());
  return [
    line(heads),
    line(heads.map(() => '---')),
    ...shown,
    ...(more > 0 ? ['', `${more} more; the JSON output has all`] : []),
  ].join('\n');
}

function folded(title: string, body: string): string {
  return `<details><summary>${title}</summary>\n\n${body}\n\n</details>`;
}
