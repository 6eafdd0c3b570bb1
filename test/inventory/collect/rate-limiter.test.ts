import { rateLimiter } from '../../../modules/inventory/collect/rate-limiter.js';
import { requestRates } from '../../../modules/inventory/collect/request-rates.js';
import { virtualTime } from '../../support/virtual-time.js';

/** Four fifths of this are four requests in a second, and eight at once. */
const rates = { ...requestRates, ListPolicies: { perSecond: 5, burst: 10 } };

const eightAtOnce = [0, 0, 0, 0, 0, 0, 0, 0];

describe('a limiter of requests', () => {
  const used = () => {
    const clock = virtualTime();
    const limiter = rateLimiter(rates, clock);
    /** How many milliseconds from now each of the next requests has its turn. */
    const turns = async (count: number): Promise<readonly number[]> => {
      const start = clock.now();
      const times: number[] = [];
      for (let turn = 0; turn < count; turn++) {
        await limiter.turn('ListPolicies');
        times.push(clock.now() - start);
      }
      return times;
    };
    return { turns, rest: clock.sleep };
  };

  it('sends four fifths of a burst at once, then keeps to the rate', async () => {
    const { turns } = used();
    expect(await turns(11)).toEqual([...eightAtOnce, 250, 500, 750]);
  });

  it('sends the same number at once again after a pause, and no more', async () => {
    const { turns, rest } = used();
    await turns(11);
    await rest(60_000);
    expect(await turns(9)).toEqual([...eightAtOnce, 250]);
  });
});
