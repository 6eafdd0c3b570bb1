import type { MissingPart } from '../../policy/organization/organization.js';
import { type JsonValue, jsonValueOf } from '../../policy/text/json.js';
import { AwsFailure } from '../collect/aws-failure.js';
import type { Clock } from '../collect/clock.js';
import type { Journal } from '../collect/journal.js';
import { type Progress, progressCounter } from '../collect/progress.js';
import { rateLimiter } from '../collect/rate-limiter.js';
import { type ApiRequest, type Fetch, type FetchPage, type Items, keyOf } from '../collect/request.js';
import { requestRates } from '../collect/request-rates.js';
import { type Stop, stopSwitch, withRetries } from '../collect/retry.js';

/** What asking AWS needs from outside. */
export interface VerifyWorld {
  readonly askPage: FetchPage;
  readonly clock: Clock;
  /** Milliseconds after which no more requests are sent. */
  readonly deadline: number;
  readonly journal: Journal;
  readonly onProgress: (progress: Progress) => void;
}

/** What to ask. */
export interface VerifyRequest {
  /** Rejects where the credentials are those of another organization. */
  readonly organizationId: string;
  readonly accounts: readonly string[];
  /** The accounts whose chat configurations are read. */
  readonly channelAccounts: readonly string[];
  /** Milliseconds to wait for changes to arrive at accounts that differ. */
  readonly wait: number;
  /** Whether an account has what is predicted; those that do not are asked again until `wait` has passed. */
  readonly agrees: (accountId: string, answer: InForceAnswer) => boolean;
}

/** The effective policy of an account, or why it is not known. */
export type InForceAnswer = { readonly effective: JsonValue } | { readonly reason: string };

/** What AWS has in force. */
export interface InForceAnswers {
  readonly inForce: ReadonlyMap<string, InForceAnswer>;
  readonly invalid: readonly { readonly accountId: string; readonly errors: readonly ValidationError[] }[];
  readonly channels: readonly ChannelAnswer[];
  readonly missing: readonly MissingPart[];
  /** Set where AWS stopped answering; what was not read until then is missing. */
  readonly interrupted?: AwsFailure;
}

type ValidationError = Items['ListEffectivePolicyValidationErrors'];

interface ChannelAnswer {
  readonly accountId: string;
  readonly name: string;
  readonly state: string;
  readonly reason?: string;
}

const policyType = 'CHATBOT_POLICY';

/** Milliseconds between two requests for an account that differs, at first; AWS publishes no time for changes to arrive. */
const firstPause = 2_000;
const maxPause = 30_000;

/**
 * Asks AWS for effective chat policies, invalid ones and states of chat configurations, with no more requests than that
 * takes. What AWS does not answer is `missing`. Rejects with an `AwsFailure` for another organization.
 */
export async function askInForce(world: VerifyWorld, request: VerifyRequest): Promise<InForceAnswers> {
  const { fresh, journaled, stop } = fetchesOf(world);
  await checkOrganization(fresh, request.organizationId);
  const missing: MissingPart[] = [];
  const [inForce, invalid, channels] = await Promise.all([
    askAccounts(fresh, request, world),
    askInvalid(fresh, missing),
    askChannels(journaled, request.channelAccounts, missing),
  ]);
  const interrupted = stop.reason();
  return { inForce, invalid, channels, missing, ...(interrupted === undefined ? {} : { interrupted }) };
}

interface Fetches {
  readonly fresh: Fetch;
  /** Answers that are in the journal are not asked for again. */
  readonly journaled: Fetch;
  readonly stop: Stop;
}

function fetchesOf({ askPage, clock, deadline, journal, onProgress }: VerifyWorld): Fetches {
  const limiter = rateLimiter(requestRates, clock);
  const counter = progressCounter(limiter);
  const stop = stopSwitch();
  const help = 'allow more time with `--deadline`';
  const late = new AwsFailure(
    'fatal',
    `not done after ${Math.round(deadline / 1000)} seconds`,
    help,
    'deadline',
  );
  clock.sleep(deadline).then(() => stop.now(late));
  const onChange = (question: ApiRequest, change: 'put' | 'done'): void => {
    counter.onChange(question, change);
    onProgress(counter.progress());
  };
  const shared = { askPage, clock, limiter, stop, onChange };
  const none: Journal = { find: () => undefined, add: () => undefined };
  return {
    fresh: withRetries({ ...shared, journal: none }),
    journaled: withRetries({ ...shared, journal }),
    stop,
  };
}

async function checkOrganization(ask: Fetch, expected: string): Promise<void> {
  const answer = await ask({ operation: 'DescribeOrganization', subject: '' });
  if ('reason' in answer) throw new AwsFailure('fatal', answer.reason);
  const id = answer.items[0]?.id ?? '';
  if (id === expected) return;
  const help = 'use credentials of the same organization, or collect this one';
  throw new AwsFailure(
    'fatal',
    `the credentials are those of \`${id}\`, the organization file is of \`${expected}\``,
    help,
  );
}

/** Only answers that agree are kept in the journal: those that differ may have changed since. */
async function askAccounts(
  ask: Fetch,
  { accounts, wait, agrees }: VerifyRequest,
  { clock, journal }: VerifyWorld,
): Promise<ReadonlyMap<string, InForceAnswer>> {
  const until = clock.now() + wait;
  const answerFor = async (subject: string): Promise<InForceAnswer> => {
    const question = { operation: 'DescribeEffectivePolicy', subject, policyType } as const;
    const known = effectiveIn(journal.find(keyOf(question)));
    if (known !== undefined && agrees(subject, known)) return known;
    for (let pause = firstPause; ; pause = Math.min(maxPause, pause * 2)) {
      const found = await ask(question);
      if ('reason' in found) return found;
      const answer = effectiveIn(found.items);
      if (answer === undefined) return unreadable;
      if (agrees(subject, answer)) journal.add(keyOf(question), found.items);
      else if (clock.now() + pause <= until) {
        await clock.sleep(pause);
        continue;
      }
      return answer;
    }
  };
  const answers = accounts.map(async (id) => [id, await answerFor(id)] as const);
  return new Map(await Promise.all(answers));
}

const unreadable = { reason: 'DescribeEffectivePolicy: the policy in the answer is not valid JSON' };

/** An account without chat policies has no effective policy. Undefined where the answer cannot be read. */
function effectiveIn(items: readonly object[] | undefined): InForceAnswer | undefined {
  const [item] = items ?? [];
  if (items === undefined) return undefined;
  if (item === undefined) return { effective: {} };
  const effective =
    'content' in item && typeof item.content === 'string' ? jsonValueOf(item.content) : undefined;
  return effective === undefined ? undefined : { effective };
}

async function askInvalid(ask: Fetch, missing: MissingPart[]): Promise<InForceAnswers['invalid']> {
  const accounts = await ask({ operation: 'ListAccountsWithInvalidEffectivePolicy', subject: policyType });
  if ('reason' in accounts) {
    missing.push({ what: 'invalid-policies', id: policyType, reason: accounts.reason });
    return [];
  }
  return Promise.all(
    accounts.items.map(async ({ id: accountId }) => {
      const errors = await ask({
        operation: 'ListEffectivePolicyValidationErrors',
        subject: accountId,
        policyType,
      });
      if ('items' in errors) return { accountId, errors: errors.items };
      missing.push({ what: 'validation-errors', id: accountId, reason: errors.reason });
      return { accountId, errors: [] };
    }),
  );
}

const channelOperations = [
  'DescribeSlackChannelConfigurations',
  'ListMicrosoftTeamsChannelConfigurations',
  'DescribeChimeWebhookConfigurations',
] as const;

/** The chat configurations that are not enabled. */
async function askChannels(
  ask: Fetch,
  accounts: readonly string[],
  missing: MissingPart[],
): Promise<readonly ChannelAnswer[]> {
  const found = await Promise.all(
    accounts.map(async (id) => {
      const answers = await Promise.all(
        channelOperations.map((operation) => ask({ operation, subject: id })),
      );
      const reasons = new Set(answers.flatMap((answer) => ('reason' in answer ? [answer.reason] : [])));
      if (reasons.size > 0) missing.push({ what: 'channels', id, reason: [...reasons].join('; ') });
      return answers.flatMap((answer) => ('items' in answer ? answer.items : []));
    }),
  );
  return found
    .flat()
    .flatMap(({ accountId, name, state, stateReason }) =>
      state === undefined || state === 'ENABLED'
        ? []
        : [{ accountId, name, state, ...(stateReason === undefined ? {} : { reason: stateReason }) }],
    );
}
