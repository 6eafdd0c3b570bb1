import pc from 'picocolors';
import type { Problem, Severity } from '../policy/problems/problem.js';
import { escapeControlCharacters } from '../policy/text/escape-control-characters.js';
import { renderPath } from '../policy/text/path.js';

/**
 * Problems as people read them, one block each: place, severity, kind, path and message, then the help. Ends with
 * a line that counts them; the empty text when there are none.
 */
export function renderProblems(problems: readonly Problem[], colour: boolean): string {
  if (problems.length === 0) return '';
  const colours = pc.createColors(colour);
  const paint: Readonly<Record<Severity, (text: string) => string>> = {
    error: colours.red,
    warning: colours.yellow,
    note: colours.cyan,
  };
  const blocks = problems.map((problem) => {
    const { file, line, column, severity, kind, path, message, help } = problem;
    const place = [file, line, column].filter((part) => part !== undefined).join(':');
    const head = [
      place === '' ? '' : colours.bold(escapeControlCharacters(place)),
      paint[severity](severity),
      colours.dim(kind),
    ];
    const where = path.length === 0 ? '' : `${escapeControlCharacters(renderPath(path))}: `;
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

/** Which environments have the problem, and who has acknowledged it until when: a line each, where there is something to say. */
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
  const severities: readonly Severity[] = ['error', 'warning', 'note'];
  const counts = severities.map((severity) => {
    const count = problems.filter((problem) => problem.severity === severity).length;
    return count === 0 ? '' : `${count} ${severity}${count === 1 ? '' : 's'}`;
  });
  return counts.filter((count) => count !== '').join(', ');
}
