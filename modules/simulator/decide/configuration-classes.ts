import { groupedBy } from '../../policy/grouped-by.js';
import type { ChatPlatform } from '../../policy/intent.js';
import {
  type AttachmentTarget,
  attachedPolicies,
  cachePerOrganization,
  type Organization,
} from '../../policy/organization/organization.js';
import { matches } from '../../policy/pattern/matches.js';
import { tokensOf } from '../../policy/pattern/token.js';
import { possibleSourceArns } from '../../policy/scp/source-arns.js';
import { isJsonObject, type JsonValue } from '../../policy/text/json.js';
import { mayMatchSomeAccounts } from '../impact/equivalent-accounts.js';
import { type ChatName, chatNamesIn } from './chat-names.js';

/** Chat configurations that the service control policies of an account cannot tell apart. */
export interface ConfigurationClass {
  /** Names and patterns; `*` for all names of the organization that no class lists. */
  readonly labels: readonly string[];
  /** One of the names. */
  readonly value: string;
}

/** The parts of a session's ARN before the name. */
export interface SessionSource {
  readonly accountId: string;
  readonly platform: ChatPlatform;
  readonly partition: string;
}

/** Finds the classes for an account and a platform. */
export type ConfigurationClasses = (
  source: SessionSource,
  path: readonly AttachmentTarget[],
) => readonly ConfigurationClass[];

/** What a service control policy can distinguish chat configurations by. */
interface Distinctions {
  /** The values of `aws:ChatbotSourceArn`. */
  readonly patterns: readonly string[];
  /** True if a policy variable makes every name different. */
  readonly byVariable: boolean;
}

/**
 * Returns a function that finds the classes of chat configurations. A name is in a class of its own only if a policy on
 * the path of the account matches it, so 100,000 configurations need few decisions.
 */
export function configurationClasses(organization: Organization): ConfigurationClasses {
  const all = chatNamesIn(organization).configurations;
  const [other = { label: '*', value: '' }] = all.slice(-1);
  const names = all.slice(0, -1);
  const indexes = new Map(names.map(({ label }, index) => [label, index]));
  const channels = dependsOnRole(organization) ? organization.channels : [];
  const channelsOf = groupedBy(channels, ({ accountId }) => accountId);
  const findMatched = matchFinder(names);
  const read = new WeakMap<object, Distinctions>();
  const distinctionsOf = (policy: { readonly content: JsonValue }): Distinctions => {
    const known = read.get(policy) ?? readDistinctions(policy.content);
    read.set(policy, known);
    return known;
  };
  return (source, path) => {
    const own = path
      .flatMap((target) => attachedPolicies(organization, target, 'SERVICE_CONTROL_POLICY'))
      .map(distinctionsOf);
    const keys = new Map<number, string>();
    const add = (index: number, key: string): void => {
      keys.set(index, `${keys.get(index) ?? ''}${key} `);
    };
    if (own.some(({ byVariable }) => byVariable)) for (const index of names.keys()) add(index, String(index));
    else {
      const patterns = [...new Set(own.flatMap((policy) => policy.patterns))];
      for (const [position, pattern] of patterns.entries()) {
        for (const [index, key] of findMatched(pattern, source)) add(index, `${position}:${key}`);
      }
    }
    for (const channel of channelsOf.get(source.accountId) ?? []) {
      const index = indexes.get(channel.name);
      if (channel.platform === source.platform && index !== undefined) add(index, channel.roleArn ?? '');
    }
    const classes = new Map<string, { readonly labels: string[]; readonly value: string }>();
    for (const [index, key] of [...keys].sort(([a], [b]) => a - b)) {
      const { label, value } = names[index] ?? other;
      const known = classes.get(key);
      if (known === undefined) classes.set(key, { labels: [label], value });
      else known.labels.push(label);
    }
    return [...classes.values(), { labels: [other.label], value: other.value }];
  };
}

/** Returns a function from a pattern to the indexes of the names it matches, each with a key of how it matches. */
function matchFinder(
  names: readonly ChatName<string>[],
): (pattern: string, source: SessionSource) => readonly (readonly [index: number, key: string])[] {
  const known = new Map<string, readonly (readonly [number, string])[]>();
  const values = names.map(({ value }) => value);
  const lower = values.map((value) => value.toLowerCase());
  const all = { values, lower, arePlain: values.every((value) => /^[\w-]*$/.test(value)) };
  return (pattern, { accountId, platform, partition }) => {
    const isAboutAccounts = /\d{12}/.test(pattern) || mayMatchSomeAccounts(JSON.stringify(pattern));
    const account = isAboutAccounts ? accountId : '000000000000';
    const key = [partition, platform, account, pattern].join(' ');
    const before = known.get(key);
    if (before !== undefined) return before;
    const [arn = []] = possibleSourceArns({ account, platform, configuration: '' }, partition);
    const start = arn.join('');
    const found = isUniform(pattern, start) ? [] : matchesIn(all, pattern, start);
    known.set(key, found);
    return found;
  };
}

/** True if a pattern matches every name after the start of the ARN, however it is read. */
function isUniform(pattern: string, start: string): boolean {
  return pattern.endsWith('*') && readingsOf(pattern, start).every((doesMatch) => doesMatch);
}

/** Whether the pattern matches a text as `StringLike` and as `ArnLike` read it, with and without case. */
function readingsOf(pattern: string, text: string): readonly boolean[] {
  const [lowerPattern, lowerText] = [pattern.toLowerCase(), text.toLowerCase()];
  return (['string', 'arn'] as const).flatMap((reading) => [
    matches(tokensOf(pattern, reading), text),
    matches(tokensOf(lowerPattern, reading), lowerText),
  ]);
}

/** The names of chat configurations, once more in lower case. */
interface Names {
  readonly values: readonly string[];
  readonly lower: readonly string[];
  /** True if no name has a slash or colon, as AWS demands. */
  readonly arePlain: boolean;
}

function matchesIn(
  { values, lower, arePlain }: Names,
  pattern: string,
  start: string,
): readonly (readonly [index: number, key: string])[] {
  const [lowerPattern, lowerStart] = [pattern.toLowerCase(), start.toLowerCase()];
  // A slash of the pattern matches one of the start, as plain names have none: only the rest is compared with each name.
  const at = arePlain ? lowerPattern.lastIndexOf('/') + 1 : 0;
  const head = tokensOf(lowerPattern.slice(0, at), 'string');
  const ends = at === 0 ? [0] : [...lowerStart.matchAll(/\//g)].map(({ index }) => index + 1);
  const rests = ends
    .filter((end) => matches(head, lowerStart.slice(0, end)))
    .map((end) => lowerStart.slice(end));
  if (rests.length === 0) return [];
  const tokens = tokensOf(lowerPattern.slice(at), 'string');
  const literal = rests.join('') === '' ? (/^[^*?]*/.exec(lowerPattern.slice(at))?.[0] ?? '') : '';
  const found: (readonly [index: number, key: string])[] = [];
  for (const [index, name] of lower.entries()) {
    if (!name.startsWith(literal) || !rests.some((rest) => matches(tokens, rest + name))) continue;
    found.push([index, readingsOf(pattern, `${start}${values[index]}`).map(Number).join('')]);
  }
  return found;
}

function readDistinctions(content: JsonValue): Distinctions {
  const patterns = new Set<string>();
  let byVariable = false;
  const walk = (value: JsonValue, key: string): void => {
    if (Array.isArray(value)) for (const item of value) walk(item, key);
    else if (isJsonObject(value)) {
      for (const [name, item] of Object.entries(value)) walk(item, name.toLowerCase());
    } else if (typeof value === 'string') {
      const isSource = key === 'aws:chatbotsourcearn';
      if (isSource) patterns.add(value);
      if (isSource ? value.includes('${') : /\$\{[^}]*chatbotsourcearn/i.test(value)) byVariable = true;
    }
  };
  walk(content, '');
  return { patterns: [...patterns], byVariable };
}

/** True if a service control policy of the organization names the ARN of the role of a session. */
export const dependsOnRole = cachePerOrganization(({ policies }: Organization): boolean =>
  [...policies.values()].some(
    ({ type, content }) =>
      type === 'SERVICE_CONTROL_POLICY' && /aws:principalarn/i.test(JSON.stringify(content)),
  ),
);
