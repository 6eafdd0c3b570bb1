import pc from 'picocolors';
import { type Guardrail, type GuardrailGroup, guardrailGroups } from '../../modules/guardrails/guardrail.js';
import { renderTable } from '../../modules/report/table/table.js';
import type { Output } from '../world.js';

/** Guardrails with their requirements, group by group, in columns that fit the terminal. */
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
  return `${groups.join('\n')}\n${colours.dim('chat-guardrails guardrails ID shows one with its parameters and its statement.')}\n`;
}
