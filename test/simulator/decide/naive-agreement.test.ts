import fc from 'fast-check';
import type { AttachmentTarget, Organization } from '../../../modules/policy/organization/organization.js';
import type { JsonValue } from '../../../modules/policy/text/json.js';
import type { Outcome } from '../../../modules/simulator/decide/decision.js';
import { serviceControlPolicyGate } from '../../../modules/simulator/decide/service-control-policy-gate.js';
import { policyCompiler } from '../../../modules/simulator/iam/policy.js';
import type { ContextValue } from '../../../modules/simulator/iam/request.js';
import { patience, runs, seed } from '../../support/effort.js';
import { type NaiveRequest, naiveDecide } from '../../support/naive-decide.js';
import { randomKeys, randomLevels, randomRequest } from '../../support/random-scp.js';
import type { ScpDocument } from '../../support/scp-document.js';

/** The engine's answer about an account below these levels; of the keys in `hidden`, and maybe the resource, it knows nothing. */
function engine(
  levels: readonly (readonly ScpDocument[])[],
  { action, resource, context }: NaiveRequest,
  hidden: readonly string[] = [],
): Outcome {
  const policies = new Map<
    string,
    Organization['policies'] extends ReadonlyMap<string, infer P> ? P : never
  >();
  const way = levels.map((documents, level): AttachmentTarget => {
    const ids = documents.map((content, index) => {
      const id = `p-${level}-${index}`;
      const type = 'SERVICE_CONTROL_POLICY';
      policies.set(id, { id, name: id, type, awsManaged: false, content: content as unknown as JsonValue });
      return id;
    });
    return { id: `level-${level}`, name: '', policies: ids, attachmentOrderKnown: true };
  });
  const organization: Organization = {
    id: 'o-exampleorgid',
    managementAccountId: '111111111111',
    enabledPolicyTypes: ['SERVICE_CONTROL_POLICY'],
    root: {
      id: 'r-ab12',
      name: '',
      policies: [],
      attachmentOrderKnown: true,
      accounts: [],
      organizationalUnits: [],
    },
    policies,
    channels: [],
    missing: [],
  };
  const known = randomKeys.filter((key) => !hidden.includes(key));
  const values = new Map<string, ContextValue>(
    known.map((key) => {
      const found = context[key];
      return [
        key.toLowerCase(),
        found === undefined ? { kind: 'absent' } : { kind: 'values', values: found },
      ];
    }),
  );
  const request = { action, resource: hidden.includes('resource') ? undefined : resource, context: values };
  const gate = serviceControlPolicyGate(organization, policyCompiler());
  return gate({ accountId: '123456789012', way, request }).outcome;
}

test(
  `the engine agrees with the naive twin wherever everything is known (seed ${seed})`,
  () => {
    fc.assert(
      fc.property(randomLevels, randomRequest, (levels, request) => {
        expect(engine(levels, request)).toBe(naiveDecide(levels, request) ? 'allowed' : 'denied');
      }),
      { seed, numRuns: runs(100_000) },
    );
  },
  patience,
);

test(
  `what the engine answers without knowing everything holds whatever the rest is (seed ${seed})`,
  () => {
    const hiding = fc.subarray([...randomKeys, 'resource'], { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(randomLevels, randomRequest, randomRequest, hiding, (levels, request, other, hidden) => {
        const answer = engine(levels, request, hidden);
        if (answer === 'unknown') return;
        const context = Object.fromEntries(
          randomKeys.flatMap((key) => {
            const values = (hidden.includes(key) ? other : request).context[key];
            return values === undefined ? [] : [[key, values] as const];
          }),
        );
        const resource = hidden.includes('resource') ? other.resource : request.resource;
        expect(naiveDecide(levels, { ...request, resource, context }) ? 'allowed' : 'denied').toBe(answer);
      }),
      { seed, numRuns: runs(100_000) },
    );
  },
  patience,
);
