import pc from 'picocolors';
import type { Organization } from '../policy/organization/organization.js';
import { escapeControlCharacters } from '../policy/text/escape-control-characters.js';
import { quoted } from '../policy/text/quote.js';
import type { AccessGroup } from '../simulator/decide/who-can.js';
import type { RunAccess } from '../simulator/decide/who-can-run.js';
import { accessRows, accessTitle, unknownReasons } from './access-words.js';
import { renderTable } from './table/table.js';
import { wrap } from './table/wrap.js';

/** How a terminal shows it. */
interface Output {
  readonly colour: boolean;
  readonly columns: number | undefined;
}

/** From where an action can be run, for a terminal. */
export function renderAccess(
  action: string,
  groups: readonly AccessGroup[],
  organization: Organization,
  output: Output,
): string {
  const actions = [action];
  return renderRunAccess(action, { actions, answers: [{ actions, groups }] }, organization, output);
}

/**
 * From where something can be run, for a terminal: a row for each group, what is unknown, what was not evaluated. Of a
 * wildcard, a table for all actions with the same access.
 */
export function renderRunAccess(
  what: string,
  { actions, answers }: RunAccess,
  organization: Organization,
  output: Output,
): string {
  const columns = output.columns ?? 140;
  const { bold } = pc.createColors(output.colour);
  const one = answers.length === 1 ? accessTitle(what, actions) : undefined;
  const parts = answers.map(({ actions: alike, groups }) => {
    const title = one ?? alike.join(', ');
    if (groups.length === 0) return wrapped(`No one can run ${title} from chat.`, columns);
    const head = title === quoted(what) ? '' : bold(wrapped(title, columns));
    return `${head}${tableOf(groups, organization, { ...output, columns })}`;
  });
  const groups = answers.flatMap((answer) => answer.groups);
  const reasons = unknownReasons(groups, organization);
  if (reasons.length > 0)
    parts.push(`Unknown:\n${reasons.map((reason) => `  ${escapeControlCharacters(reason)}\n`).join('')}`);
  const [first] = groups;
  if (first !== undefined) parts.push(`not evaluated: ${first.notEvaluated.join(', ')}\n`);
  return parts.join('\n');
}

function wrapped(text: string, columns: number): string {
  return wrap(escapeControlCharacters(text), columns)
    .map((line) => `${line}\n`)
    .join('');
}

function tableOf(
  groups: readonly AccessGroup[],
  organization: Organization,
  { colour, columns }: Output & { readonly columns: number },
): string {
  const { bold, green, yellow } = pc.createColors(colour);
  return renderTable(
    ['ACCOUNTS', 'WHERE', 'CHANNELS', 'ROLE', 'CONFIGURATIONS', ''],
    accessRows(groups, organization),
    {
      columns,
      head: bold,
      line: (text, row) => (groups[row]?.decision === 'allowed' ? green : yellow)(text),
    },
  );
}
