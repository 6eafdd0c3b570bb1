import type { ActionCatalogue } from '../action-catalogue.js';
import type { Finding } from '../problems/problem.js';
import { quoted } from '../text/quote.js';
import { suggest } from '../text/suggest.js';
import { checkActionName } from './check-action-name.js';
import type { ConditionNode, StatementNode } from './statement-nodes.js';

/** Actions and condition keys that the catalogue does not know: warnings, because AWS takes them. */
export function warnAboutUnknownNames(
  statements: readonly StatementNode[],
  catalogue: ActionCatalogue,
): Finding[] {
  return statements.flatMap(({ actions, conditions }) => [
    ...actions.texts.flatMap(({ text, path, offset }): Finding[] => {
      const doubt = checkActionName(text, catalogue);
      if (doubt === undefined) return [];
      const { kind, message, help } = doubt;
      return [{ kind, severity: 'warning', path, offset, message, help }];
    }),
    ...conditions.flatMap((condition) => unknownKey(condition, catalogue)),
  ]);
}

function unknownKey({ key, path, member }: ConditionNode, catalogue: ActionCatalogue): Finding[] {
  const [service = ''] = key.split(':');
  // Keys of identity providers carry the provider's host name: no list has them all.
  if (service.includes('.') || catalogue.conditionKey(key) !== undefined) return [];
  const known =
    service.toLowerCase() === 'aws' ? catalogue.globalConditionKeys() : catalogue.conditionKeysOf(service);
  const near = suggest(key, known ?? []);
  const message = `${quoted(key)} is no condition key in AWS's list of ${catalogue.date}; it is in no request unless it is newer`;
  const help =
    near === undefined
      ? 'a condition on a key that no request has is false, or true when it is negated'
      : `did you mean ${quoted(near)}?`;
  return [{ kind: 'unknown-condition-key', severity: 'warning', path, offset: member.offset, message, help }];
}
