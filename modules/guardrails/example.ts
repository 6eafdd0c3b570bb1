import { compileGuardrail } from '../policy/scp/compile.js';
import { sidOf } from '../policy/scp/sid.js';
import type { JsonObject } from '../policy/text/json.js';
import type { Guardrail } from './guardrail.js';
import { noValues } from './parameter.js';

/** The policy document of the guardrail for all chat sessions, with the parameters of its example. */
export function exampleDocument({ id, statements, denies }: Guardrail): JsonObject {
  const from = { platforms: [], configurations: [], accounts: [] };
  const rule = { statements: statements({ ...noValues, ...denies.with }), from, partition: 'aws' };
  return compileGuardrail(rule, { except: [], sid: sidOf(id) ?? '' });
}

/** A configuration that uses the guardrail, as YAML, with the parameters of the guardrail's example. */
export function exampleConfiguration({ id, denies }: Guardrail): string {
  const given = Object.entries(denies.with ?? {}).map(([name, value]) =>
    Array.isArray(value)
      ? `      ${name}: ${flowList(value)}\n`
      : `      ${name}: { ${Object.entries(value).map(([key, values]) => `${key}: ${flowList(values)}`)} }\n`,
  );
  const parameters = given.length === 0 ? '' : `    with:\n${given.join('')}`;
  return `guardrails:\n  - name: ${id}\n    targets: [root]\n    use: ${id}\n${parameters}`;
}

/** Quotes what YAML would not read as a string: `*` begins an alias, digits are a number. */
function flowList(values: readonly string[]): string {
  return `[${values.map((value) => (/^[a-z][a-z0-9-]*$/i.test(value) ? value : `'${value}'`)).join(', ')}]`;
}
