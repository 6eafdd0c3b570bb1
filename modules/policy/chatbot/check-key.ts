import type { Finding } from '../problems/problem.js';
import { type LazyPath, pathOf } from '../text/lazy-path.js';
import { quoted } from '../text/quote.js';
import { describeNode, type Member, type SyntaxNode } from '../text/syntax-tree.js';
import { checkWord } from './check-word.js';
import type { KeyedShape, Shape } from './grammar.js';

/**
 * Checks a key that is an id, and answers with the shape of what stands under it. Of a setting that stands in place of
 * an id the help says which ids are missing above it.
 */
export function checkKey(
  shape: KeyedShape,
  member: Member,
  spot: LazyPath | undefined,
  findings: Finding[],
): Shape {
  const { key, offset } = member;
  const refused = {
    kind: shape.key.problem,
    severity: 'error',
    path: pathOf(spot),
    offset,
    message: `found ${describeNode({ kind: 'string', offset, value: key }, quoted)}; AWS expects ${shape.key.expected}`,
  } as const;
  if (isNeedlessLevel(shape, member)) {
    findings.push({ ...refused, help: `leave out this level: what stands below it belongs here` });
    return shape;
  }
  const setting = shape.key.accepts(key) ? undefined : settingBelow(shape, key.toLowerCase());
  if (setting === undefined) {
    checkWord(shape.key, { kind: 'string', offset, value: key }, spot, findings);
    return shape.value;
  }
  findings.push({
    ...refused,
    help: `${quoted(key)} belongs below ${setting.ids.map((name) => `a ${name}`).join(' and ')}`,
  });
  return setting.shape;
}

/** Whether a key is no id, and holds nothing but what belongs in its place: `teams` above the ids of teams. */
function isNeedlessLevel(shape: KeyedShape, { key, value }: Member): boolean {
  return !shape.key.accepts(key) && key !== '*' && holdsOnly(shape, value);
}

function holdsOnly(shape: KeyedShape, node: SyntaxNode): boolean {
  if (node.kind !== 'object' || node.members.length === 0) return false;
  return node.members.every(
    ({ key, value }) =>
      shape.key.accepts(key) && (shape.value.kind !== 'keyed' || holdsOnly(shape.value, value)),
  );
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
