import pc from 'picocolors';
import type { Organization } from '../policy/organization/organization.js';
import { escapeControlCharacters } from '../policy/text/escape-control-characters.js';
import type { Effect, Impact } from '../simulator/impact/impact.js';
import type { ActionNames } from './action-names.js';
import type { ImpactRow } from './impact-rows.js';
import {
  type GuardrailLoss,
  type ImpactStory,
  impactStory,
  meaningsIn,
  type PlacedRow,
  signs,
} from './impact-story.js';
import { effectNames, impactWords } from './impact-words.js';
import { renderTable } from './table/table.js';
import { counted } from './verdict.js';

/** The options of `renderImpact`. */
export interface ImpactTextOptions {
  readonly colour: boolean;
  readonly columns: number | undefined;
  /** What each guardrail requires, by the name of its policy. Default: the description of the policy. */
  readonly requirements?: ReadonlyMap<string, string> | undefined;
  /** Prints the changes of every group of accounts. Default: only where all of them are short. */
  readonly details?: boolean;
}

/** The lines of an impact of any size. Only gains and channels, of which none is left out, can make it longer. */
const maxLines = 59;

/** The lines with the command for details, and the empty line above. */
const linesOfHint = 2;

/**
 * Renders an impact for a terminal: the verdict, channels that stop working, gains, losses by guardrail, changes
 * without an effect, then the changes of each group of accounts.
 */
export function renderImpact(
  impact: Impact,
  organization: Organization,
  names: ActionNames,
  options: ImpactTextOptions,
): string {
  const story = impactStory(impact, organization, names, options.requirements);
  const style = styleOf(options);
  const start = [
    story.verdict.map((sentence) => `${style.strong(`${escapeControlCharacters(sentence)}.`)}\n`).join(''),
    legendOf(story),
    channelBlock(
      story.stoppingTitle,
      story.stopping.map(({ words }) => ({ words, paint: style.alarm })),
      style,
    ),
    rowBlock('Gains', story.gains, style),
    channelBlock(
      'Channels that gain access',
      story.channels.map(({ effect, words }) => ({ words, paint: style.paint[effect] })),
      style,
    ),
  ].join('');
  const details = groupBlocks(impact, organization, names, style);
  const wanted = options.details === true;
  const end = footnotes(story);
  const left = wanted ? Number.POSITIVE_INFINITY : maxLines - linesIn(start) - linesIn(end);
  const losses = lossBlocks(story, style, left - linesOfHint);
  if (linesIn(losses) + linesIn(details) <= left) return `${start}${losses}${details}${end}`;
  const groups = counted(impact.groups.length, 'group');
  const hint = style.faint(`For the changes of ${groups} of accounts, use --details.`);
  return `${start}${losses}\n${hint}\n${end}`;
}

interface Style {
  readonly columns: number;
  readonly strong: (text: string) => string;
  readonly faint: (text: string) => string;
  readonly alarm: (text: string) => string;
  readonly paint: Readonly<Record<Effect, (text: string) => string>>;
}

/** Access that is gained needs attention; access that is lost is what a guardrail is for. */
function styleOf({ colour, columns = 140 }: ImpactTextOptions): Style {
  const { bold, cyan, dim, red, yellow } = pc.createColors(colour);
  return {
    columns,
    strong: bold,
    faint: dim,
    alarm: red,
    paint: { gain: yellow, loss: cyan, both: yellow, none: dim },
  };
}

/** The signs that the story uses. */
function legendOf(story: ImpactStory): string {
  const { effects } = meaningsIn(story);
  if (effects.length === 0) return '';
  return `${effects.map((each) => `${signs[each]} ${effectNames[each]}`).join(', ')}\n`;
}

/** The outcomes that are neither allowed nor denied. */
function footnotes(story: ImpactStory): string {
  const { outcomes } = meaningsIn(story);
  const lines = outcomes.map(([word, meaning]) => `${word}: ${meaning}.\n`);
  return lines.length === 0 ? '' : `\n${lines.join('')}`;
}

function channelBlock(
  title: string,
  lines: readonly { readonly words: string; readonly paint: (text: string) => string }[],
  { strong }: Style,
): string {
  if (lines.length === 0) return '';
  const shown = lines.map(({ words, paint }) => `${paint(`  ${escapeControlCharacters(words)}`)}\n`);
  return `\n${strong(title)}\n${shown.join('')}`;
}

/**
 * Losses by guardrail, losses by chat policy and changes without an effect, in about so many lines. Losses by guardrail
 * can have half of them, losses by chat policy what is left, and changes without an effect only what no loss needs.
 */
function lossBlocks({ guardrails, settings, unchanged }: ImpactStory, style: Style, lines: number): string {
  const byGuardrail = cutBlock(guardrails, 'guardrail', (rows) => guardrailBlock(rows, style));
  const bySetting = cutBlock(settings, 'setting', (rows) => rowBlock('Losses by chat policy', rows, style));
  const without = cutBlock(unchanged, 'setting', (rows) => rowBlock('No effective change', rows, style));
  const free = unchanged.length === 0 ? lines : lines - linesOfCount;
  const first = byGuardrail(Math.max(free / 2, free - linesIn(bySetting(Number.POSITIVE_INFINITY))));
  const losses = `${first}${bySetting(free - linesIn(first))}`;
  const left = lines - linesIn(losses);
  const last = without(left);
  if (linesIn(last) <= left) return `${losses}${last}`;
  const count = style.faint(`${counted(unchanged.length, 'setting')}; --details lists all of them`);
  return `${losses}\n${style.strong('No effective change')}: ${count}\n`;
}

/** The lines that only count changes, with the empty line above. */
const linesOfCount = 2;

/** A function that renders as many rows as fit into a number of lines, at least one if there are any. */
function cutBlock<T>(
  rows: readonly T[],
  what: string,
  render: (rows: readonly T[]) => string,
): (lines: number) => string {
  return (lines) => {
    for (let count = Math.max(1, Math.min(rows.length, lines)); ; count = Math.floor(count * 0.8)) {
      const shown = rows.slice(0, count);
      const left = rows.length - shown.length;
      const more = left === 0 ? '' : `   and ${counted(left, `more ${what}`)}; --details lists all of them\n`;
      const text = rows.length === 0 ? '' : `${render(shown)}${more}`;
      if (count <= 1 || linesIn(text) <= lines) return text;
    }
  };
}

function guardrailBlock(rows: readonly GuardrailLoss[], { columns, strong, paint }: Style): string {
  const cells = rows.map(({ policy, requirement, after, where }) => ['-', policy, requirement, after, where]);
  const table = renderTable(['', 'GUARDRAIL', 'REQUIREMENT', 'ACTIONS', 'WHERE'], cells, {
    columns,
    title: 'Losses by guardrail',
    head: strong,
    heading: 2,
    apart: false,
    line: paint.loss,
  });
  return `\n${table}`;
}

function rowBlock(title: string, rows: readonly PlacedRow[], style: Style): string {
  const wheres = rows.map(({ where }) => where);
  return tableOf(title, rows, { ...style, extra: ['WHERE', wheres] });
}

/** The changes of each group of accounts; those that all groups share come first. */
function groupBlocks(impact: Impact, organization: Organization, names: ActionNames, style: Style): string {
  const { shared, groups } = impactWords(impact, organization, names);
  return [
    tableOf('All accounts that change', shared, style),
    ...groups.map(({ accounts, rows }) => tableOf(accounts.join(', '), rows, style)),
  ].join('');
}

function tableOf(
  title: string,
  rows: readonly ImpactRow[],
  { columns, strong, paint, extra }: Style & { readonly extra?: readonly [string, readonly string[]] },
): string {
  if (rows.length === 0) return '';
  const cells = rows.map(({ effect, what, before, after, causes }, index) => [
    signs[effect],
    what,
    before,
    after,
    ...(extra === undefined ? [] : [extra[1][index] ?? '']),
    causes,
  ]);
  const heads = ['', 'WHAT', 'BEFORE', 'AFTER', ...(extra === undefined ? [] : [extra[0]]), 'CAUSED BY'];
  const table = renderTable(heads, cells, {
    columns,
    title,
    head: strong,
    heading: 2,
    apart: extra === undefined,
    line: (text, row) => paint[rows[row]?.effect ?? 'none'](text),
  });
  return `\n${table}`;
}

function linesIn(text: string): number {
  return text.split('\n').length - 1;
}
