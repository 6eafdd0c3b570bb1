import { childControlKey } from '../policy/chatbot/grammar.js';
import type { Organization } from '../policy/organization/organization.js';
import { type Finding, finding } from '../policy/problems/problem.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../policy/text/json.js';
import { type Path, renderPath } from '../policy/text/path.js';
import { allows, type OperatorSet, operatorSet } from '../simulator/effective/chat-operations.js';
import { type ChatLevel, chatLevels } from '../simulator/effective/effective-policy.js';
import { findInDocument } from '../simulator/effective/find-in-document.js';
import type { Part } from '../simulator/effective/merge-level.js';
import type { Level } from '../simulator/effective/merge-setting.js';

/**
 * Child controls that leave settings open. A control on a container prevents policies below from adding keys, but not
 * from changing a key that another policy, above or at the same level, sets and that the policy with the control does
 * not name. Paths are those of the control in the organization file.
 */
export function warnAboutOpenLocks(
  organization: Organization,
  levels: readonly ChatLevel[] = [...chatLevels(organization)],
): Finding[] {
  const findings = levels.flatMap(({ level, document }) =>
    level.policies.flatMap((policy) => {
      const content = level.documents.get(policy);
      if (content === undefined) return [];
      return openUnder(content, document, undefined).map((open) =>
        findingOf(organization, policy, level, open),
      );
    }),
  );
  return [...new Map(findings.map((finding) => [JSON.stringify(finding), finding])).values()];
}

/** Keys of a locked container that policies below can still change. */
interface Open {
  readonly container: Part;
  readonly keys: readonly Part[];
}

/** `around`: the control of the container around this one. */
function openUnder(content: JsonValue, part: Part, around: OperatorSet | undefined): readonly Open[] {
  if (!isJsonObject(content)) return [];
  const control = controlIn(content);
  const own = keysOf(content);
  const below = part.below.flatMap((each) => {
    const there = own.get(each.place.key);
    return there === undefined ? [] : openUnder(there, each, control);
  });
  if (control === undefined || allows(control, '@@assign')) return below;
  // Overrides take no new keys where policies below may append to what is in them.
  const meant = control | (around ?? 0);
  const keys = part.below.filter((each) => !own.has(each.place.key) && each.named && opens(each, meant));
  return keys.length === 0 ? below : [{ container: part, keys }, ...below];
}

/** Whether a part, or anything in it, can be changed below in a way that is not meant. */
function opens({ control, below }: Part, meant: OperatorSet): boolean {
  return (control & ~meant) !== 0 || below.some((part) => opens(part, meant));
}

function controlIn(content: JsonObject): OperatorSet | undefined {
  const { value } = findInDocument(content, [childControlKey]);
  return value === undefined ? undefined : operatorSet(value);
}

function keysOf(content: JsonObject): ReadonlyMap<string, JsonValue> {
  return new Map(Object.entries(content).map(([key, value]) => [key.toLowerCase(), value]));
}

function findingOf(
  { policies }: Organization,
  policy: string,
  level: Level,
  { container, keys }: Open,
): Finding {
  const content = level.documents.get(policy) ?? null;
  const { path } = findInDocument(content, [...container.place.path, childControlKey]);
  const paths = keys.slice(0, 3).map(({ place }) => spelled(level, place.path));
  const written = example(container, String(paths[0]?.at(-1)));
  const place = { path: ['policies', policy, 'content', ...path] };
  return finding('child-control-leaves-open', 'warning', place, {
    rule: 'set-by-other-policy',
    policy: policies.get(policy)?.name ?? policy,
    settings: paths.map(renderPath),
    count: keys.length,
    ...(written && { example: written }),
  });
}

/** As the policy that named it first, at this level or above, spells it. */
function spelled(level: Level, path: readonly string[]): Path {
  for (let at: Level | undefined = level; at !== undefined; at = at.above) {
    for (const policy of at.policies) {
      const written = findInDocument(at.documents.get(policy) ?? null, path);
      if (written.value !== undefined) return written.path;
    }
  }
  return path;
}

/** How a configuration names a key that is an ID; other keys have names of their own there. */
function example({ place }: Part, key: string): string | undefined {
  if (!place.path.some((each) => each === 'tenants' || each === 'overrides')) return undefined;
  const id = key === '*' ? 'all' : /^[0-9]/.test(key) ? `"${key}"` : key;
  return `${id}: ${place.key === 'tenants' ? '{ children: none }' : '{}'}`;
}
