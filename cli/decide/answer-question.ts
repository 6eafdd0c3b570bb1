import { loadActionCatalogue } from '../../modules/actions/load-action-catalogue.js';
import { regionInCommand } from '../../modules/actions/parse-command-line.js';
import { type Exemption, exemptionsBehind } from '../../modules/analysis/exemptions-behind.js';
import type { ActionCatalogue } from '../../modules/policy/action-catalogue.js';
import type { Organization } from '../../modules/policy/organization/organization.js';
import {
  type Answer,
  type Ask,
  answerCommand,
  type ReadCommand,
} from '../../modules/simulator/decide/answer-command.js';
import {
  checkRequestNames,
  mistakeInAction,
  resourceWarnings,
} from '../../modules/simulator/decide/check-question.js';
import { decider } from '../../modules/simulator/decide/decide.js';
import type { DecisionRequest } from '../../modules/simulator/decide/decision-request.js';
import { CannotDo, refuse } from '../cannot-do.js';
import type { EvaluatedOrganization } from '../evaluated-organization.js';
import type { World } from '../world.js';
import type { AskedDecision } from './ask-aws.js';
import { type DecideOptions, requestOf } from './request-of.js';

/** What the options of `decide` ask, and the answer. */
export interface AnsweredQuestion extends Answer {
  readonly request: DecisionRequest;
  /** Exemptions of the configuration without which the answer would be a denial. */
  readonly exemptions: readonly Exemption[];
  /** Every request that was decided for it, about an action that is needed for certain. */
  readonly questions: readonly AskedDecision[];
  /** Names that the organization does not have. */
  readonly warnings: readonly string[];
}

/** Answers what options of `decide` ask. Throws `CannotDo` where they are not a valid question. */
export type AnswerQuestion = (options: DecideOptions) => Promise<AnsweredQuestion>;

/** A function that answers questions about one organization, be it one or many. */
export function questionAnswerer(asked: EvaluatedOrganization, world: World): AnswerQuestion {
  const { organization } = asked;
  const catalogue = loadActionCatalogue();
  const decide = decider(organization, { catalogue });
  const ask: Ask = (request) => answered(decide(request));
  let read: ReadCommand | undefined;
  return async (options) => {
    const { command } = options;
    const request = requestOf(options, organization, world);
    if (command === undefined && options.allowUnknownAction !== true)
      refuse(mistakeInAction(request.action, catalogue));
    const region = command === undefined ? undefined : regionInCommand(command);
    const named = region === undefined ? request : { ...request, region };
    const names = options.hypothetical === true ? [] : checkRequestNames(named, organization, catalogue);
    if ('message' in names) throw new CannotDo(names.message, names.help);
    if (command !== undefined) read ??= await loadCommandReader(catalogue, organization);
    const answerWith = (one: Ask): Answer =>
      command === undefined || read === undefined
        ? { what: request.action, decision: one(request) }
        : answerCommand(read, command, request, one);
    const decided: AskedDecision[] = [];
    const answer = answerWith((one) => {
      const decision = ask(one);
      decided.push({ request: one, decision });
      return decision;
    });
    const needed = answer.actions ?? [request.action];
    const warnings = [...names, ...resourceWarnings(request.resource, needed, catalogue)];
    const questions = decided.filter((one) => needed.includes(one.request.action));
    const isDenied = ({ decision }: Answer): boolean => decision.decision === 'denied';
    const exemptions =
      asked.state === 'current' || isDenied(answer)
        ? []
        : exemptionsBehind(asked.environment.intent, asked.before, (without) => {
            const other = decider(without, { catalogue });
            return isDenied(answerWith((one) => answered(other(one))));
          });
    return { ...answer, request, exemptions, warnings, questions };
  };
}

/** Loads the table of commands, which is large, only where a command is asked about. */
export async function loadCommandReader(
  catalogue: ActionCatalogue,
  organization: Organization,
): Promise<ReadCommand> {
  const { commandReader } = await import('../../modules/actions/actions-of-command.js');
  const { commandTable } = await import('../../modules/actions/load-command-table.js');
  return commandReader(organization, { catalogue, commands: commandTable });
}

/** A request about an account that was found in the organization has a decision. */
function answered<T>(decision: T | undefined): T {
  if (decision === undefined) throw new Error('the account was found in the organization');
  return decision;
}
