import { shortened } from '../text/escape-control-characters.js';
import type { ProblemKind } from './problem-kinds.js';

/** A place inside a document: keys of objects and indices of lists, from the root. */
export type Path = readonly (string | number)[];

/**
 * `error`: AWS would refuse it, or the deployment would not do what was written; `warning`: accepted, but
 * hardly what was meant; `note`: worth knowing.
 */
export type Severity = 'error' | 'warning' | 'note';

/** One thing wrong, before it is known which file it stands in. */
export interface Finding {
  readonly kind: ProblemKind;
  readonly severity: Severity;
  readonly path: Path;
  /** One line, lower-case, no period, the user's own input in backticks; the path is not repeated. */
  readonly message: string;
  /** What to do about it, one line. */
  readonly help?: string;
  /** Offset of the place in the text, in UTF-16 units; absent where the input was no text. */
  readonly offset?: number;
}

/** One thing wrong, with where, why and what to do. */
export interface Problem extends Omit<Finding, 'offset'> {
  /** The file as the user named it. */
  readonly file?: string;
  /** Counted from 1; present whenever the input is text. */
  readonly line?: number;
  /** Counted from 1, in UTF-16 units. */
  readonly column?: number;
}

/** Whether any of the problems is of severity `error`. */
export function hasErrors(problems: readonly Pick<Problem, 'severity'>[]): boolean {
  return problems.some((problem) => problem.severity === 'error');
}

/** `chatPolicies[2].targets[0]`: a path as people write it; keys that are no plain words stand in brackets. */
export function renderPath(path: Path): string {
  return path
    .map((part, index) => {
      if (typeof part === 'number') return `[${part}]`;
      if (!/^[\w@-]+$/.test(part)) return `[${JSON.stringify(part)}]`;
      return index === 0 ? part : `.${part}`;
    })
    .join('');
}

/** The user's own text in backticks: control characters escaped, shortened to 80 characters. */
export function quoted(text: string): string {
  return `\`${shortened(text, 80).replaceAll('`', "'")}\``;
}

/** `a`, `b` or `c`: the alternatives of a message, each in backticks. */
export function alternatives(words: readonly string[]): string {
  const all = words.map(quoted);
  return all.length < 2 ? all.join('') : `${all.slice(0, -1).join(', ')} or ${all.at(-1)}`;
}
