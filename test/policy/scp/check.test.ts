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
        found.filter(({ severity }) => severity === 'warning'),
        false,
      ),
    ).toEqual(warnings);
  });
});

describe('a policy that AWS refuses', () => {
  test.each(refused)('$name', ({ policy, errors }) => {
    const found = check(policy);
    expect(rows(found, false)).toEqual(errors);
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
    expect(rows(check({ Version: '2012-10-17', Statement: statements }), true)).toEqual(found);
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
  ])('%j becomes %j', (list, corrected) => {
    const expected = corrected && { Effect: 'Deny', ...corrected, Resource: '*', Condition: outside };
    expect(correctedOf(list)).toEqual(expected);
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
    expect(regionDeniesOfChat('not a policy')).toEqual([]);
  });
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
