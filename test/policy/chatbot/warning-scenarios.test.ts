import { checkChatPolicyText } from '../../../modules/policy/chatbot/check.js';
import type { ProblemKind } from '../../../modules/policy/problems/problem-kinds.js';
import type { JsonObject } from '../../../modules/policy/text/json.js';
import { undotted } from '../../support/dotted.js';
import { expectPlace } from '../../support/expect-place.js';
import { scenariosIn } from '../../support/scenarios.js';

/** A chat policy with its warnings, or a near miss without one. Documents have paths for keys. */
interface Scenario {
  readonly name: string;
  readonly document: JsonObject;
  /** All warnings, each with its place. */
  readonly warnings: readonly (readonly [kind: ProblemKind, place: string])[];
  /** The facts of all of them. */
  readonly facts?: readonly JsonObject[];
}

describe.each(scenariosIn<Scenario>('chat-warnings'))(
  'warnings about chat policies, %s',
  (_file, scenarios) => {
    it.each(scenarios.map((scenario) => [scenario.name, scenario] as const))('%s', (_name, scenario) => {
      const text = JSON.stringify(undotted(scenario.document));
      const findings = checkChatPolicyText(text);

      expect(findings.map(({ kind, path }) => [kind, path.join('.')])).toEqual(scenario.warnings);
      expect(findings.filter(({ severity }) => severity !== 'warning')).toEqual([]);
      for (const finding of findings) expectPlace(text, finding);
      if (scenario.facts !== undefined) {
        expect(findings.map(({ facts }) => facts)).toStrictEqual(scenario.facts);
      }
    });
  },
);
