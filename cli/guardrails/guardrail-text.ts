import pc from 'picocolors';
import { exampleConfiguration } from '../../modules/guardrails/example-configuration.js';
import { exampleDocument } from '../../modules/guardrails/example-document.js';
import { type Guardrail, guardrailGroups } from '../../modules/guardrails/guardrail.js';
import { renderTable } from '../../modules/report/table/table.js';
import type { Output } from '../world.js';

/** One guardrail as people read it: requirement, notes, parameters, examples, configuration and statement. */
export function renderGuardrail(
  guardrail: Guardrail,
  { colour, columns }: Pick<Output, 'colour' | 'columns'>,
): string {
  const { id, group, requirement, notes, parameters, includes = [], denies, leavesAlone } = guardrail;
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
      'Made of',
      includes.map((member) => [member]),
    ),
    table(
      'Parameters',
      parameters.map(({ name, required, sentence }) => [name, required ? 'required' : 'optional', sentence]),
    ),
    table('Examples', [
      ['denied', denies.says, denies.action],
      ['left alone', leavesAlone.says, leavesAlone.action],
    ]),
    block('In the configuration', exampleConfiguration(guardrail)),
    block('What it becomes', `${JSON.stringify(exampleDocument(guardrail), null, 2)}\n`),
  ];
  return parts.filter((part) => part !== '').join('\n');
}
