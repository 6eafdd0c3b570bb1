import pc from 'picocolors';
import {
  type AttachmentAction,
  changesNothing,
  type FieldChange,
  type PolicyAction,
} from '../analysis/plan-actions.js';
import type { Limits } from '../policy/limits.js';
import { withChatName } from '../policy/organization/chat-names.js';
import type { ChatNames } from '../policy/organization/organization.js';
import type { Plan, PlannedPolicy, PolicyType } from '../policy/plan/plan.js';
import { escapeControlCharacters } from '../policy/text/escape-control-characters.js';
import { isJsonObject, type JsonValue } from '../policy/text/json.js';
import { type DifferenceLine, documentDifference } from './document-difference.js';

/** The options of `renderPlan`. */
export interface PlanTextOptions {
  readonly colour: boolean;
  readonly limits: Limits;
  /** False where there is no organization file to compare with. */
  readonly isCompared: boolean;
  /** Names of workspaces, tenants and teams, by ID in lower case. */
  readonly names?: ChatNames;
  /** Shows whole policy documents, also those of policies that do not change. */
  readonly documents?: boolean;
}

type Action = PolicyAction['action'] | AttachmentAction['action'];
type Colours = ReturnType<typeof pc.createColors>;

/** Wide enough for a pattern of an ARN, narrow enough for a review. */
const documentColumns = 96;

const typeNames: Readonly<Record<PolicyType, string>> = {
  CHATBOT_POLICY: 'chat policy',
  SERVICE_CONTROL_POLICY: 'guardrail',
};

/**
 * Renders a plan for a terminal: a legend, each policy that changes with its attachments, the names of the others,
 * and a summary line.
 */
export function renderPlan(plan: Plan, actions: readonly PolicyAction[], options: PlanTextOptions): string {
  const colours = pc.createColors(options.colour);
  const planned = new Map(plan.policies.map((policy) => [`${policy.type} ${policy.name}`, policy]));
  const names = new Map(plan.policies.map(({ id, name }) => [id, name]));
  const isHidden = (one: PolicyAction): boolean =>
    options.documents !== true &&
    changesNothing([one]) &&
    !one.attachments.some((each) => each.isNotImported);
  const shown = actions.filter((one) => !isHidden(one));
  const blocks = shown.map((one) => {
    const policy = planned.get(`${one.type} ${one.policy}`);
    const lines = [
      ...(policy === undefined ? [] : factsOf(one, policy, names, colours)),
      ...(policy === undefined ? [] : namesLine(policy, options.names, colours)),
      ...one.changes.flatMap((change) => changeLines(change, colours)),
      ...attachmentLines(one, colours),
      ...(policy === undefined || options.documents !== true ? [] : documentLines(policy)),
    ];
    return `${headOf(one, policy, options.limits, colours)}\n${lines.map((line) => `      ${line}\n`).join('')}`;
  });
  const hidden = actions.filter(isHidden);
  const namesOf = (action: Action): string =>
    hidden
      .filter((one) => one.action === action)
      .map(({ policy }) => escapeControlCharacters(policy))
      .join(', ');
  const [same, adopted] = [namesOf('no-change'), namesOf('adopt')];
  const parts = [
    legendOf(shown, colours),
    ...blocks,
    same === '' ? '' : `No change: ${same}\n`,
    adopted === '' ? '' : `No change, adopted: ${adopted}\n`,
    `${colours.bold(summaryOf(actions, options.isCompared))}\n`,
  ];
  return parts.filter((part) => part !== '').join('\n');
}

/** Symbols and colours are Terraform's, which has none for an import. */
const signs: Readonly<Record<Action, readonly [symbol: string, words: string, colour: keyof Colours]>> = {
  create: ['+', 'create', 'green'],
  update: ['~', 'update in place', 'yellow'],
  replace: ['-/+', 'destroy and then create', 'red'],
  adopt: ['<-', 'adopt: Terraform imports it', 'cyan'],
  remove: ['-', 'destroy', 'red'],
  detach: ['-', 'detach', 'red'],
  unknown: ['?', 'unknown: the organization file lacks it', 'yellow'],
  'no-change': ['', 'no change', 'dim'],
};

function sign(action: Action, colours: Colours): string {
  const [symbol, , colour] = signs[action];
  return paint(colours, colour)(symbol.padStart(3));
}

function paint(colours: Colours, colour: keyof Colours): (text: string) => string {
  const painter = colours[colour];
  return typeof painter === 'function' ? painter : String;
}

/** The symbols that the plan uses, once; empty where it uses none. */
function legendOf(actions: readonly PolicyAction[], colours: Colours): string {
  const used = new Set<Action>(
    actions.flatMap(({ action, changes, attachments }) => [
      action,
      ...(changes.length > 0 ? (['update'] as const) : []),
      ...attachments.map((attachment) => attachment.action),
    ]),
  );
  const lines = Object.entries(signs)
    .filter(([action, [symbol]]) => symbol !== '' && [...used].some((one) => one === action))
    .map(([, [symbol, words, colour]]) => `${paint(colours, colour)(symbol.padStart(3))} ${words}\n`);
  return lines.length === 0 ? '' : `Symbols:\n${lines.join('')}`;
}

function headOf(
  { action, policy, type, id }: PolicyAction,
  planned: PlannedPolicy | undefined,
  limits: Limits,
  colours: Colours,
): string {
  const facts = [id === policy ? '' : (id ?? ''), planned === undefined ? '' : sizeOf(planned, limits)];
  const name = colours.bold(escapeControlCharacters(policy));
  const details = colours.dim(facts.filter((fact) => fact !== '').join(', '));
  return `${sign(action, colours)} ${typeNames[type]} ${name}  ${details}`.trimEnd();
}

function sizeOf({ type, text }: PlannedPolicy, limits: Limits): string {
  const { documentCharacters } = type === 'CHATBOT_POLICY' ? limits.chatPolicy : limits.serviceControlPolicy;
  return `${Array.from(text).length} of ${documentCharacters} characters`;
}

/** What a new policy is, beside its document; of one that exists, what decides over order and destruction. */
function factsOf(
  { action }: PolicyAction,
  { description, tags, targets, attachAfter, retention }: PlannedPolicy,
  names: ReadonlyMap<string, string>,
  colours: Colours,
): readonly string[] {
  if (action !== 'create') return [];
  const kept = [
    ...(retention.skipDestroy ? ['stays in the organization when Terraform destroys the resource'] : []),
    ...(retention.preventDestroy ? ['Terraform refuses to destroy it'] : []),
  ];
  const facts = [
    ['', description],
    ['targets', targets.length === 0 ? 'none in this wave' : ''],
    ['after', attachAfter.map((id) => names.get(id) ?? id).join(', ')],
    ['tags', tagTexts(tags).join(', ')],
    ['kept', kept.join('; ')],
  ] as const;
  return facts
    .filter(([, text]) => text !== '')
    .map(
      ([label, text]) =>
        `${label === '' ? '' : colours.dim(label.padEnd(9))}${escapeControlCharacters(text)}`,
    );
}

/** The names of the workspaces, tenants and teams in a policy; no line where none has a name. */
function namesLine(
  { text }: PlannedPolicy,
  names: ChatNames = new Map(),
  colours: Colours,
): readonly string[] {
  const quoted = Array.from(text.matchAll(/"([0-9A-Za-z-]+)"/g), ([, id = '']) => id);
  const known = [...new Set(quoted)].filter((id) => names.has(id.toLowerCase()));
  if (known.length === 0) return [];
  const list = known.map((id) => withChatName(names, id)).join(', ');
  return [`${colours.dim('names'.padEnd(9))}${escapeControlCharacters(list)}`];
}

/** `key=value`, sorted by key. */
function tagTexts(tags: JsonValue): readonly string[] {
  if (!isJsonObject(tags)) return [];
  const keys = Object.keys(tags).sort();
  return keys.map((key) => `${key}=${tags[key]}`);
}

function changeLines({ field, before, after }: FieldChange, colours: Colours): readonly string[] {
  const head = sign('update', colours);
  if (field === 'tags') return [`${head} tags`, ...differenceLines(tagDifference(before, after), colours)];
  if (field !== 'content') {
    const [old, fresh] = [before, after].map((value) => escapeControlCharacters(JSON.stringify(value)));
    return [`${head} ${field}  ${old} ${colours.dim('->')} ${fresh}`];
  }
  const lines = documentDifference(before, after);
  if (lines.length === 0) return [`${head} document  ${colours.dim('spelling only: no effective change')}`];
  return [`${head} document`, ...differenceLines(lines, colours)];
}

function tagDifference(before: JsonValue, after: JsonValue): readonly DifferenceLine[] {
  const [old, fresh] = [tagTexts(before), tagTexts(after)];
  return [
    ...old.filter((text) => !fresh.includes(text)).map((text) => ({ sign: '-', text }) as const),
    ...fresh.filter((text) => !old.includes(text)).map((text) => ({ sign: '+', text }) as const),
  ];
}

function differenceLines(lines: readonly DifferenceLine[], colours: Colours): readonly string[] {
  const paints = { '+': colours.green, '-': colours.red, ' ': colours.dim } as const;
  return lines.map(({ sign: symbol, text }) => {
    const line = `${symbol} ${escapeControlCharacters(text)}`;
    return `    ${paints[symbol](line)}`;
  });
}

function attachmentLines({ attachments }: PolicyAction, colours: Colours): readonly string[] {
  const changed = attachments.filter(({ action }) => action !== 'no-change');
  const unlisted = attachments.filter(({ isNotImported }) => isNotImported);
  const same = attachments.length - changed.length - unlisted.length;
  const words = (action: Action): string => (action === 'detach' ? 'detached from' : 'attached to');
  return [
    ...changed.map(
      ({ action, target }) => `${sign(action, colours)} ${words(action)} ${escapeControlCharacters(target)}`,
    ),
    ...unlisted.map(({ target }) =>
      colours.yellow(
        `    already attached to ${escapeControlCharacters(target)}; add it to \`existing.attachments\`, or Terraform tries to attach it again`,
      ),
    ),
    ...(same === 0 ? [] : [colours.dim(`    ${count(same, 'attachment', 'attachments')} without change`)]),
  ];
}

function documentLines({ content }: PlannedPolicy): readonly string[] {
  const lines = shortJson(content, documentColumns).split('\n');
  return lines.map((line) => `    ${escapeControlCharacters(line)}`);
}

/** `Plan: 2 to create, 1 to update, 0 to destroy. Attachments: 3 to create, 0 to detach.` */
function summaryOf(actions: readonly PolicyAction[], isCompared: boolean): string {
  const attachments = actions.flatMap((one) => one.attachments);
  const adopted = [...actions, ...attachments].filter(({ action }) => action === 'adopt').length;
  if (isCompared && changesNothing(actions)) {
    const imports =
      adopted === 0 ? '' : ` Terraform imports what is adopted, unless its state has it already.`;
    return `No changes. The organization matches the configuration.${imports}`;
  }
  const counted = (all: readonly { readonly action: Action }[], always: readonly Action[]): string =>
    (['create', 'update', 'replace', 'adopt', 'remove', 'detach', 'unknown'] as const)
      .map((action) => ({ action, number: all.filter((one) => one.action === action).length }))
      .filter(({ action, number }) => number > 0 || always.includes(action))
      .map(({ action, number }) =>
        action === 'unknown' ? `${number} unknown` : `${number} to ${verbs[action]}`,
      )
      .join(', ');
  const plan = `Plan: ${counted(actions, ['create', 'update', 'remove'])}.`;
  const attached = `Attachments: ${counted(attachments, ['create', 'detach'])}.`;
  const hint = isCompared ? '' : '\nWithout an organization file, every policy is shown as new.';
  return `${plan} ${attached}${hint}`;
}

const verbs = {
  create: 'create',
  update: 'update',
  replace: 'replace',
  adopt: 'adopt',
  remove: 'destroy',
  detach: 'detach',
} as const;

function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}

/**
 * JSON for people, indented by two spaces: what fits into the width is on one line, and
 * lists of texts fill their lines.
 */
function shortJson(value: JsonValue, columns: number): string {
  return format(value, '', 0, columns);
}

/** `before` is how many columns of the first line are taken already. */
function format(value: JsonValue, indent: string, before: number, columns: number): string {
  const line = oneLine(value);
  if (before + line.length <= columns) return line;
  const deeper = `${indent}  `;
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) {
    return `[\n${filled(
      value.map((item) => JSON.stringify(item)),
      deeper,
      columns,
    )}\n${indent}]`;
  }
  if (Array.isArray(value)) {
    const items = value.map((item) => `${deeper}${format(item, deeper, deeper.length, columns)}`);
    return `[\n${items.join(',\n')}\n${indent}]`;
  }
  if (!isJsonObject(value)) return line;
  const members = Object.keys(value).map((key) => {
    const label = `${deeper}${JSON.stringify(key)}: `;
    return `${label}${format(value[key] ?? null, deeper, label.length, columns)}`;
  });
  return `{\n${members.join(',\n')}\n${indent}}`;
}

function filled(items: readonly string[], indent: string, columns: number): string {
  const lines: string[] = [];
  for (const [index, item] of items.entries()) {
    const word = index === items.length - 1 ? item : `${item},`;
    const line = lines.at(-1);
    if (line === undefined || line.length + 1 + word.length > columns) lines.push(`${indent}${word}`);
    else lines[lines.length - 1] = `${line} ${word}`;
  }
  return lines.join('\n');
}

function oneLine(value: JsonValue): string {
  if (Array.isArray(value)) return `[${value.map(oneLine).join(', ')}]`;
  if (!isJsonObject(value)) return JSON.stringify(value);
  const members = Object.keys(value).map((key) => `${JSON.stringify(key)}: ${oneLine(value[key] ?? null)}`);
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
}
