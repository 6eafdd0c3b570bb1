import { isRootId, isTargetId } from '../identifiers.js';
import type { PolicyIntent, Target, TargetIntent } from '../intent.js';
import { awsLimits } from '../limits.js';
import { type OrganizationIndex, spotOf } from '../organization/organization-index.js';
import type { Finding } from '../problems/problem.js';
import type { Path } from '../text/path.js';
import { quoted } from '../text/quote.js';
import { suggest } from '../text/suggest.js';
import type { ResolvedTarget } from './draft.js';
import { renderTarget } from './plan.js';

/** The targets of a policy as places; unknown ones and repetitions are reported and left out. */
export function placesOf(
  intent: PolicyIntent,
  atlas: OrganizationIndex | undefined,
  findings: Finding[],
): ResolvedTarget[] {
  const places = new Map<string, ResolvedTarget>();
  if (atlas === undefined) findings.push(...intent.targets.flatMap(unlikely));
  for (const target of intent.targets) {
    const place = placeOf(target, atlas);
    if (place === undefined) {
      if (atlas !== undefined) findings.push(unknown(target, atlas));
      continue;
    }
    const before = places.get(place.key);
    if (before === undefined) places.set(place.key, place);
    else findings.push(duplicate(target.path, target.target, before.target));
  }
  findings.push(...repeatedExceptions(intent));
  return [...places.values()];
}

/** Without an organization, all that is known is that it has one root. */
function placeOf(
  { target, path }: TargetIntent,
  atlas: OrganizationIndex | undefined,
): ResolvedTarget | undefined {
  if (atlas === undefined) {
    const isRoot = target.kind === 'root' || (target.kind === 'id' && isRootId(target.id));
    return { target, path, key: isRoot ? 'root' : renderTarget(target), node: undefined };
  }
  const spot = spotOf(atlas, target);
  return spot && { target, path, key: spot.node.id, node: spot.node };
}

/** Ids look alike: among thousands of accounts there is always one that is a few digits away. */
const maxTypos = 2;

function unknown({ target, path }: TargetIntent, atlas: OrganizationIndex): Finding {
  const written = renderTarget(target);
  const known = target.kind === 'id' ? atlas.spots.keys() : ['root', ...atlas.unitsByPath.keys()];
  const near = suggest(written, known, target.kind === 'id' ? maxTypos : undefined);
  const what = target.kind === 'id' ? 'nothing with the id' : 'no organizational unit';
  return {
    kind: 'unknown-target',
    severity: 'error',
    path,
    message: `${what} ${quoted(written)} in the organization file`,
    help: near === undefined ? help(target, atlas) : `did you mean ${quoted(near)}?`,
  };
}

function help(target: Target, atlas: OrganizationIndex): string {
  if (target.kind === 'id') return 'collect the organization again if it is new';
  const nested = [...atlas.unitsByPath.keys()].find((path) => path.endsWith(`/${renderTarget(target)}`));
  if (nested !== undefined) return `did you mean ${quoted(nested)}? paths begin below the root`;
  return 'paths begin below the root, names between slashes; a slash in a name is written `\\/`';
}

function duplicate(path: Path, target: Target, before: Target): Finding {
  const [written, other] = [renderTarget(target), renderTarget(before)];
  const message =
    written === other
      ? `${quoted(written)} stands among the targets already`
      : `${quoted(written)} is ${quoted(other)}, which stands among the targets already`;
  return { kind: 'duplicate-target', severity: 'error', path, message, help: 'keep one of them' };
}

function repeatedExceptions({ except, path }: PolicyIntent): Finding[] {
  const seen = new Set<string>();
  return except.flatMap((account, index) => {
    if (!seen.has(account)) {
      seen.add(account);
      return [];
    }
    const message = `${quoted(account)} stands among the exceptions already`;
    const place = [...path, 'except', index];
    return [{ kind: 'duplicate-target', severity: 'error', path: place, message, help: 'keep one of them' }];
  });
}

/** A unit by names that hardly any unit has, judged where no organization file knows better. */
function unlikely({ target, path }: TargetIntent): Finding[] {
  if (target.kind !== 'unit') return [];
  const { names } = target;
  const depth = awsLimits.organizationalUnitDepth;
  if (names.length > depth) {
    const message = `a unit ${names.length} levels below the root; AWS nests them ${depth} deep`;
    const help = 'a slash in a name is written `\\/`';
    return [{ kind: 'invalid-target', severity: 'error', path, message, help }];
  }
  const help = meantBy(names);
  if (help === undefined) return [];
  const message = `${quoted(renderTarget(target))} names a unit; hardly any is called like that`;
  return [{ kind: 'invalid-target', severity: 'warning', path, message, help }];
}

function meantBy(names: readonly string[]): string | undefined {
  const [first = '', ...below] = names;
  if (first.toLowerCase() === 'root') {
    if (below.length === 0) return 'for the root of the organization write `root`';
    return `did you mean ${quoted(renderTarget({ kind: 'unit', names: below }))}? paths begin below the root`;
  }
  if (below.length > 0) return undefined;
  if (isTargetId(first.toLowerCase())) return `did you mean ${quoted(first.toLowerCase())}?`;
  if (/^p-[0-9a-z]{8}$/.test(first) && /\d/.test(first.slice(2)))
    return 'this is how the id of a policy looks: name the root, a unit or an account';
  return undefined;
}
