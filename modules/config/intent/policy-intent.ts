import type { ExceptionIntent, PolicyIntent, TargetIntent } from '../../policy/intent.js';
import { parseTarget } from '../../policy/organization/target.js';
import { renderTarget } from '../../policy/plan/plan.js';
import type { Path } from '../../policy/text/path.js';
import { quoted } from '../../policy/text/quote.js';
import { suggest } from '../../policy/text/suggest.js';
import type { WrittenPolicyKeys } from '../schema/policy-keys.js';
import { asList } from '../schema/text-of.js';
import { holdsPlaceholder } from '../text/placeholder.js';
import { rawDocument } from './document.js';
import { type ConfigReader, isBelow, refuse } from './reader.js';

type WrittenTargets = string | readonly string[] | Readonly<Record<string, string | readonly string[]>>;

/** What chat policies and guardrails have in common, in the words of the core. */
export function policyIntentOf(
  written: WrittenPolicyKeys,
  type: 'chat-policy' | 'scp',
  path: Path,
  reading: ConfigReader,
): PolicyIntent {
  const { name, description = '', tags = {}, skipDestroy = false, preventDestroy = false } = written;
  if (isEmpty(written)) attachedNowhere([...path, 'targets'], reading);
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

/** What exists already, its attachments by their targets in one spelling. */
function existingOf(
  { existing }: WrittenPolicyKeys,
  type: 'chat-policy' | 'scp',
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
  const place = [...path, 'existing', 'document'];
  const spelled = document === undefined ? undefined : rawDocument(document, type, place, reading);
  return {
    existing: {
      id,
      attachments: Object.fromEntries(attachments),
      ...(spelled === undefined ? {} : { document: spelled }),
    },
  };
}

/** The accounts that are spared with a reason, an owner and an end. */
export function exceptionsOf(written: WrittenPolicyKeys, path: Path): ExceptionIntent[] {
  return asList(written.except).flatMap((item, index) => {
    if (typeof item === 'string') return [];
    const { account, reason, owner, until } = item;
    const place = Array.isArray(written.except) ? [index] : [];
    return [
      { policy: written.name, spares: account, reason, owner, until, path: [...path, 'except', ...place] },
    ];
  });
}

/**
 * The targets of the wave that is meant, or of the last one before it that names any; before the first of them the
 * policy exists and is attached nowhere. The targets of all waves are read, so that every problem is found.
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
  const near = suggest(wave, reading.waves);
  const help =
    wave === 'except'
      ? '`except` stands beside `targets`'
      : reading.waves.length === 0
        ? 'name the waves in their order: `waves: [canary, wider, all]`'
        : near === undefined
          ? `the waves are ${reading.waves.join(', ')}`
          : `did you mean \`${near}\`?`;
  refuse(reading, 'unknown-wave', path, `no wave ${quoted(wave)}`, help);
}

function targetOf(text: string, path: Path, reading: ConfigReader): TargetIntent[] {
  if (holdsPlaceholder(text)) return [{ target: { kind: 'id', id: text }, path }];
  const parsed = parseTarget(text);
  if ('target' in parsed) return [{ target: parsed.target, path }];
  refuse(reading, 'invalid-target', path, parsed.message, parsed.help);
  return [];
}

/** What is in AWS already may be attached nowhere there, and `import` writes it so. */
function isEmpty({ targets, existing }: WrittenPolicyKeys): boolean {
  const lists = typeof targets === 'string' || isList(targets) ? [targets] : Object.values(targets);
  return existing === undefined && lists.every((list) => list.length === 0);
}

/** Targets that are missing or wrong were told already. */
function attachedNowhere(path: Path, { findings, leftOut }: ConfigReader): void {
  if (leftOut.some((place) => isBelow(place, path))) return;
  const message = 'no target: the policy would be attached nowhere';
  const help = 'name the root, units or accounts, e.g. `targets: root`';
  findings.push({ kind: 'attached-nowhere', severity: 'warning', path, message, help });
}

function isList(written: WrittenTargets): written is readonly string[] {
  return Array.isArray(written);
}
