import { isRootId, isTargetId } from '../identifiers.js';
import type { PolicyIntent, Target, TargetIntent } from '../intent.js';
import { awsLimits } from '../limits.js';
import { type OrganizationIndex, spotOf } from '../organization/organization-index.js';
import { type Finding, finding } from '../problems/problem.js';
import type { ProblemFacts } from '../problems/problem-kinds.js';
import { suggest } from '../text/suggest.js';
import type { ResolvedTarget } from './draft.js';
import { renderTarget } from './plan.js';

/** The resolved targets of a policy; unknown and duplicate ones are reported and left out. */
export function placesOf(
  intent: PolicyIntent,
  index: OrganizationIndex | undefined,
  findings: Finding[],
): ResolvedTarget[] {
  const places = new Map<string, ResolvedTarget>();
  if (index === undefined) findings.push(...intent.targets.flatMap(unlikely));
  for (const target of intent.targets) {
    const place = resolvedTarget(target, index);
    if (place === undefined) {
      if (index !== undefined) findings.push(unknownTarget(target, index));
      continue;
    }
    const before = places.get(place.key);
    if (before === undefined) places.set(place.key, place);
    else findings.push(duplicate(target, before.target));
  }
  findings.push(...repeatedExceptions(intent));
  return [...places.values()];
}

/** Without an organization file only the root is resolved. */
function resolvedTarget(
  { target, path }: TargetIntent,
  index: OrganizationIndex | undefined,
): ResolvedTarget | undefined {
  if (index === undefined) {
    const isRoot = target.kind === 'root' || (target.kind === 'id' && isRootId(target.id));
    return { target, path, key: isRoot ? 'root' : renderTarget(target), node: undefined };
  }
  const spot = spotOf(index, target);
  return spot && { target, path, key: spot.node.id, node: spot.node };
}

/** Ids look alike: among thousands of accounts there is always one that is a few digits away. */
const maxTypos = 2;

/** The ID of the OU that an ID was probably meant to be; letters that look like digits count as those. */
export function nearestUnit(id: string, { spots }: OrganizationIndex): string | undefined {
  if (!/^ou-/i.test(id)) return undefined;
  const alike = (text: string) => text.toLowerCase().replaceAll('o', '0').replace(/[il]/g, '1');
  const units = [...spots.keys()].filter((each) => each.startsWith('ou-'));
  return units.find((unit) => alike(unit) === alike(id)) ?? suggest(id, units, maxTypos);
}

/** The problem of a target that the organization does not have, with the nearest one. */
export function unknownTarget({ target: found, path }: TargetIntent, index: OrganizationIndex): Finding {
  const target = renderTarget(found);
  const at = { path };
  if (found.kind === 'id') {
    const nearest = nearestUnit(target, index) ?? suggest(target, index.spots.keys(), maxTypos);
    return finding('unknown-target', 'error', at, { rule: 'id', target, ...(nearest && { nearest }) });
  }
  const account = [...index.spots.values()].find(
    ({ unit, node }) => unit === undefined && node.name === target,
  );
  if (account !== undefined) {
    return finding('unknown-target', 'error', at, { rule: 'account', target, account: account.node.id });
  }
  const paths = [...index.unitsByPath.keys()];
  const nearest = suggest(target, ['root', ...paths]);
  if (nearest !== undefined) return finding('unknown-target', 'error', at, { rule: 'unit', target, nearest });
  const nested = paths.find((one) => one.endsWith(`/${target}`));
  if (nested === undefined) return finding('unknown-target', 'error', at, { rule: 'unit', target });
  return finding('unknown-target', 'error', at, { rule: 'nested-unit', target, nearest: nested });
}

function duplicate(found: TargetIntent, before: Target): Finding {
  const [target, other] = [renderTarget(found.target), renderTarget(before)];
  if (target === other) return finding('duplicate-target', 'error', found, { rule: 'target', target });
  return finding('duplicate-target', 'error', found, { rule: 'same-target', target, other });
}

function repeatedExceptions({ except, path }: PolicyIntent): Finding[] {
  const seen = new Set<string>();
  return except.flatMap((account, index) => {
    if (!seen.has(account)) {
      seen.add(account);
      return [];
    }
    const at = { path: [...path, 'except', index] };
    return [finding('duplicate-target', 'error', at, { rule: 'except', account })];
  });
}

/** A path that hardly any organizational unit has; only checked without an organization file. */
function unlikely({ target, path }: TargetIntent): Finding[] {
  if (target.kind !== 'unit') return [];
  const { names } = target;
  const limit = awsLimits.organizationalUnitDepth;
  if (names.length > limit) {
    return [finding('invalid-target', 'error', { path }, { rule: 'depth', count: names.length, limit })];
  }
  const facts = probablyMeant(names, renderTarget(target));
  return facts === undefined ? [] : [finding('invalid-target', 'warning', { path }, facts)];
}

function probablyMeant(names: readonly string[], target: string): ProblemFacts<'invalid-target'> | undefined {
  const [first = '', ...below] = names;
  if (first.toLowerCase() === 'root') {
    if (below.length === 0) return { rule: 'root-name', target };
    return { rule: 'root-in-path', target, nearest: renderTarget({ kind: 'unit', names: below }) };
  }
  if (below.length > 0) return undefined;
  const nearest = first.toLowerCase();
  if (isTargetId(nearest)) return { rule: 'id-case', target, nearest };
  const isPolicyId = /^p-[0-9a-z]{8}$/.test(first) && /\d/.test(first.slice(2));
  return isPolicyId ? { rule: 'policy-id', target } : undefined;
}
