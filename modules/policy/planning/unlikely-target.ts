import { isTargetId } from '../identifiers.js';
import type { TargetIntent } from '../intent.js';
import { awsLimits } from '../limits.js';
import { renderTarget } from '../plan.js';
import { type Finding, quoted } from '../problem.js';

/** A unit by names that hardly any unit has, judged where no organization file knows better. */
export function unlikely({ target, path }: TargetIntent): Finding[] {
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
