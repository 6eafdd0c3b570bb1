import type { PossibleText } from '../../policy/pattern/possible-text.js';
import { possibleSourceArns } from '../../policy/scp/source-arns.js';
import type { ContextValue } from '../iam/request.js';
import type { ChatOrigin, DecisionRequest } from './decision-request.js';

/** What the organization knows about the accounts of a request. */
export interface AccountFacts {
  readonly organizationId: string;
  /** `o-…/r-…/ou-…/` of an account; undefined when it is not in the organization. */
  readonly pathOf: (accountId: string) => string | undefined;
}

/**
 * The condition keys of a request that are known, by their names in lower case. What was given with the request
 * goes before what follows from the rest of it.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export function requestContext(
  request: DecisionRequest,
  { organizationId, pathOf }: AccountFacts,
): ReadonlyMap<string, ContextValue> {
  const { accountId, from, region } = request;
  const context = new Map<string, ContextValue>([
    ['aws:chatbotsourcearn', from === 'console' ? { kind: 'absent' } : sourceArn(accountId, from)],
    ['aws:requestedregion', region === undefined ? anyRegion : one(region)],
    ['aws:principalaccount', one(accountId)],
    ['aws:principalorgid', one(organizationId)],
  ]);
  const principalPath = pathOf(accountId);
  if (principalPath !== undefined) context.set('aws:principalorgpaths', one(principalPath));
  const owner = /^arn:[^:]*:[^:]*:[^:]*:(\d{12}):/.exec(request.resource ?? '')?.[1];
  if (owner !== undefined) {
    context.set('aws:resourceaccount', one(owner));
    const path = pathOf(owner);
    if (path !== undefined) {
      context.set('aws:resourceorgid', one(organizationId));
      context.set('aws:resourceorgpaths', one(path));
    }
  }
  for (const [key, values] of Object.entries(request.context ?? {})) {
    context.set(key.toLowerCase(), { kind: 'values', values });
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
