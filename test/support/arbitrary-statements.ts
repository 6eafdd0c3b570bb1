import fc from 'fast-check';
import type { JsonObject } from '../../modules/policy/text/json.js';

/** What a random catalogue of guardrails is made of. */
export interface RandomStatements {
  readonly statements: readonly JsonObject[];
  readonly limit: number;
}

const services = ['ec2', 'rds', 'lambda', 's3', 'dynamodb', 'elasticloadbalancing', 'sagemaker', 'ssm'];
const verbs = ['Delete', 'Modify', 'Stop', 'Put', 'Update', 'Create', 'Terminate', 'Disassociate'];
const nouns = [
  'Instance',
  'Cluster',
  'GlobalReplicationGroup',
  'Rule',
  'ConfigurationRecorder',
  'Table',
  'Key',
];
const action = fc
  .tuple(
    fc.constantFrom(...services),
    fc.constantFrom(...verbs),
    fc.constantFrom(...nouns),
    fc.nat({ max: 40 }),
  )
  .map(([service, verb, noun, number]) => `${service}:${verb}${noun}${number === 0 ? '*' : number}`);

const chat = { ArnLike: { 'aws:ChatbotSourceArn': 'arn:aws:chatbot::*:*' } };
const accounts = fc.array(fc.stringMatching(/^\d{12}$/), { minLength: 1, maxLength: 20 });
const frame: fc.Arbitrary<JsonObject> = fc.oneof(
  { weight: 6, arbitrary: fc.constant({ Resource: '*', Condition: chat }) },
  {
    weight: 2,
    arbitrary: fc.constantFrom('slack-channel', 'microsoft-teams-channel').map((type) => ({
      Resource: '*',
      Condition: { ArnLike: { 'aws:ChatbotSourceArn': `arn:aws:chatbot::*:chat-configuration/${type}/*` } },
    })),
  },
  {
    weight: 1,
    arbitrary: accounts.map((spared) => ({
      Resource: '*',
      Condition: { ...chat, StringNotEquals: { 'aws:ResourceAccount': spared } },
    })),
  },
  {
    weight: 1,
    arbitrary: fc.constant({ NotResource: 'arn:aws:lambda:*:*:function:resize', Condition: chat }),
  },
);

/** Few different frames, as guardrails of one organization have them, and one allow-list in twenty. */
export const randomStatements: fc.Arbitrary<RandomStatements> = fc
  .array(frame, { minLength: 1, maxLength: 6 })
  .chain((frames) =>
    fc.record({
      limit: fc.constantFrom(5_120, 10_240),
      statements: fc.oneof(list(frames, 12, 120), list(frames, 60, 25), list(frames, 400, 8)),
    }),
  );

function list(frames: readonly JsonObject[], statements: number, actions: number) {
  const statement = fc
    .record({
      frame: fc.constantFrom(...frames),
      actions: fc.uniqueArray(action, { minLength: 1, maxLength: actions }),
      allowOnly: fc.nat({ max: 19 }).map((number) => number === 0),
    })
    .map(({ frame, actions, allowOnly }) => ({
      Effect: 'Deny',
      [allowOnly ? 'NotAction' : 'Action']: actions,
      ...frame,
    }));
  return fc
    .array(statement, { minLength: 1, maxLength: statements, size: 'max' })
    .map((all): readonly JsonObject[] => all.map((one, index) => ({ Sid: `Guardrail${index}`, ...one })));
}
