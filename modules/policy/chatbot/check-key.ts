import type { ChatValue } from '../problems/chat-policy-words.js';
import { type Finding, finding } from '../problems/problem.js';
import { type LazyPath, pathOf } from '../text/lazy-path.js';
import type { Member, SyntaxNode } from '../text/syntax-tree.js';
import { checkWord, expectedBy } from './check-word.js';
import type { KeyedShape, Shape } from './grammar.js';

/** Checks a key that is an ID, and returns the shape of its value. */
export function checkKey(
  shape: KeyedShape,
  member: Member,
  lazyPath: LazyPath | undefined,
  findings: Finding[],
): Shape {
  const { key, offset } = member;
  const place = { path: pathOf(lazyPath), offset };
  const refused = { ...expectedBy(shape.key), found: key };
  if (isExtraLevel(shape, member)) {
    findings.push(finding(shape.key.problem, 'error', place, { rule: 'extra-level', ...refused }));
    return shape;
  }
  const setting = shape.key.accepts(key) ? undefined : settingBelow(shape, key.toLowerCase());
  if (setting === undefined) {
    checkWord(shape.key, { kind: 'string', offset, value: key }, lazyPath, findings);
    return shape.value;
  }
  const facts = { rule: 'setting-without-id', ...refused, parents: setting.ids } as const;
  findings.push(finding(shape.key.problem, 'error', place, facts));
  return setting.shape;
}

/** Whether a key is not an ID and holds only what belongs in its place: `teams` around the IDs of teams. */
function isExtraLevel(shape: KeyedShape, { key, value }: Member): boolean {
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
  /** The IDs above it. */
  readonly ids: readonly ChatValue[];
}

/** A setting of this name under the IDs of an object; undefined where there is none. */
function settingBelow(shape: Shape | undefined, name: string): SettingBelow | undefined {
  if (shape?.kind === 'fixed') {
    const setting = Object.hasOwn(shape.keys, name) ? shape.keys[name] : undefined;
    return setting && { shape: setting, ids: [] };
  }
  if (shape?.kind !== 'keyed') return undefined;
  const below = settingBelow(shape.value, name);
  return below && { ...below, ids: [shape.key.value, ...below.ids] };
}
