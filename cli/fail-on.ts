import { Option, type Command as Parser } from 'commander';
import { type Problem, reaches, type Severity } from '../modules/policy/problems/problem.js';
import type { ExitCode } from './exit-code.js';

/** From which severity on a problem makes a command exit with 1. */
export interface FailOptions {
  readonly failOn?: Severity;
  readonly strict?: boolean;
}

/** Adds the options of every command that prints problems. */
export function failOptions(parser: Parser): Parser {
  return parser
    .addOption(
      new Option('--fail-on <severity>', 'exit 1 where a problem is at least this severe')
        .choices(['error', 'warning', 'note'])
        .default('error'),
    )
    .option('--strict', 'the same as `--fail-on warning`');
}

/** 1 where a problem is severe enough for these options, else the exit code that the answer has. */
export function exitFor(
  problems: readonly Problem[],
  { failOn = 'error', strict }: FailOptions,
  answer: ExitCode = 0,
): ExitCode {
  const threshold = strict === true && failOn === 'error' ? 'warning' : failOn;
  return answer === 0 && reaches(problems, threshold) ? 1 : answer;
}
