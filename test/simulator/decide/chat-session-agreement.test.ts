import fc from 'fast-check';
import { decide } from '../../../modules/simulator/decide/decide.js';
import { patience, runs, seed } from '../../support/effort.js';
import { naiveDecide } from '../../support/naive-decide.js';
import { accountId, organizationOfLevels } from '../../support/organization-of-levels.js';
import { fullAccess } from '../../support/random-scp.js';
import type { ScpStatement } from '../../support/scp-document.js';

/** Roles that a chat session may have, so different that each pattern below matches some of them and not others, or all. */
const roles = [
  ...['Ops', 'OpsLead', 'abcd', 'team/Lead', 'team/Ops', 'aws-service-role'],
  ...['aws-service-roles/Ops', 'aws/service-role/a', 'Zed/aws-service-role/a'],
];
const regions = ['eu-west-1', 'us-east-1', 'us-east-2', 'us-west-2', 'ap-south-1'];

/** The Regions in which services answer, written down again; undefined: in any Region, or in one that AWS does not document. */
const regionsOf: Readonly<Record<string, readonly string[] | undefined>> = {
  'iam:ListUsers': ['us-east-1'],
  'ce:GetCostAndUsage': ['us-east-1'],
  'globalaccelerator:ListAccelerators': ['us-west-2'],
  'health:DescribeEvents': ['us-east-1', 'us-east-2'],
  'ecr-public:DescribeRegistries': ['us-east-1', 'us-west-2'],
  'sqs:ListQueues': undefined,
  'payments:ListPaymentPreferences': undefined,
};

function possibleRegions(action: string, region: string | undefined): readonly string[] {
  const known = regionsOf[action];
  const isFree = known === undefined ? !action.startsWith('payments:') : known.includes(region ?? '');
  return region !== undefined && isFree ? [region] : (known ?? regions);
}

const strings = ['StringLike', 'StringNotLike'];
const arns = ['ArnLike', 'ArnNotLike', 'ArnEquals', 'ArnNotEquals'];
const equals = ['StringEquals', 'StringNotEquals', 'StringEqualsIgnoreCase', 'StringNotEqualsIgnoreCase'];
const patterns = [
  ...['arn:aws:iam::*:user/*', 'arn:aws:iam::*:root', 'arn:aws:iam::*:role/*', 'arn:*:iam::*:*'],
  ...['arn:aws:iam::*:role/Ops*', 'arn:aws:iam::*:role/team/*', 'arn:aws:iam::*:role/aws-service-role/*'],
  ...[
    'arn:aws:iam::12345678901?:role/????',
    'arn:aws:iam::210987654321:role/*',
    'arn:aws:sts::*:assumed-role/*',
  ],
  'arn:aws:iam::*:role/aws-service-role*',
];
const texts = ['role/Ops', 'user/Ops', 'root', 'role/team/*', 'ROLE/OPS'].map(
  (end) => `arn:aws:iam::${accountId}:${end}`,
);

const keys: readonly (readonly [key: string, operators: readonly string[], values: readonly string[]])[] = [
  ['aws:PrincipalArn', [...strings, ...arns], patterns],
  ['aws:PrincipalArn', strings, ['*', '*:role/Ops', '*/Lead', '*role*']],
  ['aws:PrincipalArn', equals, texts],
  ['aws:RequestedRegion', [...equals, ...strings], [...regions, 'us-*', '*', '?u-*', 'US-EAST-1']],
  ['aws:MultiFactorAuthPresent', ['Bool'], ['true', 'false']],
  ['aws:ViaAWSService', ['Bool'], ['true', 'false']],
  ['aws:PrincipalType', equals, ['AssumedRole', 'User', 'assumedrole']],
  ['aws:SourceVpc', strings, ['vpc-*']],
];
const condition = fc
  .constantFrom(...keys, ...keys.slice(0, 4), ...keys.slice(0, 4))
  .chain(([key, operators, values]) => {
    const plain = fc
      .tuple(
        fc.constantFrom('', '', 'ForAnyValue:', 'ForAllValues:'),
        fc.constantFrom(...operators),
        fc.constantFrom('', 'IfExists'),
      )
      .map((parts) => parts.join(''));
    const some = fc.subarray([...values], { minLength: 1, maxLength: Math.min(2, values.length) });
    return fc.record({
      operator: plain,
      key: fc.constant(key),
      values: some,
    });
  });
const statement = fc.array(condition, { minLength: 1, maxLength: 2 }).map((conditions): ScpStatement => {
  const Condition: Record<string, Record<string, readonly string[]>> = {};
  for (const { operator, key, values } of conditions)
    Condition[operator] = { ...Condition[operator], [key]: values };
  return { Effect: 'Deny', Action: ['*'], Resource: ['*'], Condition };
});

/** Whether the request is allowed with each role, Region and state of authentication that it may have. */
function completions(
  statements: readonly ScpStatement[],
  action: string,
  region: string | undefined,
): ReadonlySet<string> {
  const levels = [[fullAccess, { Version: '2012-10-17', Statement: statements } as const]];
  // What no condition mentions does not matter.
  const mentioned = JSON.stringify(statements);
  const those = <T>(key: string, values: readonly T[]) =>
    mentioned.includes(key) ? values : values.slice(0, 1);
  const found = new Set<string>();
  for (const role of those('PrincipalArn', roles)) {
    for (const requested of those('RequestedRegion', possibleRegions(action, region))) {
      for (const mfa of those('MultiFactor', [{}, { 'aws:MultiFactorAuthPresent': ['false'] }])) {
        const context = {
          'aws:PrincipalArn': [`arn:aws:iam::${accountId}:role/${role}`],
          'aws:RequestedRegion': [requested],
          'aws:PrincipalType': ['AssumedRole'],
          'aws:ViaAWSService': ['false'],
          ...mfa,
        };
        found.add(naiveDecide(levels, { action, resource: '*', context }) ? 'allowed' : 'denied');
      }
    }
  }
  return found;
}

test(
  `a chat session is decided where every role and Region that it may have agrees, and only there (seed ${seed})`,
  () => {
    const request = fc.record({
      action: fc.constantFrom(...Object.keys(regionsOf)),
      region: fc.constantFrom(undefined, 'eu-west-1', 'us-east-2'),
    });
    fc.assert(
      fc.property(
        fc.array(statement, { minLength: 1, maxLength: 2 }),
        request,
        (statements, { action, region }) => {
          const levels = [[fullAccess, { Version: '2012-10-17', Statement: statements } as const]];
          const asked = {
            accountId,
            from: { platform: 'slack' },
            action,
            resource: '*',
            ...(region && { region }),
          } as const;
          const gates = ['service-control-policy'] as const;
          const answer = decide(organizationOfLevels(levels), asked, { gates })?.decision ?? '';
          const possible = completions(statements, action, region);
          if (answer !== 'unknown') expect([...possible]).toEqual([answer]);
          const [first, ...others] = statements;
          const isOne =
            others.length === 0 && Object.values(first?.Condition ?? {}).flatMap(Object.keys).length === 1;
          if (isOne && possible.size === 1) expect([...possible]).toEqual([answer]);
        },
      ),
      { seed, numRuns: runs(40_000) },
    );
  },
  patience,
);
