import { loadActionCatalogue } from '../../modules/actions/load-action-catalogue.js';
import type { Organization } from '../../modules/policy/organization/organization.js';
import type { Decision } from '../../modules/simulator/decide/decision.js';
import { type DecisionRequest, unnamedAction } from '../../modules/simulator/decide/decision-request.js';
import {
  combineOpinions,
  type SecondOpinion,
  secondOpinion,
  simulationOf,
} from '../../modules/simulator/second-opinion/simulation.js';

/** One question and our answer. */
export interface AskedDecision {
  readonly request: DecisionRequest;
  readonly decision: Decision;
}

/** The options of the commands that ask IAM's simulator. */
export interface AskAwsOptions {
  readonly askAws?: boolean;
  readonly profile?: string;
}

/**
 * AWS's answer beside ours, for each list of questions that belong together. Questions that differ in the action only
 * share a call of IAM's simulator; if AWS refuses, the opinion has the reason.
 */
export async function askAws(
  questions: readonly (readonly AskedDecision[])[],
  organization: Organization,
  { profile }: AskAwsOptions,
): Promise<readonly SecondOpinion[]> {
  const { connectSimulator } = await import('../../modules/inventory/live/simulate.js');
  const catalogue = loadActionCatalogue();
  const { simulate, close } = connectSimulator({ profile });
  try {
    const each = questions.map((asked) =>
      asked
        .filter(isAboutAnAction)
        .map((one) => ({ ...one, simulation: simulationOf(organization, one.request, catalogue) })),
    );
    const sent = each.flat().flatMap(({ simulation }) => ('input' in simulation ? [simulation] : []));
    const answers = await simulate(sent);
    const answerOf = new Map(
      sent.map((simulation, index) => [simulation, answers[index] ?? { notAsked: 'no answer' }]),
    );
    return each.map((asked) =>
      combineOpinions(
        asked.map(({ decision, simulation }) =>
          secondOpinion(
            decision,
            'input' in simulation ? (answerOf.get(simulation) ?? { notAsked: 'no answer' }) : simulation,
          ),
        ),
      ),
    );
  } finally {
    close();
  }
}

/** False for the question about a command whose actions are not known. */
function isAboutAnAction({ request }: AskedDecision): boolean {
  return request.action !== unnamedAction;
}

/** AWS's opinion as a line of text. */
export function opinionLine({ decision, agrees, reason }: SecondOpinion): string {
  if (decision === 'not-asked') return `AWS's simulator: no answer, because ${reason ?? ''}`;
  const verdict =
    agrees === null ? 'our answer for these policies is unknown' : agrees ? 'agrees' : 'DISAGREES';
  return `AWS's simulator: ${decision} (${verdict})`;
}
