import type { Finding } from '../problem.js';
import { quoted } from '../problem.js';
import { pathOf, type Spot } from '../spot.js';
import type { Member } from '../syntax-tree.js';
import { checkWord } from './check-word.js';
import type { KeyedShape, Shape } from './grammar.js';

/**
 * Checks a key that is an id, and answers with the shape of what stands under it. Of a setting that stands in place of
 * an id the help says which ids are missing above it.
 */
export function checkKey(
  shape: KeyedShape,
  { key, offset }: Member,
  spot: Spot | undefined,
  findings: Finding[],
): Shape {
  const setting = shape.key.accepts(key) ? undefined : settingBelow(shape, key.toLowerCase());
  if (setting === undefined) {
    checkWord(shape.key, { kind: 'string', offset, value: key }, spot, findings);
    return shape.value;
  }
  findings.push({
    kind: shape.key.problem,
    severity: 'error',
    path: pathOf(spot),
    offset,
    message: `found ${quoted(key)}; AWS expects ${shape.key.expected}`,
    help: `${quoted(key)} belongs below ${setting.ids.map((name) => `a ${name}`).join(' and ')}`,
  });
  return setting.shape;
}

interface SettingBelow {
  readonly shape: Shape;
  /** The ids above it, by the names of their rules. */
  readonly ids: readonly string[];
}

/** A setting of this name under the ids of an object; undefined where there is none. */
function settingBelow(shape: Shape | undefined, name: string): SettingBelow | undefined {
  if (shape?.kind === 'fixed') {
    const setting = Object.hasOwn(shape.keys, name) ? shape.keys[name] : undefined;
    return setting && { shape: setting, ids: [] };
  }
  if (shape?.kind !== 'keyed') return undefined;
  const below = settingBelow(shape.value, name);
  return below && { ...below, ids: [shape.key.name, ...below.ids] };
}
