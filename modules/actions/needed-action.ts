import type { NeededAction } from '../policy/command-actions.js';
import type { CommandLine, Unreadable } from './parse-command-line.js';

/** The actions of a command whose options decide which it needs, or why they are unknown. */
export type OptionRule = (line: CommandLine) => readonly NeededAction[] | Unreadable;

/** Actions without a resource in the line. */
export function needs(...actions: readonly string[]): readonly NeededAction[] {
  return actions.map((action) => ({ action }));
}

/** The words of an option as one text; undefined where it is not given or names a file. */
export function optionText(line: CommandLine, option: string): string | undefined {
  const text = line.options.get(option)?.join(' ');
  return text === undefined || /^fileb?:\/\//.test(text) ? undefined : text;
}
