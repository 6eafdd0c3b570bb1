import { loadActionCatalogue } from '../../../modules/actions/load-action-catalogue.js';
import type { ActionCatalogue } from '../../../modules/policy/action-catalogue.js';
import { coverage, type PossibleText } from '../../../modules/policy/pattern/possible-text.js';
import { tokensOf } from '../../../modules/policy/pattern/token.js';
import {
  askForEveryResource,
  fitsTemplate,
  otherResources,
} from '../../../modules/simulator/decide/other-resources.js';

const catalogue = loadActionCatalogue();
const instance = 'arn:aws:ec2:eu-west-1:123456789012:instance/i-1';

function others(
  action: string,
  resource: string | undefined,
  region: string | undefined = 'eu-west-1',
  known: ActionCatalogue | undefined = catalogue,
) {
  return otherResources({ action, resource, region, partition: 'aws' }, known);
}

test.each<[string, string, string | undefined]>([
  ['no resource is given', 'ec2:RunInstances', undefined],
  ['any resource is meant', 'ec2:RunInstances', '*'],
  ['S3 evaluates one resource a call', 's3:CopyObject', 'arn:aws:s3:::a/b'],
  ['S3 is written in upper case', 'S3:PutObject', 'arn:aws:s3:::a/b'],
  [
    'the action has one type of resource',
    'rds:StopDBCluster',
    'arn:aws:rds:eu-west-1:123456789012:cluster:a',
  ],
  ['the action is unknown', 'ec2:Nothing', instance],
  ['the service is unknown', 'nothing:Run', instance],
])('a call uses no other resource that is known where %s', (_, action, resource) => {
  expect(others(action, resource)).toEqual([]);
});

test('without the list of actions no other resource is known', () => {
  expect(
    otherResources(
      { action: 'ec2:RunInstances', resource: instance, region: undefined, partition: 'aws' },
      undefined,
    ),
  ).toEqual([]);
});

function textsOf(action: string, resource: string, type: string, region?: string): readonly PossibleText[] {
  const found = otherResources({ action, resource, region, partition: 'aws' }, catalogue);
  return found.find((other) => other.type === type)?.resource.texts ?? [];
}

const share = (pattern: string, texts: readonly PossibleText[]) =>
  coverage([tokensOf(pattern, 'string')], texts);

test('a call that starts an instance uses a subnet of its Region, of any account and name', () => {
  const subnet = textsOf('ec2:RunInstances', instance, 'subnet', 'eu-west-1');
  expect(share('arn:aws:ec2:eu-west-1:*:subnet/*', subnet)).toBe('all');
  expect(share('arn:aws:ec2:eu-west-1:123456789012:subnet/subnet-1', subnet)).toBe('some');
  expect(share('arn:aws:ec2:eu-west-1::subnet/subnet-1', subnet)).toBe('some');
  expect(share('arn:aws:ec2:eu-west-1:shared:subnet/subnet-1', subnet)).toBe('none');
  expect(share('arn:aws:ec2:us-east-1:*', subnet)).toBe('none');
  expect(share('arn:aws-cn:*', subnet)).toBe('none');
  expect(share('*:subnet/*:*', subnet)).toBe('none');
});

test('where the Region is not given it may be any', () => {
  const subnet = textsOf('ec2:RunInstances', instance, 'subnet');
  expect(share('arn:aws:ec2:*:*:subnet/*', subnet)).toBe('all');
  expect(share('arn:aws:ec2:us-east-1:*', subnet)).toBe('some');
});

test('the missing resource is the other one, not the given one', () => {
  const found = others('ec2:RunInstances', instance);
  expect(found.map(({ type }) => type)).toContain('subnet');
  expect(found.map(({ type }) => type)).not.toContain('instance');
  const [other] = found.filter(({ type }) => type === 'subnet');
  expect(other?.resource.kind).toBe('possible');
  expect(other?.resource.missing).toEqual([{ kind: 'fact', reason: 'its ARN is not known' }]);
});

test('optional types are used where the given resource is one that every call needs', () => {
  const types = (resource: string) => others('ec2:RunInstances', resource).map(({ type }) => type);
  expect(types(instance)).toContain('key-pair');
  const keyPair = 'arn:aws:ec2:eu-west-1:123456789012:key-pair/ops';
  expect(types(keyPair)).toContain('subnet');
  expect(types(keyPair)).not.toContain('placement-group');
});

test.each([
  ['arn:${Partition}:ec2:${Region}:${Account}:subnet/${SubnetId}', 'arn:aws:ec2:eu-west-1:1:subnet/a', true],
  ['arn:${Partition}:ec2:${Region}:${Account}:subnet/${SubnetId}', 'arn:aws:ec2:eu-west-1:1:vpc/a', false],
  [
    'arn:${Partition}:ec2:${Region}:${Account}:subnet/${SubnetId}',
    'x arn:aws:ec2:eu-west-1:1:subnet/a',
    false,
  ],
  ['arn:${Partition}:s3:::${BucketName}/${ObjectName}', 'arn:aws:s3:::a/b\nc', true],
  ['arn:${Partition}:a.b:${Name}', 'arn:aws:a.b:c', true],
  ['arn:${Partition}:a.b:${Name}', 'arn:aws:axb:c', false],
  ['', '', false],
])('of the form %s, %j is an ARN: %s', (template, arn, expected) => {
  expect(fitsTemplate(template, arn)).toBe(expected);
});

test('each other resource is asked about without the keys of the given one', () => {
  const values = { kind: 'values', values: ['a'] } as const;
  const context = new Map([
    ['aws:resourceaccount', values],
    ['aws:principalaccount', values],
  ]);
  const asked: unknown[] = [];
  const gate = 'service-control-policy';
  const request = { action: 'ec2:RunInstances', resource: instance, context };
  const used = others('ec2:RunInstances', instance).filter(
    ({ type }) => type === 'subnet' || type === 'volume',
  );
  const answer = askForEveryResource(
    ({ resource, context: known }) => {
      const own = resource === instance;
      asked.push([own, [...known.keys()]]);
      const outcome = own || resource === used[1]?.resource ? 'allowed' : 'denied';
      return { gate, outcome, reasons: [{ gate, outcome, message: 'because' }] };
    },
    request,
    used,
  );
  expect(asked).toEqual([
    [true, ['aws:resourceaccount', 'aws:principalaccount']],
    [false, ['aws:principalaccount']],
    [false, ['aws:principalaccount']],
  ]);
  expect(answer).toMatchObject({ gate, outcome: 'unknown', reasons: [{ gate, outcome: 'unknown' }] });
  const allow = { gate, outcome: 'allowed', reasons: [] } as const;
  expect(askForEveryResource(() => allow, request, used)).toBe(allow);
  expect(askForEveryResource(() => allow, request, [])).toBe(allow);
});
