import pc from 'picocolors';
import { exampleConfiguration, exampleDocument } from '../../modules/guardrails/example.js';
import { type Guardrail, type GuardrailGroup, guardrailGroups } from '../../modules/guardrails/guardrail.js';
import { renderTable } from '../../modules/report/table/table.js';
import type { Output } from '../world.js';

/** A guardrail as text: requirement, notes, parameters, examples, configuration and policy. */
export function renderGuardrail(
  guardrail: Guardrail,
  { colour, columns }: Pick<Output, 'colour' | 'columns'>,
): string {
  const { id, group, requirement, notes, parameters, includes = [], denies, doesNotDeny } = guardrail;
  const colours = pc.createColors(colour);
  const style = { columns, head: colours.bold };
  const table = (title: string, rows: readonly (readonly string[])[]) =>
    rows.length === 0 ? '' : renderTable([title, ...(rows[0] ?? []).slice(1).map(() => '')], rows, style);
  const block = (title: string, text: string) => `${colours.bold(title)}\n${text}`;
  const parts = [
    `${colours.bold(id)} ${colours.dim(`(${guardrailGroups[group]})`)}\n`,
    renderTable([requirement], [], { columns, head: (text) => text }),
    table(
      'Notes',
      notes.map((note) => [note]),
    ),
    table(
      'Includes',
      includes.map((member) => [member]),
    ),
    table(
      'Parameters',
      parameters.map(({ name, required, description }) => [
        name,
        required ? 'required' : 'optional',
        description,
      ]),
    ),
    table('Examples', [
      ['denied', denies.request, denies.action],
      ['not denied', doesNotDeny.request, doesNotDeny.action],
    ]),
    block('In the configuration', exampleConfiguration(guardrail)),
    block('Policy', `${JSON.stringify(exampleDocument(guardrail), null, 2)}\n`),
  ];
  return parts.filter((part) => part !== '').join('\n');
}

/** Guardrails with their requirements, by group, in columns that fit the terminal. */
export function renderGuardrailList(
  all: readonly Guardrail[],
  { colour, columns }: Pick<Output, 'colour' | 'columns'>,
): string {
  const colours = pc.createColors(colour);
  const widest = Math.max(...all.map(({ id }) => id.length));
  const groups = (Object.keys(guardrailGroups) as GuardrailGroup[]).map((group) => {
    const rows = all
      .filter((guardrail) => guardrail.group === group)
      .map(({ id, requirement }) => [id, requirement]);
    return renderTable([guardrailGroups[group].padEnd(widest), ''], rows, {
      columns,
      head: colours.bold,
      apart: false,
    });
  });
  return `${groups.join('\n')}\n${colours.dim('chat-guardrails guardrails ID shows its parameters and its policy.')}\n`;
}
