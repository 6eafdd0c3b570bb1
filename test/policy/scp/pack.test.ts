import fc from 'fast-check';
import { packStatements, statementsOf } from '../../../modules/policy/scp/pack.js';
import type { JsonObject } from '../../../modules/policy/text/json.js';
import { applies, isAbout } from '../../../modules/simulator/iam/applies.js';
import { compilePolicy } from '../../../modules/simulator/iam/policy.js';
import type { ContextValue } from '../../../modules/simulator/iam/request.js';
import { type RandomStatements, randomStatements } from '../../support/arbitrary-statements.js';
import { patience, runs, seed } from '../../support/effort.js';

const chat = { ArnLike: { 'aws:ChatbotSourceArn': 'arn:aws:chatbot::*:*' } };
const deny = (sid: string, ...actions: readonly string[]): JsonObject => ({
  Sid: sid,
  Effect: 'Deny',
  Action: actions,
  Resource: '*',
  Condition: chat,
});

test('statements that differ in their actions alone become one, named after the first', () => {
  const { documents } = packStatements(
    [deny('A', 'rds:Delete*'), deny('B', 'ec2:TerminateInstances')],
    10_240,
  );
  expect(documents).toEqual([
    {
      sources: [0, 1],
      content: {
        Version: '2012-10-17',
        Statement: [
          {
            Sid: 'AAndOthers',
            Effect: 'Deny',
            Action: ['ec2:TerminateInstances', 'rds:Delete*'],
            Resource: '*',
            Condition: chat,
          },
        ],
      },
    },
  ]);
});

test('a statement that shares its document with no other keeps its id', () => {
  const other = { ...deny('B', 'ec2:TerminateInstances'), Resource: 'arn:aws:ec2:*:*:instance/*' };
  const { documents } = packStatements([deny('A', 'rds:Delete*'), other], 10_240);
  expect(documents.flatMap(({ content }) => statementsOf(content).map(({ Sid }) => Sid))).toEqual(['A', 'B']);
});

test('an action that two statements deny is written once', () => {
  const { documents } = packStatements([deny('A', 'rds:Delete*'), deny('B', 'rds:Delete*')], 10_240);
  expect(documents.map(({ content }) => statementsOf(content).map(({ Action }) => Action))).toEqual([
    ['rds:Delete*'],
  ]);
});

test('a deny-list too long for one document is cut, an allow-list is refused', () => {
  const actions = Array.from({ length: 40 }, (_, index) => `ec2:DoSomethingWithNumber${index}`);
  const cut = packStatements([deny('A', ...actions)], 1_000);
  expect(cut.documents.length).toBe(2);
  expect(cut.tooLarge).toEqual([]);
  const { Action, ...rest } = deny('A', ...actions);
  expect(packStatements([{ ...rest, NotAction: Action ?? [] }], 1_000)).toEqual({
    documents: [],
    tooLarge: [0],
  });
});

test('a statement whose conditions alone are too long is refused', () => {
  const spared = Array.from({ length: 100 }, (_, index) => String(index).padStart(12, '0'));
  const statement = {
    ...deny('A', 'rds:Delete*'),
    Condition: { StringEquals: { 'aws:ResourceAccount': spared } },
  };
  expect(packStatements([statement], 1_000).tooLarge).toEqual([0]);
});

test('IDs of statements are unique, and generated ones do not repeat those of the user', () => {
  const other = (sid: string, resource: string) => ({
    ...deny(sid, 'ec2:StopInstances'),
    Resource: resource,
  });
  const statements = [
    deny('A', 'rds:Delete*'),
    deny('B', 'ec2:*'),
    other('AAndOthers', 'x'),
    other('A', 'y'),
    other('A', 'z'),
  ];
  const [document] = packStatements(statements, 10_240).documents;
  expect(statementsOf(document?.content ?? null).map(({ Sid }) => Sid)).toEqual([
    'AAndOthersToo',
    'AAndOthers',
    'A',
    undefined,
  ]);
});

/** Statements without an ID; frames differ by `resource`. */
const plain = (resource: string, ...actions: readonly string[]): JsonObject => ({
  Effect: 'Deny',
  Action: actions,
  Resource: resource,
});
const names = (service: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${service}:Action${10 + index}`);
const summary = (statements: readonly JsonObject[], limit: number) =>
  packStatements(statements, limit).documents.map(({ sources, content }) => [
    sources,
    statementsOf(content).flatMap(({ Action, NotAction }) => listOf(Action ?? NotAction)).length,
  ]);
/** The smallest limit with which a statement fits into one document, beyond the size of that document. */
function reserve(statement: JsonObject): number {
  const size = JSON.stringify(packStatements([statement], 10_240).documents[0]?.content).length;
  let limit = size;
  while (packStatements([statement], limit).documents.length !== 1) limit++;
  return limit - size;
}

test('a document keeps room for the suffix of every ID and for the commas of statements and actions', () => {
  expect(reserve(plain('*', 'a:B', 'c:D'))).toBe(2);
  expect(reserve(deny('A', 'a:B', 'c:D'))).toBe('AndOthers'.length + 2);
  const { Action, ...rest } = plain('*', 'a:B', 'c:D');
  expect(reserve({ ...rest, NotAction: Action ?? [] })).toBe(2);
});

test.each([
  ['of the same kind', '*', 2],
  ['of another kind', 'arn:aws:s3:::b', 3],
])('a second statement %s fits into a document as soon as there is room for it', (_, resource, commas) => {
  const both = [plain('*', 'a:B', 'a:C'), plain(resource, 'c:D', 'c:E')];
  const size = JSON.stringify(packStatements(both, 10_240).documents[0]?.content).length;
  expect(packStatements(both, size + commas).documents).toHaveLength(1);
  expect(packStatements(both, size + commas - 1).documents).toHaveLength(2);
});

test('statements without IDs get none when they become one', () => {
  const { documents } = packStatements([plain('*', 'a:B'), plain('*', 'c:D'), plain('x', 'c:D')], 10_240);
  const both = { Effect: 'Deny', Action: ['a:B', 'c:D'], Resource: '*' };
  expect(documents.map(({ content }) => content['Statement'])).toStrictEqual([
    [both, { Effect: 'Deny', Action: 'c:D', Resource: 'x' }],
  ]);
});

test('a statement whose actions another one denies contributes nothing', () => {
  expect(packStatements([deny('A', 'a:B', 'a:B'), deny('B', 'a:B')], 10_240).documents).toMatchObject([
    { sources: [0], content: { Statement: [{ Sid: 'A', Action: 'a:B' }] } },
  ]);
});

test('allow-lists stay separate statements', () => {
  const { Action: _, ...frame } = plain('*');
  const lists = [['a:B', 'c:D'], ['a:B']].map((NotAction) => ({ ...frame, NotAction }));
  const [document] = packStatements(lists, 10_240).documents;
  expect(statementsOf(document?.content ?? null).map(({ NotAction }) => NotAction)).toEqual([
    ['a:B', 'c:D'],
    'a:B',
  ]);
});

test('sources and statements that are too large are in the order given, although allow-lists are packed first', () => {
  const { Action, ...frame } = plain('*', 'a:B');
  const allow = { ...frame, NotAction: Action ?? [] };
  expect(packStatements([plain('*', 'a:B'), allow], 10_240).documents).toMatchObject([{ sources: [0, 1] }]);
  expect(packStatements([plain('*', 'a:B'), allow], 10).tooLarge).toEqual([0, 1]);
});

test('a statement that one document has room for is not split', () => {
  const long = `arn:aws:s3:::${'b'.repeat(60)}`;
  const statements = [plain('*', ...names('a', 64)), plain(long, ...names('b', 30))];
  expect(summary([...statements, plain('x', ...names('c', 5))], 1_000)).toEqual([
    [[0], 64],
    [[1, 2], 35],
  ]);
});

test('a statement that no document has room for fills the documents that there are', () => {
  expect(summary([plain('*', ...names('a', 40)), plain('*', ...names('b', 40))], 1_000)).toEqual([
    [[0, 1], 70],
    [[1], 10],
  ]);
});

test('a list is cut at the same actions whatever their order', () => {
  const actions = names('a', 100);
  expect(packStatements([deny('A', ...actions.toReversed())], 1_000)).toEqual(
    packStatements([deny('A', ...actions)], 1_000),
  );
});

describe(`on random catalogues, seed ${seed}`, () => {
  const check = (property: (random: RandomStatements) => void, full = 5_000) =>
    fc.assert(fc.property(randomStatements, property), { numRuns: runs(full), seed });

  test(
    'every document is within the limit',
    () => {
      check(({ statements, limit }) => {
        for (const { content } of packStatements(statements, limit).documents) {
          expect(JSON.stringify(content).length).toBeLessThanOrEqual(limit);
        }
      });
    },
    patience,
  );

  test(
    'there is at most one document more than the least that could hold the statements',
    () => {
      check(({ statements, limit }) => {
        const { documents, tooLarge } = packStatements(statements, limit);
        const held = statements.filter((_, index) => !tooLarge.includes(index));
        expect(documents.length).toBeLessThanOrEqual(leastDocuments(held, limit) + 1);
      });
    },
    patience,
  );

  test(
    'what is denied stays the same',
    () => {
      check(({ statements, limit }) => {
        const { documents, tooLarge } = packStatements(statements, limit);
        const before = statements.filter((_, index) => !tooLarge.includes(index));
        const after = documents.flatMap(({ content }) => statementsOf(content));
        for (const request of requestsAbout(before))
          expect(denies(after, request)).toBe(denies(before, request));
      }, 2_000);
    },
    patience,
  );

  test(
    'a new action moves nothing else where there is room for it',
    () => {
      let asked = 0;
      check(({ statements, limit }) => {
        const before = packStatements(statements, limit);
        const index = (statements.length * 7) % statements.length;
        statements.slice(0, 5).forEach((statement, at) => {
          const place = (index + at * 3) % statements.length;
          const grown = statements.map((one, each) => (each === place ? withAction(one, 'zz:New') : one));
          if (!hasRoom(before.documents, statements[place] ?? statement, limit)) return;
          asked++;
          const after = packStatements(grown, limit);
          expect(after.documents.map(({ content }) => without('zz:New', content))).toEqual(
            before.documents.map(({ content }) => without('zz:New', content)),
          );
        });
      });
      expect(asked).toBeGreaterThan(runs(5_000) / 2);
    },
    patience,
  );
});

/** No packing can do with fewer: of each frame one statement and each action once, and allow-lists uncut. */
function leastDocuments(statements: readonly JsonObject[], limit: number): number {
  const room = limit - JSON.stringify({ Version: '2012-10-17', Statement: [] }).length;
  const frames = new Map<string, Set<string>>();
  let size = 0;
  const uncut: number[] = [];
  for (const { Sid, Action, NotAction, ...frame } of statements) {
    if (Action === undefined) {
      uncut.push(JSON.stringify({ Sid: Sid ?? '', NotAction: NotAction ?? [], ...frame }).length);
      size += uncut.at(-1) ?? 0;
      continue;
    }
    const key = JSON.stringify(frame);
    const actions = frames.get(key) ?? new Set<string>();
    frames.set(key, actions);
    for (const action of listOf(Action)) actions.add(action);
  }
  for (const [key, actions] of frames) {
    size += key.length + '"Action":[],'.length;
    for (const action of actions) size += action.length + 3;
  }
  const large = uncut.filter((each) => each > room / 2).length;
  return Math.max(Math.ceil(size / room), large);
}

interface Request {
  readonly action: string;
  readonly resource: string;
  readonly context: ReadonlyMap<string, ContextValue>;
}

/** Some requests about actions that are named, and about one that is not, from three kinds of places. */
function requestsAbout(statements: readonly JsonObject[]): readonly Request[] {
  const named = statements.flatMap(({ Action, NotAction }) => listOf(Action ?? NotAction));
  const step = Math.max(1, Math.floor(named.length / 12));
  const actions = named.filter((_, index) => index % step === 0).map((action) => action.replace('*', 'Some'));
  const configurations = ['slack-channel/a', 'microsoft-teams-channel/b'];
  const sources = configurations.map((name) => `arn:aws:chatbot::123456789012:chat-configuration/${name}`);
  return [...actions, 'xx:Other'].flatMap((action, index) =>
    [...sources, undefined].map((source) => ({
      action,
      resource: `arn:aws:lambda:eu-west-1:123456789012:function:${index % 2 === 0 ? 'resize' : 'other'}`,
      context: new Map<string, ContextValue>([
        [
          'aws:chatbotsourcearn',
          source === undefined ? { kind: 'absent' } : { kind: 'values', values: [source] },
        ],
        ['aws:resourceaccount', { kind: 'values', values: ['123456789012'] }],
      ]),
    })),
  );
}

function denies(statements: readonly JsonObject[], request: Request): boolean {
  const { statements: compiled, unreadable } = compilePolicy({
    Version: '2012-10-17',
    Statement: statements,
  });
  expect(unreadable).toBeUndefined();
  return compiled.some(
    (statement) => isAbout(statement, request.action.toLowerCase()) && applies(statement, request) === true,
  );
}

function withAction({ Action, NotAction, ...rest }: JsonObject, action: string): JsonObject {
  return Action === undefined
    ? { ...rest, NotAction: [...listOf(NotAction), action] }
    : { ...rest, Action: [...listOf(Action), action] };
}

/** Whether every document with a statement of the same kind can take another action, IDs reckoned at their longest. */
function hasRoom(
  documents: readonly { readonly content: JsonObject }[],
  { Sid: _, Action, NotAction: __, ...frame }: JsonObject,
  limit: number,
): boolean {
  const key = JSON.stringify(frame);
  return documents.every(({ content }) => {
    const alike = statementsOf(content).some(({ Sid: _, Action: actions, NotAction: __, ...rest }) => {
      return (actions === undefined) === (Action === undefined) && JSON.stringify(rest) === key;
    });
    return !alike || JSON.stringify(content).length + 20 * (1 + statementsOf(content).length) <= limit;
  });
}

function without(action: string, content: JsonObject): readonly JsonObject[] {
  return statementsOf(content).map((statement) => {
    const { Action, NotAction, ...rest } = statement;
    const list = listOf(Action ?? NotAction).filter((each) => each !== action);
    return { ...rest, [Action === undefined ? 'NotAction' : 'Action']: list };
  });
}

function listOf(value: unknown): readonly string[] {
  return typeof value === 'string' ? [value] : Array.isArray(value) ? value : [];
}
