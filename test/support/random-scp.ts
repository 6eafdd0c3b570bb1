import fc from 'fast-check';
import type { NaiveRequest } from './naive-decide.js';
import type { ScpDocument, ScpStatement } from './scp-document.js';

/** Few actions, resources, keys and values, so that policies and requests meet. */
const actions = [
  'rds:DeleteDBCluster',
  'rds:DescribeDBClusters',
  's3:GetObject',
  's3:ListBucket',
  'ec2:RunInstances',
];
const actionPatterns = [
  '*',
  'rds:*',
  'RDS:delete*',
  's3:GetObject',
  '*:Describe*',
  'ec2:?un*',
  's3:*Object',
  'iam:*',
];
const resources = ['arn:aws:s3:::a/b', 'arn:aws:s3:::a*', 'arn:aws:rds:eu-west-1:123456789012:cluster:anna'];
const resourcePatterns = [
  '*',
  'arn:aws:s3:::a/*',
  'arn:aws:s3:::a${*}',
  'arn:*:*:*:*:*',
  'arn:aws:rds:*:123456789012:cluster:????',
  "arn:aws:rds:*:*:cluster:${aws:username, 'anna'}",
  "arn:aws:s3:::${aws:PrincipalTag/team, 'a'}/b",
  'arn:aws:s3:::${aws:PrincipalTag/team}/*',
  "arn:aws:s3:::${aws:TagKeys, 'a'}/b",
];

/** A key with values that a request may have and a policy may name, by the operators that compare them. */
const keys: readonly {
  readonly key: string;
  readonly operators: readonly string[];
  readonly found: readonly string[];
  readonly values: readonly string[];
}[] = [
  {
    key: 'aws:PrincipalTag/team',
    operators: [
      'StringEquals',
      'StringNotEquals',
      'StringEqualsIgnoreCase',
      'StringNotEqualsIgnoreCase',
      'StringLike',
      'StringNotLike',
    ],
    found: ['a', 'A', 'ab', 'b*', ''],
    values: [
      'a',
      'a*',
      'B*',
      '?',
      '*',
      'b${*}',
      "${aws:username, 'A'}",
      '${aws:username}',
      'a${aws:TagKeys}',
      "${aws:TagKeys, 'a'}",
      '',
    ],
  },
  {
    key: 'aws:SourceArn',
    operators: ['ArnLike', 'ArnNotLike', 'ArnEquals', 'ArnNotEquals', 'StringLike'],
    found: [
      'arn:aws:chatbot::123456789012:chat-configuration/slack-channel/ops',
      'arn:aws:chatbot::123456789012:chat-configuration/chime-webhook/ops:a',
      'arn:aws:chatbot:ops',
      'ops',
    ],
    values: [
      'arn:aws:chatbot::*:*',
      'arn:*:chatbot::123456789012:*/slack-channel/*',
      'arn:aws:*:*:*:chat-configuration/chime-webhook/o?s',
      'arn:aws:chatbot::*:*/${aws:PrincipalTag/team}',
    ],
  },
  {
    key: 's3:max-keys',
    operators: ['Equals', 'NotEquals', 'LessThan', 'LessThanEquals', 'GreaterThan', 'GreaterThanEquals'].map(
      (one) => `Numeric${one}`,
    ),
    found: ['1', '9', '10', '10.0', '-3', '9007199254740992', '0.1000000000000000001', 'many'],
    values: ['1', '10', '9.5', '-3', '9007199254740993', '0.1'],
  },
  {
    key: 'aws:CurrentTime',
    operators: ['Equals', 'NotEquals', 'LessThan', 'LessThanEquals', 'GreaterThan', 'GreaterThanEquals'].map(
      (one) => `Date${one}`,
    ),
    found: [
      '2026-01-01T00:00:00Z',
      '2026-01-01T01:00:00+01:00',
      '2026-06-30T12:00:00.1239Z',
      '2026-06-30T12:00:00.124Z',
      'today',
    ],
    values: ['2026-01-01', '2026-06-30T12:00:00.1234Z', '2026-06-30T12:00:00Z', '2027-01'],
  },
  {
    key: 'aws:SecureTransport',
    operators: ['Bool'],
    found: ['true', 'TRUE', 'false', 'yes', ''],
    values: ['true', 'True', 'false', 'no'],
  },
  { key: 'key:bytes', operators: ['BinaryEquals'], found: ['YQ==', 'YQ', 'YR=='], values: ['YQ==', 'Yg=='] },
  {
    key: 'aws:SourceIp',
    operators: ['IpAddress', 'NotIpAddress'],
    found: ['10.1.2.3', '192.0.2.1', '192.0.2.1/32', 'somewhere'],
    values: ['10.0.0.0/8', '10.1.2.3', '192.0.2.0/+31', '0.0.0.0/0'],
  },
];

/** A key with several values, which only operators on sets compare. */
const tagKeys = ['team', 'cost', 'stage', ''];

const set = fc.constantFrom('', 'ForAnyValue:', 'ForAllValues:');

const condition = fc.constantFrom(...keys).chain(({ key, operators, values }) =>
  fc
    .record({
      operator: fc.oneof(
        { weight: 1, arbitrary: fc.constant('Null') },
        {
          weight: 6,
          arbitrary: fc
            .tuple(set, fc.constantFrom(...operators), fc.constantFrom('', 'IfExists'))
            .map((parts) => parts.join('')),
        },
      ),
      texts: fc.subarray([...values], { minLength: 1, maxLength: Math.min(3, values.length) }),
      absent: fc.constantFrom('true', 'True', 'false', 'no'),
    })
    .map(({ operator, texts, absent }) => ({
      [operator]: { [key]: operator === 'Null' ? [absent] : texts },
    })),
);

const setCondition = fc
  .record({
    name: set,
    operator: fc.constantFrom('StringEquals', 'StringNotEquals', 'StringLike', 'StringNotLike'),
    ifExists: fc.constantFrom('', 'IfExists'),
    texts: fc.subarray(['team', 'cost', 's*', '?*', '', '${aws:username}'], { minLength: 1 }),
  })
  .map(({ name, operator, ifExists, texts }) => ({ [name + operator + ifExists]: { 'aws:TagKeys': texts } }));

/** Conditions with one operator each, joined where two have the same. */
const conditions = fc
  .array(fc.oneof({ weight: 5, arbitrary: condition }, setCondition), { maxLength: 3 })
  .map((all) => {
    const joined: Record<string, Record<string, readonly string[]>> = {};
    for (const one of all) {
      for (const [operator, values] of Object.entries(one))
        joined[operator] = { ...joined[operator], ...values };
    }
    return joined;
  });

const statement: fc.Arbitrary<ScpStatement> = fc
  .record({
    allows: fc.integer({ min: 0, max: 3 }).map((number) => number === 0),
    notAction: fc.boolean(),
    action: fc.subarray(actionPatterns, { minLength: 1, maxLength: 3 }),
    notResource: fc.integer({ min: 0, max: 3 }).map((number) => number === 0),
    resource: fc.subarray(resourcePatterns, { minLength: 1, maxLength: 2 }),
    conditions,
  })
  .map(({ allows, notAction, action, notResource, resource, conditions: Condition }) => ({
    Effect: allows ? 'Allow' : 'Deny',
    ...(notAction ? { NotAction: action } : { Action: action }),
    ...(notResource ? { NotResource: resource } : { Resource: resource }),
    ...(Object.keys(Condition).length === 0 ? {} : { Condition }),
  }));

export const fullAccess: ScpDocument = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: ['*'], Resource: ['*'] }],
};

/** A policy of a few statements. */
export const randomScp: fc.Arbitrary<ScpDocument> = fc
  .array(statement, { minLength: 1, maxLength: 3 })
  .map((Statement) => ({ Version: '2012-10-17', Statement }));

/** The policies at every level from a root to an account; most levels have `FullAWSAccess`. */
export const randomLevels: fc.Arbitrary<readonly (readonly ScpDocument[])[]> = fc.array(
  fc
    .tuple(fc.array(randomScp, { maxLength: 2 }), fc.integer({ min: 0, max: 5 }))
    .map(([policies, number]) => (number === 0 ? policies : [fullAccess, ...policies])),
  { minLength: 1, maxLength: 3 },
);

const singles = keys.map(({ key, found }) =>
  fc
    .option(fc.constantFrom(...found), { nil: undefined })
    .map((value) => (value === undefined ? {} : { [key]: [value] })),
);

/** A request of which everything is known. */
export const randomRequest: fc.Arbitrary<NaiveRequest> = fc.record({
  action: fc.constantFrom(...actions),
  resource: fc.constantFrom(...resources),
  context: fc
    .tuple(
      ...singles,
      fc
        .option(fc.subarray(tagKeys, { minLength: 1 }))
        .map((found) => (found === null ? {} : { 'aws:TagKeys': found })),
      fc.constantFrom({}, { 'aws:username': ['anna'] }, { 'aws:username': ['*'] }),
    )
    .map((parts) => Object.assign({}, ...parts)),
});

/** Every key that a random policy asks about. */
export const randomKeys: readonly string[] = [...keys.map(({ key }) => key), 'aws:TagKeys', 'aws:username'];
