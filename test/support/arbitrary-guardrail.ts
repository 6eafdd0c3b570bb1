import fc from 'fast-check';
import type { ChatSessions, GuardrailRule } from '../../modules/policy/intent.js';

/** An account, twelve digits. */
export const account = fc.stringMatching(/^\d{12}$/);
const configuration = fc.stringMatching(/^[A-Za-z0-9_-]{1,6}[*?]?$/);
const some = <T>(item: fc.Arbitrary<T>, minLength = 0) => fc.uniqueArray(item, { minLength, maxLength: 2 });

const sessions: fc.Arbitrary<ChatSessions> = fc.record({
  platforms: fc.subarray(['slack', 'microsoft_teams', 'chime'] as const),
  configurations: some(configuration),
  accounts: some(account),
});
const isNarrow = (part: ChatSessions): boolean => Object.values(part).some((values) => values.length > 0);

const condition = fc.dictionary(
  fc.constantFrom('StringEquals', 'ArnLike', 'Null', 'NumericLessThan'),
  fc.dictionary(
    fc.constantFrom('aws:RequestedRegion', 'aws:PrincipalArn', 'aws:ResourceTag/Team'),
    some(fc.string({ minLength: 1, maxLength: 8 }), 1),
    { minKeys: 1, maxKeys: 2, noNullPrototype: true },
  ),
  { maxKeys: 2, noNullPrototype: true },
);

/** A rule as the configuration's own words make it: one statement. */
export const guardrailRule: fc.Arbitrary<GuardrailRule> = fc
  .record({
    effect: fc.constantFrom('deny' as const, 'allowOnly' as const),
    actions: some(fc.constantFrom('rds:DeleteDBCluster', 'iam:*', 'lambda:InvokeFunction', '*'), 1),
    resources: some(fc.constantFrom('*', 'arn:aws:s3:::bucket/*', 'arn:aws:rds:*:*:cluster:*'), 1),
    conditions: condition,
    from: sessions,
    exceptFrom: fc.option(sessions.filter(isNarrow), { nil: undefined }),
    partition: fc.constantFrom('aws', 'aws-us-gov', '*'),
  })
  .map(({ effect, actions, resources, conditions, from, exceptFrom, partition }) => ({
    statements: [{ effect, actions, resources, conditions }],
    from,
    ...(exceptFrom === undefined ? {} : { exceptFrom }),
    partition,
  }));
