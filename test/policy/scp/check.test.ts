import { loadActionCatalogue } from '../../../modules/actions/load-action-catalogue.js';
import type { Finding } from '../../../modules/policy/problems/problem.js';
import { checkServiceControlPolicyText } from '../../../modules/policy/scp/check.js';
import { regionDeniesOfChat } from '../../../modules/policy/scp/lint/region-deny-stops-chat.js';
import type { JsonObject, JsonValue } from '../../../modules/policy/text/json.js';
import { renderPath } from '../../../modules/policy/text/path.js';
import accepted from '../../scenarios/scp-check/accepted.json';
import lints from '../../scenarios/scp-check/lints.json';
import refused from '../../scenarios/scp-check/refused.json';
import { expectPlace } from '../../support/expect-place.js';

const catalogue = loadActionCatalogue();
function check(policy: JsonValue): Finding[] {
  const text = JSON.stringify(policy);
  const findings = checkServiceControlPolicyText(text, catalogue);
  for (const finding of findings) expectPlace(text, finding);
  return findings;
}

/** A finding as a scenario has it; the severity only where `withSeverity` says so. */
const rows = (findings: readonly Finding[], withSeverity: boolean) =>
  findings.map(({ kind, severity, path, facts }) => [
    kind,
    ...(withSeverity ? [severity] : []),
    renderPath(path),
    factsToPin(facts),
  ]);

/** Dates change with the data, and the corrected statement has a test of its own. */
function factsToPin(facts: Finding['facts']): object {
  const pinned = Object.entries(facts ?? {}).filter(([key]) => key !== 'date' && key !== 'corrected');
  return Object.fromEntries(pinned);
}

describe('a policy that AWS accepts', () => {
  const scenarios: readonly {
    readonly name: string;
    readonly policy: JsonValue;
    readonly warnings?: readonly JsonValue[];
  }[] = accepted;
  test.each(scenarios)('$name', ({ policy, warnings = [] }) => {
    const found = check(policy);
    expect(found.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(
      rows(
        found.filter(({ severity }) => severity !== 'note'),
        false,
      ),
    ).toStrictEqual(warnings);
  });
});

describe('a policy that AWS refuses', () => {
  test.each(refused)('$name', ({ policy, errors }) => {
    const found = check(policy);
    expect(rows(found, false)).toStrictEqual(errors);
    expect(found.every(({ severity, offset }) => severity === 'error' && offset !== undefined)).toBe(true);
  });
});

describe('a policy that is likely a mistake', () => {
  const scenarios = lints as readonly {
    readonly name: string;
    readonly statements: readonly JsonObject[];
    readonly found: readonly JsonValue[];
  }[];
  test.each(scenarios)('$name', ({ statements, found }) => {
    expect(rows(check({ Version: '2012-10-17', Statement: statements }), true)).toStrictEqual(found);
  });
});

describe('the corrected statement of a denial by Region', () => {
  const outside = { StringNotEquals: { 'aws:RequestedRegion': 'eu-central-1' } };
  const correctedOf = (list: JsonObject): unknown => {
    const statement = { Effect: 'Deny', ...list, Resource: '*', Condition: outside };
    const [found] = check({ Version: '2012-10-17', Statement: statement });
    expect(found?.kind).toBe('region-deny-stops-chat');
    const { corrected } = { corrected: undefined, ...found?.facts };
    return corrected === undefined ? undefined : JSON.parse(corrected);
  };

  test.each<[JsonObject, JsonObject | undefined]>([
    [{ NotAction: ['iam:*'] }, { NotAction: ['iam:*', 'chatbot:*'] }],
    [{ NotAction: ['sts:*'] }, { NotAction: ['sts:*', 'chatbot:*', 'iam:PassRole'] }],
    [{ NotAction: ['chatbot:*'] }, { NotAction: ['chatbot:*', 'iam:PassRole'] }],
    [{ Action: '*' }, { NotAction: ['chatbot:*', 'iam:PassRole'] }],
    [{ Action: ['chatbot:*', 'ec2:Describe*'] }, { Action: ['ec2:Describe*'] }],
    [{ Action: ['c*:Create*', 'ec2:Describe*'] }, undefined],
    [{ Action: 'chatbot:*' }, undefined],
    [{ Action: ['*', 'ec2:*'] }, { NotAction: ['chatbot:*', 'iam:PassRole'] }],
    [{ Action: '*:*' }, { NotAction: ['chatbot:*', 'iam:PassRole'] }],
    [{ Action: '**:**' }, { NotAction: ['chatbot:*', 'iam:PassRole'] }],
    [{ Action: ['chatbot:*', 'iam:PassRole', 'ec2:*'] }, { Action: ['ec2:*'] }],
    [{ Action: ['chatbot:*', 'iam:Pass*', 'ec2:*'] }, undefined],
    [{ Action: ['iam:Pass*', 'ec2:*'] }, undefined],
  ])('%j becomes %j', (list, corrected) => {
    const expected = corrected && { Effect: 'Deny', ...corrected, Resource: '*', Condition: outside };
    expect(correctedOf(list)).toEqual(expected);
  });

  test('exempts only the chat service where the Regions that chat needs are allowed', () => {
    const Condition = { StringNotEquals: { 'aws:RequestedRegion': ['us-east-2', 'us-west-2'] } };
    const [found] = regionDeniesOfChat({
      Version: '2012-10-17',
      Statement: { Effect: 'Deny', Action: '*', Resource: '*', Condition },
    });
    expect(JSON.parse(found?.facts.corrected ?? '{}')).toMatchObject({ NotAction: ['chatbot:*'] });
  });

  test('is not reported again', () => {
    const statement = { Effect: 'Deny', Action: '*', Resource: '*', Condition: outside };
    const corrected = { NotAction: ['chatbot:*', 'iam:PassRole'] };
    const { Action: _, ...rest } = statement;
    expect(check({ Version: '2012-10-17', Statement: { ...rest, ...corrected } })).toEqual([]);
  });

  test('is found in the content of a policy that an organization has', () => {
    const statement = { Effect: 'Deny', NotAction: ['iam:*'], Resource: '*', Condition: outside };
    expect(regionDeniesOfChat({ Version: '2012-10-17', Statement: [statement] })).toMatchObject([
      { severity: 'warning', facts: { rule: 'stops-chat' } },
    ]);
  });

  const denial = { Effect: 'Deny', Action: '*', Resource: '*', Condition: outside };
  const { Effect: _, ...noEffect } = denial;
  const { Action: __, ...noAction } = denial;
  const { Resource: ___, ...noResource } = denial;
  test.each<[JsonValue]>([
    ['not a policy'],
    [{}],
    [{ Statement: 'Deny' }],
    [{ Statement: ['Deny'] }],
    [{ Statement: noEffect }],
    [{ Statement: noAction }],
    [{ Statement: noResource }],
    [{ Statement: { ...denial, Effect: 1 } }],
    [{ Statement: { ...denial, Condition: 'x' } }],
    [{ Statement: { ...denial, Condition: { StringUnequal: outside.StringNotEquals } } }],
    [{ Statement: { ...denial, Condition: { StringNotEquals: 'aws:RequestedRegion' } } }],
  ])('is not made of %j, which is not a policy of AWS', (content) => {
    expect(regionDeniesOfChat(content)).toEqual([]);
  });
});

describe('a policy checked without a catalogue', () => {
  const kinds = (statement: JsonObject) =>
    checkServiceControlPolicyText(
      JSON.stringify({ Version: '2012-10-17', Statement: { Effect: 'Deny', Resource: '*', ...statement } }),
    ).map(({ kind }) => kind);

  test('has no problems with names', () => {
    expect(kinds({ Action: 'plugh:Xyzzy', Condition: { StringEquals: { 'plugh:Key': 'x' } } })).toEqual([]);
  });

  test('has problems with global condition keys of several values, in any case', () => {
    expect(kinds({ Action: 's3:*', Condition: { StringEquals: { 'AWS:TagKeys': 'x' } } })).toEqual([
      'set-operator-missing',
    ]);
    expect(kinds({ Action: 's3:*', Condition: { StringEquals: { 'kms:ResourceAliases': 'x' } } })).toEqual(
      [],
    );
  });
});

test('unknown actions have a suggestion up to the hundredth', () => {
  const found = check({
    Version: '2012-10-17',
    Statement: { Effect: 'Deny', Action: Array(101).fill('rds:DeleteDbCluser'), Resource: '*' },
  });
  expect(found.map(({ facts }) => facts !== undefined && 'nearest' in facts)).toEqual([
    ...Array(100).fill(true),
    false,
  ]);
});

test('a number is shown as the policy has it', () => {
  const condition = '{"Bool":{"aws:SecureTransport":1.50}}';
  const text = `{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"s3:*","Resource":"*","Condition":${condition}}}`;
  expect(checkServiceControlPolicyText(text)).toMatchObject([
    { kind: 'unconfirmed', facts: { found: '1.50' } },
  ]);
});

test.each(['', 'not JSON'])('the text %j has one error', (text) => {
  expect(checkServiceControlPolicyText(text)).toMatchObject([{ severity: 'error' }]);
});

describe('a text', () => {
  const statement = { Effect: 'Deny', Action: 's3:*', Resource: '*' };
  const ofSize = (size: number, indent?: number): string => {
    const padding = (length: number) =>
      JSON.stringify(
        { Version: '2012-10-17', Statement: [{ Sid: 'a'.repeat(length), ...statement }] },
        null,
        indent,
      );
    return padding(size - padding(0).length);
  };

  test('of the maximum size has no problems', () => {
    expect(checkServiceControlPolicyText(ofSize(10_240)).map(({ kind }) => kind)).toEqual([]);
  });

  test('one character larger is too large', () => {
    const [found] = checkServiceControlPolicyText(ofSize(10_241));
    expect(found).toMatchObject({ kind: 'document-too-large', severity: 'error' });
    expect(found?.help).not.toContain('minif');
  });

  test('that fits only when it is minified is an error whose help mentions that the plan minifies', () => {
    const [found] = checkServiceControlPolicyText(ofSize(10_270, 2));
    expect(found).toMatchObject({ kind: 'document-too-large', severity: 'error' });
    expect(found?.help).toContain('`plan` minifies');
  });

  test('with a duplicate key has an error, although JSON.parse accepts it', () => {
    const text = `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Effect":"Deny","Action":"s3:*","Resource":"*"}]}`;
    expect(checkServiceControlPolicyText(text)).toMatchObject([
      { kind: 'duplicate-key', path: ['Statement', 0, 'Effect'], offset: text.lastIndexOf('"Effect"') },
    ]);
  });

  test('with a duplicate condition key has an error', () => {
    const condition = `{"StringEquals":{"aws:PrincipalTag/a":"1","aws:PrincipalTag/a":"2"}}`;
    const text = `{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"s3:*","Resource":"*","Condition":${condition}}}`;
    expect(checkServiceControlPolicyText(text).map(({ kind }) => kind)).toEqual(['duplicate-key']);
  });

  test('that is not JSON has an error with its place', () => {
    expect(
      checkServiceControlPolicyText(
        '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"s3:*","Resource":"*"}],}',
      ),
    ).toMatchObject([{ kind: 'json-trailing-comma', severity: 'error' }]);
  });
});
