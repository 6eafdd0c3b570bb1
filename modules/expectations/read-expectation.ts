import type { ActionCatalogue } from '../policy/action-catalogue.js';
import { unknownRegion } from '../policy/aws-regions.js';
import { channelTypes, chatPlatforms, roleSettings } from '../policy/chat-words.js';
import type { Target } from '../policy/intent.js';
import { type FieldReader, fieldReader } from '../policy/organization/field-reader.js';
import type { Organization } from '../policy/organization/organization.js';
import { indexOrganization } from '../policy/organization/organization-index.js';
import { parseTarget, resolveTarget } from '../policy/organization/target.js';
import { unknownTarget } from '../policy/plan/resolve-targets.js';
import type { Finding } from '../policy/problems/problem.js';
import { checkActionName } from '../policy/scp/check-action-name.js';
import { otherService } from '../policy/scp/other-service.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../policy/text/json.js';
import { type LazyPath, under } from '../policy/text/lazy-path.js';
import { suggest } from '../policy/text/suggest.js';
import type { SyntaxNode } from '../policy/text/syntax-tree.js';
import { unknownRegionIn } from '../simulator/decide/check-question.js';
import {
  type ChatOrigin,
  type IdentityPolicy,
  requestProblems,
  unnamedAction,
  withoutAliases,
} from '../simulator/decide/decision-request.js';
import { unknownNames } from '../simulator/decide/unknown-names.js';
import type { Expectation, Wish } from './expectation.js';
import { accountsAt } from './run-expectations.js';

/** What reading expectations needs from outside. */
export interface ExpectationSurroundings {
  readonly readPolicy: ReadPolicy;
  /** Knows actions and condition keys; without it they are not checked. */
  readonly catalogue?: ActionCatalogue;
  /** Knows chat configurations, workspaces, tenants and teams; without it they are not checked. */
  readonly organization?: Organization;
  /** The Region that a command names; without it Regions in commands are not checked. */
  readonly regionInCommand?: (line: string) => string | undefined;
  /** Accepts an action that the catalogue does not have, with a warning. */
  readonly allowUnknownAction?: boolean;
}

/** Reads a policy file that an expectation names, by a path relative to its own file, or returns the reason it cannot be read. */
export type ReadPolicy = (path: string) => { readonly content: JsonValue } | { readonly reason: string };

/** Reads one expectation, the one with this index. */
function readExpectation(
  reader: FieldReader,
  node: JsonObject,
  index: number,
  surroundings: ExpectationSurroundings,
): Expectation {
  const { readPolicy } = surroundings;
  const spot = under(under(undefined, 'expectations'), index);
  knownKeys(reader, node, spot, keys);
  const from = readOrigin(reader, node['from'], under(spot, 'from'), surroundings.organization);
  const region = reader.optionalText(node, 'region', spot);
  const resource = reader.optionalText(node, 'resource', spot);
  const policies = (key: 'guardrailPolicies' | 'rolePolicies') =>
    readPolicies(reader, node, key, spot, readPolicy);
  const guardrailPolicies = policies('guardrailPolicies');
  const rolePolicies = policies('rolePolicies');
  const expectation: Expectation = {
    name: reader.text(node, 'name', spot),
    accounts: readAccounts(reader, node, spot, surroundings.organization),
    from,
    wishes: readWishes(reader, node, spot, surroundings),
    context: readContext(reader, node, spot),
    ...(region === undefined ? {} : { region }),
    ...(resource === undefined ? {} : { resource }),
    ...(guardrailPolicies === undefined ? {} : { guardrailPolicies }),
    ...(rolePolicies === undefined ? {} : { rolePolicies }),
    path: ['expectations', index],
  };
  const asked = { ...expectation, accountId: '000000000000', action: unnamedAction };
  for (const facts of requestProblems(asked, 'fields')) reader.report('invalid-value', spot, facts);
  if (node['hypothetical'] !== 'true') checkNames(reader, expectation, spot, surroundings);
  return expectation;
}

/** Reports a Region that AWS does not have, names that are not in the organization, and unknown condition keys. */
function checkNames(
  reader: FieldReader,
  expectation: Expectation,
  spot: LazyPath,
  { organization, catalogue }: ExpectationSurroundings,
): void {
  const { region, resource, wishes, context } = expectation;
  const at = (key: string): LazyPath => under(spot, key);
  const regions = [
    [at('region'), unknownRegionIn({ ...(region && { region }) })],
    [at('resource'), unknownRegionIn({ ...(resource && { resource }) })],
    [at('context'), unknownRegionIn({ context })],
  ] as const;
  for (const [here, facts] of regions) if (facts !== undefined) reader.report('unknown-region', here, facts);
  if (organization === undefined || catalogue === undefined) return;
  const { accounts } = accountsAt(organization, expectation);
  for (const name of unknownNames({ ...expectation, accountIds: accounts }, organization, catalogue)) {
    if (name.part === 'key') {
      const facts = { ...name, key: name.found, date: catalogue.date };
      reader.report('unknown-condition-key', under(at('context'), name.found), facts, 'warning');
      continue;
    }
    reader.report('unknown-chat-name', under(at('from'), name.part), name);
  }
  const isAboutActions = wishes.every(({ kind }) => kind === 'action');
  const actions = isAboutActions ? wishes.map(({ text }) => text) : [];
  const service = resource && actions.length > 0 ? otherService(actions, catalogue)(resource) : undefined;
  if (resource !== undefined && service !== undefined)
    reader.report('resource-of-other-service', at('resource'), { resource, service }, 'warning');
}

const keys = [
  'hypothetical',
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

/** Reads the accounts. With an organization, a target that it does not have is an error. */
function readAccounts(
  reader: FieldReader,
  node: JsonObject,
  spot: LazyPath,
  organization: Organization | undefined,
): readonly Target[] {
  return oneOrMany(reader, node, 'accounts', spot, true).flatMap(({ text, spot: here }) => {
    const parsed = parseTarget(text);
    if ('target' in parsed) {
      const { target } = parsed;
      if (organization === undefined || resolveTarget(organization, target) !== undefined) return [target];
      reader.add(here, unknownTarget({ target, path: [] }, indexOrganization(organization)));
      return [];
    }
    reader.report('invalid-target', here, parsed.facts);
    return [];
  });
}

function readContext(reader: FieldReader, node: JsonObject, spot: LazyPath): Expectation['context'] {
  if (node['context'] === undefined) return {};
  const here = under(spot, 'context');
  const given = reader.object(node['context'], here);
  return Object.fromEntries(
    Object.keys(given).map((key) => [key, oneOrMany(reader, given, key, here).map(({ text }) => text)]),
  );
}

function readPolicies(
  reader: FieldReader,
  node: JsonObject,
  key: string,
  spot: LazyPath,
  readPolicy: ReadPolicy,
): readonly IdentityPolicy[] | undefined {
  if (node[key] === undefined) return undefined;
  return oneOrMany(reader, node, key, spot).flatMap(({ text, spot: here }) => {
    const read = readPolicy(text);
    if ('content' in read) return [{ name: text, content: read.content }];
    const facts = { rule: 'identity-policy', found: text, reason: read.reason } as const;
    reader.report('unreadable-document', here, facts);
    return [];
  });
}

/** Reports every key of an object that is not known there. */
function knownKeys(
  reader: FieldReader,
  node: JsonObject,
  spot: LazyPath | undefined,
  known: readonly string[],
): void {
  for (const key of Object.keys(node)) {
    if (known.includes(key)) continue;
    const nearest = suggest(key, known);
    const facts = nearest === undefined ? { key, expected: known } : { key, nearest };
    reader.report('unknown-key', under(spot, key), facts);
  }
}

/** A string, or a list of strings, each with its path. */
function oneOrMany(
  reader: FieldReader,
  node: JsonObject,
  key: string,
  above: LazyPath,
  required = false,
): readonly { readonly text: string; readonly spot: LazyPath }[] {
  const value = node[key];
  const spot = under(above, key);
  if (typeof value === 'string') return [{ text: value, spot }];
  const texts = reader.texts(node, key, above, required);
  if (Array.isArray(value) && value.length === 0) {
    reader.report('invalid-value', spot, { rule: 'empty-list' });
  }
  return texts.map((text, index) => ({ text, spot: under(spot, index) }));
}

/** Reads where a request comes from: `console`, or a place in chat. */
function readOrigin(
  reader: FieldReader,
  value: JsonValue | undefined,
  spot: LazyPath,
  organization: Organization | undefined,
): Expectation['from'] {
  if (value === 'console') return 'console';
  if (typeof value === 'string') {
    reader.report('invalid-value', spot, { rule: 'origin', found: value });
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
      reader.report('invalid-value', under(spot, part), {
        ...{ rule: 'expectation-word', foundType: 'string', found: text, words },
      });
  }
  if (organization === undefined) return origin;
  const resolved = withoutAliases(origin, organization);
  for (const { part, facts } of resolved.unknown) reader.report('unknown-alias', under(spot, part), facts);
  return resolved.origin;
}

/** The parts of a place in chat, and the accepted words of those that have a fixed set. */
const origins: Readonly<Record<keyof ChatOrigin, readonly string[] | undefined>> = {
  platform: chatPlatforms,
  workspace: undefined,
  tenant: undefined,
  team: undefined,
  channelType: channelTypes,
  role: roleSettings,
  configuration: undefined,
};

/** Reads what may be done and what may not: actions, commands, or `anything`. */
function readWishes(
  reader: FieldReader,
  node: JsonObject,
  spot: LazyPath,
  surroundings: ExpectationSurroundings,
): readonly Wish[] {
  const wishes = (['may', 'mayNot'] as const).flatMap((key) =>
    oneOrMany(reader, node, key, spot).flatMap(({ text, spot: here }): readonly Wish[] => {
      const expected = key === 'may' ? 'allowed' : 'denied';
      if (text === 'anything') return [{ expected, text, kind: 'anything' }];
      if (/\s/.test(text)) {
        const region = node['hypothetical'] === 'true' ? undefined : surroundings.regionInCommand?.(text);
        const facts = region === undefined ? undefined : unknownRegion(region);
        if (facts !== undefined) reader.report('unknown-region', here, facts);
        return [{ expected, text, kind: 'command' }];
      }
      return isAction(reader, text, here, surroundings) ? [{ expected, text, kind: 'action' }] : [];
    }),
  );
  if (node['may'] === undefined && node['mayNot'] === undefined) {
    reader.report('missing-key', spot, { rule: 'may-or-may-not' });
  }
  return wishes;
}

/** True for an action. A misspelt one is an error: whether it is allowed means nothing. */
function isAction(
  reader: FieldReader,
  text: string,
  spot: LazyPath,
  { catalogue, allowUnknownAction }: ExpectationSurroundings,
): boolean {
  const asked = { accountId: '000000000000', from: 'console', action: text } as const;
  const [problem] = requestProblems(asked, 'fields');
  if (problem !== undefined) {
    const rule = problem.rule === 'request-action-pattern' ? 'pattern' : 'expectation';
    reader.report('invalid-action', spot, { rule, action: text });
    return false;
  }
  const doubt = catalogue && checkActionName(text, catalogue);
  if (doubt !== undefined)
    reader.report(doubt.kind, spot, doubt.facts, allowUnknownAction ? 'warning' : 'error');
  return true;
}

/**
 * Reads a file of expectations. Returns an error with its path for every invalid expectation.
 * Numbers and truth values count as the texts that they are written as: accounts are digits.
 */
export function readExpectations(
  tree: SyntaxNode,
  surroundings: ExpectationSurroundings,
): { readonly expectations: readonly Expectation[]; readonly findings: readonly Finding[] } {
  const reader = fieldReader();
  const document = reader.object(asTexts(tree), undefined);
  knownKeys(reader, document, undefined, ['expectations']);
  const spot = under(undefined, 'expectations');
  const items = reader.list(document, 'expectations', undefined, true);
  if (Array.isArray(document['expectations']) && items.length === 0) {
    reader.report('invalid-value', spot, { rule: 'no-expectations' });
  }
  const expectations = items.flatMap((item, index) => {
    if (isJsonObject(item)) return [readExpectation(reader, item, index, surroundings)];
    reader.object(item, under(spot, index));
    return [];
  });
  return { expectations, findings: reader.findings };
}

/** The value of a tree, numbers and truth values as the texts that they are written as: accounts are digits. */
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
