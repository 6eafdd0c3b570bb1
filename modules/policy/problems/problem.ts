import type { Path } from '../text/path.js';
import { type ProblemFacts, type ProblemKind, problemWords } from './problem-kinds.js';

/**
 * `error`: AWS would reject it, or the deployment would not do what is written; `warning`: accepted, but probably not
 * intended; `note`: for information.
 */
export type Severity = 'error' | 'warning' | 'note';

/** A problem before its file is known. */
export interface Finding<K extends ProblemKind = ProblemKind> {
  readonly kind: K;
  readonly severity: Severity;
  readonly path: Path;
  /** The values that message and help are made of: what programs and acknowledgements read. */
  readonly facts: ProblemFacts<K>;
  /** One line, lower-case, no period, the user's own input in backticks; the path is not repeated. */
  readonly message: string;
  /** What to do about it, one line. */
  readonly help?: string;
  /** Offset of the place in the text, in UTF-16 units; absent where the input was not text. */
  readonly offset?: number;
}

/** A problem with its position, message and help. */
export interface Problem extends Omit<Finding, 'offset'> {
  /** The file as the user named it. */
  readonly file?: string;
  /** Counted from 1; present whenever the input is text. */
  readonly line?: number;
  /** Counted from 1, in UTF-16 units. */
  readonly column?: number;
  /** Present if the problem is acknowledged; it is then a note, or still an error. */
  readonly acknowledged?: { readonly owner: string; readonly until: string; readonly reason: string };
  /** The environments that have the problem, where not all of those that were checked do. */
  readonly environments?: readonly string[];
}

/** A finding with its words, which the table of problems makes from the facts. */
export function finding<K extends ProblemKind>(
  kind: K,
  severity: Severity,
  place: { readonly path: Path; readonly offset?: number },
  facts: ProblemFacts<K>,
): Finding<K> {
  const { message, help } = problemWords(kind, facts);
  const { path, offset } = place;
  return {
    kind,
    severity,
    path,
    facts,
    message,
    ...(help === undefined ? {} : { help }),
    ...(offset === undefined ? {} : { offset }),
  };
}

/** The problems by file, line and column; those without a place come first. */
export function sortProblems(problems: readonly Problem[]): readonly Problem[] {
  return [...problems].sort((a, b) => {
    const [fileA, fileB] = [a.file ?? '', b.file ?? ''];
    if (fileA !== fileB) return fileA < fileB ? -1 : 1;
    return (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0);
  });
}

/** From the most severe to the least. */
export const severities: readonly Severity[] = ['error', 'warning', 'note'];

/** True if one of the problems is at least this severe. */
export function reaches(problems: readonly Pick<Problem, 'severity'>[], threshold: Severity): boolean {
  return problems.some(({ severity }) => severities.indexOf(severity) <= severities.indexOf(threshold));
}

/** True if any of the problems is an error. */
export function hasErrors(problems: readonly Pick<Problem, 'severity'>[]): boolean {
  return problems.some((problem) => problem.severity === 'error');
}
