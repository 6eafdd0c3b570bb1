import type { Organization } from '../policy/organization/organization.js';
import type { Problem } from '../policy/problems/problem.js';
import { shortened } from '../policy/text/escape-control-characters.js';
import {
  type ChannelImpact,
  type Effect,
  gainsAccess,
  type Impact,
  stopsWorking,
} from '../simulator/impact/impact.js';
import type { ActionNames } from './action-names.js';
import { fewOf, type ImpactRow } from './impact-rows.js';
import { channelWords, effectNames, type GroupWords, impactWords, summaryWords } from './impact-words.js';
import { markdownText } from './markdown-text.js';

/** The first line of an impact comment, by which a bot finds its own. */
export const impactMarker = '<!-- chat-guardrails impact -->';

/** GitHub and GitLab cut or refuse comments of 65,536 characters or more. */
const maxLength = 60_000;

/**
 * Renders an impact as a pull request comment. The same impact gives the same text. Channels that stop working and
 * groups that gain access come first and are always present, in one line each if the comment would be too long. The
 * rest is counted if it does not fit.
 */
export function renderImpactMarkdown(
  impact: Impact,
  organization: Organization,
  names: ActionNames,
  problems: readonly Problem[] = [],
): string {
  const head = `${impactMarker}\n### Chat guardrails: impact\n\n**${summaryWords(impact)}**\n`;
  const { shared, groups } = impactWords(impact, organization, names);
  const wordsOf: Words = (channel) => channelWords(channel, organization, names);
  const stopping = impact.channels.filter(stopsWorking);
  const others = impact.channels.filter((each) => !stopsWorking(each));
  const gaining = groups.filter(({ effect }) => gainsAccess(effect));
  const losing = groups.filter(({ effect }) => !gainsAccess(effect));
  const stopTitle = `${counted(stopping.length, 'channel')} ${stopping.length === 1 ? 'stops' : 'stop'} working`;
  const sharedBlock = shared.length === 0 ? [] : [fold('<b>all accounts that change</b>', table(shared))];
  const first = [
    ...(stopping.length === 0 ? [] : [channelBlock(stopTitle, stopping, wordsOf)]),
    ...(gaining.length === 0 ? [] : [...sharedBlock, ...gaining.map(groupBlock)]),
  ];
  const rest = [
    ...(gaining.length === 0 ? sharedBlock : []),
    ...losing.map(groupBlock),
    ...(others.length === 0 ? [] : [channelBlock(counted(others.length, 'other channel'), others, wordsOf)]),
    ...(problems.length === 0 ? [] : [problemBlock(problems)]),
  ];
  const start = [head, ...first].join('\n');
  if (start.length < maxLength) return withWhatFits(start, rest);
  const short = `${head}\n${shortList(stopping.map(wordsOf), gaining)}`;
  return withWhatFits(short, gaining.length === 0 ? rest : [...sharedBlock, ...rest]);
}

/** The start, then the blocks in their order that fit, and the number of those that do not. */
function withWhatFits(start: string, blocks: readonly string[]): string {
  let text = start;
  let left = 0;
  for (const each of blocks) {
    if (text.length + each.length + 1 < maxLength) text += `\n${each}`;
    else left++;
  }
  return left === 0
    ? `${text}\n`
    : `${text}\n_${left} more ${left === 1 ? 'section is' : 'sections are'} not shown here._\n`;
}

/** Channels that stop working and groups that gain access, each in one short line. */
function shortList(stopping: readonly string[], gaining: readonly GroupWords[]): string {
  const channels = stopping.map((words) => `- ${marks.loss} ${markdownText(shortened(words, 200))}`);
  const groups = gaining.map(({ count, accounts, effect, rows }) => {
    const gains = rows.filter((row) => gainsAccess(row.effect)).map(({ what }) => what);
    const words = [fewOf(accounts), ...(gains.length === 0 ? [] : [fewOf(gains)])];
    const [places = '', what] = words.map((each) => markdownText(shortened(each, 200)));
    return `- ${marks[effect]} <b>${count}: ${effectNames[effect]}</b> – ${places}${what === undefined ? '' : `: ${what}`}`;
  });
  return `${[...channels, ...groups].join('\n')}\n`;
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
  if (rows.length === 0) return ['Only the changes that all accounts share.'];
  const lines = rows.map(({ effect, what, before, after, causes }) => {
    return `| ${[effectNames[effect], what, before, after, causes].map(markdownText).join(' | ')} |`;
  });
  return ['| | what | before | after | caused by |', '|---|---|---|---|---|', ...lines];
}

function channelBlock(title: string, channels: readonly ChannelImpact[], wordsOf: Words): string {
  const lines = channels.map((each) => `- ${marks[each.effect]} ${markdownText(wordsOf(each))}`);
  return fold(`<b>${title}</b>`, lines);
}

type Words = (channel: ChannelImpact) => string;

function problemBlock(problems: readonly Problem[]): string {
  const lines = problems.map(
    ({ severity, kind, message }) => `- ${severity} \`${kind}\`: ${markdownText(message)}`,
  );
  return fold(`<b>${counted(problems.length, 'problem')}</b>`, lines);
}

function fold(summary: string, lines: readonly string[]): string {
  return [`<details><summary>${summary}</summary>`, '', ...lines, '', '</details>', ''].join('\n');
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
