import type { Guardrail } from './guardrail.js';

/** How a configuration uses a guardrail, as YAML, with the parameters of the guardrail's own example. */
export function exampleConfiguration({ id, denies }: Guardrail): string {
  const given = Object.entries(denies.with ?? {}).map(([name, value]) =>
    Array.isArray(value)
      ? `      ${name}: ${flowList(value)}\n`
      : `      ${name}: { ${Object.entries(value).map(([key, values]) => `${key}: ${flowList(values)}`)} }\n`,
  );
  const parameters = given.length === 0 ? '' : `    with:\n${given.join('')}`;
  return `guardrails:\n  - name: ${id}\n    targets: [root]\n    use: ${id}\n${parameters}`;
}

/** Quoted where YAML would read something else than a text: `*` begins an alias, digits are a number. */
function flowList(values: readonly string[]): string {
  return `[${values.map((value) => (/^[a-z][a-z0-9-]*$/i.test(value) ? value : `'${value}'`)).join(', ')}]`;
}
