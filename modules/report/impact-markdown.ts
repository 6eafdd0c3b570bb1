import type { Organization } from '../policy/organization.js';
import type { Problem } from '../policy/problem.js';
import type { Impact, ImpactGroup } from '../simulator/impact/impact.js';
import {
  accountWords,
  channelWords,
  effectNames,
  effectOf,
  joinActions,
  summaryWords,
  wordsOf,
} from './impact-words.js';
import { markdownText } from './markdown-text.js';

/** The first line of a comment: a bot finds its own comment by it. */
export const impactMarker = '<!-- chat-guardrails impact -->';

/** Comments end before 65,536 characters, where code hosts cut them off. */
const longest = 60_000;

/**
 * An impact as a comment for a pull request: a summary, details folded, the same text for the same impact. What does
 * not fit is counted.
 */
export function renderImpactMarkdown(
  impact: Impact,
  organization: Organization,
  problems: readonly Problem[] = [],
): string {
  const head = [impactMarker, '### Chat guardrails: impact', '', `**${summaryWords(impact)}**`, ''];
  const blocks = [
    ...impact.groups.map((group) => groupBlock(group, organization)),
    ...(impact.channels.length === 0 ? [] : [channelBlock(impact)]),
    ...(problems.length === 0 ? [] : [problemBlock(problems)]),
  ];
  let length = head.join('\n').length;
  const fitting = blocks.filter((block) => {
    length += block.length + 2;
    return length < longest;
  });
  const left = blocks.length - fitting.length;
  const more =
    left === 0 ? [] : [`_${left} more ${left === 1 ? 'group is' : 'groups are'} not shown here._`, ''];
  return `${[...head, ...fitting, ...more].join('\n')}\n`;
}

function groupBlock(group: ImpactGroup, organization: Organization): string {
  const effect = effectOf(group);
  const [first = '', ...others] = accountWords(organization, group).map(markdownText);
  const more = others.length === 0 ? '' : ` and ${others.length} more`;
  const rows = joinActions(group.changes).map((change) => {
    const words = wordsOf(change, organization);
    const cells = [effectNames[words.effect], words.what, words.before, words.after, words.causes];
    return `| ${cells.map(markdownText).join(' | ')} |`;
  });
  const count = `${group.accounts.length} ${group.accounts.length === 1 ? 'account' : 'accounts'}`;
  return [
    `<details><summary>${marks[effect]} <b>${count}: ${effectNames[effect]}</b> – ${first}${more}</summary>`,
    '',
    ...(others.length === 0 ? [] : [...[first, ...others].map((line) => `- ${line}`), '']),
    '| | what | before | after | caused by |',
    '|---|---|---|---|---|',
    ...rows,
    '',
    '</details>',
    '',
  ].join('\n');
}

const marks = { gain: '🟢', loss: '🔴', both: '🟡', none: '⚪' } as const;

function channelBlock({ channels }: Impact): string {
  const lines = channels.map((each) => `- ${marks[each.effect]} ${markdownText(channelWords(each))}`);
  const summary = `<b>${channels.length} existing ${channels.length === 1 ? 'channel' : 'channels'}</b>`;
  return [`<details><summary>${summary}</summary>`, '', ...lines, '', '</details>', ''].join('\n');
}

function problemBlock(problems: readonly Problem[]): string {
  const lines = problems.map(
    ({ severity, kind, message }) => `- ${severity} \`${kind}\`: ${markdownText(message)}`,
  );
  return [
    `<details><summary><b>${problems.length} problems</b></summary>`,
    '',
    ...lines,
    '',
    '</details>',
    '',
  ].join('\n');
}
