import { childControlKey } from '../policy/chatbot/grammar.js';
import type { ValueOperator } from '../policy/intent.js';
import { allows, type OperatorSet, operatorSet } from './chat-operations.js';
import type { Level, Setting } from './merge-setting.js';
import { type Origin, originOf } from './origin.js';
import { writtenAt } from './written-at.js';

/**
 * The controls that forbid an operator on a setting to the policies of its last step, from the root down: every one that
 * does it. New keys take two where one forbids to assign and another to append.
 */
export function findForbidders({ place, step }: Setting, operator: ValueOperator): readonly Origin[] {
  const { level, lockedAt } = step;
  const controls = controlsAbove(level, (lockedAt ?? place).path);
  if (lockedAt === undefined) return controls.filter(forbids(operator)).map(originOf);
  const [assign, append] = [forbids('@@assign'), forbids('@@append')];
  const alone = controls.filter((control) => assign(control) && append(control));
  const together = controls.filter((control) => assign(control) || append(control));
  return (alone.length > 0 ? alone : together).map(originOf);
}

interface Control extends Origin {
  readonly allowed: OperatorSet;
}

function forbids(operator: ValueOperator) {
  return ({ allowed }: Control): boolean => !allows(allowed, operator);
}

/** What the policies above a level say at a place of the operators below them. */
function controlsAbove({ above, documents }: Level, path: readonly string[]): readonly Control[] {
  if (above === undefined) return [];
  const here = above.policies.flatMap((policy): readonly Control[] => {
    const said = writtenAt(documents.get(policy) ?? null, [...path, childControlKey]).value;
    if (said === undefined) return [];
    return [{ policy, level: above.id, operator: childControlKey, allowed: operatorSet(said) }];
  });
  return [...controlsAbove(above, path), ...here];
}
