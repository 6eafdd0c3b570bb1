import { checkInheritance } from '../analysis/check-inheritance.js';
import type { ActionCatalogue } from '../policy/action-catalogue.js';
import type { Organization } from '../policy/organization/organization.js';
import { planOf } from '../policy/plan/make-plan.js';
import type { Plan } from '../policy/plan/plan.js';
import { hasErrors, type Problem } from '../policy/problems/problem.js';
import type { Path } from '../policy/text/path.js';
import { quoted } from '../policy/text/quote.js';
import { acknowledge } from './check/acknowledge.js';
import { checkCompiled } from './check/check-chat-settings.js';
import { checkEndDates } from './check/check-end-dates.js';
import { checkUniqueNames } from './check/check-unique-names.js';
import { soundIn } from './check/reliable-findings.js';
import type { Environment } from './configuration.js';
import type { ReadDocument } from './read-document.js';
import { type ReadFile, readFile } from './read-file.js';
import { nodeAt, placeProblems, type Source } from './text/node-at-path.js';

/** What reading a configuration to the end needs from outside; paths are relative to the configuration file. */
export interface Surroundings {
  readonly readDocument: ReadDocument;
  /** Reads an organization file; undefined, and a problem, when there is none to be had. */
  readonly readOrganization: (path: string) => OrganizationAnswer;
  /** What is known of IAM actions; without it, their names are not checked. */
  readonly catalogue?: ActionCatalogue;
  /** `YYYY-MM-DD`: exceptions end. */
  readonly today: string;
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
  const { wave } = selection;
  const file = readFile(source, surroundings.readDocument, { wave, catalogue: surroundings.catalogue });
  const chosen = file.environments.filter(
    ({ name }) => selection.environment === undefined || name === selection.environment,
  );
  const unread = unreadParts(file, source.file);
  const drafts = chosen.map((environment) => draftOf(environment, surroundings, selection, file, unread));
  const found = [
    ...joinProblems(drafts.map(({ environment, problems }) => ({ name: environment.name, problems }))),
    ...checkUniqueNames(
      selection.organization === undefined
        ? drafts
        : drafts.map(({ environment }) => ({ environment, organization: undefined })),
    ),
    ...checkEndDates(chosen, file.acknowledgements, surroundings.today),
  ];
  const { problems: told, unused } = acknowledge(
    [...file.problems, ...placeProblems(source, found, file.tree)],
    file.acknowledgements,
    chosen,
    surroundings.today,
  );
  const all = selection.environment === undefined && file.waves.length === 0;
  const problems = inOrder([...told, ...(all ? placeProblems(source, unused, file.tree) : [])], source.file);
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
  file: ReadFile,
  unread: readonly Path[],
): PlannedEnvironment & { readonly problems: readonly Problem[] } {
  const named = environment.organization;
  const answer = selection.organization ?? (named === undefined ? undefined : readOrganization(named));
  const { organization, problems: ofFile } = answer ?? { problems: [] };
  const { plan, problems } = planOf(environment.intent, organization);
  const sound = soundIn(environment.intent, unread);
  const compiled = checkCompiled(environment.intent, catalogue);
  const judged =
    plan === undefined ? undefined : checkInheritance(environment.intent, plan, compiled, organization);
  const own = [
    ...problems.filter((problem) => problem.severity === 'error' || sound(problem)),
    ...(judged ?? compiled).filter(sound),
  ].filter(({ kind }) => kind !== 'except-needs-organization' || answer === undefined);
  const ofAnswer = selection.organization === undefined ? atItsKey(ofFile, environment, file) : ofFile;
  return { environment, organization, plan, problems: [...ofAnswer, ...own] };
}

/** That a file cannot be read is a problem of the key that names it. */
function atItsKey(problems: readonly Problem[], { name }: Environment, { tree }: ReadFile): Problem[] {
  const own = ['environments', name, 'organization'];
  const path = tree !== undefined && nodeAt(tree, own) !== undefined ? own : ['organization'];
  return problems.map((problem) => {
    if (problem.kind !== 'unreadable-document') return problem;
    const { file: _, ...unreadable } = problem;
    return { ...unreadable, path };
  });
}

/** The places of what is missing from the intents: what was left out of them, and what is refused for other reasons. */
function unreadParts({ leftOut, problems }: ReadFile, file: string): readonly Path[] {
  // Unknown keys are among what was left out, as the keys that were meant.
  const refused = problems.filter(
    (problem) => problem.severity === 'error' && problem.file === file && problem.kind !== 'unknown-key',
  );
  return [...leftOut, ...refused.map(({ path }) => path)];
}

/** The problems of the configuration file in the order of its text, then those of other files. */
function inOrder(problems: readonly Problem[], file: string): Problem[] {
  const own = problems.filter((problem) => problem.file === file);
  const others = problems.filter((problem) => problem.file !== file);
  own.sort((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0));
  return [...own, ...others];
}

/** Problems of several environments as one list: those that all share are told once, others say whose they are. */
function joinProblems(
  environments: readonly { readonly name: string; readonly problems: readonly Problem[] }[],
): Problem[] {
  const found = new Map<string, { readonly problem: Problem; readonly names: Set<string> }>();
  for (const { name, problems } of environments) {
    for (const problem of problems) {
      const key = JSON.stringify(problem);
      const known = found.get(key);
      if (known === undefined) found.set(key, { problem, names: new Set([name]) });
      else known.names.add(name);
    }
  }
  return [...found.values()].map(({ problem, names }) => {
    if (names.size === environments.length) return problem;
    const where = [...names].map(quoted).join(', ');
    return { ...problem, message: `${problem.message} (in ${where})` };
  });
}
