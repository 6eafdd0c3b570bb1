import {
  type ContextKeyTypeEnum,
  IAMClient,
  SimulateCustomPolicyCommand,
  type SimulateCustomPolicyCommandInput,
} from '@aws-sdk/client-iam';
import { AwsFailure } from '../collect/aws-failure.js';
import { clientDefaults } from './client-defaults.js';
import { failureOf } from './failure-of.js';

/** A question for IAM's simulator, as `simulationOf` builds it. */
export interface SimulatorQuestion {
  readonly action: string;
  readonly input: {
    readonly levels: readonly (readonly string[])[];
    readonly policies: readonly string[];
    readonly boundary?: string;
    readonly resource: string;
    readonly keys: readonly {
      readonly name: string;
      readonly type: string;
      readonly values: readonly string[];
    }[];
  };
}

/** Decides on questions in their order; a call that AWS refuses leaves its questions unanswered, with the reason. */
export type Simulate = (
  questions: readonly SimulatorQuestion[],
) => Promise<readonly ({ readonly decision: 'allowed' | 'denied' } | { readonly notAsked: string })[]>;

/** Actions of one call. */
const maxActions = 100;

/** Milliseconds for one request. */
const requestTimeout = 30_000;

/** How often the SDK sends a request that AWS throttles. */
const maxAttempts = 6;

/** Connects to IAM's simulator. Questions that differ in the action only share a call. */
export function connectSimulator(settings: {
  readonly profile?: string | undefined;
  readonly region?: string | undefined;
}): { readonly simulate: Simulate; readonly close: () => void } {
  const { profile, region = process.env['AWS_REGION'] ?? 'us-east-1' } = settings;
  const client = new IAMClient({
    ...clientDefaults(requestTimeout),
    maxAttempts,
    region,
    ...(profile === undefined ? {} : { profile }),
  });
  let refusal: AwsFailure | undefined;
  const simulate: Simulate = async (questions) => {
    const answers = new Map<SimulatorQuestion, Awaited<ReturnType<Simulate>>[number]>();
    for (const group of groupsOf(questions)) {
      const found =
        refusal ??
        (await askOnce(client, group).catch((error: unknown) => failureOf(error, 'SimulateCustomPolicy')));
      // Without the permission, or without credentials, no other call is answered either.
      if (found instanceof AwsFailure && (found.kind === 'denied' || found.kind === 'fatal')) refusal = found;
      for (const question of group) {
        const decision = found instanceof Error ? undefined : found.get(question.action.toLowerCase());
        answers.set(question, decision === undefined ? { notAsked: reasonOf(found) } : { decision });
      }
    }
    return questions.map((question) => answers.get(question) ?? { notAsked: 'no answer' });
  };
  return { simulate, close: () => client.destroy() };
}

function reasonOf(found: unknown): string {
  if (!(found instanceof Error)) return 'SimulateCustomPolicy: the answer does not have the action';
  const help = 'help' in found && typeof found.help === 'string' ? `; ${found.help}` : '';
  return `SimulateCustomPolicy: ${found.message}${help}`;
}

function groupsOf(questions: readonly SimulatorQuestion[]): readonly (readonly SimulatorQuestion[])[] {
  const groups = new Map<string, SimulatorQuestion[]>();
  for (const question of questions) {
    const key = JSON.stringify(question.input);
    groups.set(key, [...(groups.get(key) ?? []), question]);
  }
  return [...groups.values()].flatMap((group) =>
    Array.from({ length: Math.ceil(group.length / maxActions) }, (_, part) =>
      group.slice(part * maxActions, (part + 1) * maxActions),
    ),
  );
}

/** The request of one call, for questions that differ in the action only. */
export function simulatorRequest(
  { levels, policies, boundary, resource, keys }: SimulatorQuestion['input'],
  actions: readonly string[],
): SimulateCustomPolicyCommandInput {
  return {
    PolicyInputList: [...policies],
    ...(boundary === undefined ? {} : { PermissionsBoundaryPolicyInputList: [boundary] }),
    OrderedOrganizationPolicyInputList: levels.map((level) => ({
      ServiceControlPolicyInputList: [...level],
    })),
    ActionNames: [...new Set(actions)],
    ResourceArns: [resource],
    ContextEntries: keys.map(({ name, type, values }) => ({
      ContextKeyName: name,
      ContextKeyType: type as ContextKeyTypeEnum,
      ContextKeyValues: [...values],
    })),
  };
}

/** One call, all pages of its answer: decisions by action in lower case. */
async function askOnce(
  client: IAMClient,
  group: readonly SimulatorQuestion[],
): Promise<ReadonlyMap<string, 'allowed' | 'denied'>> {
  const [first] = group;
  if (first === undefined) return new Map();
  const actions = group.map(({ action }) => action);
  const request = simulatorRequest(first.input, actions);
  const decisions = new Map<string, 'allowed' | 'denied'>();
  let Marker: string | undefined;
  do {
    const page = { ...request, ...(Marker === undefined ? {} : { Marker }) };
    const answer = await client.send(new SimulateCustomPolicyCommand(page));
    for (const { EvalActionName = '', EvalDecision } of answer.EvaluationResults ?? []) {
      if (EvalDecision !== undefined) {
        decisions.set(EvalActionName.toLowerCase(), EvalDecision === 'allowed' ? 'allowed' : 'denied');
      }
    }
    Marker = answer.IsTruncated === true ? answer.Marker : undefined;
  } while (Marker !== undefined);
  return decisions;
}
