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

/** What asking with patience needs. */
export interface Patience {
  readonly askPage: FetchPage;
  readonly limiter: RateLimiter;
  readonly pace: Clock;
  readonly journal: Journal;
  /** Called when a question is put and when it is done with. */
  readonly onChange: (question: ApiRequest, change: 'put' | 'done') => void;
}

/** Tries of one request before it is given up. */
const maxTries = 10;
/** Questions given up one after the other, with no answer in between, before the whole is. */
const maxGivenUp = 3;
/** Questions whose answer carries everything else: without a permission they are missing, in an outage nothing goes. */
const bearing: ReadonlySet<Operation> = new Set([
  'ListOrganizationalUnitsForParent',
  'ListAccountsForParent',
  'ListPolicies',
]);
const firstPause = 500;
const maxPause = 20_000;

/**
 * Puts questions to AWS, page by page: answers from the journal, keeps to the rates, tries again with growing pauses.
 * A question that AWS will not answer has a reason instead; where nothing is answered any more, it rejects.
 */
export function withRetries(patience: Patience): Fetch {
  const outage: Outage = { givenUp: 0, end: undefined };
  return async <O extends Operation>(question: ApiRequest<O>): Promise<Answer<O>> => {
    const key = keyOf(question);
    const known = patience.journal.find(key);
    if (known !== undefined) return { items: known as readonly Items[O][] };
    patience.onChange(question, 'put');
    try {
      const items = await allPages(question, patience, outage);
      outage.givenUp = 0;
      patience.journal.add(key, items);
      return { items };
    } catch (error) {
      return { reason: `${question.operation}: ${reasonToGoOn(error, question.operation, outage)}` };
    } finally {
      patience.onChange(question, 'done');
    }
  };
}

/** What tells a question that AWS does not answer from an AWS that does not answer. */
interface Outage {
  /** Questions given up in a row. */
  givenUp: number;
  /** Why no more questions are put. */
  end: AwsFailure | undefined;
}

/** Why this one question has no answer; throws where the others would have none either. */
function reasonToGoOn(error: unknown, operation: Operation, outage: Outage): string {
  if (!(error instanceof AwsFailure) || error === outage.end) throw error;
  const refused = error.kind === 'denied' || error.kind === 'gone' || error.kind === 'incomplete';
  outage.givenUp = refused ? 0 : outage.givenUp + 1;
  const tooMuch = outage.givenUp >= maxGivenUp || (!refused && bearing.has(operation));
  if (error.kind === 'fatal' || tooMuch) {
    outage.end = new AwsFailure('fatal', `${operation}: ${error.message}`);
    throw outage.end;
  }
  return error.message;
}

async function allPages<O extends Operation>(
  question: ApiRequest<O>,
  patience: Patience,
  outage: Outage,
): Promise<readonly Items[O][]> {
  const items: Items[O][] = [];
  const tokens = new Set<string>();
  let token: string | undefined;
  do {
    const page = await onePage(question, token, patience, outage);
    items.push(...page.items);
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
  { askPage, limiter, pace }: Patience,
  outage: Outage,
): Promise<Page<O>> {
  const { operation } = question;
  for (let tries = 1; ; tries++) {
    await limiter.turn(operation);
    if (outage.end !== undefined) throw outage.end;
    try {
      const page = await askPage(question, token);
      limiter.speedUp(operation);
      return page;
    } catch (error) {
      if (!(error instanceof AwsFailure) || !isWorthAnotherTry(error) || tries === maxTries) throw error;
      if (error.kind === 'throttled') limiter.slowDown(operation);
      await pace.sleep(pace.random() * Math.min(maxPause, firstPause * 2 ** tries));
    }
  }
}

function isWorthAnotherTry({ kind }: AwsFailure): boolean {
  return kind === 'throttled' || kind === 'transient' || kind === 'incomplete';
}
