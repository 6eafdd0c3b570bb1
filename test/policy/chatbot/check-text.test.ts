import { checkChatPolicyText } from '../../../modules/policy/chatbot/check.js';
import type { Finding } from '../../../modules/policy/problems/problem.js';
import type { ProblemKind } from '../../../modules/policy/problems/problem-kinds.js';
import type { JsonObject, JsonValue } from '../../../modules/policy/text/json.js';
import { type Path, renderPath } from '../../../modules/policy/text/path.js';
import { expectPlace } from '../../support/expect-place.js';
import { scenariosIn } from '../../support/scenarios.js';

/** One fact about what AWS accepts as a chat policy. A text can be a list of pieces, each with its number of repetitions. */
interface Scenario {
  readonly name: string;
  readonly document?: JsonValue;
  readonly text?: string | readonly (readonly [piece: string, times: number])[];
  readonly accepted: boolean;
  /** Of a policy that AWS refuses: the kind of the error, its path and its facts. */
  readonly kind?: ProblemKind;
  readonly at?: Path;
  readonly facts?: JsonObject;
  /** Whether there are other errors too. */
  readonly others?: boolean;
}

describe.each(scenariosIn<Scenario>('chat-policy'))('chat policies, %s', (_file, scenarios) => {
  it.each(scenarios.map((scenario) => [scenario.name, scenario] as const))('%s', (_name, scenario) => {
    const text = textOf(scenario);
    const findings = checkChatPolicyText(text);
    const errors = findings.filter((finding) => finding.severity === 'error');

    if (scenario.accepted) expect(errors).toEqual([]);
    else expectError(errors, scenario);
    for (const finding of findings) expectOffset(text, finding);
    if (isPlainJson(text)) for (const finding of findings) expectPlace(text, finding);
  });
});

function textOf(scenario: Scenario): string {
  if (typeof scenario.text === 'string') return scenario.text;
  if (scenario.text !== undefined) return scenario.text.map(([piece, times]) => piece.repeat(times)).join('');
  return JSON.stringify(scenario.document, undefined, 1);
}

/** The error is among those found, and the only one unless the scenario has `others`. */
function expectError(errors: readonly Finding[], { kind, at, facts, others = false }: Scenario): void {
  if (kind === undefined || at === undefined) throw new Error('which error, and where?');
  const isIt = (error: Finding) => error.kind === kind && renderPath(error.path) === renderPath(at);
  const found = errors.filter(isIt);
  expect(found).toHaveLength(1);
  if (facts !== undefined) expect(found[0]?.facts).toStrictEqual(facts);
  expect(errors.length > 1).toBe(others);
}

function expectOffset(text: string, { offset = -1 }: Finding): void {
  expect(offset).toBeGreaterThanOrEqual(0);
  expect(offset).toBeLessThanOrEqual(text.length);
}

/** JSON that another parser finds its way in: not too deep, no key twice. */
function isPlainJson(text: string): boolean {
  try {
    const value = JSON.parse(text) as JsonValue;
    return text.length < 20_000 && JSON.stringify(value).length === text.replace(/\n */g, '').length;
  } catch {
    return false;
  }
}
