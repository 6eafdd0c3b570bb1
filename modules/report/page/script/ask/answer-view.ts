import type { Organization } from '../../../../policy/organization/organization.js';
import { escapeControlCharacters } from '../../../../policy/text/escape-control-characters.js';
import type { GateAnswer, Outcome } from '../../../../simulator/decide/decision.js';
import type { AccessGroup } from '../../../../simulator/decide/who-can.js';
import { accessRows, accessTitle, unknownReasons } from '../../../access-words.js';
import { gateTitles, headline, questionOf, reasonText } from '../../../decision-words.js';
import { accountWords } from '../../../impact-words.js';
import { make } from '../elements.js';
import type { Asked, AskedAccess, AskedDecisions, DecidedGroup } from './answer.js';

/** Draws an answer about one state of the organization. */
export function answerView(title: string, asked: Asked, organization: Organization): HTMLElement {
  const content =
    'message' in asked
      ? [
          ...[asked.message, ...(asked.items ?? [])].map((text) => line('mistake', text)),
          ...(asked.help === undefined ? [] : [line('help', asked.help)]),
        ]
      : 'access' in asked
        ? accessView(asked, organization)
        : decisionsView(asked, organization);
  return make('section', { class: 'card answer' }, make('h3', {}, title), ...content);
}

/** A paragraph; the text may be foreign. */
function line(kind: string, text: string): HTMLElement {
  const parts = escapeControlCharacters(text).split('`');
  const content = parts.map((part, index) => (index % 2 === 0 ? part : make('code', {}, part)));
  return make('p', { class: kind }, ...content);
}

function decisionsView(
  { groups, warnings }: AskedDecisions,
  organization: Organization,
): readonly HTMLElement[] {
  const [only, ...others] = groups;
  const notes = warnings.map((warning) => line('warning', `warning: ${warning}`));
  if (only !== undefined && others.length === 0) {
    const where =
      only.accounts.length === 1 ? [] : [line('where', accountWords(organization, only).join('; '))];
    return [...notes, ...where, ...decisionView(only, organization)];
  }
  const inOrder = [...groups].sort((a, b) => b.accounts.length - a.accounts.length);
  return [...notes, ...inOrder.map((group) => groupView(group, organization))];
}

/** The accounts of an OU that have the same decision. */
function groupView(group: DecidedGroup, organization: Organization): HTMLElement {
  const { decision } = group.answer.decision;
  const where = accountWords(organization, group).join('; ');
  return make(
    'details',
    {},
    make('summary', {}, outcomeMark(decision, decision), ` ${escapeControlCharacters(where)}`),
    ...decisionView(group, organization),
  );
}

function decisionView({ answer, request }: DecidedGroup, organization: Organization): readonly HTMLElement[] {
  const { decision } = answer;
  const { notes, notAsked } = decision;
  const gates = decision.gates.map(gateView);
  return [
    make('p', { class: 'headline' }, outcomeMark(decision.decision, headline(decision).replace(/:$/, ''))),
    line('id', questionOf(answer.what, request, organization)),
    make('dl', { class: 'gates' }, ...gates),
    ...notes.map((note) => line('note', `note: ${note}`)),
    line('id', `not evaluated: ${notAsked.join(', ')}`),
  ];
}

function gateView({ gate, outcome, reasons }: GateAnswer): HTMLElement {
  const texts = reasons.map((reason) => line('reason', asField(reasonText(reason))));
  return make(
    'div',
    {},
    make('dt', {}, gateTitles[gate], ' ', outcomeMark(outcome, outcome)),
    make('dd', {}, ...texts),
  );
}

/** Names the fields of the form instead of the options of the command line: `fill in channel type, role`. */
export function asField(text: string): string {
  return text.replace(/pass ((?:`--[a-z-]+`(?:, (?=`--))?)+)/g, (_, options: string) => {
    const fields = options.replaceAll('`--', '').replaceAll('`', '').replaceAll('-', ' ');
    return `fill in ${fields.replace('configuration', 'chat configuration')}`;
  });
}

const symbols: Readonly<Record<Outcome, string>> = { allowed: '✓', denied: '✕', unknown: '?' };

function outcomeMark(outcome: Outcome, text: string): HTMLElement {
  const symbol = make('span', { 'aria-hidden': 'true' }, `${symbols[outcome]} `);
  return make('b', { class: `outcome ${outcome}`, 'data-outcome': outcome }, symbol, text);
}

function accessView({ what, access }: AskedAccess, organization: Organization): readonly HTMLElement[] {
  const { actions, answers } = access;
  const groups = answers.flatMap((answer) => answer.groups);
  const [first] = groups;
  return [
    ...answers.flatMap((answer) => {
      const isOpen = answer.groups.length > 0;
      const title = answers.length === 1 ? accessTitle(what, actions) : countOf(answer.actions);
      return [
        line('headline', isOpen ? title : `No one can run ${title} from chat.`),
        ...(answers.length === 1 ? [] : [actionsView(answer.actions)]),
        ...(isOpen ? [groupsView(answer.groups, organization)] : []),
      ];
    }),
    ...unknownReasons(groups, organization).map((reason) => line('reason', `unknown: ${asField(reason)}`)),
    ...(first === undefined ? [] : [line('id', `not evaluated: ${first.notEvaluated.join(', ')}`)]),
  ];
}

function countOf(actions: readonly string[]): string {
  return actions.length === 1 ? `\`${actions[0]}\`` : `${actions.length} actions`;
}

/** The names of several actions; closed where they would fill lines. */
function actionsView(actions: readonly string[]): HTMLElement {
  const names = line('id', actions.join(', '));
  if (actions.length <= 5) return names;
  return make(
    'details',
    {},
    make('summary', {}, `${actions.slice(0, 3).join(', ')} and ${actions.length - 3} more`),
    names,
  );
}

/** From where the same actions can be run. */
function groupsView(groups: readonly AccessGroup[], organization: Organization): HTMLElement {
  const rows = accessRows(groups, organization).map((row) => row.map(escapeControlCharacters));
  return tableOf(['Accounts', 'Where', 'Channels', 'Role', 'Configurations', 'Answer'], rows);
}

/** A narrow screen shows the head of the column, `data-label`, before each cell. */
function tableOf(heads: readonly string[], rows: readonly (readonly string[])[]): HTMLElement {
  const head = make('tr', {}, ...heads.map((text) => make('th', { scope: 'col' }, text)));
  const body = rows.map((cells) =>
    make('tr', {}, ...cells.map((cell, index) => make('td', { 'data-label': heads[index] ?? '' }, cell))),
  );
  return make('table', {}, make('thead', {}, head), make('tbody', {}, ...body));
}
