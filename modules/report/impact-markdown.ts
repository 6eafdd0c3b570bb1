import type { Organization } from '../policy/organization/organization.js';
import type { Problem } from '../policy/problems/problem.js';
import type { Effect, Impact } from '../simulator/impact/impact.js';
import type { ActionNames } from './action-names.js';
import type { ImpactRow } from './impact-rows.js';
import { channelWords, effectNames, type GroupWords, impactWords, summaryWords } from './impact-words.js';
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
  names: ActionNames,
  problems: readonly Problem[] = [],
): string {
  const head = [impactMarker, '### Chat guardrails: impact', '', `**${summaryWords(impact)}**`, ''];
  const { shared, groups } = impactWords(impact, organization, names);
  const channels = impact.channels.map((each) => {
    return `- ${marks[each.effect]} ${markdownText(channelWords(each, organization, names))}`;
  });
  const blocks = [
    ...(shared.length === 0 ? [] : [fold('<b>every account that changes</b>', table(shared))]),
    ...groups.map(groupBlock),
    ...(channels.length === 0 ? [] : [channelBlock(channels)]),
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

function groupBlock({ count, accounts, effect, rows }: GroupWords): string {
  const [first = '', ...others] = accounts.map(markdownText);
  const more = others.length === 0 ? '' : ` and ${others.length} more`;
  const places = others.length === 0 ? [] : [...[first, ...others].map((line) => `- ${line}`), ''];
  return fold(`${marks[effect]} <b>${count}: ${effectNames[effect]}</b> – ${first}${more}`, [
    ...places,
    ...table(rows),
  ]);
}

const marks: Readonly<Record<Effect, string>> = { gain: '🟢', loss: '🔴', both: '🟡', none: '⚪' };

function table(rows: readonly ImpactRow[]): readonly string[] {
  if (rows.length === 0) return ['What every account that changes has, and nothing else.'];
  const lines = rows.map(({ effect, what, before, after, causes }) => {
    return `| ${[effectNames[effect], what, before, after, causes].map(markdownText).join(' | ')} |`;
  });
  return ['| | what | before | after | caused by |', '|---|---|---|---|---|', ...lines];
}

function channelBlock(channels: readonly string[]): string {
  const count = `${channels.length} existing ${channels.length === 1 ? 'channel' : 'channels'}`;
  return fold(`<b>${count}</b>`, channels);
}

function problemBlock(problems: readonly Problem[]): string {
  const lines = problems.map(
    ({ severity, kind, message }) => `- ${severity} \`${kind}\`: ${markdownText(message)}`,
  );
  return fold(`<b>${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}</b>`, lines);
}

function fold(summary: string, lines: readonly string[]): string {
  return [`<details><summary>${summary}</summary>`, '', ...lines, '', '</details>', ''].join('\n');
}
