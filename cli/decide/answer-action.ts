import type { ActionCatalogue } from '../../modules/policy/action-catalogue.js';
import { checkActionName } from '../../modules/policy/scp/check-action-name.js';
import type { DecisionRequest } from '../../modules/simulator/decide/decision-request.js';
import type { World } from '../world.js';
import type { Answer, Ask } from './answer.js';

/** Decides on the one action that was asked about, and says when AWS lists no such action. */
export function answerAction(
  request: DecisionRequest,
  ask: Ask,
  catalogue: ActionCatalogue,
  world: World,
): Answer {
  const { action } = request;
  const doubt = checkActionName(action, catalogue);
  if (doubt !== undefined) world.stderr.write(`warning: ${doubt.message}; ${doubt.help}\n`);
  return { what: action, decision: ask(request) };
}
