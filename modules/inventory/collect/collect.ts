import type { JsonObject } from '../../policy/text/json.js';
import { assembleOrganization } from './assemble.js';
import { AwsFailure } from './aws-failure.js';
import type { Clock } from './clock.js';
import { type CollectSettings, collectOrganization } from './collect-organization.js';
import type { Journal } from './journal.js';
import { type Progress, progressCounter } from './progress.js';
import { rateLimiter } from './rate-limiter.js';
import { type ApiRequest, type FetchPage, type Items, keyOf, type Operation } from './request.js';
import { requestRates } from './request-rates.js';
import { stopSwitch, withRetries } from './retry.js';

/** What a collection needs from outside. */
export interface CollectWorld {
  readonly askPage: FetchPage;
  readonly clock: Clock;
  /** Milliseconds after which no more requests are sent; those under way are given up. */
  readonly deadline: number;
  /** Opens the journal, once it is known which organization it is about. */
  readonly openJournal: (organizationId: string) => Journal;
  readonly onProgress: (progress: Progress) => void;
}

/** An organization as it was read. */
export interface CollectedFile {
  /** The value of an organization file. What could not be read is in its `missing`. */
  readonly organization: JsonObject;
  /** Set where it ended early: the deadline, the credentials, the network. The rest is missing. */
  readonly interrupted: AwsFailure | undefined;
}

/**
 * Reads an organization from AWS. Rejects with an `AwsFailure` where not even the organization and its root can be read.
 * Whatever was answered is in the journal.
 */
export async function collect(world: CollectWorld, settings: CollectSettings): Promise<CollectedFile> {
  const { askPage, clock, deadline } = world;
  const limiter = rateLimiter(requestRates, clock);
  const counter = progressCounter(limiter);
  const stop = stopSwitch();
  clock.sleep(deadline).then(() => stop.now(deadlinePassed(deadline)));
  const shared = {
    ...{ askPage, clock, limiter, stop },
    onChange: (question: ApiRequest, change: 'put' | 'done') => {
      counter.onChange(question, change);
      world.onProgress(counter.progress());
    },
  };
  try {
    const question = { operation: 'DescribeOrganization', subject: '' } as const;
    const answer = await withRetries({ ...shared, journal: noJournal })(question);
    if ('reason' in answer) throw stop.reason() ?? new AwsFailure('fatal', answer.reason);
    const journal = world.openJournal(answer.items[0]?.id ?? '');
    const ask = withRetries({ ...shared, journal: knowing(keyOf(question), answer.items, journal) });
    const organization = assembleOrganization(await collectOrganization(ask, settings));
    return { organization, interrupted: stop.reason() };
  } catch (error) {
    throw error instanceof AwsFailure ? (stop.reason() ?? error) : error;
  }
}

function deadlinePassed(deadline: number): AwsFailure {
  const help = 'allow more time with `--deadline`';
  return new AwsFailure('fatal', `not done after ${Math.round(deadline / 1000)} seconds`, help, 'deadline');
}

const noJournal: Journal = { find: () => undefined, add: () => undefined };

/** The journal with one answer more, which is not written down. */
function knowing(key: string, items: readonly Items[Operation][], journal: Journal): Journal {
  return { ...journal, find: (other) => (other === key ? items : journal.find(other)) };
}
