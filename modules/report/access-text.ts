import pc from 'picocolors';
import type { Organization } from '../policy/organization/organization.js';
import { escapeControlCharacters } from '../policy/text/escape-control-characters.js';
import { quoted } from '../policy/text/quote.js';
import type { AccessGroup } from '../simulator/decide/who-can.js';
import { accessRows, unknownReasons } from './access-words.js';
import { renderTable } from './table/table.js';

/** From where an action can be run, for a terminal: a row for each group, what is unknown, what was not evaluated. */
export function renderAccess(
  action: string,
  groups: readonly AccessGroup[],
  organization: Organization,
  output: { readonly colour: boolean; readonly columns: number | undefined },
): string {
  const [first] = groups;
  if (first === undefined) return `No one can run ${quoted(action)} from chat.\n`;
  const { bold, green, yellow } = pc.createColors(output.colour);
  const table = renderTable(
    ['ACCOUNTS', 'WHERE', 'CHANNELS', 'ROLE', 'CONFIGURATIONS', ''],
    accessRows(groups, organization),
    {
      columns: output.columns ?? 140,
      head: bold,
      line: (text, row) => (groups[row]?.decision === 'allowed' ? green : yellow)(text),
    },
  );
  const reasons = unknownReasons(groups, organization);
  const unknown =
    reasons.length === 0
      ? ''
      : `\nUnknown:\n${reasons.map((reason) => `  ${escapeControlCharacters(reason)}\n`).join('')}`;
  return `${table}${unknown}\nnot evaluated: ${first.notEvaluated.join(', ')}\n`;
}
