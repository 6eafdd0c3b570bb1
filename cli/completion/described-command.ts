import { Command as Parser } from 'commander';
import { definedMembers } from '../../modules/policy/text/json.js';
import type { CommandEntry } from '../command.js';
import { argumentValues, optionValues, type ValueKind } from './completion-values.js';

/** A command as a shell completes it. */
export interface DescribedCommand {
  readonly name: string;
  readonly summary: string;
  readonly options: readonly DescribedOption[];
  /** The values of its first argument, which the command line lists; absent: files are offered. */
  readonly argument?: ValueKind;
}

export interface DescribedOption {
  /** As it is typed: `--output` and, where there is one, `-o`. */
  readonly names: readonly string[];
  readonly description: string;
  readonly takesValue: boolean;
  /** The values it takes, where they can be listed; otherwise files are offered. */
  readonly choices: readonly string[];
  /** The values that the command line lists. */
  readonly values?: ValueKind;
}

/** Loads a command and reads what it takes off its parser. */
export async function describeCommand({ name, summary, load }: CommandEntry): Promise<DescribedCommand> {
  const parser = new Parser(name);
  (await load()).command.define(parser);
  const options = parser.options
    .filter(({ hidden }) => !hidden)
    .map(({ long, short, description, required, optional, argChoices }) => ({
      names: [long, short].filter((flag) => flag !== undefined),
      description,
      takesValue: required || optional,
      choices: argChoices ?? [],
      ...definedMembers({ values: optionValues[long ?? ''] }),
    }));
  const help = { names: ['--help', '-h'], description: 'display help', takesValue: false, choices: [] };
  return {
    name,
    summary,
    options: [...options, help],
    ...definedMembers({ argument: argumentValues[name] }),
  };
}
