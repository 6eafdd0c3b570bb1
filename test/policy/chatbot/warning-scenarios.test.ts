import { checkChatPolicyText } from '../../../modules/policy/chatbot/check.js';
import type { ProblemKind } from '../../../modules/policy/problems/problem-kinds.js';
import type { JsonObject } from '../../../modules/policy/text/json.js';
import { undotted } from '../../support/dotted.js';
import { scenariosIn } from '../../support/scenarios.js';

/** One fact about what a chat policy is warned about, or one that comes near and is not. Documents have paths for keys. */
interface Scenario {
  readonly name: string;
  readonly document: JsonObject;
  /** All that is found, each with its place. */
  readonly warnings: readonly (readonly [kind: ProblemKind, place: string])[];
  /** What the message of one of them says, or its help. */
  readonly says?: string;
}

describe.each(scenariosIn<Scenario>('chat-warnings'))(
  'warnings about chat policies, %s',
  (_file, scenarios) => {
    it.each(scenarios.map((scenario) => [scenario.name, scenario] as const))('%s', (_name, scenario) => {
      const findings = checkChatPolicyText(JSON.stringify(undotted(scenario.document)));

      expect(findings.map(({ kind, path }) => [kind, path.join('.')])).toEqual(scenario.warnings);
      expect(findings.filter(({ severity }) => severity !== 'warning')).toEqual([]);
      const said = findings.map(({ message, help }) => `${message} | ${help}`).join('\n');
      expect(said).toContain(scenario.says ?? '');
    });
  },
);
