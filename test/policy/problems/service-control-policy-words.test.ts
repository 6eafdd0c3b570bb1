import { problemWords } from '../../../modules/policy/problems/problem-kinds.js';

describe('the words of problems of service control policies', () => {
  test('a key with several values names the operators to write', () => {
    const negated = { key: 'aws:TagKeys', found: 'StringNotEquals' };
    expect(
      problemWords('set-operator-missing', {
        ...negated,
        expected: ['ForAnyValue:StringNotEquals', 'ForAllValues:StringNotEquals'],
      }),
    ).toEqual({
      message:
        'the condition holds only without `aws:TagKeys`: the key has several values, and `StringNotEquals` compares only one',
      help: 'write `ForAnyValue:StringNotEquals` if one value must differ, `ForAllValues:StringNotEquals` if all must',
    });
  });

  test('several actions in one string become a list', () => {
    const facts = { rule: 'several-actions', action: 'ec2:A, ec2:B', actions: ['ec2:A', 'ec2:B'] } as const;
    expect(problemWords('invalid-action', facts)).toEqual({
      message: '2 actions in one string; AWS reads it as a single action, which does not exist',
      help: 'write a list: ["ec2:A", "ec2:B"]',
    });
  });

  test('a denial by Region names its policy where it is known', () => {
    const facts = {
      rule: 'stops-chat',
      regions: ['us-east-2', 'us-west-2'],
      policy: 'rule',
      target: 'r-ab12',
    } as const;
    expect(problemWords('region-deny-stops-chat', facts)).toEqual({
      message:
        '`rule` at `r-ab12` stops chat: it denies `chatbot:*` in `us-east-2` and `us-west-2`, where the chat service has its endpoints',
      help: 'exempt `chatbot:*` and `iam:PassRole`, or allow the Regions of the chat service',
    });
  });

  test('an unknown Region that is near a known one names it', () => {
    expect(
      problemWords('unknown-region', { region: 'eu-centrl-1', nearest: 'eu-central-1', date: '2026-11-30' }),
    ).toEqual({
      message: 'unknown Region `eu-centrl-1`',
      help: 'did you mean `eu-central-1`?',
    });
  });

  test('the message about a missing version explains policy variables', () => {
    expect(problemWords('unconfirmed', { rule: 'version-missing' })).toEqual({
      message:
        'no `Version`; AWS documents that every service control policy must have it. Without it policy variables are literal text',
      help: 'add `"Version": "2012-10-17"`',
    });
  });

  test('the message about a value of the wrong type names the expected type', () => {
    expect(
      problemWords('unconfirmed', { rule: 'value-type', found: 'ten', operator: 'NumericLessThan' }).message,
    ).toBe('found `ten`; `NumericLessThan` expects a number');
  });
});
