import type { JsonValue } from '../../../modules/policy/text/json.js';
import { compilePolicy, policyCompiler } from '../../../modules/simulator/iam/policy.js';

const good = { Effect: 'Deny', Action: 'rds:*', Resource: '*' };

test.each<[string, JsonValue, string]>([
  ['a list', [], 'the document is not a JSON object'],
  ['a policy without statements', { Version: '2012-10-17' }, 'the document has no `Statement`'],
])('%s has no statements', (_, content, reason) => {
  expect(compilePolicy(content)).toEqual({ statements: [], unreadable: reason });
});

test.each<[string, JsonValue, string]>([
  ['a text', 'Deny', 'it is not a JSON object'],
  ['another effect', { ...good, Effect: 'deny' }, '`Effect` is neither `Allow` nor `Deny`'],
  ['a principal', { ...good, Principal: '*' }, 'it names principals'],
  ['an excluded principal', { ...good, NotPrincipal: { AWS: '*' } }, 'it names principals'],
  ['no action', { Effect: 'Deny', Resource: '*' }, '`Action` is missing or not a string'],
  ['actions named twice', { ...good, NotAction: 's3:*' }, '`Action` is missing or not a string'],
  ['an action that is null', { ...good, Action: null }, '`Action` is missing or not a string'],
  ['an action among mappings', { ...good, Action: ['s3:*', {}] }, '`Action` is missing or not a string'],
  ['no resource', { Effect: 'Deny', Action: 'rds:*' }, '`Resource` is missing or not a string'],
  ['resources named twice', { ...good, NotResource: '*' }, '`Resource` is missing or not a string'],
  ['a condition that is a list', { ...good, Condition: [] }, '`Condition` is not a JSON object'],
  [
    'an unknown operator',
    { ...good, Condition: { StringIs: { 'aws:RequestedRegion': 'eu-west-1' } } },
    '`StringIs` is not a condition operator',
  ],
  [
    'an operator without keys',
    { ...good, Condition: { StringEquals: 'eu-west-1' } },
    '`StringEquals` is not a JSON object',
  ],
  [
    'a condition value that is a mapping',
    { ...good, Condition: { StringEquals: { 'aws:RequestedRegion': ['eu-west-1', {}] } } },
    'the values of `aws:RequestedRegion` are not strings',
  ],
  [
    'a condition value that is null',
    { ...good, Condition: { StringEquals: { 'aws:RequestedRegion': [null] } } },
    'the values of `aws:RequestedRegion` are not strings',
  ],
])('a statement with %s is left out, and the others are read', (_, statement, reason) => {
  const { statements, unreadable } = compilePolicy({ Statement: [good, statement, good, 1] });
  expect(statements.map(({ name }) => name)).toEqual(['Statement[0]', 'Statement[2]']);
  expect(unreadable).toBe(`\`Statement[1]\` cannot be read: ${reason}`);
});

test('a statement is named after its `Sid`, or after its place where that is empty', () => {
  const { statements } = compilePolicy({
    Statement: [
      { ...good, Sid: 'NoDatabases' },
      { ...good, Sid: '' },
    ],
  });
  expect(statements.map(({ name }) => name)).toEqual(['NoDatabases', 'Statement[1]']);
});

test('one statement needs no list, and a compiler reads a policy once', () => {
  const compile = policyCompiler();
  const policy = { Statement: good };
  expect(compile(policy).statements).toHaveLength(1);
  expect(compile(policy)).toBe(compile(policy));
  expect(compile('not a policy').unreadable).toBe('the document is not a JSON object');
});
