import pc from 'picocolors';
import type { Organization } from '../policy/organization.js';
import { visible } from '../policy/visible.js';
import type { Effect, Impact } from '../simulator/impact/impact.js';
import {
  accountWords,
  channelWords,
  effectNames,
  effectOf,
  joinActions,
  summaryWords,
  wordsOf,
} from './impact-words.js';
import { renderTable } from './table.js';

/** An impact for a terminal: a table of changes for every group of accounts, then the channels. */
export function renderImpact(
  impact: Impact,
  organization: Organization,
  output: { readonly colour: boolean; readonly columns: number | undefined },
): string {
  const colours = pc.createColors(output.colour);
  const paint: Readonly<Record<Effect, (text: string) => string>> = {
    gain: colours.green,
    loss: colours.red,
    both: colours.yellow,
    none: colours.dim,
  };
  const groups = impact.groups.map((group) => {
    const effect = effectOf(group);
    const accounts = accountWords(organization, group).map((line) => `  ${visible(line)}\n`);
    const rows = joinActions(group.changes).map((change) => {
      const { what, before, after, causes } = wordsOf(change, organization);
      return [effectNames[change.effect], what, before, after, causes];
    });
    const table = renderTable(['', 'WHAT', 'BEFORE', 'AFTER', 'CAUSED BY'], rows, {
      columns: output.columns ?? 140,
      head: colours.bold,
    });
    const count = `${group.accounts.length} ${group.accounts.length === 1 ? 'account' : 'accounts'}`;
    return `\n${paint[effect](`${count}: ${effectNames[effect]}`)}\n${accounts.join('')}${table}`;
  });
  const channels = impact.channels.map((each) => `  ${paint[each.effect](visible(channelWords(each)))}\n`);
  const heading = channels.length === 0 ? '' : `\n${colours.bold('Channels')}\n`;
  return `${summaryWords(impact)}\n${groups.join('')}${heading}${channels.join('')}`;
}
