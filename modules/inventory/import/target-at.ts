import { parseTarget } from '../../policy/parse-target.js';
import { renderTarget } from '../../policy/plan.js';
import { type Atlas, type Spot, spotOf } from '../../policy/planning/atlas.js';
import type { FoundTarget } from './found-policy.js';

/** A place as the configuration names it: by its path where that means the place, otherwise by its id. */
export function targetAt(spot: Spot, atlas: Atlas): FoundTarget {
  const { id, name } = spot.node;
  const written = renderTarget(spot.target);
  const read = parseTarget(written);
  const isPlain = 'target' in read && spotOf(atlas, read.target) === spot;
  if (isPlain && spot.unit !== undefined) return { written, attachedTo: id };
  return { written: isPlain ? written : id, attachedTo: id, ...(name === '' ? {} : { comment: name }) };
}
