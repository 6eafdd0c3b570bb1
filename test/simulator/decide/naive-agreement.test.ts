import fc from 'fast-check';
import { type Decider, decider } from '../../../modules/simulator/decide/decide.js';
import type { DecisionRequest } from '../../../modules/simulator/decide/decision-request.js';
import { patience, runs, seed } from '../../support/effort.js';
import { type NaiveRequest, naiveDecide } from '../../support/naive-decide.js';
import { accountId, organizationOfLevels } from '../../support/organization-of-levels.js';
import { randomKeys, randomLevels, randomRequest } from '../../support/random-scp.js';
import type { ScpDocument } from '../../support/scp-document.js';

const deciderOf = (levels: readonly (readonly ScpDocument[])[]): Decider =>
  decider(organizationOfLevels(levels));

/** The request as `decide` is asked; it knows nothing of the keys in `hidden`, and maybe of the resource. */
function askedAs(
  { action, resource, context }: NaiveRequest,
  hidden: readonly string[] = [],
): DecisionRequest {
  const known = randomKeys.filter((key) => !hidden.includes(key));
  return {
    accountId,
    from: 'console',
    action,
    ...(hidden.includes('resource') ? {} : { resource }),
    context: Object.fromEntries(known.map((key) => [key, context[key] ?? []])),
  };
}

const outcomeOf = (levels: readonly (readonly ScpDocument[])[], request: NaiveRequest) =>
  naiveDecide(levels, request) ? 'allowed' : 'denied';

test(
  `decide agrees with the naive twin where everything is known (seed ${seed})`,
  () => {
    fc.assert(
      fc.property(randomLevels, randomRequest, (levels, request) => {
        const decision = deciderOf(levels)(askedAs(request));
        expect(decision?.decision).toBe(outcomeOf(levels, request));
      }),
      { seed, numRuns: runs(150_000) },
    );
  },
  patience,
);

test(
  `what decide answers without knowing everything holds for every completion (seed ${seed})`,
  () => {
    const hiding = fc.subarray([...randomKeys, 'resource'], { minLength: 1, maxLength: 4 });
    const others = fc.array(randomRequest, { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(randomLevels, randomRequest, others, hiding, (levels, request, completions, hidden) => {
        const answer = deciderOf(levels)(askedAs(request, hidden))?.decision;
        if (answer === 'unknown') return;
        for (const other of [request, ...completions]) {
          const context = Object.fromEntries(
            randomKeys.flatMap((key) => {
              const values = (hidden.includes(key) ? other : request).context[key];
              return values === undefined ? [] : [[key, values] as const];
            }),
          );
          const resource = hidden.includes('resource') ? other.resource : request.resource;
          expect(outcomeOf(levels, { ...request, resource, context })).toBe(answer);
        }
      }),
      { seed, numRuns: runs(150_000) },
    );
  },
  patience,
);
