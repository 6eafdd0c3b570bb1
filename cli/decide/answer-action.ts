import type { ActionCatalogue } from '../../modules/policy/action-catalogue.js';
import { quoted } from '../../modules/policy/problem.js';
import { suggest } from '../../modules/policy/suggest.js';
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
  world.stderr.write(warnAboutAction(request.action, catalogue));
  return { what: request.action, decision: ask(request) };
}

/** A line for people who ask about an action that the catalogue does not know; empty when it does. */
function warnAboutAction(action: string, catalogue: ActionCatalogue): string {
  const [service = '', name = ''] = action.split(':');
  if (catalogue.action(service, name) !== undefined) return '';
  const names = catalogue.actionsOf(service);
  const near = names === undefined ? suggest(service, catalogue.services()) : suggest(name, names);
  const meant =
    near === undefined
      ? ''
      : `; did you mean \`${names === undefined ? `${near}:${name}` : `${service}:${near}`}\`?`;
  return `warning: the list of actions of ${catalogue.date} has no ${quoted(action)}${meant}\n`;
}
