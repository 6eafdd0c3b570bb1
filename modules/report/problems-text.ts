import pc from 'picocolors';
import { type Problem, type Severity, severities } from '../policy/problems/problem.js';
import { escapeControlCharacters } from '../policy/text/escape-control-characters.js';
import { renderPath } from '../policy/text/path.js';

/**
 * Renders problems for a terminal, one block each: position, severity, kind, path and message, then the help. Equal
 * notes share one block. Ends with a summary line; empty without problems.
 */
export function renderProblems(problems: readonly Problem[], colour: boolean): string {
  if (problems.length === 0) return '';
  const colours = pc.createColors(colour);
  const paint: Readonly<Record<Severity, (text: string) => string>> = {
    error: colours.red,
    warning: colours.yellow,
    note: colours.cyan,
  };
  const blocks = withNotesTogether(problems).map(({ problem, others }) => {
    const { severity, kind, path, message, help } = problem;
    const place = placesOf([problem, ...others]);
    const head = [
      place === '' ? '' : colours.bold(escapeControlCharacters(place)),
      paint[severity](severity),
      colours.dim(kind),
    ];
    const where =
      path.length === 0 || others.length > 0 ? '' : `${escapeControlCharacters(renderPath(path))}: `;
    const lines = [
      head.filter((part) => part !== '').join(' '),
      `  ${where}${escapeControlCharacters(message)}`,
    ];
    lines.push(...circumstances(problem).map((text) => `  ${text}`));
    if (help !== undefined) lines.push(`  ${colours.dim('help:')} ${escapeControlCharacters(help)}`);
    return `${lines.join('\n')}\n`;
  });
  return `${blocks.join('')}${countOf(problems)}\n`;
}

interface PrintedProblem {
  readonly problem: Problem;
  /** The same note elsewhere. */
  readonly others: Problem[];
}

/** Problems in their order; a note with the same text as an earlier one is added to it. */
function withNotesTogether(problems: readonly Problem[]): readonly PrintedProblem[] {
  const printed: PrintedProblem[] = [];
  const notes = new Map<string, PrintedProblem>();
  for (const problem of problems) {
    const { kind, message, help } = problem;
    const key = JSON.stringify([kind, message, help, circumstances(problem)]);
    const same = problem.severity === 'note' ? notes.get(key) : undefined;
    if (same !== undefined) {
      same.others.push(problem);
      continue;
    }
    const one = { problem, others: [] };
    printed.push(one);
    if (problem.severity === 'note') notes.set(key, one);
  }
  return printed;
}

/** Places that one line names. */
const maxPlaces = 3;

function placesOf(problems: readonly Problem[]): string {
  const places = problems.map(({ file, line, column }) =>
    [file, line, column].filter((part) => part !== undefined).join(':'),
  );
  const shown = [...new Set(places)].filter((place) => place !== '');
  const more = shown.length > maxPlaces ? ` and ${shown.length - maxPlaces} more` : '';
  return `${shown.slice(0, maxPlaces).join(', ')}${more}`;
}

/** The environments that have the problem, and its acknowledgement: a line each, if there is one. */
export function circumstances({ environments, acknowledged }: Problem): readonly string[] {
  const lines: string[] = [];
  if (environments !== undefined) {
    lines.push(`${environments.length === 1 ? 'environment' : 'environments'}: ${environments.join(', ')}`);
  }
  if (acknowledged !== undefined) {
    const { owner, until, reason } = acknowledged;
    lines.push(`acknowledged by ${owner} until ${until}: ${reason}`);
  }
  return lines.map(escapeControlCharacters);
}

/** `2 errors, 1 warning`. */
export function countOf(problems: readonly Pick<Problem, 'severity'>[]): string {
  const counts = severities.map((severity) => {
    const count = problems.filter((problem) => problem.severity === severity).length;
    return count === 0 ? '' : `${count} ${severity}${count === 1 ? '' : 's'}`;
  });
  return counts.filter((count) => count !== '').join(', ');
}
