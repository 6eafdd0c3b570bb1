import { type Finding, finding } from '../problems/problem.js';
import { type Path, renderPath } from '../text/path.js';
import type { Member, ObjectNode, SyntaxNode } from '../text/syntax-tree.js';
import { chatbotGrammar, childControlKey, type Shape, valueOperators } from './grammar.js';

/**
 * A child control on a container does not lock the settings under it (AWS writes it "at every node"): one warning
 * for every container that restricts while settings below it in the document have no control of their own.
 */
export function warnAboutChildControls(node: SyntaxNode, path: Path): Finding[] {
  if (node.kind !== 'object') return [];
  const own = controlOf(node);
  const below = node.members.flatMap(({ key, value }) => warnAboutChildControls(value, [...path, key]));
  if (own === undefined) return below;
  const open = [...openLeaves(node, path)].map((place) => place.slice(path.length));
  if (open.length === 0) return below;
  const facts = {
    rule: 'settings-below',
    key: own.key,
    settings: open.slice(0, 3).map(renderPath),
    count: open.length,
  } as const;
  const place = { path: [...path, own.key], offset: own.offset };
  return [finding('child-control-leaves-open', 'warning', place, facts), ...below];
}

/** The child control of an object; undefined when it restricts nothing. */
function controlOf({ members }: ObjectNode): Member | undefined {
  const control = members.find(isControl);
  if (control?.value.kind !== 'array') return undefined;
  const words = control.value.items.map((item) => ('value' in item ? String(item.value).toLowerCase() : ''));
  const isWhole = words.includes('@@all') || valueOperators.every((operator) => words.includes(operator));
  return isWhole ? undefined : control;
}

function isControl({ key }: Member): boolean {
  return key.toLowerCase() === childControlKey;
}

/** Settings without a control of their own, and containers without one to which child policies can add settings. */
function* openLeaves(node: ObjectNode, path: Path): Generator<Path> {
  for (const { key, value } of node.members) {
    if (value.kind !== 'object') continue;
    const here = [...path, key];
    const below = [...openLeaves(value, here)];
    if (below.length > 0) yield* below;
    else if (!value.members.some(isControl) && takesMore(value, shapeAt(here))) yield here;
  }
}

/** Whether AWS accepts a key that the container does not have yet. */
function takesMore({ members }: ObjectNode, shape: Shape | undefined): boolean {
  if (shape?.kind !== 'fixed') return true;
  const there = new Set(members.map(({ key }) => key.toLowerCase()));
  return Object.keys(shape.keys).some((key) => !there.has(key));
}

function shapeAt([, ...path]: Path): Shape | undefined {
  let shape: Shape | undefined = chatbotGrammar;
  for (const key of path) {
    if (shape?.kind === 'fixed') shape = shape.keys[String(key).toLowerCase()];
    else shape = shape?.kind === 'keyed' ? shape.value : undefined;
  }
  return shape;
}
