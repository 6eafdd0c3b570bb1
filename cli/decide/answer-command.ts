import type { actionsOfCommand as ActionsOfCommandFunction } from '../../modules/actions/actions-of-command.js';
import type { OptionalAction } from '../../modules/actions/optional-actions.js';
import type { ActionCatalogue } from '../../modules/policy/action-catalogue.js';
import { quoted } from '../../modules/policy/text/quote.js';
import { decideOptional, decideTogether, decideUnknown } from '../../modules/simulator/decide/decide.js';
import type { DecisionRequest } from '../../modules/simulator/decide/decision-request.js';
import type { Answer, Ask } from './answer.js';

type ActionsOfCommand = typeof ActionsOfCommandFunction;

/**
 * Decides on every action that a command line needs. Its own `--region` goes before that of `request`, as in AWS's
 * CLI; for the resource the request goes before what follows from the line.
 */
export type AnswerCommand = (line: string, request: DecisionRequest, ask: Ask) => Answer;

/** Loads the table of commands, which is large: whoever asks about an action does not wait for it. */
export async function commandAnswerer(catalogue: ActionCatalogue): Promise<AnswerCommand> {
  const { actionsOfCommand } = await import('../../modules/actions/actions-of-command.js');
  return (line, request, ask) => answerCommand(actionsOfCommand, catalogue, line, request, ask);
}

function answerCommand(
  actionsOfCommand: ActionsOfCommand,
  catalogue: ActionCatalogue,
  line: string,
  request: DecisionRequest,
  ask: Ask,
): Answer {
  const { accountId, region } = request;
  const found = actionsOfCommand(
    line,
    catalogue,
    region === undefined ? { accountId } : { accountId, region },
  );
  if (found.kind === 'unknown') {
    const decision = decideUnknown(ask(request), `${found.reason}; ${found.help}`);
    return { what: quoted(line), actions: [], decision };
  }
  const { resource: given, ...place } = { ...request, ...(found.region && { region: found.region }) };
  const sure = found.actions.map(({ action, resource }) => {
    const onWhat = resource === '*' ? resource : (given ?? resource);
    return { action, decision: ask({ ...place, action, ...(onWhat && { resource: onWhat }) }) };
  });
  const { notes, ...decision } = decideTogether([...sure, ...doubts(found.perhaps, place, ask)]);
  const actions = found.actions.map(({ action }) => action);
  return {
    what: `${quoted(found.command)} (${actions.join(', ')})`,
    actions,
    decision: { ...decision, notes: [...notes, ...found.notes] },
  };
}

/** The actions that the command may need too and that are not plainly allowed. */
function doubts(perhaps: readonly OptionalAction[], place: DecisionRequest, ask: Ask) {
  return perhaps
    .map(({ action, option }) => {
      const why = `${quoted(option)} may need this action too, which is not plainly allowed`;
      return { action, decision: decideOptional(ask({ ...place, action }), why) };
    })
    .filter(({ decision }) => decision.gates.length > 0);
}
