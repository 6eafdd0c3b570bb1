import type { ActionCatalogue } from '../../modules/policy/action-catalogue.js';
import type { Organization } from '../../modules/policy/organization/organization.js';
import { problemWords } from '../../modules/policy/problems/problem-kinds.js';
import { checkActionName } from '../../modules/policy/scp/check-action-name.js';
import { escapeControlCharacters } from '../../modules/policy/text/escape-control-characters.js';
import { quoted } from '../../modules/policy/text/quote.js';
import type { DecisionRequest } from '../../modules/simulator/decide/decision-request.js';
import { unknownNames } from '../../modules/simulator/decide/unknown-names.js';
import { CannotDo } from '../cannot-do.js';
import type { World } from '../world.js';
import type { DecideOptions } from './request-of.js';

/**
 * Checks that the action, the configuration and the condition keys of a question exist. Throws `CannotDo` with the
 * nearest name; warns about an unknown workspace, tenant or team, of which the answer is certain.
 */
export function checkNames(
  request: DecisionRequest,
  options: Pick<DecideOptions, 'action' | 'allowUnknownAction' | 'hypothetical'>,
  organization: Organization,
  catalogue: ActionCatalogue,
  world: World,
): void {
  const mistake = options.action === undefined ? undefined : checkActionName(request.action, catalogue);
  if (mistake !== undefined && options.allowUnknownAction !== true) {
    const help = `${mistake.help} An action newer than the list: \`--allow-unknown-action\``;
    throw new CannotDo(mistake.message, help);
  }
  if (options.hypothetical === true) return;
  for (const name of unknownNames(request, organization, catalogue)) {
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
    world.stderr.write(`warning: ${escapeControlCharacters(message)}; ${escapeControlCharacters(help)}\n`);
  }
}
