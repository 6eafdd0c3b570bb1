import type { ActionCatalogue } from '../../../../policy/action-catalogue.js';
import { pathText } from '../../../../policy/organization/accounts-named.js';
import { accountsOf, type Organization, unitPaths } from '../../../../policy/organization/organization.js';
import { chatNamesIn } from '../../../../simulator/decide/chat-names.js';
import { make } from '../elements.js';
import type { Questions } from './load.js';
import { type Field, fields, fieldsWithout, type Question, questionOf } from './question.js';

/** The form that asks a question. */
export interface QuestionForm {
  readonly element: HTMLElement;
  readonly question: () => Question;
  readonly fill: (question: Question) => void;
  /** Offers the names that the organization has, and the actions of a service. */
  readonly suggest: (questions: Questions) => void;
}

type Control = HTMLInputElement | HTMLSelectElement;

/** Makes the form. Fields that a platform does not have are hidden and not part of the question. */
export function questionForm(): QuestionForm {
  const controls = new Map<Field, Control>(fields.map((field) => [field, controlOf(field)]));
  const labels = new Map<Field, HTMLElement>(
    [...controls].map(([field, control]) => [field, make('label', { class: field }, texts[field], control)]),
  );
  const labelsOf = (names: readonly Field[]) => names.flatMap((field) => labels.get(field) ?? []);
  const more: readonly Field[] = ['region', 'resource', 'context'];
  const element = make(
    'form',
    { id: 'ask-form' },
    ...labelsOf(fields.filter((field) => !more.includes(field))),
    make('details', {}, make('summary', {}, 'Region, resource, condition keys'), ...labelsOf(more)),
    make('button', { type: 'submit' }, 'Ask'),
  );
  const textOf = (field: Field): string => controls.get(field)?.value.trim() ?? '';
  const hidden = (): readonly Field[] => {
    const platform = Object.entries(fieldsWithout).find(([name]) => name === textOf('platform'));
    return textOf('ask') === 'who-can' ? origin : (platform?.[1] ?? []);
  };
  const adapt = (): void => {
    const absent = hidden();
    for (const [field, label] of labels) label.hidden = absent.includes(field);
  };
  element.addEventListener('change', adapt);
  adapt();
  return {
    element,
    question: () => questionOf((field) => (hidden().includes(field) ? '' : textOf(field))),
    fill: (question) => {
      for (const [field, control] of controls) control.value = question[field];
      adapt();
    },
    suggest: ({ organizations, lists }) => {
      const organization = organizations.planned ?? organizations.current;
      for (const [field, choices] of choicesIn(organization)) offer(controls.get(field), choices);
      const action = controls.get('action');
      action?.addEventListener('input', () => offer(action, actionsLike(action.value, lists.catalogue)));
    },
  };
}

/** What `who-can` finds, so nothing to ask with. */
const origin: readonly Field[] = ['workspace', 'tenant', 'team', 'channel-type', 'role', 'configuration'];

const texts: Readonly<Record<Field, string>> = {
  ask: 'Question',
  account: 'Account or OU',
  action: 'Action or AWS CLI command',
  platform: 'Platform',
  workspace: 'Workspace',
  tenant: 'Tenant',
  team: 'Team',
  'channel-type': 'Channel type',
  role: 'Role',
  configuration: 'Chat configuration',
  region: 'Region',
  resource: 'Resource (ARN)',
  context: 'Condition keys (KEY=VALUE, separated by spaces)',
};

/** The values of a select and their words. */
const options: Partial<Readonly<Record<Field, readonly (readonly [value: string, text: string])[]>>> = {
  ask: [
    ['decide', 'Can this be run?'],
    ['who-can', 'Who can run this?'],
  ],
  platform: [
    ['', 'any'],
    ['slack', 'Slack'],
    ['microsoft_teams', 'Microsoft Teams'],
    ['chime', 'Amazon Chime'],
    ['console', 'none: not from chat'],
  ],
  'channel-type': [
    ['', 'any'],
    ['public', 'public'],
    ['private', 'private'],
  ],
  role: [
    ['', 'any'],
    ['user_role', 'user role'],
    ['channel_role', 'channel role'],
  ],
};

const examples: Partial<Readonly<Record<Field, string>>> = {
  account: 'name, ID or OU path',
  action: 'rds:DeleteDBCluster, or: rds delete-db-cluster …',
};

function controlOf(field: Field): Control {
  const choices = options[field];
  if (choices !== undefined) {
    const select = document.createElement('select');
    select.append(...choices.map(([value, text]) => make('option', { value }, text)));
    return select;
  }
  const input = document.createElement('input');
  input.autocomplete = 'off';
  input.spellcheck = false;
  input.placeholder = examples[field] ?? '';
  return input;
}

/** Offers values in a list below an input, with the name of each. */
function offer(
  control: Control | undefined,
  choices: readonly (readonly [value: string, name: string])[],
): void {
  if (!(control instanceof HTMLInputElement)) return;
  const id = `choices-${[...(control.form?.elements ?? [])].indexOf(control)}`;
  const list = make('datalist', { id }, ...choices.map(([value, label]) => make('option', { value, label })));
  document.getElementById(id)?.remove();
  control.after(list);
  control.setAttribute('list', id);
}

/** The most entries of a list: browsers slow down with more. */
const maxChoices = 1_000;

function choicesIn(
  organization: Organization,
): readonly (readonly [Field, readonly (readonly [value: string, name: string])[]])[] {
  const { workspaces, teams, configurations } = chatNamesIn(organization);
  const named = (names: readonly { readonly label: string }[]) =>
    names.filter(({ label }) => !label.includes('*')).map(({ label }) => [label, ''] as const);
  const each = teams.filter(({ label }) => !label.includes('*')).map(({ value }) => value);
  const distinct = (ids: readonly string[]) => [...new Set(ids)].map((id) => [id, ''] as const);
  const accounts = Array.from(accountsOf(organization), ({ account: { id, name } }) => [id, name] as const);
  const units = Array.from(unitPaths(organization), (path) => [pathText(path), 'OU'] as const);
  return [
    ['account', [...units, ...accounts].slice(0, maxChoices)],
    ['workspace', named(workspaces)],
    ['tenant', distinct(each.map(({ tenant }) => tenant))],
    ['team', distinct(each.map(({ team }) => team))],
    ['configuration', named(configurations)],
  ];
}

/** The actions that begin with a text, once it has a service. */
function actionsLike(
  text: string,
  catalogue: ActionCatalogue,
): readonly (readonly [value: string, name: string])[] {
  const [service = '', name] = text.split(':');
  if (name === undefined) return [];
  return (catalogue.actionsOf(service) ?? [])
    .filter((action) => action.toLowerCase().startsWith(name.toLowerCase()))
    .slice(0, 50)
    .map((action) => [`${service}:${action}`, ''] as const);
}
