import pc from 'picocolors';
import type { Difference, Drift } from '../analysis/drift.js';
import { withNames } from '../policy/organization/chat-names.js';
import type { ChatNames } from '../policy/organization/organization.js';
import { escapeControlCharacters } from '../policy/text/escape-control-characters.js';
import { countWords, differenceWords, differingParts, typeNames } from './drift-words.js';

/** Renders a drift for a terminal: a summary line, the differences by policy, then what is unknown. */
export function renderDrift(
  drift: Drift,
  output: { readonly colour: boolean },
  names: ChatNames = new Map(),
): string {
  const colours = pc.createColors(output.colour);
  const policies = byPolicy(drift.differences).map(([name, differences]) => {
    const lines = differences.flatMap((difference) => [
      `  ${paint(difference, colours)(escapeControlCharacters(withNames(names, differenceWords(difference))))}\n`,
      ...partLines(difference, colours, names),
    ]);
    return `\n${colours.bold(escapeControlCharacters(name))}\n${lines.join('')}`;
  });
  const unknown = drift.unknown.map(
    ({ what, id, reason }) =>
      `  ${escapeControlCharacters(withNames(names, `${what} of ${id}: ${reason}`))}\n`,
  );
  const heading = unknown.length === 0 ? '' : `\n${colours.bold('Unknown, so not compared')}\n`;
  return `${countWords(drift)}\n${policies.join('')}${heading}${unknown.join('')}`;
}

type Colours = ReturnType<typeof pc.createColors>;

/** What the plan would take away or undo is yellow, what it would put there is red. */
function paint({ kind }: Difference, colours: Colours): (text: string) => string {
  return kind.endsWith('-unmanaged') ? colours.yellow : colours.red;
}

function partLines(difference: Difference, colours: Colours, names: ChatNames): readonly string[] {
  const shown = (text: string) => escapeControlCharacters(withNames(names, text));
  return differingParts(difference).flatMap(({ where, expected, found }) => [
    `    ${shown(where)}\n`,
    ...(expected === undefined ? [] : [`      ${colours.dim('planned')} ${shown(expected)}\n`]),
    ...(found === undefined ? [] : [`      ${colours.dim('found  ')} ${shown(found)}\n`]),
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
