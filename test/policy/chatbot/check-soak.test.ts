import { type Node, parseTree } from 'jsonc-parser';
import { checkChatPolicyText } from '../../../modules/policy/chatbot/check.js';
import { type Finding, hasErrors } from '../../../modules/policy/problems/problem.js';
import type { JsonValue } from '../../../modules/policy/text/json.js';
import { patience, runs, seed } from '../../support/effort.js';
import { naiveAccepts } from '../../support/naive-check.js';
import { type Random, randomFrom } from '../../support/random.js';
import { mutated, randomBytes, randomJson } from '../../support/random-text.js';
import { scenariosIn } from '../../support/scenarios.js';

interface Scenario {
  readonly document?: JsonValue;
  readonly accepted: boolean;
}

const good = scenariosIn<Scenario>('chat-policy').flatMap(([, scenarios]) =>
  scenarios.flatMap(({ document, accepted }) => (accepted && document !== undefined ? [document] : [])),
);

describe(`the checker of chat policies never breaks (TEST_SEED=${seed})`, () => {
  it.each<[string, number, number, (random: Random) => string]>([
    ['random bytes', 200_000, 0, randomBytes],
    ['random JSON', 300_000, 0, (random) => JSON.stringify(wrapped(random))],
    [
      'good policies with changes, some still good',
      500_000,
      0.1,
      (random) => mutated(random, random.pick(good)),
    ],
  ])(
    '%s: every answer comes soon, has a place, and agrees with the naive checker',
    (_name, full, share, text) => {
      const random = randomFrom(seed);
      let accepted = 0;
      for (let count = runs(full); count > 0; count--) if (isTaken(text(random))) accepted++;
      expect(accepted).toBeGreaterThanOrEqual(runs(full) * share);
      expect(accepted).toBeLessThan(runs(full));
    },
    patience,
  );
});

function wrapped(random: Random): JsonValue {
  return random.once(3) ? randomJson(random) : { chatbot: randomJson(random) };
}

/** Whether the checker takes the text; throws, with the text, when its answer is not what it should be. */
function isTaken(text: string): boolean {
  const start = performance.now();
  const findings = checkChatPolicyText(text);
  const time = performance.now() - start;
  const tree = findings.length > 0 && isJson(text) ? parseTree(text) : undefined;
  const misplaced = findings.filter((finding) => !isInPlace(finding, text, tree));
  const taken = !hasErrors(findings);
  if (time < 2_000 && misplaced.length === 0 && taken === naiveAccepts(text)) return taken;
  throw new Error(JSON.stringify({ text, findings, time }));
}

/** Whether a finding stands in the text, and, in text that is JSON, at the key or the value that its path leads to. */
function isInPlace({ offset = -1, path }: Finding, text: string, tree: Node | undefined): boolean {
  if (offset < 0 || offset > text.length) return false;
  if (tree === undefined || path.length === 0) return true;
  const { nodes, key } = nodesAt(tree, path);
  return nodes.some((node) => offset === node.offset || (key && offset === node.parent?.offset));
}

/** A key may stand twice in an object: all that the path may mean. */
function nodesAt(tree: Node, path: readonly (string | number)[]): { nodes: readonly Node[]; key: boolean } {
  let nodes: readonly Node[] = [tree];
  for (const segment of path) {
    nodes = nodes.flatMap((node) =>
      typeof segment === 'number'
        ? (node.children?.[segment] ?? [])
        : (node.children ?? []).flatMap(({ children: [name, value] = [] }) =>
            name?.value === segment && value !== undefined ? [value] : [],
          ),
    );
  }
  return { nodes, key: typeof path.at(-1) === 'string' };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
