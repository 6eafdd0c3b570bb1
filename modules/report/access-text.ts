import pc from 'picocolors';
import type { Organization } from '../policy/organization/organization.js';
import { escapeControlCharacters } from '../policy/text/escape-control-characters.js';
import { quoted } from '../policy/text/quote.js';
import type { AccessGroup } from '../simulator/decide/who-can.js';
import { accountWords } from './impact-words.js';
import { platformNames } from './platform-names.js';
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
  const rows = groups.map((group) => [
    accountWords(organization, group).join(', '),
    [platformNames[group.platform], ...placeWords(group)].join(' '),
    (group.channelTypes ?? ['-']).join(', '),
    group.roles.join(', '),
    withExceptions(group.configurations, group.exceptConfigurations),
    group.decision === 'allowed' ? 'not blocked' : 'unknown',
  ]);
  const table = renderTable(['ACCOUNTS', 'WHERE', 'CHANNELS', 'ROLE', 'CONFIGURATIONS', ''], rows, {
    columns: output.columns ?? 140,
    head: bold,
    line: (text, row) => (groups[row]?.decision === 'allowed' ? green : yellow)(text),
  });
  const reasons = [...new Set(groups.flatMap((group) => group.reasons ?? []))];
  const unknown =
    reasons.length === 0
      ? ''
      : `\nUnknown:\n${reasons.map((reason) => `  ${escapeControlCharacters(reason)}\n`).join('')}`;
  return `${table}${unknown}\nnot evaluated: ${first.notEvaluated.join(', ')}\n`;
}

function placeWords({ workspaces, exceptWorkspaces, teams, exceptTeams }: AccessGroup): readonly string[] {
  const places = workspaces ?? teams;
  return places === undefined ? [] : [withExceptions(places, exceptWorkspaces ?? exceptTeams)];
}

function withExceptions(names: readonly string[], except: readonly string[] = []): string {
  const listed = names.map((name) => (name === '*' ? 'any' : name)).join(', ');
  return except.length === 0 ? listed : `${listed} except ${except.join(', ')}`;
}
