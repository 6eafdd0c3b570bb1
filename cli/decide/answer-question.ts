import { loadActionCatalogue } from '../../modules/actions/load-action-catalogue.js';
import { type Exemption, exemptionsBehind } from '../../modules/analysis/exemptions-behind.js';
import { decider } from '../../modules/simulator/decide/decide.js';
import type { DecisionRequest } from '../../modules/simulator/decide/decision-request.js';
import type { AskedOrganization } from '../organization-for.js';
import type { World } from '../world.js';
import type { Answer, Ask } from './answer.js';
import { type AnswerCommand, commandAnswerer } from './answer-command.js';
import type { AskedDecision } from './ask-aws.js';
import { checkAction, checkNames } from './check-names.js';
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
export function questionAnswerer(asked: AskedOrganization, world: World): AnswerQuestion {
  const { organization } = asked;
  const catalogue = loadActionCatalogue();
  const decide = decider(organization, { catalogue });
  const ask: Ask = (request) => answered(decide(request));
  let answerCommand: AnswerCommand | undefined;
  return async (options) => {
    const { command } = options;
    const request = requestOf(options, organization, world);
    if (command === undefined && options.allowUnknownAction !== true) checkAction(request.action, catalogue);
    const warnings = options.hypothetical === true ? [] : checkNames(request, organization, catalogue);
    if (command !== undefined) answerCommand ??= await commandAnswerer(catalogue, organization);
    const answerWith = (one: Ask): Answer =>
      command === undefined || answerCommand === undefined
        ? { what: request.action, decision: one(request) }
        : answerCommand(command, request, one);
    const decided: AskedDecision[] = [];
    const answer = answerWith((one) => {
      const decision = ask(one);
      decided.push({ request: one, decision });
      return decision;
    });
    const needed = answer.actions ?? [request.action];
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

/** A request about an account that was found in the organization has a decision. */
function answered<T>(decision: T | undefined): T {
  if (decision === undefined) throw new Error('the account was found in the organization');
  return decision;
}
