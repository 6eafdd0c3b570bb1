import type { Organization } from '../policy/organization/organization.js';
import type { Problem } from '../policy/problems/problem.js';
import { shortened } from '../policy/text/escape-control-characters.js';
import type { Impact } from '../simulator/impact/impact.js';
import type { ActionNames } from './action-names.js';
import type { ImpactRow } from './impact-rows.js';
import { type ImpactStory, impactStory, meaningsIn, type PlacedRow, signs } from './impact-story.js';
import { effectNames, type GroupWords, impactWords } from './impact-words.js';
import { markdownText } from './markdown-text.js';
import { counted } from './verdict.js';

/** The first line of an impact comment, by which a bot finds its own. */
export const impactMarker = '<!-- chat-guardrails impact -->';

/**
 * GitHub refuses comments of more than 65,536 characters, GitLab those of more than 1,000,000. Read on 2026-11-30.
 * @see https://docs.gitlab.com/administration/instance_limits/#size-of-comments-and-descriptions-of-issues-merge-requests-and-epics
 */
const maxLength = 60_000;

/**
 * Renders an impact as a comment of a pull or merge request, in the order of the text: the verdict, channels that stop
 * working, gains, losses by guardrail and by chat policy, changes without an effect, problems, and the changes of each
 * group of accounts, folded. Gains and channels are never cut, but get shorter where the comment would be too long.
 * What else does not fit is counted at the end. The same impact gives the same text. `requirements` are the sentences
 * of guardrails by the name of their policy; default: the description of the policy.
 */
export function renderImpactMarkdown(
  impact: Impact,
  organization: Organization,
  names: ActionNames,
  problems: readonly Problem[] = [],
  requirements?: ReadonlyMap<string, string>,
): string {
  const story = impactStory(impact, organization, names, requirements);
  const { shared, groups } = impactWords(impact, organization, names);
  return withWhatFits(startOf(story), [
    ...lossParts(story),
    ...(problems.length === 0 ? [] : [problemPart(problems)]),
    {
      head: '#### Details\n\n',
      rows: [
        ...(shared.length === 0 ? [] : [fold('<b>All accounts that change</b>', tableLines(shared))]),
        ...groups.filter(({ rows }) => rows.length > 0).map(groupBlock),
      ],
      what: ['group of accounts', 'groups of accounts'],
    },
  ]);
}

/** Verdict, legend, channels and gains: in full, else each in a short line, else each in a few words. */
function startOf(story: ImpactStory): string {
  const { stopping, gains, channels } = story;
  const verdict = story.verdict.map((sentence) => `**${markdownText(sentence)}.**`).join(' ');
  const head = `${impactMarker}\n### Chat guardrails: impact\n\n${verdict}\n`;
  const legend = legendOf(story);
  const list = (title: string, lines: readonly string[]): readonly string[] =>
    lines.length === 0 ? [] : [`#### ${title}\n\n${lines.map((line) => `- ${line}\n`).join('')}`];
  const startWith = (rows: readonly string[], maxLength: number): string =>
    [
      head,
      ...legend,
      ...list(
        story.stoppingTitle,
        stopping.map(({ words }) => markdownText(shortened(words, maxLength))),
      ),
      ...rows,
      ...list(
        'Channels that gain access',
        channels.map(({ words }) => markdownText(shortened(words, maxLength))),
      ),
    ].join('\n');
  const short = (maxLength: number): readonly string[] =>
    list(
      'Gains',
      gains.map(({ effect, what, where }) => {
        const [shortWhat, shortWhere] = [what, where].map((text) => markdownText(shortened(text, maxLength)));
        return `<b>${signs[effect]}</b> ${shortWhat} – ${shortWhere}`;
      }),
    );
  const full = startWith(gains.length === 0 ? [] : [`#### Gains\n\n${placedTable(gains)}`], 10_000);
  if (full.length < maxLength) return full;
  const shorter = startWith(short(200), 200);
  return shorter.length < maxLength ? shorter : startWith(short(50), 60);
}

/** The signs and outcomes that the comment uses, explained once. */
function legendOf(story: ImpactStory): readonly string[] {
  const { effects, outcomes } = meaningsIn(story);
  const words = [
    ...effects.map((effect) => `<b>${signs[effect]}</b> ${effectNames[effect]}`),
    ...outcomes.map(([word, meaning]) => `<b>${word}</b>: ${meaning}`),
  ];
  return words.length === 0 ? [] : [`${words.join(' · ')}\n`];
}

function lossParts({ guardrails, settings, unchanged }: ImpactStory): readonly Part[] {
  const rowsOf = (rows: readonly PlacedRow[]) => rows.map((row) => tableRow(placedCells(row)));
  return [
    {
      head: `#### Losses by guardrail\n\n${tableHead(['guardrail', 'requirement', 'actions', 'where'])}`,
      rows: guardrails.map(({ policy, requirement, after, where }) =>
        tableRow([policy, requirement, after, where]),
      ),
      what: ['guardrail', 'guardrails'],
    },
    {
      head: `#### Losses by chat policy\n\n${tableHead(placedHeads)}`,
      rows: rowsOf(settings),
      what: ['loss by a chat policy', 'losses by chat policies'],
    },
    {
      head: `<details><summary><b>No effective change</b></summary>\n\n${tableHead(placedHeads)}`,
      rows: rowsOf(unchanged),
      foot: '\n</details>\n',
      what: ['setting without effective change', 'settings without effective change'],
    },
  ];
}

/** A part of a comment that can be cut between its rows. */
interface Part {
  /** Above the rows; it ends with a line end. */
  readonly head: string;
  /** Each ends with a line end. */
  readonly rows: readonly string[];
  readonly foot?: string;
  /** What a row is, one and several. */
  readonly what: readonly [one: string, many: string];
}

/** The start, then the rows of each part that fit, and the number of those that do not. */
function withWhatFits(start: string, parts: readonly Part[]): string {
  let text = start;
  const left: string[] = [];
  for (const { head, rows, foot = '', what } of parts) {
    let length = text.length + head.length + foot.length + 1;
    const fitting = rows.filter((row) => {
      length += row.length;
      return length <= maxLength;
    });
    if (fitting.length > 0) text += `\n${head}${fitting.join('')}${foot}`;
    if (fitting.length < rows.length) left.push(counted(rows.length - fitting.length, ...what));
  }
  if (left.length === 0) return text;
  return `${text}\n_Not shown: ${left.join(', ')}. Run \`chat-guardrails impact --details\` for all of them._\n`;
}

function groupBlock({ count, accounts, effect, rows }: GroupWords): string {
  const [first = '', ...others] = accounts.map(markdownText);
  const more = others.length === 0 ? '' : ` and ${others.length} more`;
  const places = others.length === 0 ? [] : [...[first, ...others].map((line) => `- ${line}`), ''];
  return fold(`${signs[effect]} <b>${count}</b> – ${first}${more}`, [...places, ...tableLines(rows)]);
}

function tableLines(rows: readonly ImpactRow[]): readonly string[] {
  const lines = rows.map(({ effect, what, before, after, causes }) =>
    tableRow([signs[effect], what, before, after, causes]),
  );
  return [`${tableHead(['', 'what', 'before', 'after', 'caused by'])}${lines.join('')}`];
}

const placedHeads = ['', 'what', 'before', 'after', 'where', 'caused by'];

function placedTable(rows: readonly PlacedRow[]): string {
  return `${tableHead(placedHeads)}${rows.map((row) => tableRow(placedCells(row))).join('')}`;
}

function placedCells({ effect, what, before, after, where, causes }: PlacedRow): readonly string[] {
  return [signs[effect], what, before, after, where, causes];
}

function tableHead(heads: readonly string[]): string {
  return `| ${heads.join(' | ')} |\n|${heads.map(() => '---|').join('')}\n`;
}

function tableRow(cells: readonly string[]): string {
  return `| ${cells.map(markdownText).join(' | ')} |\n`;
}

function problemPart(problems: readonly Problem[]): Part {
  return {
    head: `<details><summary><b>${counted(problems.length, 'problem')}</b></summary>\n\n`,
    rows: problems.map(
      ({ severity, kind, message }) => `- ${severity} \`${kind}\`: ${markdownText(message)}\n`,
    ),
    foot: '\n</details>\n',
    what: ['problem', 'problems'],
  };
}

function fold(summary: string, lines: readonly string[]): string {
  return [`<details><summary>${summary}</summary>`, '', ...lines, '', '</details>', ''].join('\n');
}
