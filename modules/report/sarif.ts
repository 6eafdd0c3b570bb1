import type { Problem, Severity } from '../policy/problems/problem.js';
import { type ProblemKind, problemKinds } from '../policy/problems/problem-kinds.js';
import { escapeControlCharacters } from '../policy/text/escape-control-characters.js';
import { renderPath } from '../policy/text/path.js';
import { circumstances } from './problems-text.js';

const levels: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', note: 'note' };

/**
 * Returns problems as a SARIF 2.1.0 log, which code hosts show at the lines. File names are relative to the working
 * directory, as the user wrote them. `pageOf` returns the Markdown page of a kind, which hosts show as help.
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function renderSarif(
  problems: readonly Problem[],
  pageOf: (kind: ProblemKind) => string | undefined = () => undefined,
): object {
  const kinds = [...new Set(problems.map(({ kind }) => kind))].sort();
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'chat-guardrails', rules: kinds.map((kind) => rule(kind, pageOf(kind))) } },
        columnKind: 'utf16CodeUnits',
        results: problems.map((problem) => result(problem, kinds)),
      },
    ],
  };
}

function rule(kind: ProblemKind, page: string | undefined): object {
  const text = problemKinds[kind];
  const help = page === undefined ? {} : { help: { text, markdown: withoutRelativeLinks(page) } };
  return { id: kind, shortDescription: { text }, ...help };
}

/** Hosts do not resolve links to other pages. */
function withoutRelativeLinks(page: string): string {
  return page.replace(/\[([^\]]*)\]\((?![a-z]+:)[^)]*\)/g, '$1');
}

function result(problem: Problem, kinds: readonly ProblemKind[]): object {
  const { kind, severity, path, message, help, file } = problem;
  const where = path.length === 0 ? '' : `${escapeControlCharacters(renderPath(path))}: `;
  const sentences = [
    `${where}${message}`,
    ...circumstances(problem),
    ...(help === undefined ? [] : [`Help: ${help}`]),
  ];
  const text = sentences.join('. ');
  return {
    ruleId: kind,
    ruleIndex: kinds.indexOf(kind),
    level: levels[severity],
    message: { text },
    locations: file === undefined ? [] : [location(problem, file)],
  };
}

function location({ line, column }: Problem, file: string): object {
  const artifactLocation = { uri: uriOf(file) };
  if (line === undefined) return { physicalLocation: { artifactLocation } };
  const region = { startLine: line, startColumn: column ?? 1 };
  return { physicalLocation: { artifactLocation, region } };
}

function uriOf(file: string): string {
  const path = file.replaceAll('\\', '/').replace(/^(\.\/)+/, '');
  return path.split('/').map(encodeURIComponent).join('/');
}
