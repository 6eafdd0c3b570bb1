import type { ActionCatalogue } from '../policy/action-catalogue.js';
import type { Organization } from '../policy/organization.js';
import type { Plan } from '../policy/plan.js';
import { planOf } from '../policy/plan-of.js';
import { hasErrors, type Problem } from '../policy/problem.js';
import { acknowledge } from './acknowledge.js';
import { checkCompiled } from './check-compiled.js';
import { checkTerms } from './check-terms.js';
import type { Environment } from './configuration.js';
import type { ReadDocument } from './intent/reading.js';
import { joinProblems } from './join-problems.js';
import { placeProblems, type Source } from './place.js';
import { readFile } from './read-file.js';

/** What reading a configuration to the end needs from outside; paths are relative to the configuration file. */
export interface Surroundings {
  readonly readDocument: ReadDocument;
  /** Reads an organization file; undefined, and a problem, when there is none to be had. */
  readonly readOrganization: (path: string) => OrganizationAnswer;
  /** `YYYY-MM-DD`: exceptions end. */
  readonly today: string;
  /** What actions there are; without it nobody notices a misspelt one. */
  readonly catalogue?: ActionCatalogue;
}

export interface OrganizationAnswer {
  readonly organization?: Organization;
  readonly problems: readonly Problem[];
}

/** Which part of a configuration is meant. */
export interface Selection {
  /** Default: all of them. */
  readonly environment?: string | undefined;
  /** Default: the one that the file names. */
  readonly wave?: string | undefined;
  /** The organization file instead of those that the configuration names. */
  readonly organization?: OrganizationAnswer | undefined;
}

/** An environment with its plan. */
export interface PlannedEnvironment {
  readonly environment: Environment;
  readonly organization: Organization | undefined;
  /** Undefined when any problem of the configuration is an error. */
  readonly plan: Plan | undefined;
}

/** A configuration read to the end. */
export interface PlannedConfiguration {
  readonly environments: readonly PlannedEnvironment[];
  readonly waves: readonly string[];
  /** All problems of the file, its raw documents, its organization files and its plans. */
  readonly problems: readonly Problem[];
}

/**
 * Reads a configuration, plans every environment that is meant, and finds every problem of all of them in one go:
 * a slip in one policy does not hide what is wrong with another one. Never throws.
 */
export function planConfiguration(
  source: Source,
  surroundings: Surroundings,
  selection: Selection = {},
): PlannedConfiguration {
  const file = readFile(source, surroundings.readDocument, selection);
  const chosen = file.environments.filter(
    ({ name }) => selection.environment === undefined || name === selection.environment,
  );
  const drafts = chosen.map((environment) => draftOf(environment, surroundings, selection));
  const found = [
    ...joinProblems(drafts.map(({ environment, problems }) => ({ name: environment.name, problems }))),
    ...checkTerms(chosen, file.acknowledgements, surroundings.today),
  ];
  const problems = acknowledge(
    [...file.problems, ...placeProblems(source, found)],
    file.acknowledgements,
    chosen,
    surroundings.today,
  );
  const refused = hasErrors(problems);
  const environments = drafts.map(({ environment, organization, plan }) => ({
    environment,
    organization,
    plan: refused ? undefined : plan,
  }));
  return { environments, waves: file.waves, problems };
}

/** The environment planned for itself; where its organization file cannot be read, as far as it goes without. */
function draftOf(
  environment: Environment,
  { readOrganization, catalogue }: Surroundings,
  selection: Selection,
): PlannedEnvironment & { readonly problems: readonly Problem[] } {
  const named = environment.organization;
  const answer = selection.organization ?? (named === undefined ? undefined : readOrganization(named));
  const { organization, problems: unread } = answer ?? { problems: [] };
  const { plan, problems } = planOf(environment.intent, organization);
  const own =
    answer !== undefined && organization === undefined
      ? problems.filter(({ kind }) => kind !== 'except-needs-organization')
      : problems;
  return {
    environment,
    organization,
    plan,
    problems: [
      ...unread,
      ...own,
      ...(plan === undefined ? [] : checkCompiled(environment.intent, plan, catalogue)),
    ],
  };
}
