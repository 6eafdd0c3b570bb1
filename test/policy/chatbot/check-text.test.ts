import { findNodeAtLocation, parseTree } from 'jsonc-parser';
import { checkChatPolicyText } from '../../../modules/policy/chatbot/check-text.js';
import type { JsonValue } from '../../../modules/policy/json.js';
import type { Finding, Path } from '../../../modules/policy/problem.js';
import type { ProblemKind } from '../../../modules/policy/problem-kinds.js';
import { scenariosIn } from '../../support/scenarios.js';

/** One fact about what AWS takes for a chat policy. A text may be given as pieces, each repeated so many times. */
interface Scenario {
  readonly name: string;
  readonly document?: JsonValue;
  readonly text?: string | readonly (readonly [piece: string, times: number])[];
  readonly accepted: boolean;
  /** The kind that one of the errors has. */
  readonly kind?: ProblemKind;
  /** The place of one of the errors, of the kind if there is one. */
  readonly at?: Path;
}

describe.each(scenariosIn<Scenario>('chat-policy'))('chat policies, %s', (_file, scenarios) => {
  it.each(scenarios.map((scenario) => [scenario.name, scenario] as const))('%s', (_name, scenario) => {
    const text = textOf(scenario);
    const findings = checkChatPolicyText(text);
    const errors = findings.filter((finding) => finding.severity === 'error');

    if (scenario.accepted) expect(errors).toEqual([]);
    else expect(errors.filter((error) => answers(error, scenario))).not.toEqual([]);
    for (const finding of findings) expectOffset(text, finding);
    if (isPlainJson(text)) for (const finding of findings) expectPlace(text, finding);
  });
});

function textOf(scenario: Scenario): string {
  if (typeof scenario.text === 'string') return scenario.text;
  if (scenario.text !== undefined) return scenario.text.map(([piece, times]) => piece.repeat(times)).join('');
  return JSON.stringify(scenario.document, undefined, 1);
}

function answers(error: Finding, { kind, at }: Scenario): boolean {
  if (kind !== undefined && error.kind !== kind) return false;
  return at === undefined || JSON.stringify(error.path) === JSON.stringify(at);
}

function expectOffset(text: string, { offset = -1 }: Finding): void {
  expect(offset).toBeGreaterThanOrEqual(0);
  expect(offset).toBeLessThanOrEqual(text.length);
}

/** The offset is where the value or the key begins that the path names. */
function expectPlace(text: string, { path, offset }: Finding): void {
  const node = findNodeAtLocation(parseTree(text) ?? fail(text), [...path]);
  const member = node?.parent?.type === 'property' ? node.parent.offset : undefined;
  expect([node?.offset, member]).toContain(offset);
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

function fail(text: string): never {
  throw new Error(`no tree for ${text.slice(0, 80)}`);
}
