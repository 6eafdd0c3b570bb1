import { regionsOfGlobalAction } from '../../policy/global-services.js';
import type { AttachmentTarget } from '../../policy/organization/organization.js';
import { partitionOfRegion } from '../../policy/partition.js';
import { type Hole, isPossible, type PossibleText, printable } from '../../policy/pattern/possible-text.js';
import { tokensOf } from '../../policy/pattern/token.js';
import { chatSession } from '../../policy/scp/lint/holds-for-chat.js';
import { possibleSourceArns } from '../../policy/scp/source-arns.js';
import { quoted } from '../../policy/text/quote.js';
import type { ContextValue } from '../iam/request.js';
import type { AccountFacts } from './account-facts.js';
import type { ChatOrigin, DecisionRequest } from './decision-request.js';

/** What is known of the condition keys of a request, by their names in lower case. */
export function requestContext(
  request: DecisionRequest,
  facts: AccountFacts,
  path = facts.pathTo(request.accountId),
): ReadonlyMap<string, ContextValue> {
  const context = derivedContext(request, facts, path);
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
      return values.length === 1 && isPossible([tokensOf(values[0] ?? '', 'none')], expected.texts);
    case 'absent':
      return values.length === 0;
    case 'either':
      return expected.values.some((each) => agrees(each, values));
    case 'unknown':
      return true;
  }
}

/** The partition that a request is made in: that of its Region, else of its resource, else of the organization. */
export function partitionOf(
  { region, resource }: Pick<DecisionRequest, 'region' | 'resource'>,
  { partition }: AccountFacts,
): string {
  if (region !== undefined) return partitionOfRegion(region);
  return /^arn:(aws[a-z-]*):/.exec(resource ?? '')?.[1] ?? partition();
}

/**
 * What follows from the account, the origin, the action, the Region and the resource.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
function derivedContext(
  request: DecisionRequest,
  facts: AccountFacts,
  path = facts.pathTo(request.accountId),
): Map<string, ContextValue> {
  const { accountId, from } = request;
  const { organizationId, pathTo } = facts;
  const context = new Map<string, ContextValue>([
    ['aws:chatbotsourcearn', absent],
    ['aws:requestedregion', requestedRegion(request, facts)],
    ['aws:principalaccount', one(accountId)],
    ['aws:principalorgid', one(organizationId)],
    ...(from === 'console' ? [] : sessionContext(request, from, facts)),
  ]);
  if (path !== undefined) context.set('aws:principalorgpaths', one(organizationPath(organizationId, path)));
  const owner = /^arn:[^:]*:[^:]*:[^:]*:(\d{12}):/.exec(request.resource ?? '')?.[1];
  if (owner === undefined) return context;
  context.set('aws:resourceaccount', one(owner));
  const ownerPath = pathTo(owner);
  if (ownerPath !== undefined) {
    context.set('aws:resourceorgid', one(organizationId));
    context.set('aws:resourceorgpaths', one(organizationPath(organizationId, ownerPath)));
  }
  return context;
}

/** `aws:PrincipalOrgPaths` of an account: `o-…/r-…/ou-…/`, without the account itself. */
function organizationPath(organizationId: string, path: readonly AttachmentTarget[]): string {
  return `${[organizationId, ...path.slice(0, -1).map(({ id }) => id)].join('/')}/`;
}

const absent: ContextValue = { kind: 'absent' };

function one(value: string): ContextValue {
  return { kind: 'values', values: [value] };
}

/** The Region of the endpoint. A global service has few, independent of the Region that the caller has configured. */
function requestedRegion(request: DecisionRequest, facts: AccountFacts): ContextValue {
  const { action, region } = request;
  const regions = regionsOfGlobalAction(action, partitionOf(request, facts));
  if (region !== undefined && (regions === undefined || regions.includes(region))) return one(region);
  if (regions === undefined) return anyRegion;
  const [only, ...others] = regions;
  if (only !== undefined && others.length === 0) return one(only);
  const service = quoted(action.split(':')[0] ?? '');
  if (only === undefined) {
    const reason = `AWS does not document the Region in which ${service} answers`;
    return { ...anyRegion, missing: [{ kind: 'fact', reason }] };
  }
  const reason = `${service} answers only in ${regions.map(quoted).join(', ')}`;
  return {
    kind: 'possible',
    texts: regions.map((each) => [each]),
    missing: [{ kind: 'fact', reason }, ...anyRegion.missing],
  };
}

/**
 * What is always so in a session from chat: its principal is a role, never a user or the root user.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#principaltable
 */
function sessionContext(
  request: DecisionRequest,
  origin: ChatOrigin,
  facts: AccountFacts,
): readonly (readonly [string, ContextValue])[] {
  const partition = partitionOf(request, facts);
  return [
    ['aws:chatbotsourcearn', sourceArn(request.accountId, origin, partition)],
    ['aws:principalarn', roleArn(request.accountId, origin, partition, facts)],
    ...certainInChat,
  ];
}

const certainInChat = Array.from(chatSession, ([key, values]) => {
  const missing = [{ kind: 'key', key }] as const;
  const each = values.map((value): ContextValue => {
    if (value === 'absent') return absent;
    const [text, ...more] = value;
    return typeof text === 'string' && more.length === 0
      ? one(text)
      : { kind: 'possible', texts: [value], missing };
  });
  const [only, ...others] = each;
  const value: ContextValue =
    only !== undefined && others.length === 0 ? only : { kind: 'either', values: each, missing };
  return [key, value] as const;
});

/** The ARN of the chat configuration, known as far as account, platform and name are. */
function sourceArn(
  account: string,
  { platform, configuration }: ChatOrigin,
  partition: string,
): ContextValue {
  const known = {
    account,
    ...(platform === undefined ? {} : { platform }),
    ...(configuration === undefined ? {} : { configuration }),
  };
  const texts = possibleSourceArns(known, partition);
  const [only] = texts;
  if (texts.length === 1 && only?.every((part) => typeof part === 'string')) return one(only.join(''));
  const missing = [
    ...(platform === undefined ? ['--platform'] : []),
    ...(configuration === undefined ? ['--configuration'] : []),
  ];
  return { kind: 'possible', texts, missing: missing.map((option) => ({ kind: 'option', option })) };
}

/**
 * The ARN of the role: that of the channel where members share it and the organization file has it, else any role of
 * the account but a service-linked one, which only its service can assume.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles.html#iam-term-service-linked-role
 */
function roleArn(
  accountId: string,
  { platform, configuration, role }: ChatOrigin,
  partition: string,
  { channelsNamed }: AccountFacts,
): ContextValue {
  const named = configuration === undefined ? [] : channelsNamed(accountId, configuration);
  const own = named.filter((channel) => platform === undefined || channel.platform === platform);
  const [arn, ...others] = new Set(own.map((channel) => channel.roleArn));
  if (role === 'channel_role' && arn !== undefined && others.length === 0) return one(arn);
  const start = `arn:${partition}:iam::${accountId}:role/`;
  const texts = [
    [start, roleName],
    [start, rolePath, '/', roleName],
  ];
  const options = [
    ...(role === undefined ? ['--role'] : []),
    ...(role !== 'user_role' && configuration === undefined ? ['--configuration'] : []),
  ];
  return {
    kind: 'possible',
    texts,
    exactTexts: () => otherRoleArns(start),
    missing: [
      ...options.map((option) => ({ kind: 'option', option }) as const),
      { kind: 'key', key: 'aws:PrincipalArn' },
    ],
  };
}

/**
 * The name of a role, and its path where it has one. IAM documents more characters for a path than it accepts: the error
 * of `CreateRole` names letters, digits and `/`. In no case is there a colon.
 * @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html
 * @see https://github.com/aws-cloudformation/cfn-lint/issues/722 (the error, read 2026-11-30)
 */
const roleName: Hole = {
  characters: printable.replace(/[^\w+=,.@-]/g, ''),
  minLength: 1,
  maxLength: 64,
};
const rolePath: Hole = { characters: printable.replace(':', ''), minLength: 1, maxLength: 511 };

/** The ARNs of roles that are not service-linked: their path differs from that one in some character, or ends before. */
function otherRoleArns(start: string): readonly PossibleText[] {
  const path = 'aws-service-role/';
  const differing = [...path].map((character, at): PossibleText => {
    const other = { characters: rolePath.characters.replace(character, ''), minLength: 1, maxLength: 1 };
    const rest = { ...rolePath, minLength: 0, maxLength: rolePath.maxLength - at - 1 };
    return [start + path.slice(0, at), other, rest, '/', roleName];
  });
  const shorter = [...path.slice(0, -2)].map(
    (_, at): PossibleText => [`${start}${path.slice(0, at + 1)}/`, roleName],
  );
  return [[start, roleName], ...differing, ...shorter];
}

/** Every request to AWS has a Region; which one is not known. */
const someRegion: PossibleText = [
  { characters: 'abcdefghijklmnopqrstuvwxyz0123456789-', minLength: 1, maxLength: 32 },
];
const anyRegion: Extract<ContextValue, { kind: 'possible' }> = {
  kind: 'possible',
  texts: [someRegion],
  missing: [{ kind: 'option', option: '--region' }],
};
