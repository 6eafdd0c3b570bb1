import pc from 'picocolors';
import type { Difference, Drift } from '../analysis/drift.js';
import { escapeControlCharacters } from '../policy/text/escape-control-characters.js';
import { countWords, differenceWords, differingParts, typeNames } from './drift-words.js';

/** Renders a drift for a terminal: a summary line, the differences by policy, then what is not known. */
export function renderDrift(drift: Drift, output: { readonly colour: boolean }): string {
  const colours = pc.createColors(output.colour);
  const policies = byPolicy(drift.differences).map(([name, differences]) => {
    const lines = differences.flatMap((difference) => [
      `  ${paint(difference, colours)(escapeControlCharacters(differenceWords(difference)))}\n`,
      ...partLines(difference, colours),
    ]);
    return `\n${colours.bold(escapeControlCharacters(name))}\n${lines.join('')}`;
  });
  const unknown = drift.unknown.map(
    ({ what, id, reason }) => `  ${escapeControlCharacters(`${what} of ${id}: ${reason}`)}\n`,
  );
  const heading = unknown.length === 0 ? '' : `\n${colours.bold('Not known, so not compared')}\n`;
  return `${countWords(drift)}\n${policies.join('')}${heading}${unknown.join('')}`;
}

type Colours = ReturnType<typeof pc.createColors>;

/** What the plan would take away or undo is yellow, what it would put there is red. */
function paint({ kind }: Difference, colours: Colours): (text: string) => string {
  return kind.endsWith('-unmanaged') ? colours.yellow : colours.red;
}

function partLines(difference: Difference, colours: Colours): readonly string[] {
  return differingParts(difference).flatMap(({ where, expected, found }) => [
    `    ${escapeControlCharacters(where)}\n`,
    ...(expected === undefined
      ? []
      : [`      ${colours.dim('planned')} ${escapeControlCharacters(expected)}\n`]),
    ...(found === undefined ? [] : [`      ${colours.dim('found  ')} ${escapeControlCharacters(found)}\n`]),
  ]);
}

/** Differences under the name of their policy, in the order of the first of each. */
export function byPolicy(
  differences: readonly Difference[],
): readonly (readonly [string, readonly Difference[]])[] {
  const groups = new Map<string, Difference[]>();
  for (const difference of differences) {
    const { policy, type } = difference;
    const name = policy === null ? 'organization' : `${policy} (${typeNames[type]})`;
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [difference]);
    else group.push(difference);
  }
  return [...groups];
}
