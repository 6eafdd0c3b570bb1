import pc from 'picocolors';
import { chatNamesIn, withChatName } from '../policy/organization/chat-names.js';
import { type ChatNames, namesIn, type Organization } from '../policy/organization/organization.js';
import { escapeControlCharacters } from '../policy/text/escape-control-characters.js';
import { renderPath } from '../policy/text/path.js';
import type { SettingValue } from '../simulator/effective/chat-operations.js';
import type { EffectiveChatPolicy } from '../simulator/effective/effective-policy.js';
import { explain, type Reason } from '../simulator/effective/explain.js';
import { renderTable } from './table/table.js';
import type { TableStyle } from './table/table-style.js';
import { hangingIndent, wrap } from './table/wrap.js';
import { whyIgnored } from './why-ignored.js';

/** Renders an effective policy as two tables: the reason of every value, and the operators without effect. */
export function renderExplanation(
  organization: Organization,
  policy: EffectiveChatPolicy,
  output: { readonly colour: boolean; readonly columns: number | undefined },
): string {
  const colours = pc.createColors(output.colour);
  const { columns = Number.POSITIVE_INFINITY } = output;
  const style: TableStyle = { columns: output.columns, head: colours.bold };
  const name = namesIn(organization);
  const chat = chatNamesIn(organization);
  const reasons = explain(policy);
  const set = reasons.filter((reason): reason is Reason & { policy: string } => reason.policy !== null);
  const values = set.map(({ path, value, operator, policy: id, level }) => [
    settingOf(path, chat),
    render(value, chat),
    operator ?? '',
    name(id),
    name(level ?? ''),
  ]);
  const ignored = reasons.flatMap((reason) =>
    reason.ignored.map((each) => [
      settingOf(reason.path, chat),
      render(each.value, chat),
      each.operator,
      name(each.policy),
      name(each.level),
      whyIgnored(each, name),
    ]),
  );
  const heads = ['SETTING', 'VALUE', 'OPERATOR', 'POLICY', 'ATTACHED TO'];
  const parts = [
    values.length === 0
      ? `${wrap('No chat policy sets anything here: nothing is restricted.', columns).join('\n')}\n`
      : renderTable(heads, values, style),
  ];
  if (ignored.length > 0)
    parts.push(`\n${renderTable([...heads, 'WHY'], ignored, { ...style, title: 'Without effect:' })}`);
  return parts.join('') + renderOrderDependence(policy, name, output.columns, chat);
}

/** Renders the settings that depend on an unknown attachment order; an empty string if no setting does. */
export function renderOrderDependence(
  policy: EffectiveChatPolicy,
  name: (id: string) => string,
  columns = Number.POSITIVE_INFINITY,
  chat: ChatNames = new Map(),
): string {
  const open = policy.settings.filter(({ alternatives }) => alternatives.length > 0);
  if (open.length === 0) return '';
  const lines = open.flatMap(({ place, alternatives }) => [
    ...hangingIndent('  ', escapeControlCharacters(settingOf(place.path, chat)), columns),
    ...alternatives.flatMap(({ value, first, orFirst, level }) => {
      const peers = [first, ...orFirst].map(name).join(' or ');
      const text = `${render(value ?? null, chat)} if ${peers} was attached first to ${name(level)}`;
      return hangingIndent('    ', escapeControlCharacters(text), columns, '      ');
    }),
  ]);
  const title = wrap('Depends on an unknown attachment order:', columns);
  return `\n${[...title, ...lines].join('\n')}\n`;
}

/** The setting without what all of them begin with, and the names of the workspaces and teams in it. */
function settingOf(path: readonly string[], names: ChatNames): string {
  const rest = path[0] === 'chatbot' ? path.slice(path[1] === 'platforms' ? 2 : 1) : path;
  const known = rest.flatMap((key) => names.get(key.toLowerCase()) ?? []);
  return known.length === 0 ? renderPath(rest) : `${renderPath(rest)} (${known.join(', ')})`;
}

function render(value: SettingValue | null, names: ChatNames): string {
  if (value === null) return '(not set)';
  if (typeof value === 'string') return value;
  return value.length === 0 ? '(empty list)' : value.map((item) => withChatName(names, item)).join(', ');
}
