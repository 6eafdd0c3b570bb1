import type { Problem, Severity } from '../../../policy/problems/problem.js';
import { severities } from '../../../policy/problems/problem.js';
import { renderPath } from '../../../policy/text/path.js';
import { counted } from '../../verdict.js';
import { type Content, html, list, paged, section, withCode } from './html.js';

/** The problems, the most severe first. */
export function problemSection(problems: readonly Problem[]): Content {
  const sorted = severities.flatMap((severity) => problems.filter((each) => each.severity === severity));
  return section(
    'problems',
    problems.length === 0 ? 'No problems' : counted(problems.length, 'problem'),
    problems.length === 0
      ? html`<p>The check found nothing to mend.</p>`
      : paged(sorted, 5, 'Problems', (page) => list(page.map(problemItem), 'items')),
  );
}

const symbols: Readonly<Record<Severity, string>> = { error: '✖', warning: '▲', note: 'ℹ' };

function problemItem({
  severity,
  kind,
  path,
  message,
  help,
  file,
  line,
  column,
  acknowledged,
}: Problem): Content {
  const place = [file, line, column].filter((part) => part !== undefined).join(':');
  const details = [kind, place, renderPath(path)].filter((part) => part !== '');
  return html`<p><b class="severity ${severity}"><span aria-hidden="true">${symbols[severity]}</span> ${severity}</b> ${withCode(message)}</p>
${help === undefined ? undefined : html`<p class="help">${withCode(help)}</p>`}
<p class="id">${details.join(' · ')}${
    acknowledged === undefined
      ? ''
      : ` · acknowledged by ${acknowledged.owner} until ${acknowledged.until}: ${acknowledged.reason}`
  }</p>`;
}
