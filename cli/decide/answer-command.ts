import type { actionsOfCommand as ActionsOfCommandFunction } from '../../modules/actions/actions-of-command.js';
import type { OptionalAction } from '../../modules/actions/optional-actions.js';
import type { ActionCatalogue } from '../../modules/policy/action-catalogue.js';
import type { Organization } from '../../modules/policy/organization/organization.js';
import { partitionOfOrganization } from '../../modules/policy/partition.js';
import { quoted } from '../../modules/policy/text/quote.js';
import {
  decideNotRun,
  decideOptional,
  decideTogether,
  decideUnknown,
} from '../../modules/simulator/decide/decide.js';
import type { DecisionRequest } from '../../modules/simulator/decide/decision-request.js';
import type { Answer, Ask } from './answer.js';

type ActionsOfCommand = typeof ActionsOfCommandFunction;

/**
 * Decides on every action that a command line needs. Its own `--region` takes precedence over that of `request`, as in
 * AWS's CLI; a resource of the request takes precedence over the one that the line names.
 */
export type AnswerCommand = (line: string, request: DecisionRequest, ask: Ask) => Answer;

/** Loads the table of commands, which is large, only where a command is asked about. */
export async function commandAnswerer(
  catalogue: ActionCatalogue,
  organization: Organization,
): Promise<AnswerCommand> {
  const { actionsOfCommand } = await import('../../modules/actions/actions-of-command.js');
  const partition = partitionOfOrganization(organization);
  const read: ReadCommand = (line, { accountId, region }) =>
    actionsOfCommand(line, catalogue, {
      accountId,
      partition,
      ...(region === undefined ? {} : { region }),
      saved: organization.customActions?.filter((action) => action.accountId === accountId) ?? [],
    });
  return (line, request, ask) => answerCommand(read, line, request, ask);
}

type ReadCommand = (line: string, request: DecisionRequest) => ReturnType<ActionsOfCommand>;

function answerCommand(read: ReadCommand, line: string, request: DecisionRequest, ask: Ask): Answer {
  const found = read(line, request);
  if (found.kind === 'unknown') {
    const decision = decideUnknown(ask(request), `${found.reason}; ${found.help}`);
    return { what: quoted(line), actions: [], decision };
  }
  const { resource: given, ...place } = { ...request, ...(found.region && { region: found.region }) };
  const sure = found.actions.map(({ action, resource }) => {
    const onWhat = resource === '*' ? resource : (given ?? resource);
    return { action, decision: ask({ ...place, action, ...(onWhat && { resource: onWhat }) }) };
  });
  const together = decideTogether([...sure, ...doubts(found.perhaps, place, ask)]);
  const { notFromChat } = found;
  const isRun = request.from === 'console' || notFromChat === undefined;
  const actions = found.actions.map(({ action }) => action);
  return {
    what: `${found.alias === undefined ? '' : `alias ${quoted(found.alias)}: `}${quoted(found.command)} (${actions.join(', ')})`,
    actions,
    decision: isRun ? together : decideNotRun(together, notFromChat.outcome, notFromChat.reason),
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
