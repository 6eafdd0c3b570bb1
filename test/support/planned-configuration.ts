import { loadActionCatalogue } from '../../modules/actions/load-action-catalogue.js';
import {
  type PlannedConfiguration,
  planConfiguration,
  type Selection,
} from '../../modules/config/plan-configuration.js';
import { readOrganization } from '../../modules/policy/organization/read-organization.js';
import type { Problem } from '../../modules/policy/problems/problem.js';
import type { JsonValue } from '../../modules/policy/text/json.js';
import { circumstances } from '../../modules/report/problems-text.js';

const catalogue = loadActionCatalogue();

/** A world for a configuration: raw documents and organization files by their names. */
export interface Files {
  readonly documents?: Readonly<Record<string, string>>;
  readonly organizations?: Readonly<Record<string, JsonValue>>;
}

/**
 * A configuration read to the end, on the first day of 2027. Most of them name no organization file; the note about it,
 * which has tests of its own, is left out.
 */
export function planned(text: string, files: Files = {}, selection: Selection = {}): PlannedConfiguration {
  const read = plannedWithNotes(text, files, selection);
  return { ...read, problems: read.problems.filter(({ kind }) => kind !== 'references-not-checked') };
}

/** The same with every note. */
export function plannedWithNotes(
  text: string,
  files: Files = {},
  selection: Selection = {},
): PlannedConfiguration {
  const surroundings = {
    readDocument: (path: string) => {
      const document = files.documents?.[path];
      return document === undefined ? { reason: 'there is no such file' } : { text: document };
    },
    readOrganization: (path: string) => {
      const { organization, findings } = readOrganization(files.organizations?.[path] ?? null);
      return organization === undefined ? { problems: findings } : { organization, problems: findings };
    },
    catalogue,
    today: '2027-01-01',
  };
  return planConfiguration({ text, file: 'c.yaml' }, surroundings, selection);
}

/** The problems of a configuration, a line each: place, severity, kind and facts, environments and acknowledgement. */
export function problemLines(text: string, files?: Files, selection?: Selection): string[] {
  return planned(text, files, selection).problems.map((problem) => {
    const { file, line, column, severity, kind } = problem;
    const place = `${file === 'c.yaml' ? '' : `${file} `}${line}:${column}`;
    return [`${place} ${severity} ${kind}${factsText(problem)}`, ...circumstances(problem)].join(' | ');
  });
}

/** The facts of a problem in one line: ` key=value key=value`. */
function factsText({ facts }: Problem): string {
  const words = Object.entries<unknown>({ ...facts }).map(
    ([key, value]) => ` ${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
  return words.join('');
}
