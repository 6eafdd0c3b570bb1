import pc from 'picocolors';
import type { Limits } from '../policy/limits.js';
import { type Plan, type PlannedPolicy, type PolicyType, renderTarget } from '../policy/plan/plan.js';
import { escapeControlCharacters } from '../policy/text/escape-control-characters.js';
import { isJsonObject, type JsonValue } from '../policy/text/json.js';

/** Wide enough for a pattern of an ARN, narrow enough for a review. */
const documentColumns = 96;

const typeNames: Readonly<Record<PolicyType, string>> = {
  CHATBOT_POLICY: 'chat policy',
  SERVICE_CONTROL_POLICY: 'guardrail',
};

/** A plan as people read it: every policy with what it is attached to and its document, and a line that counts. */
export function renderPlan(plan: Plan, limits: Limits, output: { readonly colour: boolean }): string {
  const colours = pc.createColors(output.colour);
  const names = new Map(plan.policies.map(({ id, name }) => [id, name]));
  const policies = plan.policies.map((policy) => {
    const facts = factsOf(policy, names).map(
      ([label, text]) => `  ${colours.dim(label.padEnd(10))}${text}\n`,
    );
    const head = `${typeNames[policy.type]} ${colours.bold(escapeControlCharacters(policy.name))}`;
    return `${head}  ${colours.dim(sizeOf(policy, limits))}\n${facts.join('')}${documentOf(policy)}\n`;
  });
  return `${policies.join('')}${countOf(plan)}\n`;
}

function factsOf(policy: PlannedPolicy, names: ReadonlyMap<string, string>): (readonly [string, string])[] {
  const { description, tags, targets, attachAfter, retention } = policy;
  const kept = [
    ...(retention.skipDestroy ? ['left in the organization when it is destroyed'] : []),
    ...(retention.preventDestroy ? ['Terraform refuses to destroy it'] : []),
  ];
  const facts = [
    ['', description],
    ['targets', targets.length === 0 ? 'none in this wave' : targets.map(renderTarget).join(', ')],
    ['after', attachAfter.map((id) => names.get(id) ?? id).join(', ')],
    [
      'tags',
      Object.keys(tags)
        .sort()
        .map((key) => `${key}=${tags[key]}`)
        .join(', '),
    ],
    ['kept', kept.join('; ')],
  ] as const;
  return facts
    .filter(([, text]) => text !== '')
    .map(([label, text]) => [label, escapeControlCharacters(text)]);
}

function sizeOf({ type, text }: PlannedPolicy, limits: Limits): string {
  const { documentCharacters } = type === 'CHATBOT_POLICY' ? limits.chatPolicy : limits.serviceControlPolicy;
  return `${Array.from(text).length} of ${documentCharacters} characters`;
}

function documentOf({ content }: PlannedPolicy): string {
  const lines = shortJson(content, documentColumns).split('\n');
  return lines.map((line) => `    ${escapeControlCharacters(line)}\n`).join('');
}

function countOf({ policies }: Plan): string {
  const attachments = policies.reduce((sum, { targets }) => sum + targets.length, 0);
  const count = (number: number, one: string, many: string): string =>
    `${number} ${number === 1 ? one : many}`;
  const ofType = (type: PolicyType): number => policies.filter((policy) => policy.type === type).length;
  return [
    count(ofType('CHATBOT_POLICY'), 'chat policy', 'chat policies'),
    count(ofType('SERVICE_CONTROL_POLICY'), 'guardrail', 'guardrails'),
    count(attachments, 'attachment', 'attachments'),
  ].join(', ');
}

/**
 * JSON for people, indented by two spaces: whatever fits into a line of so many columns stands in one line, and
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
