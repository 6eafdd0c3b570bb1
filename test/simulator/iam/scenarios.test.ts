import type { JsonValue } from '../../../modules/policy/text/json.js';
import { applies, isAbout } from '../../../modules/simulator/iam/applies.js';
import { compilePolicy } from '../../../modules/simulator/iam/policy.js';
import type { ContextValue } from '../../../modules/simulator/iam/request.js';
import conditions from '../../scenarios/scp/conditions.json';
import sets from '../../scenarios/scp/sets.json';
import statements from '../../scenarios/scp/statements.json';
import variables from '../../scenarios/scp/variables.json';

interface Scenario {
  readonly name: string;
  readonly version?: string;
  readonly condition?: JsonValue;
  readonly statement?: Readonly<Record<string, JsonValue>>;
  readonly action?: string;
  readonly resource?: string;
  readonly context?: Readonly<Record<string, string | readonly string[]>>;
  readonly absent?: readonly string[];
  readonly holds?: boolean | string;
  readonly applies?: boolean | string;
}

/** What the one statement of the scenario says to its request. */
function answer(scenario: Scenario): boolean | string {
  const { version = '2012-10-17', condition, statement = { Action: '*', Resource: '*' } } = scenario;
  const policy = compilePolicy({
    Version: version,
    Statement: { Effect: 'Deny', ...statement, ...(condition === undefined ? {} : { Condition: condition }) },
  });
  expect(policy.unreadable).toBeUndefined();
  const [compiled] = policy.statements;
  if (compiled === undefined) throw new Error('the policy has one statement');
  const context = new Map<string, ContextValue>();
  for (const [key, value] of Object.entries(scenario.context ?? {})) {
    context.set(key.toLowerCase(), { kind: 'values', values: typeof value === 'string' ? [value] : value });
  }
  for (const key of scenario.absent ?? []) context.set(key.toLowerCase(), { kind: 'absent' });
  const action = scenario.action ?? 'rds:DeleteDBCluster';
  if (!isAbout(compiled, action.toLowerCase())) return false;
  const truth = applies(compiled, { action, resource: scenario.resource, context });
  return typeof truth === 'boolean' ? truth : 'unknown';
}

describe.each([
  ['conditions', conditions.scenarios],
  ['sets', sets.scenarios],
  ['variables', variables.scenarios],
  ['statements', statements.scenarios],
] as readonly (readonly [string, readonly Scenario[]])[])('%s', (_, scenarios) => {
  test.each(scenarios)('$name', (scenario) => {
    expect(answer(scenario)).toBe(scenario.holds ?? scenario.applies);
  });
});
