import { verify } from '../modules/analysis/verify.js';
import { AwsFailure } from '../modules/inventory/collect/aws-failure.js';
import { failureOf } from '../modules/inventory/live/failure-of.js';
import type { JsonObject, JsonValue } from '../modules/policy/text/json.js';
import { undotted } from '../test/support/dotted.js';
import { accountId, organizationOf, type ShortUnit } from '../test/support/organization-file.js';
import type { KitWorld } from './kit.js';
import type { Report, Result } from './report.js';
import { openSandbox, type Sandbox, type SandboxOptions } from './sandbox.js';
import { type Filed, scenariosOf } from './scenarios.js';

/** A document, and whether AWS accepts it. */
interface AdmissionScenario {
  readonly name: string;
  readonly document?: JsonValue;
  /** The text of the document, or its parts with how often each is repeated. */
  readonly text?: string | readonly (readonly [string, number])[];
  readonly accepted: boolean;
}

/** Policies of each level from the root to the account, and what they merge into. */
interface MergeScenario {
  readonly name: string;
  readonly levels: readonly (readonly JsonObject[])[];
  readonly expected: JsonObject;
  readonly orderUnknownAt?: readonly number[];
}

/** A scenario that can be tried. */
interface Trial {
  readonly file: string;
  readonly name: string;
  readonly run: (sandbox: Sandbox) => Promise<Outcome>;
}

/**
 * Tries the scenarios about chat policies in a sandbox organization. Whatever happens, the policies that were created are
 * deleted before it ends.
 */
export async function tryChatPolicies(
  world: KitWorld,
  options: SandboxOptions,
  only: string,
): Promise<Report> {
  const { now, print, signal } = world;
  const date = new Date(now()).toISOString();
  const settled = effectiveOnceSettled(world, options);
  const trials = [
    ...scenariosOf<AdmissionScenario>('chat-policy', only).map(admissionTrial),
    ...scenariosOf<MergeScenario>('effective', only).map((filed) => mergeTrial(filed, settled)),
  ];
  const sandbox = await openSandbox(options, world);
  const results: Result[] = [];
  let interrupted: string | undefined;
  for (const { file, name, run } of trials) {
    if (signal.aborted) interrupted ??= 'Ctrl-C';
    const { stop, ...outcome } =
      interrupted === undefined ? await attempt(() => run(sandbox)) : notAsked('the run ended early');
    interrupted = stop ?? interrupted;
    results.push({ file, name, ...outcome });
    if (results.length % 25 === 0) print(`${results.length} of ${trials.length} scenarios`);
  }
  const failure = await cleanUp(sandbox);
  interrupted = failure ?? interrupted;
  return {
    kind: 'chat-policies',
    date,
    organization: options.organizationId,
    ...(interrupted === undefined ? {} : { interrupted }),
    notes: [...sandbox.notes, ...(failure === undefined ? [] : [failure])],
    results,
  };
}

/** Deletes what the scenarios left. Returns why that failed. */
async function cleanUp({ removeAll, close }: Sandbox): Promise<string | undefined> {
  try {
    await removeAll();
    return undefined;
  } catch (error) {
    const { message } = failureOf(error, 'DeletePolicy');
    return `policies may be left in the sandbox (${message}); the next run begins with deleting them`;
  } finally {
    close();
  }
}

type Outcome = Omit<Result, 'file' | 'name'> & {
  /** Why no other scenario can be tried either. */
  readonly stop?: string;
};

/** A failure of one scenario leaves it unanswered; one that concerns all of them ends the run. */
async function attempt(run: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await run();
  } catch (error) {
    const { kind, message } = failureOf(error, 'AWS Organizations');
    return { ...notAsked(message), ...(kind === 'refused' || kind === 'gone' ? {} : { stop: message }) };
  }
}

function notAsked(reason: string): Outcome {
  return { outcome: 'not-asked', reason };
}

function admissionTrial({ file, scenario }: Filed<AdmissionScenario>): Trial {
  const { name, accepted: expected } = scenario;
  return {
    file,
    name,
    run: async (sandbox) => {
      const found = await isAccepted(sandbox, textOf(scenario));
      return { outcome: found === expected ? 'agrees' : 'differs', expected, found };
    },
  };
}

async function isAccepted({ create, remove }: Sandbox, content: string): Promise<boolean> {
  try {
    await remove(await create(content));
    return true;
  } catch (error) {
    if (refusesContent(error)) return false;
    throw error;
  }
}

/** Whether AWS refuses a policy because of what is in it: its syntax, or its size. */
function refusesContent(error: unknown): boolean {
  const { name = '', Reason = '' }: { readonly name?: string; readonly Reason?: string } = Object(error);
  if (name === 'MalformedPolicyDocumentException') return true;
  if (name === 'ConstraintViolationException') return Reason === 'POLICY_CONTENT_LIMIT_EXCEEDED';
  return name === 'InvalidInputException' && /CONTENT|SYNTAX|LENGTH|PATTERN|VALUE/.test(Reason);
}

function textOf({ document, text = JSON.stringify(document) }: AdmissionScenario): string {
  if (typeof text === 'string') return text;
  return text.map(([part, times]) => part.repeat(times)).join('');
}

function mergeTrial({ file, scenario }: Filed<MergeScenario>, settled: Settled): Trial {
  const { name, orderUnknownAt = [] } = scenario;
  const levels = scenario.levels.map((policies) => policies.map(undotted));
  return {
    file,
    name,
    run: async (sandbox) => {
      if (orderUnknownAt.length > 0) return notAsked('the scenario leaves the attachment order open');
      const targets = targetsFor(levels.length, sandbox.path);
      if (targets === undefined) return notAsked('the account has fewer OUs above it than the scenario');
      const created: string[] = [];
      try {
        for (const [index, policies] of levels.entries()) {
          for (const content of policies) {
            const policy = await sandbox.create(JSON.stringify(content));
            created.push(policy);
            await sandbox.attach(policy, targets[index] ?? '');
          }
        }
        const found = await settled(sandbox, (effective) => differencesOf(levels, effective).length === 0);
        const differences = differencesOf(levels, found);
        const values = { expected: undotted(scenario.expected), found };
        if (differences.length === 0) return { outcome: 'agrees', ...values };
        const contradicts = [...new Set(differences.flatMap((one) => one.contradicts))].sort();
        return { outcome: 'differs', ...values, contradicts };
      } finally {
        for (const policy of created) await sandbox.remove(policy);
      }
    },
  };
}

/** The root, the account, and for levels between them the OUs above the account. */
function targetsFor(count: number, path: readonly string[]): readonly string[] | undefined {
  return count > path.length ? undefined : [...path.slice(0, count - 1), ...path.slice(-1)];
}

/** Compares as `verify` does: lists as sets, keys in any case. */
function differencesOf(levels: readonly (readonly JsonObject[])[], effective: JsonValue) {
  const [account = [], ...units] = levels.toReversed();
  const [above = {}] = units.reduce<readonly ShortUnit[]>(
    (below, policies, index) => [
      { policies, units: below, accounts: index === 0 ? [{ policies: account }] : [] },
    ],
    [],
  );
  const inForce = new Map([[accountId(1), { effective }]]);
  return verify(organizationOf(above), { inForce, invalid: [], channels: [], missing: [] }).differences;
}

type Settled = (sandbox: Sandbox, isExpected: (effective: JsonValue) => boolean) => Promise<JsonValue>;

/** Milliseconds between two looks at an effective policy. */
const poll = 5_000;

/** Reads the effective policy once it has settled: as soon as it is what is expected, else when the time is over. */
function effectiveOnceSettled({ now, sleep, signal }: KitWorld, { settle, wait }: SandboxOptions): Settled {
  const interrupted = new Promise<void>((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
  const pause = (milliseconds: number) => Promise.race([sleep(milliseconds), interrupted]);
  return async ({ effective }, isExpected) => {
    await pause(settle);
    const until = now() + wait;
    for (;;) {
      if (signal.aborted) throw new AwsFailure('fatal', 'Ctrl-C');
      const found = await effective();
      if (isExpected(found) || now() >= until) return found;
      await pause(poll);
    }
  };
}
