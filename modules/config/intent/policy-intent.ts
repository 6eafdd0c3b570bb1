import type { ExceptionIntent, PolicyIntent, TargetIntent } from '../../policy/intent.js';
import { parseTarget } from '../../policy/organization/target.js';
import { type PolicyType, renderTarget } from '../../policy/plan/plan.js';
import { finding } from '../../policy/problems/problem.js';
import type { Path } from '../../policy/text/path.js';
import { suggest } from '../../policy/text/suggest.js';
import type { WrittenPolicyKeys } from '../schema/policy-keys.js';
import { asList } from '../schema/text-of.js';
import { holdsPlaceholder } from '../text/placeholder.js';
import { rawDocument } from './document.js';
import { type ConfigReader, refuse } from './reader.js';

type WrittenTargets = string | readonly string[] | Readonly<Record<string, string | readonly string[]>>;

/** The part of an intent that chat policies and guardrails have in common. */
export function policyIntentOf(
  written: WrittenPolicyKeys,
  type: PolicyType,
  path: Path,
  reading: ConfigReader,
): PolicyIntent {
  const { name, description = '', tags = {}, skipDestroy = false, preventDestroy = false } = written;
  if (hasNoTarget(written)) warnAttachedNowhere([...path, 'targets'], reading);
  return {
    name,
    description,
    tags,
    ...rolloutOf(written.targets, [...path, 'targets'], reading),
    except: asList(written.except).map((item) => (typeof item === 'string' ? item : item.account)),
    retention: { skipDestroy, preventDestroy },
    ...existingOf(written, type, path, reading),
    path,
  };
}

/** The existing policy, with its attachments by normalized target. */
function existingOf(
  { existing }: WrittenPolicyKeys,
  type: PolicyType,
  path: Path,
  reading: ConfigReader,
): Pick<PolicyIntent, 'existing'> {
  if (existing === undefined) return {};
  const attachments = Object.entries(existing.attachments ?? {}).flatMap(([written, id]) =>
    targetOf(written, [...path, 'existing', 'attachments', written], reading).map(
      ({ target }) => [renderTarget(target), id] as const,
    ),
  );
  const { policy: id, document } = existing;
  const at = [...path, 'existing', 'document'];
  const raw = document === undefined ? undefined : rawDocument(document, type, at, reading);
  return {
    existing: {
      id,
      attachments: Object.fromEntries(attachments),
      ...(raw === undefined ? {} : { document: raw }),
    },
  };
}

/** The exceptions in `except` that have an end date. */
export function exceptionsOf(written: WrittenPolicyKeys, path: Path): ExceptionIntent[] {
  return asList(written.except).flatMap((item, index) => {
    if (typeof item === 'string') return [];
    const { account, reason, owner, until } = item;
    const at = [...path, 'except', ...(Array.isArray(written.except) ? [index] : [])];
    return [{ policy: written.name, exempt: account, reason, owner, until, path: at }];
  });
}

/**
 * The targets of the selected wave: its own, or those of the last wave before it that has any. Before the first of these
 * the policy exists without attachments. The targets of all waves are read, so all problems are found.
 */
function rolloutOf(
  written: WrittenTargets,
  path: Path,
  reading: ConfigReader,
): Pick<PolicyIntent, 'targets' | 'rollout'> {
  if (typeof written === 'string' || isList(written)) return { targets: targetsOf(written, path, reading) };
  const targets = new Map<string, TargetIntent[]>();
  for (const [wave, list] of Object.entries(written)) {
    const here = [...path, wave];
    if (!reading.waves.includes(wave)) unknownWave(wave, here, reading);
    targets.set(wave, targetsOf(list, here, reading));
  }
  let reached: readonly TargetIntent[] = [];
  const rollout = reading.waves.map((wave) => {
    reached = targets.get(wave) ?? reached;
    return reached;
  });
  const current = reading.wave === undefined ? -1 : reading.waves.indexOf(reading.wave);
  return { targets: rollout[current] ?? [], rollout };
}

function targetsOf(written: string | readonly string[], path: Path, reading: ConfigReader): TargetIntent[] {
  if (typeof written === 'string') return targetOf(written, path, reading);
  return written.flatMap((target, index) => targetOf(target, [...path, index], reading));
}

function unknownWave(wave: string, path: Path, reading: ConfigReader): void {
  const nearest = wave === 'except' ? undefined : suggest(wave, reading.waves);
  const facts = { wave, waves: reading.waves };
  refuse(reading, 'unknown-wave', path, nearest === undefined ? facts : { ...facts, nearest });
}

function targetOf(text: string, path: Path, reading: ConfigReader): TargetIntent[] {
  if (holdsPlaceholder(text)) return [{ target: { kind: 'id', id: text }, path }];
  const parsed = parseTarget(text);
  if ('target' in parsed) return [{ target: parsed.target, path }];
  refuse(reading, 'invalid-target', path, parsed.facts);
  return [];
}

/** True if a policy names no target. An existing policy may have none in AWS, and `import` writes it like that. */
function hasNoTarget({ targets, existing }: WrittenPolicyKeys): boolean {
  const lists = typeof targets === 'string' || isList(targets) ? [targets] : Object.values(targets);
  return existing === undefined && lists.every((list) => list.length === 0);
}

/** Targets that are missing or invalid are reported elsewhere. */
function warnAttachedNowhere(path: Path, { findings, leftOut }: ConfigReader): void {
  if (leftOut.isAtOrBelow(path)) return;
  findings.push(finding('attached-nowhere', 'warning', { path }, {}));
}

function isList(written: WrittenTargets): written is readonly string[] {
  return Array.isArray(written);
}
