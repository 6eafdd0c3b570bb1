import { accountFacts } from '../../../modules/simulator/decide/account-facts.js';
import {
  type ChatOrigin,
  contradictionsIn,
  type DecisionRequest,
} from '../../../modules/simulator/decide/decision-request.js';
import { contextContradictions } from '../../../modules/simulator/decide/request-context.js';
import { smallOrganization } from '../../support/small-organization.js';

const tenant = '0a1b2c3d-4e5f-4789-abcd-ef0123456789';
const good: DecisionRequest = { accountId: '222222222222', from: 'console', action: 'rds:DeleteDBCluster' };

/** What a contradiction is about: the value or option that its message begins with. */
function subjects(messages: readonly string[]): readonly string[] {
  return messages.map((message) => /^`([^`]*)`/.exec(message)?.[1] ?? message);
}

test.each<Partial<DecisionRequest>>([
  {},
  { action: 'elasticmapreduce:Run-Job_Flow2' },
  { resource: '*' },
  { resource: 'arn:aws:s3:::bucket' },
  { from: {} },
  { from: { workspace: 'T0ACMECORP', tenant, team: tenant.toUpperCase(), configuration: 'on-call_2' } },
  {
    from: {
      platform: 'slack',
      workspace: 'T1',
      channelType: 'public',
      role: 'user_role',
      configuration: 'a',
    },
  },
  { from: { platform: 'microsoft_teams', tenant, team: tenant, role: 'user_role', configuration: 'a' } },
  { from: { platform: 'chime', role: 'channel_role', configuration: 'a' } },
])('a request with %j can be decided', (request) => {
  expect(contradictionsIn({ ...good, ...request })).toEqual([]);
});

test.each<[Partial<DecisionRequest>, readonly string[]]>([
  [{ accountId: '12345' }, ['12345']],
  [{ action: 'rds:*' }, ['rds:*']],
  [{ action: 'rds:Delete?' }, ['rds:Delete?']],
  [{ action: 'rds' }, ['rds']],
  [{ action: 'rds:Delete DB' }, ['rds:Delete DB']],
  [{ action: 'a rds:DeleteDBCluster' }, ['a rds:DeleteDBCluster']],
  [{ resource: 'arn:aws:s3:::bucket/*' }, ['arn:aws:s3:::bucket/*']],
  [{ resource: 'bucket?' }, ['bucket?']],
  [{ resource: 'arn:aws:s3:bucket' }, ['arn:aws:s3:bucket']],
  [{ from: { workspace: 't1' } }, ['t1']],
  [{ from: { tenant: 'acme' } }, ['acme']],
  [{ from: { team: 'ops' } }, ['ops']],
  [{ from: { configuration: 'on call' } }, ['on call']],
  [{ accountId: '1', action: 'x', resource: 'y', from: { team: 'z' } }, ['1', 'x', 'y', 'z']],
])('a request with %j contradicts itself at %j', (request, expected) => {
  expect(subjects(contradictionsIn({ ...good, ...request }))).toEqual(expected);
});

test.each<[ChatOrigin, readonly string[], readonly string[]]>([
  [{ platform: 'slack', tenant, team: tenant }, ['--tenant', '--team'], ['tenant', 'team']],
  [
    { platform: 'microsoft_teams', workspace: 'T1', channelType: 'public' },
    ['--workspace', '--channel-type'],
    ['workspace', 'channelType'],
  ],
  [
    { platform: 'chime', workspace: 'T1', tenant, team: tenant, channelType: 'private' },
    ['--workspace', '--tenant', '--team', '--channel-type'],
    ['workspace', 'tenant', 'team', 'channelType'],
  ],
])('of %j the platform has no %j, which the fields of a request call %j', (from, options, fields) => {
  expect(subjects(contradictionsIn({ ...good, from }))).toEqual(options);
  expect(subjects(contradictionsIn({ ...good, from }, 'fields'))).toEqual(fields);
});

const bucket = 'arn:aws:s3:::logs';
const cluster = 'arn:aws:rds:eu-west-1:222222222222:cluster:shop';
const slack = { platform: 'slack', configuration: 'on-call' } as const;
const channelArn = 'arn:aws:chatbot::222222222222:chat-configuration/slack-channel/on-call';

test.each<[string, Partial<DecisionRequest>, string, readonly string[], boolean]>([
  ['the account', {}, 'aws:PrincipalAccount', ['222222222222'], true],
  ['another account', {}, 'AWS:principalaccount', ['333333333333'], false],
  ['no account', {}, 'aws:PrincipalAccount', [], false],
  ['the Region', { region: 'eu-west-1' }, 'aws:RequestedRegion', ['eu-west-1'], true],
  ['another Region', { region: 'eu-west-1' }, 'aws:RequestedRegion', ['us-east-1'], false],
  ['any Region where none is given', {}, 'aws:RequestedRegion', ['us-east-1'], true],
  ['no Region', {}, 'aws:RequestedRegion', [], false],
  ['two Regions', {}, 'aws:RequestedRegion', ['us-east-1', 'us-west-2'], false],
  ['a Region in upper case', {}, 'aws:RequestedRegion', ['US-EAST-1'], false],
  ['no source ARN from the console', {}, 'aws:ChatbotSourceArn', [], true],
  ['a source ARN from the console', {}, 'aws:ChatbotSourceArn', [channelArn], false],
  ['the source ARN of the configuration', { from: slack }, 'aws:ChatbotSourceArn', [channelArn], true],
  ['that of another configuration', { from: slack }, 'aws:ChatbotSourceArn', [`${channelArn}-2`], false],
  ['any where it is not given', { from: {} }, 'aws:ChatbotSourceArn', [channelArn], true],
  ['a role as principal', { from: {} }, 'aws:PrincipalArn', ['arn:aws:iam::222222222222:role/Ops'], true],
  ['a user as principal', { from: {} }, 'aws:PrincipalArn', ['arn:aws:iam::222222222222:user/ops'], false],
  ['a user name from chat', { from: {} }, 'aws:username', ['ops'], false],
  ['a user name from the console', {}, 'aws:username', ['ops'], true],
  ['a VPC endpoint from chat', { from: {} }, 'aws:SourceVpce', ['vpce-1'], false],
  ['the type of the principal from chat', { from: {} }, 'aws:PrincipalType', ['AssumedRole'], true],
  ['a user as type of the principal', { from: {} }, 'aws:PrincipalType', ['User'], false],
  ['a service as principal from chat', { from: {} }, 'aws:PrincipalIsAWSService', ['true'], false],
  ['the organization', {}, 'aws:PrincipalOrgID', ['o-exampleorgid'], true],
  ['another organization', {}, 'aws:PrincipalOrgID', ['o-other00000'], false],
  ['the owner of the resource', { resource: cluster }, 'aws:ResourceAccount', ['222222222222'], true],
  ['another owner of the resource', { resource: cluster }, 'aws:ResourceAccount', ['333333333333'], false],
  ['any owner of a bucket', { resource: bucket }, 'aws:ResourceAccount', ['333333333333'], true],
  ['the organization of the resource', { resource: cluster }, 'aws:ResourceOrgID', ['o-other00000'], false],
  [
    'the path of the resource',
    { resource: cluster },
    'aws:ResourceOrgPaths',
    ['o-exampleorgid/r-ab12/ou-ab12-workload1/ou-ab12-prod0001/'],
    true,
  ],
  ['another path of the resource', { resource: cluster }, 'aws:ResourceOrgPaths', ['o-exampleorgid/'], false],
  ['a global service elsewhere', { action: 'iam:GetRole' }, 'aws:RequestedRegion', ['eu-west-1'], false],
  ['a global service in its Region', { action: 'iam:GetRole' }, 'aws:RequestedRegion', ['us-east-1'], true],
  [
    'a global service of a partition whose Region is not known',
    { action: 'iam:GetRole', region: 'cn-north-1' },
    'aws:RequestedRegion',
    ['cn-north-1'],
    true,
  ],
])('%s: %j agrees with %s %j: %s', (_, request, key, values, agrees) => {
  const facts = accountFacts(smallOrganization());
  const found = contextContradictions({ ...good, ...request, context: { [key]: values } }, facts);
  expect(found.map((message) => message.includes(`\`${key}\``))).toEqual(agrees ? [] : [true]);
});
