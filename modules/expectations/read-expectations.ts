import type { ActionCatalogue } from '../policy/action-catalogue.js';
import { type FieldReader, fieldReader } from '../policy/field-reader.js';
import type { ChatPlatform, Target } from '../policy/intent.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../policy/json.js';
import { parseTarget } from '../policy/parse-target.js';
import { alternatives, type Finding, quoted } from '../policy/problem.js';
import { doubtAboutAction } from '../policy/scp/doubt-about-action.js';
import { type Spot, under } from '../policy/spot.js';
import { suggest } from '../policy/suggest.js';
import type { SyntaxNode } from '../policy/syntax-tree.js';
import {
  type ChatOrigin,
  contradictionsIn,
  type IdentityPolicy,
} from '../simulator/decide/decision-request.js';
import type { Expectation, Wish } from './expectation.js';

/** What reading a file of expectations needs from outside. */
export interface ExpectationSurroundings {
  readonly readPolicy: ReadPolicy;
  /** What actions there are; without it nobody notices a misspelt one. */
  readonly catalogue?: ActionCatalogue;
}

/** Reads a policy file that an expectation names, by a path relative to its own file; or says why there is none. */
export type ReadPolicy = (path: string) => { readonly content: JsonValue } | { readonly reason: string };

/**
 * Reads a file of expectations. Findings have paths; an error for whatever is no expectation, all in one go.
 * Numbers and truth values count as the texts that they are written as: accounts are digits.
 */
export function readExpectations(
  tree: SyntaxNode,
  { readPolicy, catalogue }: ExpectationSurroundings,
): { readonly expectations: readonly Expectation[]; readonly findings: readonly Finding[] } {
  const reader = fieldReader();
  const document = reader.object(asTexts(tree), undefined);
  knownKeys(reader, document, undefined, ['expectations']);
  const spot = under(undefined, 'expectations');
  const items = reader.list(document, 'expectations', undefined, true);
  if (Array.isArray(document['expectations']) && items.length === 0) {
    reader.report('invalid-value', spot, 'the list is empty; there is nothing to test');
  }
  const expectations = items.flatMap((item, index) => {
    const here = under(spot, index);
    return isJsonObject(item)
      ? [readExpectation({ reader, readPolicy, catalogue }, item, here, index)]
      : noObject(reader, item, here);
  });
  return { expectations, findings: reader.findings };
}

function noObject(reader: FieldReader, item: JsonValue, spot: Spot): [] {
  reader.object(item, spot);
  return [];
}

const keys = [
  'name',
  'accounts',
  'from',
  'may',
  'mayNot',
  'region',
  'resource',
  'context',
  'guardrailPolicies',
  'rolePolicies',
];

interface Reading {
  readonly reader: FieldReader;
  readonly readPolicy: ReadPolicy;
  readonly catalogue: ActionCatalogue | undefined;
}

function readExpectation(reading: Reading, node: JsonObject, spot: Spot, index: number): Expectation {
  const { reader } = reading;
  knownKeys(reader, node, spot, keys);
  const from = readOrigin(reader, node['from'], under(spot, 'from'));
  const region = reader.optionalText(node, 'region', spot);
  const resource = reader.optionalText(node, 'resource', spot);
  const policies = (key: 'guardrailPolicies' | 'rolePolicies') => readPolicies(reading, node, key, spot);
  const guardrailPolicies = policies('guardrailPolicies');
  const rolePolicies = policies('rolePolicies');
  const expectation: Expectation = {
    name: reader.text(node, 'name', spot),
    accounts: readAccounts(reader, node, spot),
    from,
    wishes: readWishes(reading, node, spot),
    context: readContext(reader, node, spot),
    ...(region === undefined ? {} : { region }),
    ...(resource === undefined ? {} : { resource }),
    ...(guardrailPolicies === undefined ? {} : { guardrailPolicies }),
    ...(rolePolicies === undefined ? {} : { rolePolicies }),
    path: ['expectations', index],
  };
  const asked = { ...expectation, accountId: '000000000000', action: 'any:Action' };
  for (const message of contradictionsIn(asked, 'fields')) reader.report('invalid-value', spot, message);
  return expectation;
}

const origins: Readonly<Record<keyof ChatOrigin, readonly string[] | undefined>> = {
  platform: ['slack', 'microsoft_teams', 'chime'] satisfies readonly ChatPlatform[],
  workspace: undefined,
  tenant: undefined,
  team: undefined,
  channelType: ['public', 'private'],
  role: ['user_role', 'channel_role'],
  configuration: undefined,
};

function readOrigin(reader: FieldReader, value: JsonValue | undefined, spot: Spot): Expectation['from'] {
  if (value === 'console') return 'console';
  if (typeof value === 'string') {
    reader.report('invalid-value', spot, `found ${quoted(value)}; expected \`console\`, or where in chat`);
    return 'console';
  }
  const node = reader.object(value, spot);
  knownKeys(reader, node, spot, Object.keys(origins));
  const origin: Record<string, string> = {};
  for (const [part, words] of Object.entries(origins)) {
    const text = reader.optionalText(node, part, spot);
    if (text === undefined) continue;
    if (words === undefined || words.includes(text)) origin[part] = text;
    else
      reader.report(
        'invalid-value',
        under(spot, part),
        `found ${quoted(text)}; expected ${alternatives(words)}`,
      );
  }
  return origin;
}

function readAccounts(reader: FieldReader, node: JsonObject, spot: Spot): readonly Target[] {
  return oneOrMany(reader, node, 'accounts', spot, true).flatMap(({ text, spot: here }) => {
    const parsed = parseTarget(text);
    if ('target' in parsed) return [parsed.target];
    reader.report('invalid-target', here, parsed.message, parsed.help);
    return [];
  });
}

function readWishes(reading: Reading, node: JsonObject, spot: Spot): readonly Wish[] {
  const { reader } = reading;
  const wishes = (['may', 'mayNot'] as const).flatMap((key) =>
    oneOrMany(reader, node, key, spot).flatMap(({ text, spot: here }): readonly Wish[] => {
      const expected = key === 'may' ? 'allowed' : 'denied';
      if (text === 'anything') return [{ expected, text, kind: 'anything' }];
      if (/\s/.test(text)) return [{ expected, text, kind: 'command' }];
      return isAction(reading, text, here) ? [{ expected, text, kind: 'action' }] : [];
    }),
  );
  if (node['may'] === undefined && node['mayNot'] === undefined) {
    const help = 'add `may` or `mayNot` with actions, commands or `anything`';
    reader.report('missing-key', spot, 'nothing is expected', help);
  }
  return wishes;
}

/** A misspelt action is warned about: what is not there is denied or allowed by chance. */
function isAction({ reader, catalogue }: Reading, text: string, spot: Spot): boolean {
  const problems = contradictionsIn({ accountId: '000000000000', from: 'console', action: text });
  for (const message of problems)
    reader.report('invalid-action', spot, message, 'a command has a space in it');
  if (problems.length > 0) return false;
  const doubt = catalogue && doubtAboutAction(text, catalogue);
  if (doubt !== undefined) reader.report(doubt.kind, spot, doubt.message, doubt.help, 'warning');
  return true;
}

function readContext(reader: FieldReader, node: JsonObject, spot: Spot): Expectation['context'] {
  if (node['context'] === undefined) return {};
  const here = under(spot, 'context');
  const given = reader.object(node['context'], here);
  return Object.fromEntries(
    Object.keys(given).map((key) => [key, oneOrMany(reader, given, key, here).map(({ text }) => text)]),
  );
}

function readPolicies(
  { reader, readPolicy }: Reading,
  node: JsonObject,
  key: string,
  spot: Spot,
): readonly IdentityPolicy[] | undefined {
  if (node[key] === undefined) return undefined;
  return oneOrMany(reader, node, key, spot).flatMap(({ text, spot: here }) => {
    const read = readPolicy(text);
    if ('content' in read) return [{ name: text, content: read.content }];
    reader.report(
      'unreadable-document',
      here,
      `cannot read ${quoted(text)}: ${read.reason}`,
      'the path is relative to this file',
    );
    return [];
  });
}

/** A text, or a list of texts, each with its place. */
function oneOrMany(
  reader: FieldReader,
  node: JsonObject,
  key: string,
  above: Spot,
  required = false,
): readonly { readonly text: string; readonly spot: Spot }[] {
  const value = node[key];
  const spot = under(above, key);
  if (typeof value === 'string') return [{ text: value, spot }];
  const texts = reader.texts(node, key, above, required);
  if (Array.isArray(value) && value.length === 0) reader.report('invalid-value', spot, 'an empty list');
  return texts.map((text, index) => ({ text, spot: under(spot, index) }));
}

function knownKeys(
  reader: FieldReader,
  node: JsonObject,
  spot: Spot | undefined,
  known: readonly string[],
): void {
  for (const key of Object.keys(node)) {
    if (known.includes(key)) continue;
    const near = suggest(key, known);
    const help = near === undefined ? `known here: ${known.join(', ')}` : `did you mean \`${near}\`?`;
    reader.report('unknown-key', under(spot, key), `unknown key ${quoted(key)}`, help);
  }
}

function asTexts(node: SyntaxNode): JsonValue {
  switch (node.kind) {
    case 'object':
      return Object.fromEntries(node.members.map(({ key, value }) => [key, asTexts(value)]));
    case 'array':
      return node.items.map(asTexts);
    case 'number':
      return node.text;
    case 'boolean':
      return String(node.value);
    default:
      return node.value;
  }
}
