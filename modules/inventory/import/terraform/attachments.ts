import { renderTarget } from '../../../policy/plan/plan.js';
import type { Problem } from '../../../policy/problems/problem.js';
import { isJsonObject, type JsonValue } from '../../../policy/text/json.js';
import { quoted } from '../../../policy/text/quote.js';
import { type FoundTarget, importGap } from '../found-policy.js';
import { evaluate, type Scope } from './evaluate.js';
import { below, type PlacedBlock, placeOf } from './folder.js';

/** Where policies are attached, by the names of their resources. What is not written down is told. */
export function attachmentsIn(
  blocks: readonly PlacedBlock[],
  scope: Scope,
  open: Problem[],
): ReadonlyMap<string, readonly FoundTarget[]> {
  const attached = new Map<string, FoundTarget[]>();
  for (const block of blocks) {
    if (block.type !== 'resource' || block.labels[0] !== 'aws_organizations_policy_attachment') continue;
    const policy = block.body.attributes.get('policy_id')?.value;
    const [, name] =
      (policy?.kind === 'reference' && /^aws_organizations_policy\.([\w-]+)\.id$/.exec(policy.text)) || [];
    const leave = (key: string, why: string): void => {
      const message = `${quoted(block.labels.join('.'))} is left out: ${why}`;
      open.push(importGap(placeOf(block, key), message, 'write the target into the configuration'));
    };
    if (name === undefined) {
      leave('policy_id', 'its policy is not one of these files');
      continue;
    }
    const written = block.body.attributes.get('target_id')?.value;
    const targets = attached.get(name) ?? [];
    attached.set(name, targets);
    if (written === undefined) continue;
    for (const one of rounds(block, targetScope(blocks, scope), leave)) {
      const target = evaluate(written, one);
      if (target.unknown !== undefined) leave('target_id', target.unknown);
      else if (!targets.some((other) => other.written === String(target.value)))
        targets.push({ written: String(target.value) });
    }
  }
  return attached;
}

/** A scope for every instance that `for_each` makes of a resource. */
function rounds(
  block: PlacedBlock,
  scope: Scope,
  leave: (key: string, why: string) => void,
): readonly Scope[] {
  const { attributes } = block.body;
  if (attributes.has('count')) {
    leave('count', '`count` makes any number of attachments');
    return [];
  }
  const each = attributes.get('for_each');
  if (each === undefined) return [scope];
  const evaluated = evaluate(each.value, scope);
  if (evaluated.unknown !== undefined) {
    leave('for_each', evaluated.unknown);
    return [];
  }
  return pairsIn(evaluated.value).map(([key, value]) => ({
    ...scope,
    lookUp: (reference) => {
      if (reference === 'each.key') return { value: key };
      const [, path] = /^each\.value(.*)$/.exec(reference) ?? [];
      return path === undefined ? scope.lookUp(reference) : below({ value }, path);
    },
  }));
}

function pairsIn(value: JsonValue): readonly (readonly [string, JsonValue])[] {
  if (Array.isArray(value)) return value.map((item: JsonValue) => [String(item), item]);
  return isJsonObject(value) ? Object.entries(value) : [];
}

const rootId = /^(?:data\.)?aws_organizations_organization\.[\w-]+\.roots(?:\[0\]|\.0)\.id$/;

/** A scope in which the ids of the root and of units of these files are targets as a configuration writes them. */
function targetScope(blocks: readonly PlacedBlock[], scope: Scope): Scope {
  return {
    ...scope,
    lookUp: (reference) => {
      if (rootId.test(reference)) return { value: 'root' };
      const names = unitPath(reference, blocks, scope);
      if (names !== undefined) return { value: renderTarget({ kind: 'unit', names }) };
      return scope.lookUp(reference);
    },
  };
}

/** The names of a unit that is a resource of these files, from below the root. */
function unitPath(
  reference: string,
  blocks: readonly PlacedBlock[],
  scope: Scope,
  depth = 0,
): readonly string[] | undefined {
  const [, resource] = /^aws_organizations_organizational_unit\.([\w-]+)\.id$/.exec(reference) ?? [];
  const block = blocks.find(
    ({ labels }) => labels[0] === 'aws_organizations_organizational_unit' && labels[1] === resource,
  );
  const [name, parent] = ['name', 'parent_id'].map((key) => block?.body.attributes.get(key)?.value);
  const evaluated = name && evaluate(name, scope);
  if (parent === undefined || evaluated === undefined || evaluated.unknown !== undefined || depth > 10)
    return undefined;
  const own = String(evaluated.value);
  if (parent.kind === 'reference') {
    const above = rootId.test(parent.text) ? [] : unitPath(parent.text, blocks, scope, depth + 1);
    return above && [...above, own];
  }
  return parent.kind === 'literal' && /^r-/.test(String(parent.value)) ? [own] : undefined;
}
