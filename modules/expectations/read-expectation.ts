import type { ActionCatalogue } from '../policy/action-catalogue.js';
import type { FieldReader } from '../policy/field-reader.js';
import type { Target } from '../policy/intent.js';
import type { JsonObject, JsonValue } from '../policy/json.js';
import { parseTarget } from '../policy/parse-target.js';
import { quoted } from '../policy/problem.js';
import { type Spot, under } from '../policy/spot.js';
import { contradictionsIn, type IdentityPolicy } from '../simulator/decide/decision-request.js';
import type { Expectation } from './expectation.js';
import { knownKeys } from './known-keys.js';
import { oneOrMany } from './one-or-many.js';
import { readOrigin } from './read-origin.js';
import { readWishes } from './read-wishes.js';

/** What reading expectations needs from outside. */
export interface ExpectationSurroundings {
  readonly readPolicy: ReadPolicy;
  /** What actions there are; without it nobody notices a misspelt one. */
  readonly catalogue?: ActionCatalogue;
}

/** Reads a policy file that an expectation names, by a path relative to its own file; or says why there is none. */
export type ReadPolicy = (path: string) => { readonly content: JsonValue } | { readonly reason: string };

/** Reads one expectation, the one with this index. */
export function readExpectation(
  reader: FieldReader,
  node: JsonObject,
  index: number,
  { readPolicy, catalogue }: ExpectationSurroundings,
): Expectation {
  const spot = under(under(undefined, 'expectations'), index);
  knownKeys(reader, node, spot, keys);
  const from = readOrigin(reader, node['from'], under(spot, 'from'));
  const region = reader.optionalText(node, 'region', spot);
  const resource = reader.optionalText(node, 'resource', spot);
  const policies = (key: 'guardrailPolicies' | 'rolePolicies') =>
    readPolicies(reader, node, key, spot, readPolicy);
  const guardrailPolicies = policies('guardrailPolicies');
  const rolePolicies = policies('rolePolicies');
  const expectation: Expectation = {
    name: reader.text(node, 'name', spot),
    accounts: readAccounts(reader, node, spot),
    from,
    wishes: readWishes(reader, node, spot, catalogue),
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

function readAccounts(reader: FieldReader, node: JsonObject, spot: Spot): readonly Target[] {
  return oneOrMany(reader, node, 'accounts', spot, true).flatMap(({ text, spot: here }) => {
    const parsed = parseTarget(text);
    if ('target' in parsed) return [parsed.target];
    reader.report('invalid-target', here, parsed.message, parsed.help);
    return [];
  });
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
  reader: FieldReader,
  node: JsonObject,
  key: string,
  spot: Spot,
  readPolicy: ReadPolicy,
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
