import { loadActionCatalogue } from '../modules/actions/load-action-catalogue.js';
import { connectSimulator } from '../modules/inventory/live/simulate.js';
import type { JsonObject, JsonValue } from '../modules/policy/text/json.js';
import { decide } from '../modules/simulator/decide/decide.js';
import {
  type Simulation,
  type SimulatorAnswer,
  simulationOf,
} from '../modules/simulator/second-opinion/simulation.js';
import { type DecideScenario, organizationOf, requestOf } from '../test/support/decide-scenario.js';
import { organizationOfLevels } from '../test/support/organization-of-levels.js';
import { fullAccess } from '../test/support/random-scp.js';
import type { KitWorld } from './kit.js';
import type { Report, Result } from './report.js';
import { type Filed, scenariosOf } from './scenarios.js';

/** A statement with a condition, and whether it applies to a request. */
interface StatementScenario {
  readonly name: string;
  readonly version?: string;
  readonly condition?: JsonValue;
  readonly statement?: Readonly<Record<string, JsonValue>>;
  readonly action?: string;
  readonly resource?: string;
  readonly context?: Readonly<Record<string, string | readonly string[]>>;
  readonly absent?: readonly string[];
  readonly holds?: boolean | string;
  readonly applies?: boolean | string;
}

/** A scenario as a question for IAM's simulator, with our answer. */
interface Question {
  readonly file: string;
  readonly name: string;
  readonly expected: 'allowed' | 'denied' | 'unknown';
  readonly simulation: Simulation;
}

/** Scenarios of one batch: progress is printed after each. */
const batchSize = 25;

/** Asks IAM's simulator every scenario about service control policies. */
export async function askAboutScps({ print, signal, now }: KitWorld, only: string): Promise<Report> {
  const questions = [
    ...scenariosOf<StatementScenario>('scp', only).map(statementQuestion),
    ...scenariosOf<DecideScenario>('decide', only).map(decisionQuestion),
  ];
  const { simulate, close } = connectSimulator({});
  const results: Result[] = [];
  const refusals: string[] = [];
  try {
    for (let at = 0; at < questions.length; at += batchSize) {
      const batch = questions.slice(at, at + batchSize);
      const sent = batch.flatMap(({ simulation }) => ('input' in simulation ? [simulation] : []));
      const answers = signal.aborted ? [] : await simulate(sent);
      refusals.push(...answers.flatMap((answer) => ('notAsked' in answer ? [answer.notAsked] : [])));
      const answerOf = new Map<Simulation, SimulatorAnswer | undefined>(
        sent.map((simulation, index) => [simulation, answers[index]]),
      );
      results.push(...batch.map((question) => resultOf(question, answerOf.get(question.simulation))));
      print(`${results.length} of ${questions.length} scenarios`);
    }
  } finally {
    close();
  }
  const date = new Date(now()).toISOString();
  const isAnswered = results.some(({ outcome }) => outcome !== 'not-asked');
  const interrupted = signal.aborted ? 'Ctrl-C' : isAnswered ? undefined : refusals[0];
  return { kind: 'scp', date, notes: [], results, ...(interrupted === undefined ? {} : { interrupted }) };
}

const catalogue = loadActionCatalogue();
const anyAction = 'rds:DeleteDBCluster';
const anyResource = 'arn:aws:rds:eu-west-1:123456789012:cluster:orders';

/** The statement as one that denies, beside one that allows everything: it applies where the request is denied. */
function statementQuestion({ file, scenario }: Filed<StatementScenario>): Question {
  const { name, version = '2012-10-17', condition, statement = { Action: '*', Resource: '*' } } = scenario;
  const answer = scenario.holds ?? scenario.applies;
  if (typeof answer !== 'boolean') return unknown(file, name);
  const content: JsonObject = {
    Version: version,
    Statement: [
      { Effect: 'Deny', ...statement, ...(condition === undefined ? {} : { Condition: condition }) },
    ],
  };
  const given = Object.entries(scenario.context ?? {}).map(([key, value]) => [key, [value].flat()]);
  const absent = (scenario.absent ?? []).map((key) => [key, []]);
  const request = {
    accountId: '123456789012',
    from: 'console' as const,
    action: scenario.action ?? anyAction,
    resource: scenario.resource ?? anyResource,
    context: Object.fromEntries([...given, ...absent]),
  };
  const organization = organizationOfLevels([[fullAccess, content as never], [fullAccess]]);
  const simulation = simulationOf(organization, request, catalogue);
  return { file, name, expected: answer ? 'denied' : 'allowed', simulation };
}

function decisionQuestion({ file, scenario }: Filed<DecideScenario>): Question {
  const { name } = scenario;
  if (scenario.scp === undefined && scenario.withoutFullAccess === undefined) {
    return { file, name, expected: 'allowed', simulation: { notAsked: 'the scenario has no SCP' } };
  }
  const organization = organizationOf(scenario);
  const request = requestOf(scenario);
  const gates = decide(organization, request, { catalogue })?.gates ?? [];
  const gate = gates.find((one) => one.gate === 'service-control-policy');
  if (gate === undefined || gate.outcome === 'unknown') return unknown(file, name);
  return { file, name, expected: gate.outcome, simulation: simulationOf(organization, request, catalogue) };
}

function unknown(file: string, name: string): Question {
  return { file, name, expected: 'unknown', simulation: { notAsked: 'our answer is unknown' } };
}

function resultOf(
  { file, name, expected, simulation }: Question,
  answer: SimulatorAnswer = { notAsked: 'the run was interrupted' },
): Result {
  if ('notAsked' in simulation) return { file, name, outcome: 'not-asked', reason: simulation.notAsked };
  if ('notAsked' in answer) return { file, name, outcome: 'not-asked', reason: answer.notAsked };
  const found = answer.decision;
  return { file, name, outcome: found === expected ? 'agrees' : 'differs', expected, found };
}
