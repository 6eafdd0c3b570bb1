import type { CommandActions, NotFromChat, OptionalAction } from '../../policy/command-actions.js';
import { quoted } from '../../policy/text/quote.js';
import { decideNotRun, decideOptional, decideTogether, decideUnknown } from './decide.js';
import type { Decision } from './decision.js';
import type { DecisionRequest } from './decision-request.js';

/** A decision, and what it is about: one action, or a command with the actions that it needs. */
export interface Answer {
  readonly what: string;
  /** The actions of a command; undefined for one action. */
  readonly actions?: readonly string[];
  readonly decision: Decision;
}

/** Evaluates the gates of one organization, in which the account exists. */
export type Ask = (request: DecisionRequest) => Decision;

/** Finds the actions of a command line. */
export type ReadCommand = (line: string, request: DecisionRequest) => CommandActions;

/**
 * Decides on every action that a command line needs. Its own `--region` takes precedence over that of `request`, as in
 * AWS's CLI; a resource of the request takes precedence over the one that the line names.
 */
export function answerCommand(read: ReadCommand, line: string, request: DecisionRequest, ask: Ask): Answer {
  const found = read(line, request);
  if (found.kind === 'unknown') {
    const unknown = decideUnknown(ask(request), `${found.reason}; ${found.help}`);
    return { what: quoted(line), actions: [], decision: asRun(unknown, request, found.notFromChat) };
  }
  const { resource: given, ...place } = { ...request, ...(found.region && { region: found.region }) };
  const sure = found.actions.map(({ action, resource }) => {
    const onWhat = resource === '*' ? resource : (given ?? resource);
    return { action, decision: ask({ ...place, action, ...(onWhat && { resource: onWhat }) }) };
  });
  const together = decideTogether([...sure, ...optionalDecisions(found.optional, place, ask)]);
  const actions = found.actions.map(({ action }) => action);
  return {
    what: `${found.alias === undefined ? '' : `alias ${quoted(found.alias)}: `}${quoted(found.command)} (${actions.join(', ')})`,
    actions,
    decision: asRun(together, request, found.notFromChat),
  };
}

/** The decision about a command, changed where chat does not run it. */
function asRun(
  decision: Decision,
  { from }: DecisionRequest,
  notFromChat: NotFromChat | undefined,
): Decision {
  if (from === 'console' || notFromChat === undefined) return decision;
  return decideNotRun(decision, notFromChat.outcome, notFromChat.reason);
}

/** The actions that the command may need too and that are not plainly allowed. */
function optionalDecisions(optional: readonly OptionalAction[], place: DecisionRequest, ask: Ask) {
  return optional
    .map(({ action, option }) => {
      const why = `${quoted(option)} may need this action too, which is not plainly allowed`;
      return { action, decision: decideOptional(ask({ ...place, action }), why) };
    })
    .filter(({ decision }) => decision.gates.length > 0);
}
