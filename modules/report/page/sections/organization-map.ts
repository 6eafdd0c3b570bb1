import type { PlatformScope } from '../../../analysis/platform-scope.js';
import { counted, grouped } from '../../verdict.js';
import type { ReviewData } from '../page-data.js';
import { type AccessLevel, accessLevelOf, bar, levelMark, scale } from './access-level.js';
import { type Content, html, paged, section } from './html.js';

/** Accounts below an OU by how tight each platform is for them. */
interface Below {
  accounts: number;
  readonly slack: Map<AccessLevel, number>;
  readonly teams: Map<AccessLevel, number>;
  readonly answers: Set<number>;
  readonly children: number[];
}

/**
 * The map of the organization: every OU with how tight Slack and Microsoft Teams are for the accounts below it, and its
 * guardrails. The script adds the accounts of an OU that the reader opens; OUs of small organizations are open.
 */
export function mapSection(data: ReviewData): Content {
  const { units, guardrails } = data;
  const below = countBelow(data);
  const isSmall = units.length <= 30;
  const rowOf = (number: number, unit: ReviewData['units'][number]): Content => {
    const here = below[number];
    if (here === undefined) return undefined;
    const [first = -1, ...others] = here.answers;
    const only = others.length === 0 ? data.answers[first] : undefined;
    const names = unit.attached.map((each) => guardrails[each]?.name ?? '');
    const row = html`<span class="unit-name"><b>${unit.name}</b> <span class="id">${unit.name === unit.id ? '' : unit.id}</span></span>
<span class="unit-count">${counted(here.accounts, 'account')}</span>
${cell('Slack', here.slack, placesIn(only?.slack, 'workspace'))}${cell('Teams', here.teams, placesIn(only?.teams, 'team'))}
${names.length === 0 ? undefined : html`<span class="unit-guardrails">guardrails: ${names.join(', ')}</span>`}`;
    const children = paged(here.children, 25, `OUs of ${unit.name}`, (page) =>
      page.map((child) => rowOf(child, units[child] ?? unit)),
    );
    const isOpen = number === 0 || (isSmall && here.children.length > 0);
    return html`<details class="unit" id="unit-${number}"${isOpen ? html` open` : undefined}><summary>${row}</summary>
<div class="children">${children}<ul class="accounts"></ul></div></details>
`;
  };
  const [root] = units;
  return section('map', 'Organizational units', root === undefined ? undefined : rowOf(0, root));
}

function countBelow({ units, accounts, answers }: ReviewData): readonly Below[] {
  const levels = answers.map(({ slack, teams }) => [accessLevelOf(slack), accessLevelOf(teams)] as const);
  const below = units.map(
    (): Below => ({ accounts: 0, slack: new Map(), teams: new Map(), answers: new Set(), children: [] }),
  );
  for (const [, , unit, answer] of accounts) {
    const [slack, teams] = levels[answer] ?? ['unknown', 'unknown'];
    for (let at = unit; at >= 0; at = units[at]?.parent ?? -1) {
      const here = below[at];
      if (here === undefined) break;
      here.accounts++;
      here.answers.add(answer);
      here.slack.set(slack, (here.slack.get(slack) ?? 0) + 1);
      here.teams.set(teams, (here.teams.get(teams) ?? 0) + 1);
    }
  }
  units.forEach(({ parent }, number) => {
    below[parent]?.children.push(number);
  });
  return below;
}

/** `: 2 workspaces`; empty where not all accounts have the same, or a policy names none. */
function placesIn(scope: PlatformScope | undefined, what: string): string {
  if (scope?.state !== 'limited') return '';
  return `: ${counted(scope.places.length, what)}`;
}

/** The state of a platform below an OU: one level, or the number of accounts of each. */
function cell(platform: string, counts: ReadonlyMap<AccessLevel, number>, places: string): Content {
  const parts = scale.flatMap(({ level, word }) => {
    const count = counts.get(level);
    return count === undefined ? [] : [{ level, word, count }];
  });
  const [only, ...others] = parts;
  if (only !== undefined && others.length === 0) {
    return html`<span class="unit-platform all-${only.level}">${platform} ${levelMark(only.level, `${only.word}${places}`)}</span>`;
  }
  const words = parts.map(
    ({ level, word, count }) => html` ${levelMark(level, `${grouped(count)} ${word}`)}`,
  );
  return html`<span class="unit-platform">${platform}${words}${parts.length === 0 ? undefined : bar(parts)}</span>`;
}
