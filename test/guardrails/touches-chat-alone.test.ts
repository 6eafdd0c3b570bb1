import fc from 'fast-check';
import { loadActionCatalogue } from '../../modules/actions/load-action-catalogue.js';
import type { Guardrail } from '../../modules/guardrails/guardrail.js';
import { noValues, type ParameterValues } from '../../modules/guardrails/parameter.js';
import { guardrails, packs } from '../../modules/guardrails/registry.js';
import type { ChatPlatform, ChatSessions } from '../../modules/policy/intent.js';
import { type Organization, pathTo } from '../../modules/policy/organization/organization.js';
import { compileGuardrail } from '../../modules/policy/scp/compile.js';
import { configurationTypes } from '../../modules/policy/scp/session-patterns.js';
import type { JsonObject } from '../../modules/policy/text/json.js';
import { serviceControlPolicyGate } from '../../modules/simulator/decide/service-control-policy-gate.js';
import { policyCompiler } from '../../modules/simulator/iam/policy.js';
import type { ContextValue } from '../../modules/simulator/iam/request.js';
import { runs, seed } from '../support/effort.js';
import { guardedOrganization } from '../support/guardrail-organization.js';
import { type NaiveRequest, naivelyDenies } from '../support/naive-guardrail.js';

const catalogue = loadActionCatalogue();
const account = '123456789012';
const regions = ['eu-west-1', 'eu-central-1', 'us-west-2'];
const accounts = [account, '210987654321', '999999999999'];
const resources = [
  '*',
  'arn:aws:ec2:eu-west-1:123456789012:instance/i-0123456789abcdef0',
  'arn:aws:lambda:eu-west-1:123456789012:function:resize',
  'arn:aws:lambda:eu-west-1:123456789012:function:refund',
  'arn:aws:rds:eu-west-1:123456789012:cluster:orders',
  'arn:aws:ssm:eu-west-1::document/AWS-RestartEC2Instance',
  'arn:aws:ssm:eu-west-1:123456789012:automation-execution/0a1b',
  'arn:aws:ssm:eu-west-1:123456789012:automation-definition/Restart:1',
  'arn:aws:states:eu-west-1:123456789012:stateMachine:resize',
  'arn:aws:sqs:eu-west-1:999999999999:orders',
];
const patterns = [
  'arn:aws:ec2:*:*:instance/*',
  'arn:aws:lambda:*:*:function:resize',
  'arn:aws:rds:*:*:cluster:orders',
  'arn:aws:ssm:*::document/AWS-*',
  'arn:aws:ssm:*:*:automation-definition/Restart:*',
  'arn:aws:states:*:*:stateMachine:*',
];
const keys: Readonly<Record<string, readonly string[]>> = {
  'aws:RequestedRegion': regions,
  'aws:ResourceAccount': accounts,
  'aws:ResourceTag/ChatOps': ['allowed', 'forbidden'],
  'aws:ResourceTag/Environment': ['production', 'test'],
  'iam:PassedToService': ['ssm.amazonaws.com', 'ec2.amazonaws.com'],
};

describe(`seed ${seed}`, () => {
  test.each([...guardrails, ...packs])(
    '$id changes exactly what it states, and nothing outside chat',
    (guardrail) => {
      fc.assert(
        fc.property(
          scenario(guardrail),
          fc.array(fc.tuple(request(guardrail), session), { minLength: 20, maxLength: 20 }),
          ({ values, from, exceptFrom, except, background }, requests) => {
            const statements = guardrail.statements(values);
            const rule = { statements, from, partition: 'aws' };
            const document = compileGuardrail(exceptFrom === undefined ? rule : { ...rule, exceptFrom }, {
              except,
              sid: 'Guardrail',
            });
            const without = asker(guardedOrganization([background]));
            const withIt = asker(guardedOrganization([background, document]));
            for (const [asked, who] of requests) {
              expect(withIt(asked, undefined)).toBe(without(asked, undefined));
              const bound =
                isOf(from, who) &&
                !(exceptFrom !== undefined && isOf(exceptFrom, who)) &&
                !except.includes(who.account);
              const denies = bound && naivelyDenies(statements, asked);
              expect(withIt(asked, who)).toBe(denies ? 'denied' : without(asked, who));
            }
          },
        ),
        { numRuns: runs(1_000), seed },
      );
    },
  );
});

interface Session {
  readonly account: string;
  readonly platform: ChatPlatform;
  readonly configuration: string;
}

const platforms: readonly ChatPlatform[] = ['slack', 'microsoft_teams', 'chime'];
const configurations = ['operations', 'on-call', 'operations-2'];
const session: fc.Arbitrary<Session> = fc.record({
  account: fc.constantFrom(...accounts),
  platform: fc.constantFrom(...platforms),
  configuration: fc.constantFrom(...configurations),
});
const sessions: fc.Arbitrary<ChatSessions> = fc.record({
  platforms: fc.subarray([...platforms]),
  configurations: fc.subarray(['operations', 'on-*']),
  accounts: fc.subarray(accounts),
});

function scenario(guardrail: Guardrail) {
  return fc.record({
    values: values(guardrail),
    from: sessions,
    // Often nobody is spared: only then is a denial for everybody outside chat not stopped by `Null`.
    exceptFrom: fc.option(sessions, { nil: undefined, freq: 1 }),
    except: fc.oneof(fc.constant<string[]>([]), fc.subarray(accounts, { maxLength: 2 })),
    background: fc.constantFrom<JsonObject>(
      { Version: '2012-10-17', Statement: [] },
      {
        Version: '2012-10-17',
        Statement: { Effect: 'Deny', NotAction: ['ec2:*', 'lambda:*'], Resource: '*' },
      },
    ),
  });
}

/** Values that the guardrail's parameters take, now and then without those that need not be given. */
function values({ parameters }: Guardrail): fc.Arbitrary<ParameterValues> {
  const some = <T>(items: readonly T[]) => fc.subarray([...items], { minLength: 1 });
  const tagged = fc
    .record({ ChatOps: some(['allowed']), Environment: some(['production', 'other']) }, { requiredKeys: [] })
    .filter((tags) => Object.keys(tags).length > 0) as fc.Arbitrary<ParameterValues['tags']>;
  const kinds = {
    regions: some(regions),
    accounts: some(accounts),
    resources: some(patterns),
    actions: some(['apigateway:GET', 'lambda:Invoke*', 'ec2:RebootInstances']),
    tags: tagged,
  };
  const given = parameters.map(({ name, required }) => {
    const some = kinds[name] as fc.Arbitrary<unknown>;
    const value = required ? some : fc.option(some, { nil: noValues[name], freq: 2 });
    return value.map((chosen) => ({ [name]: chosen }));
  });
  return fc.tuple(...given).map((all) => Object.assign({ ...noValues }, ...all));
}

/** Half of the requests are for actions that the guardrail names. */
function request(guardrail: Guardrail): fc.Arbitrary<NaiveRequest> {
  const named = guardrail
    .statements(noValues)
    .flatMap(({ actions }) => actions)
    .flatMap(expand);
  const others = ['ec2', 'lambda', 'rds', 's3', 'ssm', 'iam', 'states'].flatMap((service) =>
    expand(`${service}:*`),
  );
  const some = named.length === 0 ? others : named;
  return fc.record({
    action: fc.oneof(
      fc.constantFrom(...some),
      fc.constantFrom(...others),
      fc.constantFrom(...some).map((action) => `${action}X`),
    ),
    resource: fc.constantFrom(...resources),
    context: fc.record(
      Object.fromEntries(
        Object.entries(keys).map(([key, possible]) => [
          key,
          fc.constantFrom(...possible).map((one) => [one]),
        ]),
      ),
      { requiredKeys: [] },
    ) as fc.Arbitrary<NaiveRequest['context']>,
  });
}

function expand(pattern: string): readonly string[] {
  if (pattern === '*') return [];
  const [service = '', name = ''] = pattern.split(':');
  const shape = new RegExp(`^${name.replace(/\*/g, '.*')}$`, 'i');
  return (catalogue.actionsOf(service) ?? [])
    .filter((action) => shape.test(action))
    .map((action) => `${service}:${action}`);
}

/** What the service control policies of an organization say to requests; without a session, from outside chat. */
function asker(organization: Organization) {
  const gate = serviceControlPolicyGate(organization, policyCompiler());
  const path = pathTo(organization, account);
  if (path === undefined) throw new Error('the account is in the organization');
  return ({ action, resource, context }: NaiveRequest, from: Session | undefined) => {
    const all = new Map<string, ContextValue>();
    for (const key of Object.keys(keys)) {
      const given = context[key];
      all.set(
        key.toLowerCase(),
        given === undefined ? { kind: 'absent' } : { kind: 'values', values: given },
      );
    }
    all.set('aws:chatbotsourcearn', from === undefined ? { kind: 'absent' } : sourceOf(from));
    return gate({
      fromChat: from !== undefined,
      accountId: account,
      path,
      request: { action, resource, context: all },
    }).outcome;
  };
}

function sourceOf({ account: owner, platform, configuration }: Session): ContextValue {
  const arn = `arn:aws:chatbot::${owner}:chat-configuration/${configurationTypes[platform]}/${configuration}`;
  return { kind: 'values', values: [arn] };
}

function isOf({ platforms, configurations, accounts }: ChatSessions, who: Session): boolean {
  const any = (list: readonly string[], fits: (item: string) => boolean) =>
    list.length === 0 || list.some(fits);
  return (
    any(platforms, (platform) => platform === who.platform) &&
    any(
      configurations,
      (name) => name === who.configuration || (name === 'on-*' && who.configuration === 'on-call'),
    ) &&
    any(accounts, (owner) => owner === who.account)
  );
}
