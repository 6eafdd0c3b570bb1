import { AwsFailure } from './aws-failure.js';
import type { Clock } from './clock.js';
import type { Journal } from './journal.js';
import type { RateLimiter } from './rate-limiter.js';
import {
  type Answer,
  type ApiRequest,
  type Fetch,
  type FetchPage,
  type Items,
  keyOf,
  type Operation,
  type Page,
} from './request.js';

/** What requests with retries need. */
export interface RetryWorld {
  readonly askPage: FetchPage;
  readonly limiter: RateLimiter;
  readonly clock: Clock;
  readonly journal: Journal;
  readonly stop: Stop;
  /** Called when a request is put and when it is done with. */
  readonly onChange: (question: ApiRequest, change: 'put' | 'done') => void;
}

/** Ends all requests of a collection at once: they get no answer, and no more are sent. */
export interface Stop {
  /** Why requests are not sent any more; the first reason counts. */
  readonly reason: () => AwsFailure | undefined;
  readonly now: (reason: AwsFailure) => void;
  /** Rejects with the reason. */
  readonly stopped: Promise<never>;
}

/** A stop that has not happened. */
export function stopSwitch(): Stop {
  let reason: AwsFailure | undefined;
  let reject: (reason: AwsFailure) => void = () => undefined;
  const stopped = new Promise<never>((_, rejected) => {
    reject = rejected;
  });
  stopped.catch(() => undefined);
  return {
    reason: () => reason,
    now: (first) => {
      reason ??= first;
      reject(reason);
    },
    stopped,
  };
}

/** Tries of one request; fewer where an answer came that is of no use. */
const maxTries = { throttled: 10, transient: 10, incomplete: 4 };
/** Requests that failed after all tries, one after the other, before AWS counts as out of reach. */
const maxGivenUp = 3;
const firstPause = 500;
const maxPause = 20_000;

/**
 * Sends requests to AWS, page by page: uses the answers of the journal, keeps to the rates, retries with growing pauses.
 * A request that AWS does not answer has a reason instead, and so have all others after a failure that concerns all of
 * them.
 */
export function withRetries(world: RetryWorld): Fetch {
  const { journal, stop } = world;
  let givenUp = 0;
  const noteFailure = (failure: AwsFailure, operation: Operation): void => {
    givenUp = failure.kind === 'transient' || failure.kind === 'throttled' ? givenUp + 1 : 0;
    if (failure.kind !== 'fatal' && givenUp < maxGivenUp) return;
    stop.now(new AwsFailure('fatal', failure.message, failure.help, failure.call ?? operation));
  };
  return async <O extends Operation>(question: ApiRequest<O>): Promise<Answer<O>> => {
    const { operation } = question;
    const key = keyOf(question);
    const known = journal.find(key);
    if (known !== undefined) return { items: known as readonly Items[O][] };
    world.onChange(question, 'put');
    try {
      const items = await Promise.race([allPages(question, world), stop.stopped]);
      givenUp = 0;
      journal.add(key, items);
      return { items };
    } catch (error) {
      if (!(error instanceof AwsFailure)) throw error;
      if (error === stop.reason()) return { reason: `not read: ${reasonOf(error, operation)}` };
      noteFailure(error, operation);
      return { reason: reasonOf(error, operation) };
    } finally {
      world.onChange(question, 'done');
    }
  };
}

/** A failure in words: the API call, AWS's answer, what to do. */
function reasonOf({ call, message, help }: AwsFailure, operation: Operation): string {
  return `${call ?? operation}: ${message}${help === undefined ? '' : `; ${help}`}`;
}

async function allPages<O extends Operation>(
  question: ApiRequest<O>,
  world: RetryWorld,
): Promise<readonly Items[O][]> {
  const items: Items[O][] = [];
  const tokens = new Set<string>();
  let token: string | undefined;
  do {
    const page = await onePage(question, token, world);
    for (const item of page.items) items.push(item);
    token = page.next;
    if (token === '' || (token !== undefined && tokens.has(token))) {
      throw new AwsFailure('incomplete', 'the pages do not end: the token is empty or repeats');
    }
    if (token !== undefined) tokens.add(token);
  } while (token !== undefined);
  return items;
}

async function onePage<O extends Operation>(
  question: ApiRequest<O>,
  token: string | undefined,
  { askPage, limiter, clock, stop }: RetryWorld,
): Promise<Page<O>> {
  const { operation } = question;
  for (let tries = 1; ; tries++) {
    await limiter.turn(operation);
    const stopped = stop.reason();
    if (stopped !== undefined) throw stopped;
    try {
      const page = await askPage(question, token);
      limiter.speedUp(operation);
      return page;
    } catch (error) {
      if (!(error instanceof AwsFailure) || tries >= triesOf(error)) throw error;
      if (error.kind === 'throttled') limiter.slowDown(operation);
      await clock.sleep(clock.random() * Math.min(maxPause, firstPause * 2 ** tries));
    }
  }
}

function triesOf({ kind }: AwsFailure): number {
  return kind === 'throttled' || kind === 'transient' || kind === 'incomplete' ? maxTries[kind] : 1;
}
