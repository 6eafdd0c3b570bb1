import pc from 'picocolors';
import type { Organization } from '../policy/organization/organization.js';
import { escapeControlCharacters } from '../policy/text/escape-control-characters.js';
import { type Effect, type Impact, stopsWorking } from '../simulator/impact/impact.js';
import type { ActionNames } from './action-names.js';
import { type ImpactRow, outcomeNames, unknownPolicy } from './impact-rows.js';
import { channelWords, effectNames, type GroupWords, impactWords, summaryWords } from './impact-words.js';
import { renderTable } from './table/table.js';

/**
 * Renders an impact for a terminal: channels that stop working, one line for each group of accounts, the changes that
 * all groups share, the other changes of each group, then the other channels.
 */
export function renderImpact(
  impact: Impact,
  organization: Organization,
  names: ActionNames,
  output: { readonly colour: boolean; readonly columns: number | undefined },
): string {
  const style = styleOf(output);
  const { shared, groups } = impactWords(impact, organization, names);
  const channelList = (title: string, channels: Impact['channels']): string => {
    const lines = channels.map((each) =>
      style.paint[each.effect](`  ${escapeControlCharacters(channelWords(each, organization, names))}\n`),
    );
    return lines.length === 0 ? '' : `\n${style.strong(title)}\n${lines.join('')}`;
  };
  return [
    `${summaryWords(impact)}\n`,
    channelList('Channels that stop working', impact.channels.filter(stopsWorking)),
    groups.length > 1 ? overview(groups, style) : '',
    block('All accounts that change', shared, style),
    ...groups.map(({ accounts, rows }) => block(accounts.join(', '), rows, style)),
    channelList(
      'Other channels that change',
      impact.channels.filter((each) => !stopsWorking(each)),
    ),
    footnotes([shared, ...groups.map(({ rows }) => rows)].flat()),
  ].join('');
}

interface Style {
  readonly columns: number;
  readonly strong: (text: string) => string;
  readonly paint: Readonly<Record<Effect, (text: string) => string>>;
}

function styleOf({ colour, columns = 140 }: Parameters<typeof renderImpact>[3]): Style {
  const { bold, dim, green, red, yellow } = pc.createColors(colour);
  return { columns, strong: bold, paint: { gain: green, loss: red, both: yellow, none: dim } };
}

function overview(groups: readonly GroupWords[], { columns, strong, paint }: Style): string {
  const rows = groups.map(({ count, accounts, effect }) => [count, accounts.join(', '), effectNames[effect]]);
  const table = renderTable(['ACCOUNTS', 'WHERE', 'EFFECT'], rows, {
    columns,
    head: strong,
    line: (text, row) => paint[groups[row]?.effect ?? 'none'](text),
  });
  return `\n${table}`;
}

function block(title: string, rows: readonly ImpactRow[], { columns, strong, paint }: Style): string {
  if (rows.length === 0) return '';
  const cells = rows.map(({ effect, what, before, after, causes }) => [
    signs[effect],
    what,
    before,
    after,
    causes,
  ]);
  const table = renderTable(['', 'WHAT', 'BEFORE', 'AFTER', 'CAUSED BY'], cells, {
    columns,
    title,
    head: strong,
    heading: 2,
    line: (text, row) => paint[rows[row]?.effect ?? 'none'](text),
  });
  return `\n${table}`;
}

/** Explains the outcomes that are neither allowed nor denied. */
function footnotes(rows: readonly ImpactRow[]): string {
  const notes = [
    [
      outcomeNames.unknown,
      'the answer depends on the Region, resource, channel or another part of the request',
    ],
    [unknownPolicy, 'the answer depends on a policy whose content or attachment is not known'],
  ] as const;
  const shown = notes.filter(([word]) => rows.some(({ before, after }) => before === word || after === word));
  return shown.length === 0 ? '' : `\n${shown.map(([word, meaning]) => `${word}: ${meaning}.\n`).join('')}`;
}

/** The first character of a row. */
const signs: Readonly<Record<Effect, string>> = { gain: '+', loss: '-', both: '±', none: '=' };
