import { loadActionCatalogue } from '../../../modules/actions/load-action-catalogue.js';
import type { Finding } from '../../../modules/policy/problems/problem.js';
import { checkServiceControlPolicyText } from '../../../modules/policy/scp/check.js';
import type { JsonObject, JsonValue } from '../../../modules/policy/text/json.js';
import { renderPath } from '../../../modules/policy/text/path.js';
import accepted from '../../scenarios/scp-check/accepted.json';
import lints from '../../scenarios/scp-check/lints.json';
import refused from '../../scenarios/scp-check/refused.json';

const catalogue = loadActionCatalogue();
const check = (policy: JsonValue): Finding[] =>
  checkServiceControlPolicyText(JSON.stringify(policy), catalogue);
const helps = (findings: readonly Finding[]) => findings.map(({ help }) => help).join('\n');

interface Scenario {
  readonly name: string;
  readonly policy: JsonValue;
  readonly help?: string;
}

describe('a policy that AWS takes', () => {
  const scenarios: readonly (Scenario & { readonly warnings?: readonly string[] })[] = accepted;
  test.each(scenarios)('$name', ({ policy, warnings = [] }) => {
    const found = check(policy);
    expect(found.filter(({ severity }) => severity === 'error')).toEqual([]);
    const kinds = new Set(found.map(({ kind }) => kind));
    const doubts = ['unconfirmed', 'unknown-action'].filter((kind) => kinds.has(kind as Finding['kind']));
    expect(doubts).toEqual(warnings);
  });
});

describe('a policy that AWS refuses', () => {
  const scenarios = refused as readonly (Scenario & { readonly errors: readonly (readonly string[])[] })[];
  test.each(scenarios)('$name', ({ policy, errors, help = '' }) => {
    const found = check(policy);
    expect(found.map(({ kind, path }) => [kind, renderPath(path)])).toEqual(errors);
    expect(found.every(({ severity, offset }) => severity === 'error' && offset !== undefined)).toBe(true);
    expect(helps(found)).toContain(help);
  });
});

describe('a policy that is hardly meant', () => {
  const scenarios = lints as readonly {
    readonly name: string;
    readonly statements: readonly JsonObject[];
    readonly found: readonly (readonly string[])[];
    readonly help?: string;
  }[];
  test.each(scenarios)('$name', ({ statements, found: expected, help = '' }) => {
    const found = check({ Version: '2012-10-17', Statement: statements });
    expect(found.map(({ kind, severity, path }) => [kind, severity, renderPath(path)])).toEqual(expected);
    expect(helps(found)).toContain(help);
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

  test('of the most characters that AWS takes', () => {
    expect(checkServiceControlPolicyText(ofSize(10_240)).map(({ kind }) => kind)).toEqual([]);
  });

  test('of one character more is too large', () => {
    const [found] = checkServiceControlPolicyText(ofSize(10_241));
    expect(found).toMatchObject({ kind: 'document-too-large', severity: 'error' });
    expect(found?.help).not.toContain('minif');
  });

  test('that fits only when it is minified is an error, and the help says that the plan minifies', () => {
    const [found] = checkServiceControlPolicyText(ofSize(10_270, 2));
    expect(found).toMatchObject({ kind: 'document-too-large', severity: 'error' });
    expect(found?.help).toContain('`plan` minifies');
  });

  test('with a key twice has it twice, whatever JSON.parse makes of it', () => {
    const text = `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Effect":"Deny","Action":"s3:*","Resource":"*"}]}`;
    expect(checkServiceControlPolicyText(text)).toMatchObject([
      { kind: 'duplicate-key', path: ['Statement', 0, 'Effect'], offset: text.lastIndexOf('"Effect"') },
    ]);
  });

  test('with a condition key twice has it twice', () => {
    const condition = `{"StringEquals":{"aws:PrincipalTag/a":"1","aws:PrincipalTag/a":"2"}}`;
    const text = `{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"s3:*","Resource":"*","Condition":${condition}}}`;
    expect(checkServiceControlPolicyText(text).map(({ kind }) => kind)).toEqual(['duplicate-key']);
  });

  test('that is no JSON has its place', () => {
    expect(
      checkServiceControlPolicyText(
        '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"s3:*","Resource":"*"}],}',
      ),
    ).toMatchObject([{ kind: 'json-trailing-comma', severity: 'error' }]);
  });
});
