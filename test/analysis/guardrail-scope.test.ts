import { type SessionScope, statementScopes } from '../../modules/analysis/guardrail-scope.js';
import type { ChatSessions } from '../../modules/policy/intent.js';
import { compileGuardrail } from '../../modules/policy/scp/compile.js';
import type { JsonObject } from '../../modules/policy/text/json.js';

const all: ChatSessions = { platforms: [], configurations: [], accounts: [] };
const [web, mail] = ['620000000001', '620000000002'];
const arn = 'arn:aws:chatbot::*:*';

/** The scope of a guardrail of our own after it was written as a policy. */
function compiled(
  from: Partial<ChatSessions>,
  exceptFrom?: Partial<ChatSessions>,
  except: readonly string[] = [],
) {
  const content = compileGuardrail(
    {
      statements: [{ effect: 'deny', actions: ['s3:DeleteBucket'], resources: ['*'], conditions: {} }],
      from: { ...all, ...from },
      ...(exceptFrom === undefined ? {} : { exceptFrom: { ...all, ...exceptFrom } }),
      partition: 'aws',
    },
    { except, sid: 'NoBucket' },
  );
  const [scope] = statementScopes(content);
  if (scope === undefined) throw new Error('no statement');
  return scope;
}

const scopeOf = (sessions: Partial<SessionScope>): SessionScope => ({
  ...all,
  partition: 'aws',
  ...sessions,
});

/** The scope of a statement with these conditions. */
function conditioned(Condition: JsonObject) {
  const [scope] = statementScopes({
    Statement: { Effect: 'Deny', NotAction: 's3:*', Resource: '*', Condition },
  });
  if (scope === undefined) throw new Error('no statement');
  return scope;
}

describe('the scope of a guardrail', () => {
  it.each<[string, Partial<ChatSessions>]>([
    ['all sessions', {}],
    ['a platform', { platforms: ['slack'] }],
    ['configurations of a platform', { platforms: ['slack'], configurations: ['night-*', 'builds'] }],
    [
      'accounts, platforms and configurations',
      { accounts: [web, mail], platforms: ['microsoft_teams', 'slack'], configurations: ['ops', 'sre'] },
    ],
    ['accounts', { accounts: [web, mail] }],
  ])('is read back from its policy: %s', (_, from) => {
    expect(compiled(from).sessions).toEqual([scopeOf(from)]);
    expect(compiled(from)).toMatchObject({ effect: 'deny', outsideChat: false, exempt: [], conditions: [] });
  });

  it('keeps an exemption by configuration and account apart from exempt accounts', () => {
    const { exempt } = compiled({}, { configurations: ['night-shift'], accounts: [mail] }, [web]);
    expect(exempt).toHaveLength(2);
    expect(exempt).toEqual(
      expect.arrayContaining([
        scopeOf({ accounts: [web] }),
        scopeOf({ configurations: ['night-shift'], accounts: [mail] }),
      ]),
    );
  });

  it('does not combine patterns that differ in two keys', () => {
    const values = [web, mail].map((id, index) => `arn:aws:chatbot::${id}:chat-configuration/*/ops${index}`);
    const { sessions } = conditioned({ ArnLike: { 'aws:ChatbotSourceArn': values } });
    expect(sessions).toEqual([
      scopeOf({ accounts: [web], configurations: ['ops0'] }),
      scopeOf({ accounts: [mail], configurations: ['ops1'] }),
    ]);
  });

  it('includes sessions outside chat where the key may be absent', () => {
    const source = { 'aws:ChatbotSourceArn': arn };
    expect(conditioned({ ArnNotLike: source }).outsideChat).toBe(true);
    expect(conditioned({ ArnLikeIfExists: source })).toMatchObject({ outsideChat: true, sessions: [] });
    expect(conditioned({ ArnLikeIfExists: source }).conditions).toHaveLength(1);
    expect(conditioned({ ArnNotLike: source, Null: { 'aws:chatbotsourcearn': 'false' } }).outsideChat).toBe(
      false,
    );
    expect(conditioned({ ArnLike: source }).outsideChat).toBe(false);
  });

  it('has all other conditions, and patterns that keys cannot express, as they are', () => {
    const pattern = 'arn:aws:chatbot::*:chat-configuration/slack-*/ops';
    const scope = conditioned({
      StringLike: { 'AWS:ChatbotSourceArn': pattern },
      StringNotEquals: { 'aws:RequestedRegion': ['eu-west-1', 'eu-central-1'] },
    });
    expect(scope).toMatchObject({ allBut: true, actions: ['s3:*'], sessions: [{ pattern }] });
    expect(scope.conditions).toEqual([
      { operator: 'StringNotEquals', key: 'aws:RequestedRegion', values: ['eu-west-1', 'eu-central-1'] },
    ]);
  });
});
