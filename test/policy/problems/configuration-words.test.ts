import { problemWords } from '../../../modules/policy/problems/problem-kinds.js';

const lineOf = ({ message, help }: { readonly message: string; readonly help?: string | undefined }) =>
  help === undefined ? message : `${message} | ${help}`;

test('a value of the wrong type is named with the accepted words and types', () => {
  const type = { rule: 'schema-type', foundType: 'number', found: '012345678901', words: [] } as const;
  expect(lineOf(problemWords('wrong-type', { ...type, expected: ['string', 'list'] }))).toBe(
    "found the number `012345678901`; expected a string or a list | quote it: '012345678901'",
  );
  const none = { rule: 'schema-type', foundType: 'null', words: ['enabled'], expected: ['object'] } as const;
  expect(lineOf(problemWords('wrong-type', none))).toBe(
    'found no value; expected `enabled` or a mapping | write a value, or remove the key',
  );
  const bound = { rule: 'schema-type', foundType: 'number', found: '0', words: [] } as const;
  expect(lineOf(problemWords('wrong-type', { ...bound, expected: ['minimum'], limit: 1 }))).toBe(
    'found the number `0`; expected a number of at least 1',
  );
});

test('an unknown key comes with the nearest key, the key that it belongs in, or the known keys', () => {
  expect(lineOf(problemWords('unknown-key', { key: 'slak', nearest: 'slack' }))).toBe(
    'unknown key `slak` | did you mean `slack`?',
  );
  expect(lineOf(problemWords('unknown-key', { key: 'workspaces', parent: 'slack' }))).toBe(
    'unknown key `workspaces` | `workspaces` belongs in `slack`',
  );
  expect(lineOf(problemWords('unknown-key', { key: 'x', expected: ['a', 'b'] }))).toBe(
    'unknown key `x` | known keys: a, b',
  );
});

test('the message about an invalid ID shows a valid one', () => {
  expect(
    lineOf(
      problemWords('invalid-workspace-id', {
        rule: 'workspace-id',
        found: 't0acmecorp',
        nearest: 'T0ACMECORP',
      }),
    ),
  ).toBe(
    '`t0acmecorp` is not a Slack workspace ID; IDs contain upper-case letters and digits | did you mean `T0ACMECORP`?',
  );
  expect(lineOf(problemWords('invalid-value', { rule: 'form', found: '', expected: 'account-id' }))).toBe(
    "found an empty string; expected an account ID of twelve digits | write it in quotes, with leading zeros: '012345678901'",
  );
});

test('the message about exclusive keys explains each key', () => {
  expect(
    lineOf(problemWords('conflicting-keys', { rule: 'several-rules', keys: ['deny', 'allowOnly'] })),
  ).toBe(
    'one guardrail cannot have `deny` and `allowOnly` | keep `deny` to deny actions or `allowOnly` to deny all other actions; for both write two guardrails',
  );
});

test('errors of the YAML parser have words of our own, or show those of the parser', () => {
  const parser = { rule: 'parser', reason: 'Missing closing "quote' } as const;
  expect(lineOf(problemWords('yaml-syntax', { ...parser, code: 'MISSING_CHAR' }))).toBe(
    'invalid YAML: missing closing "quote | check this line and the line before it',
  );
  expect(lineOf(problemWords('yaml-syntax', { ...parser, code: 'TAB_AS_INDENT' }))).toBe(
    'tabs cannot be used for indentation | indent with spaces',
  );
});

test('the message about a parameter names what the guardrail requires', () => {
  const facts = { guardrail: 'only-named-regions', key: 'regions' };
  expect(lineOf(problemWords('missing-parameter', facts))).toBe(
    'guardrail `only-named-regions` requires `regions` | write `with: { regions: [...] }`; see `chat-guardrails guardrails only-named-regions`',
  );
});
