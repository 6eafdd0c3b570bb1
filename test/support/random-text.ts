import { isJsonObject, type JsonObject, type JsonValue } from '../../modules/policy/text/json.js';
import type { Random } from './random.js';

/** Bytes, or at least characters, without sense. */
export function randomBytes(random: Random): string {
  const length = random.below(120);
  if (random.once(3)) {
    return Array.from({ length }, () => random.pick(['{', '}', '[', ']', '"', ',', ':', ...scraps])).join('');
  }
  const bytes = Buffer.from(Array.from({ length }, () => random.below(256)));
  return bytes.toString(random.pick(['utf8', 'latin1', 'utf16le']));
}

const scraps = [
  '\\',
  '\\u',
  'd800',
  '/',
  '*',
  '-',
  '0',
  '1e',
  '.',
  'true',
  'null',
  ' ',
  '\n',
  '\t',
  '\u0000',
];

const words = [
  'chatbot',
  'platforms',
  'slack',
  'microsoft_teams',
  'chime',
  'default',
  'client',
  'workspaces',
].concat(
  [
    'tenants',
    'overrides',
    'supported_channel_types',
    'supported_role_settings',
    'T1',
    'constructor',
    '__proto__',
  ],
  ['@@assign', '@@append', '@@remove', '@@operators_allowed_for_child_policies', '', '*', 'CLIENT', 'a/b'],
  ['0a1b2c3d-4e5f-4789-abcd-ef0123456789', '0A1B2C3D-4E5F-4789-ABCD-EF0123456789'],
);
const atoms: readonly JsonValue[] = [
  'enabled',
  'disabled',
  'T1',
  't1',
  '*',
  'public',
  'user_role',
  '\ud800',
  '',
].concat(['@@none', '@@all', '@@assign', '@@NONE', '0a1b2c3d-4e5f-4789-abcd-ef0123456789', 'x'.repeat(300)]);
const others: readonly JsonValue[] = [null, true, false, 0, -1, 1.5, 1e300, 12, [], {}];

/** Any JSON value, made of words that chat policies are made of. */
export function randomJson(random: Random, depth = 6): JsonValue {
  if (depth === 0 || random.once(4)) return random.once(2) ? random.pick(atoms) : random.pick(others);
  const length = random.below(4);
  if (random.once(3)) return Array.from({ length }, () => randomJson(random, depth - 1));
  const entries = Array.from({ length }, () => [random.pick(words), randomJson(random, depth - 1)] as const);
  return Object.fromEntries(entries);
}

/** The text of a document with something changed in its tree and, half the time, something in its text. */
export function mutated(random: Random, document: JsonValue): string {
  let value = document;
  for (let times = random.below(3); times > 0; times--) value = mutatedValue(random, value);
  const text = JSON.stringify(value, undefined, random.pick([0, 0, 2, '\t']));
  return random.once(2) ? text : mutatedText(random, text);
}

function mutatedValue(random: Random, value: JsonValue): JsonValue {
  if (random.once(8)) return randomJson(random, 2);
  if (Array.isArray(value)) {
    const index = random.below(value.length + 1);
    const item = index < value.length ? mutatedValue(random, value[index] ?? null) : random.pick(atoms);
    return value.toSpliced(index, 1, ...random.pick([[item], [item, item], []]));
  }
  if (!isJsonObject(value)) return random.once(2) ? random.pick(atoms) : random.pick(others);
  const keys = Object.keys(value);
  const key = random.pick(keys.length === 0 ? words : keys);
  const below = value[key] ?? randomJson(random, 1);
  if (!random.once(3)) return { ...value, [key]: mutatedValue(random, below) };
  return random.pick<() => JsonObject>([
    () => Object.fromEntries(Object.entries(value).filter(([each]) => each !== key)),
    () => renamed(value, key, random.pick(words)),
    () => renamed(value, key, random.once(2) ? key.toUpperCase() : key.toLowerCase()),
    () => ({ ...value, [random.pick(words)]: below }),
    () => ({ ...value, [key.toUpperCase()]: below }),
  ])();
}

function renamed(value: JsonObject, from: string, to: string): JsonObject {
  return Object.fromEntries(Object.entries(value).map(([key, below]) => [key === from ? to : key, below]));
}

function mutatedText(random: Random, text: string): string {
  const start = random.below(text.length + 1);
  const end = Math.min(text.length, start + random.below(random.once(2) ? 3 : 30));
  const middle = random.pick<() => string>([
    () => '',
    () => random.pick(scraps),
    () => text.slice(start, end).repeat(2),
    () => random.pick(['{', '}', '[', ']', '"', ',', ':', '//', '/*', '\ufeff', '"a":1,', ',,', "'"]),
    () => String.fromCharCode(random.below(0x10000)),
    () => ' '.repeat(random.once(20) ? 10_000 : 3),
  ])();
  return text.slice(0, start) + middle + text.slice(end);
}
