import { checkChatPolicy, plainKeys } from '../../../modules/policy/chatbot/check.js';
import type { JsonValue } from '../../../modules/policy/text/json.js';
import { surveyJson } from '../../../modules/policy/text/parse-json.js';
import { syntaxTreeOf } from '../../../modules/policy/text/syntax-tree.js';
import { patience, runs, seed } from '../../support/effort.js';
import { randomFrom } from '../../support/random.js';
import { mutated } from '../../support/random-text.js';
import { scenariosIn } from '../../support/scenarios.js';

interface Scenario {
  readonly document?: JsonValue;
  readonly accepted: boolean;
}

const all = scenariosIn<Scenario>('chat-policy').flatMap(([, scenarios]) =>
  scenarios.flatMap(({ document, accepted }) => (document === undefined ? [] : [{ document, accepted }])),
);
const isPlainlyGood = (document: JsonValue): boolean => plainKeys(document) !== undefined;
const good = all.filter(({ accepted }) => accepted).map(({ document }) => document);

describe(`the quick yes (TEST_SEED=${seed})`, () => {
  it('is given to most documents that AWS takes', () => {
    expect(good.filter(isPlainlyGood).length).toBeGreaterThan(good.length / 2);
  });

  it('comes with as many keys as the document has', () => {
    const plain = good.filter(isPlainlyGood);
    expect(plain.map(plainKeys)).toEqual(plain.map((document) => surveyJson(document, 100).keys));
  });

  it('is given to no document that AWS refuses', () => {
    const refused = all.filter(({ accepted }) => !accepted).map(({ document }) => document);
    expect(refused.filter(isPlainlyGood)).toEqual([]);
  });

  it(
    'is given to no changed document in which the checker finds something',
    () => {
      const random = randomFrom(seed);
      let yes = 0;
      for (let count = runs(100_000); count > 0; count--) {
        const content = parsed(mutated(random, random.pick(good)));
        if (content === undefined || !isPlainlyGood(content)) continue;
        yes++;
        expect([content, checkChatPolicy(syntaxTreeOf(content))]).toEqual([content, []]);
      }
      expect(yes).toBeGreaterThan(runs(100_000) / 50);
    },
    patience,
  );
});

function parsed(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}
