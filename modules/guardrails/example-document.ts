import { compileGuardrail } from '../policy/scp/compile.js';
import { sidOf } from '../policy/scp/sid.js';
import type { JsonObject } from '../policy/text/json.js';
import type { Guardrail } from './guardrail.js';
import { noValues } from './parameter.js';

/** What a guardrail becomes for all of chat, with the parameters of its own example. */
export function exampleDocument({ id, statements, denies }: Guardrail): JsonObject {
  const from = { platforms: [], configurations: [], accounts: [] };
  const rule = { statements: statements({ ...noValues, ...denies.with }), from, partition: 'aws' };
  return compileGuardrail(rule, { except: [], sid: sidOf(id) ?? '' });
}
