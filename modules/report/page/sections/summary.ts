import { grouped } from '../../verdict.js';
import type { PageData, ReviewSubject } from '../page-data.js';
import { type AccessLevel, accessLevelOf, bar, levelMark, scale } from './access-level.js';
import { type Content, html, list, section } from './html.js';

/** What the page is about, the verdict in sentences, and how tight the accounts are. */
export function summarySection(subject: ReviewSubject, data: PageData, verdict: readonly string[]): Content {
  return section(
    'summary',
    'Summary',
    identity(subject),
    list(verdict.map(capitalized), 'verdict'),
    html`<div class="cards">${[platformCard('Slack', 'slack', data), platformCard('Microsoft Teams', 'teams', data), guardrailCard(data)]}</div>`,
    legend(),
  );
}

function identity({ organization, planned, origin }: ReviewSubject): Content {
  const { configuration } = origin ?? {};
  const facts: readonly (readonly [string, Content])[] = [
    ['Organization', organization.id],
    ['Organization file', origin?.organization?.file],
    [
      'State',
      planned === undefined ? 'current: as collected' : 'planned: after the plan of the configuration',
    ],
    ['Configuration', configuration?.file],
    ['Environment', configuration?.environment],
    ['Wave', configuration?.wave],
    ['Collected', organization.collectedAt ?? 'date not recorded'],
    ['Page made', origin?.madeAt],
    ['Tool', origin === undefined ? undefined : `chat-guardrails ${origin.version}`],
    ['Configuration SHA-256', configuration?.sha256],
    ['Organization file SHA-256', origin?.organization?.sha256],
  ];
  const known = facts.filter(([, value]) => value !== undefined);
  return html`<dl class="facts">${known.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
}

function platformCard(title: string, platform: 'slack' | 'teams', { accounts, answers }: PageData): Content {
  const counts = new Map<AccessLevel, number>();
  const levels = answers.map((answer) => accessLevelOf(answer[platform]));
  for (const [, , , answer] of accounts) {
    const level = levels[answer] ?? 'unknown';
    counts.set(level, (counts.get(level) ?? 0) + 1);
  }
  const parts = scale.flatMap(({ level }) => {
    const count = counts.get(level);
    return count === undefined ? [] : [{ level, count, text: levelMark(level) }];
  });
  return card(`Accounts by ${title}`, parts);
}

function guardrailCard({ accounts, guardrailSets }: PageData): Content {
  const free = accounts.filter(([, , , , set]) => guardrailSets[set]?.length === 0).length;
  const bound = accounts.length - free;
  const parts = [
    { level: 'open', count: free, text: levelMark('open', 'no guardrail') },
    { level: 'tight', count: bound, text: levelMark('tight', 'guardrails apply') },
  ];
  return card(
    'Accounts by guardrails',
    parts.filter(({ count }) => count > 0),
  );
}

interface CardPart {
  readonly level: string;
  readonly count: number;
  readonly text: Content;
}

function card(title: string, parts: readonly CardPart[]): Content {
  return html`<div class="card"><h3>${title}</h3>
${bar(parts)}
<ul class="legend">${parts.map(({ count, text }) => html`<li>${text}: ${grouped(count)}</li>`)}</ul></div>
`;
}

function legend(): Content {
  return html`<details class="scale"><summary>What the symbols mean</summary>
<dl>${scale.map(({ level, meaning }) => html`<div><dt>${levelMark(level)}</dt><dd>${meaning}</dd></div>`)}</dl></details>`;
}

function capitalized(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
