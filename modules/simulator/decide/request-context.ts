import { coverage, type PossibleText } from '../../policy/pattern/possible-text.js';
import { tokensOf } from '../../policy/pattern/token.js';
import { possibleSourceArns } from '../../policy/scp/source-arns.js';
import { quoted } from '../../policy/text/quote.js';
import type { ContextValue } from '../iam/request.js';
import type { AccountFacts } from './account-facts.js';
import type { ChatOrigin, DecisionRequest } from './decision-request.js';

/** What is known of the condition keys of a request, by their names in lower case. */
export function requestContext(
  request: DecisionRequest,
  facts: AccountFacts,
): ReadonlyMap<string, ContextValue> {
  const context = derivedContext(request, facts);
  for (const [key, values] of givenContext(request)) {
    context.set(key, values.length === 0 ? { kind: 'absent' } : { kind: 'values', values });
  }
  return context;
}

/** The given keys by their names in lower case: a key in two spellings has the values of both. */
function givenContext({ context = {} }: DecisionRequest): ReadonlyMap<string, readonly string[]> {
  const given = new Map<string, readonly string[]>();
  for (const [key, values] of Object.entries(context)) {
    const folded = key.toLowerCase();
    given.set(folded, [...(given.get(folded) ?? []), ...values]);
  }
  return given;
}

/** The given condition keys whose values contradict the rest of the request, one line each. */
export function contextContradictions(request: DecisionRequest, facts: AccountFacts): readonly string[] {
  const derived = derivedContext(request, facts);
  return Object.entries(request.context ?? {}).flatMap(([key, values]) => {
    const expected = derived.get(key.toLowerCase());
    if (expected === undefined || agrees(expected, values)) return [];
    return [`the condition key ${quoted(key)} contradicts the rest of the request`];
  });
}

function agrees(expected: ContextValue, values: readonly string[]): boolean {
  switch (expected.kind) {
    case 'values':
      return expected.values.join('\n') === values.join('\n') && values.length > 0;
    case 'possible':
      return values.length === 1 && coverage([tokensOf(values[0] ?? '', 'none')], expected.texts) !== 'none';
    case 'absent':
      return values.length === 0;
    case 'unknown':
      return true;
  }
}

/**
 * What follows from the account, the origin, the Region and the resource.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
function derivedContext(
  { accountId, from, region, resource }: DecisionRequest,
  { organizationId, pathOf }: AccountFacts,
): Map<string, ContextValue> {
  const context = new Map<string, ContextValue>([
    ['aws:chatbotsourcearn', from === 'console' ? { kind: 'absent' } : sourceArn(accountId, from)],
    ['aws:requestedregion', region === undefined ? anyRegion : one(region)],
    ['aws:principalaccount', one(accountId)],
    ['aws:principalorgid', one(organizationId)],
  ]);
  const principalPath = pathOf(accountId);
  if (principalPath !== undefined) context.set('aws:principalorgpaths', one(principalPath));
  const owner = /^arn:[^:]*:[^:]*:[^:]*:(\d{12}):/.exec(resource ?? '')?.[1];
  if (owner === undefined) return context;
  context.set('aws:resourceaccount', one(owner));
  const path = pathOf(owner);
  if (path !== undefined) {
    context.set('aws:resourceorgid', one(organizationId));
    context.set('aws:resourceorgpaths', one(path));
  }
  return context;
}

function one(value: string): ContextValue {
  return { kind: 'values', values: [value] };
}

/** The ARN of the chat configuration, known as far as account, platform and name are. */
function sourceArn(account: string, { platform, configuration }: ChatOrigin): ContextValue {
  const texts = possibleSourceArns({
    account,
    ...(platform === undefined ? {} : { platform }),
    ...(configuration === undefined ? {} : { configuration }),
  });
  const [only] = texts;
  if (texts.length === 1 && only?.every((part) => typeof part === 'string')) return one(only.join(''));
  const missing = [
    ...(platform === undefined ? ['--platform'] : []),
    ...(configuration === undefined ? ['--configuration'] : []),
  ];
  return { kind: 'possible', texts, missing: missing.map((option) => ({ kind: 'option', option })) };
}

/** Every request to AWS has a Region; which one is not known. */
const someRegion: PossibleText = [
  { characters: 'abcdefghijklmnopqrstuvwxyz0123456789-', least: 1, most: 32 },
];
const anyRegion: ContextValue = {
  kind: 'possible',
  texts: [someRegion],
  missing: [{ kind: 'option', option: '--region' }],
};
