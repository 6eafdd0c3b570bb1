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
import { withRetries } from './retry.js';

/** What a collection needs from outside. */
export interface CollectWorld {
  readonly askPage: FetchPage;
  readonly pace: Clock;
  /** Opens the journal, once it is known which organization it is about. */
  readonly openJournal: (organizationId: string) => Journal;
  readonly onProgress: (progress: Progress) => void;
}

/**
 * Reads an organization from AWS as the value of an organization file. Rejects with an `AwsFailure` where that cannot
 * be done; whatever was answered until then is in the journal.
 */
export async function collect(world: CollectWorld, settings: CollectSettings): Promise<JsonObject> {
  const { askPage, pace } = world;
  const limiter = rateLimiter(requestRates, pace);
  const counter = progressCounter(limiter);
  const patience = {
    askPage,
    pace,
    limiter,
    onChange: (question: ApiRequest, change: 'put' | 'done') => {
      counter.onChange(question, change);
      world.onProgress(counter.progress());
    },
  };
  const question = { operation: 'DescribeOrganization', subject: '' } as const;
  const answer = await withRetries({ ...patience, journal: noJournal })(question);
  if ('reason' in answer) throw new AwsFailure('fatal', answer.reason);
  const journal = world.openJournal(answer.items[0]?.id ?? '');
  const ask = withRetries({ ...patience, journal: knowing(keyOf(question), answer.items, journal) });
  return assembleOrganization(await collectOrganization(ask, settings));
}

const noJournal: Journal = { find: () => undefined, add: () => undefined };

/** The journal with one answer more, which is not written down. */
function knowing(key: string, items: readonly Items[Operation][], journal: Journal): Journal {
  return { ...journal, find: (other) => (other === key ? items : journal.find(other)) };
}
