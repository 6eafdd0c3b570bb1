import type { ActionCatalogue } from '../../modules/policy/action-catalogue.js';
import type { Organization } from '../../modules/policy/organization/organization.js';
import { problemWords } from '../../modules/policy/problems/problem-kinds.js';
import { checkActionName } from '../../modules/policy/scp/check-action-name.js';
import { quoted } from '../../modules/policy/text/quote.js';
import type { DecisionRequest } from '../../modules/simulator/decide/decision-request.js';
import { unknownNames } from '../../modules/simulator/decide/unknown-names.js';
import { CannotDo } from '../cannot-do.js';

/** Checks that an action exists. Throws `CannotDo` with the nearest one. */
export function checkAction(action: string, catalogue: ActionCatalogue): void {
  const mistake = checkActionName(action, catalogue);
  if (mistake === undefined) return;
  const { message, help = '' } = problemWords(mistake.kind, mistake.facts);
  throw new CannotDo(message, `${help} An action newer than the list: \`--allow-unknown-action\``.trim());
}

/**
 * Checks that the configuration and the condition keys of a request exist. Throws `CannotDo` with the nearest name.
 * Returns warnings about an unknown workspace, tenant or team, of which the answer is certain.
 */
export function checkNames(
  request: DecisionRequest,
  organization: Organization,
  catalogue: ActionCatalogue,
): readonly string[] {
  return unknownNames(request, organization, catalogue).flatMap((name) => {
    const { part, found, nearest } = name;
    if (part === 'key') {
      const { message, help } = problemWords('unknown-condition-key', {
        key: found,
        date: catalogue.date,
        ...(nearest === undefined ? {} : { nearest }),
      });
      throw new CannotDo(message, nearest === undefined ? 'if it exists: `--hypothetical`' : help);
    }
    const { message } = problemWords('unknown-chat-name', { ...name, part });
    const help =
      nearest === undefined ? 'if it is to be created: `--hypothetical`' : `did you mean ${quoted(nearest)}?`;
    if (part === 'configuration') throw new CannotDo(message, help);
    return [`${message}; ${help}`];
  });
}
