import type { MissingPart } from '../../policy/organization/organization.js';
import type { JsonValue } from '../../policy/text/json.js';
import { AwsFailure } from '../collect/aws-failure.js';
import type { Clock } from '../collect/clock.js';
import type { Journal } from '../collect/journal.js';
import { type Progress, progressCounter } from '../collect/progress.js';
import { rateLimiter } from '../collect/rate-limiter.js';
import type { ApiRequest, Fetch, FetchPage, Items } from '../collect/request.js';
import { requestRates } from '../collect/request-rates.js';
import { stopSwitch, withRetries } from '../collect/retry.js';

/** What asking AWS needs from outside. */
export interface VerifyWorld {
  readonly askPage: FetchPage;
  readonly pace: Clock;
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
  const fetches = fetchesOf(world);
  await checkOrganization(fetches.once, request.organizationId);
  const missing: MissingPart[] = [];
  const [inForce, invalid, channels] = await Promise.all([
    askAccounts(fetches, request, world.pace),
    askInvalid(fetches.once, missing),
    askChannels(fetches.once, request.channelAccounts, missing),
  ]);
  return { inForce, invalid, channels, missing };
}

interface Fetches {
  /** Answers that are in the journal are not asked for again. */
  readonly once: Fetch;
  readonly again: Fetch;
}

function fetchesOf({ askPage, pace, deadline, journal, onProgress }: VerifyWorld): Fetches {
  const limiter = rateLimiter(requestRates, pace);
  const counter = progressCounter(limiter);
  const stop = stopSwitch();
  const help = 'allow more time with `--deadline`';
  const late = new AwsFailure(
    'fatal',
    `not done after ${Math.round(deadline / 1000)} seconds`,
    help,
    'deadline',
  );
  pace.sleep(deadline).then(() => stop.now(late));
  const onChange = (question: ApiRequest, change: 'put' | 'done'): void => {
    counter.onChange(question, change);
    onProgress(counter.progress());
  };
  const shared = { askPage, pace, limiter, stop, onChange };
  const none: Journal = { find: () => undefined, add: () => undefined };
  return { once: withRetries({ ...shared, journal }), again: withRetries({ ...shared, journal: none }) };
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

async function askAccounts(
  { once, again }: Fetches,
  { accounts, wait, agrees }: VerifyRequest,
  pace: Clock,
): Promise<ReadonlyMap<string, InForceAnswer>> {
  const ask = async (fetch: Fetch, subject: string): Promise<InForceAnswer> => {
    const answer = await fetch({ operation: 'DescribeEffectivePolicy', subject, policyType });
    return 'reason' in answer ? answer : effectiveIn(answer.items[0]?.content);
  };
  const until = pace.now() + wait;
  const entries = await Promise.all(
    accounts.map(async (accountId) => {
      let answer = await ask(once, accountId);
      for (let pause = firstPause; !agrees(accountId, answer); pause = Math.min(maxPause, pause * 2)) {
        if ('reason' in answer || pace.now() + pause > until) break;
        await pace.sleep(pause);
        answer = await ask(again, accountId);
      }
      return [accountId, answer] as const;
    }),
  );
  return new Map(entries);
}

/** An account without chat policies has no effective policy. */
function effectiveIn(content: string | undefined): InForceAnswer {
  if (content === undefined) return { effective: {} };
  try {
    return { effective: JSON.parse(content) };
  } catch {
    return { reason: 'DescribeEffectivePolicy: the policy in the answer is not valid JSON' };
  }
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
