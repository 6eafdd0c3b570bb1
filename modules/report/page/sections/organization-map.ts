import { counted, grouped } from '../../verdict.js';
import type { ReviewData } from '../page-data.js';
import { type Content, html, paged, section } from './html.js';
import { bar, levelMark, scale, type Tightness, tightnessOf } from './tightness.js';

/** Accounts below an OU by how tight each platform is for them. */
interface Below {
  accounts: number;
  readonly slack: Map<Tightness, number>;
  readonly teams: Map<Tightness, number>;
  readonly children: number[];
}

/**
 * The map of the organization: every OU with how tight Slack and Microsoft Teams are for the accounts below it, and its
 * guardrails. OUs open one by one; small organizations are open from the start.
 */
export function mapSection(data: ReviewData): Content {
  const { units, guardrails } = data;
  const below = countBelow(data);
  const isSmall = units.length <= 30;
  const rowOf = (number: number, unit: ReviewData['units'][number]): Content => {
    const here = below[number];
    if (here === undefined) return undefined;
    const names = unit.attached.map((each) => guardrails[each]?.name ?? '');
    const row = html`<span class="unit-name"><b>${unit.name}</b> <span class="id">${unit.name === unit.id ? '' : unit.id}</span></span>
<span class="unit-count">${counted(here.accounts, 'account')}</span>
${cell('Slack', here.slack)}${cell('Teams', here.teams)}
<span class="unit-guardrails">${names.length === 0 ? '' : `guardrails: ${names.join(', ')}`}</span>`;
    const children = paged(here.children, 25, `OUs of ${unit.name}`, (page) =>
      page.map((child) => rowOf(child, units[child] ?? unit)),
    );
    return html`<details class="unit" id="unit-${number}"${isSmall || number === 0 ? html` open` : undefined}><summary>${row}</summary>
<div class="children">${children}<ul class="accounts"></ul></div></details>
`;
  };
  const [root] = units;
  return section('map', 'Organizational units', root === undefined ? undefined : rowOf(0, root));
}

function countBelow({ units, accounts, answers }: ReviewData): readonly Below[] {
  const levels = answers.map(({ slack, teams }) => [tightnessOf(slack), tightnessOf(teams)] as const);
  const below = units.map((): Below => ({ accounts: 0, slack: new Map(), teams: new Map(), children: [] }));
  for (const [, , unit, answer] of accounts) {
    const [slack, teams] = levels[answer] ?? ['unknown', 'unknown'];
    for (let at = unit; at >= 0; at = units[at]?.parent ?? -1) {
      const here = below[at];
      if (here === undefined) break;
      here.accounts++;
      here.slack.set(slack, (here.slack.get(slack) ?? 0) + 1);
      here.teams.set(teams, (here.teams.get(teams) ?? 0) + 1);
    }
  }
  units.forEach(({ parent }, number) => {
    below[parent]?.children.push(number);
  });
  return below;
}

/** The state of a platform below an OU: one level, or the number of accounts of each. */
function cell(platform: string, counts: ReadonlyMap<Tightness, number>): Content {
  const parts = scale.flatMap(({ level, word }) => {
    const count = counts.get(level);
    return count === undefined ? [] : [{ level, word, count }];
  });
  const words = parts.map(({ level, word, count }) =>
    levelMark(level, parts.length === 1 ? word : `${grouped(count)} ${word}`),
  );
  return html`<span class="unit-platform">${platform} ${words.map((each) => html`${each} `)}${parts.length === 0 ? undefined : bar(parts)}</span>`;
}
