import { positionsIn } from '../../../policy/position.js';
import type { Path } from '../../../policy/problem.js';
import type { FoundPlace } from '../found-policy.js';
import type { PlacedBlock } from './folder.js';

/** The place of a block, or of one of its attributes. */
export function placeOf({ type, labels, offset, body, source }: PlacedBlock, key?: string): FoundPlace {
  const path: Path = [type, ...labels, ...(key === undefined ? [] : [key])];
  const at = key === undefined ? offset : (body.attributes.get(key)?.offset ?? offset);
  return { file: source.file, ...positionsIn(source.text)(at), path };
}
