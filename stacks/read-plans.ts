import { dirname, join } from 'node:path';
import type { Environment } from '../modules/config/configuration.js';
import { placeProblems } from '../modules/config/place.js';
import { readFile } from '../modules/config/read-file.js';
import type { Organization } from '../modules/policy/organization.js';
import type { Plan } from '../modules/policy/plan.js';
import { planOf } from '../modules/policy/plan-of.js';
import { hasErrors, type Problem } from '../modules/policy/problem.js';
import { readOrganizationText } from '../modules/policy/read-organization-text.js';

/** What is read, as people name it. */
export interface PlanSource {
  readonly configuration: string;
  /** Takes the place of the organization files that the configuration names. */
  readonly organization?: string | undefined;
  /** The wave of a staged rollout. */
  readonly wave?: string | undefined;
}

/** Reads a text file; throws, with a message for people, when it cannot. */
export type ReadText = (path: string, options?: { readonly largestMegabytes?: number }) => string;

/** An environment with the plan to deploy there. */
export interface PlannedEnvironment {
  readonly environment: Environment;
  readonly plan: Plan;
}

/** A million accounts fit; more is not an organization. */
const organizationMegabytes = 256;

/**
 * From a configuration file to the plans of its environments, with all problems on the way; no plans where a problem
 * is an error. Throws what `readText` throws for the configuration and for organizations.
 */
export function readPlans(
  { configuration: file, organization, wave }: PlanSource,
  readText: ReadText,
): { readonly planned: readonly PlannedEnvironment[]; readonly problems: readonly Problem[] } {
  const text = readText(file);
  const beside = (path: string): string => join(dirname(file), path);
  const { environments, problems: read } = readFile(
    { text, file },
    (path) => readDocument(beside(path), readText),
    wave === undefined ? {} : { wave },
  );
  const problems = [...read];
  const planned = environments.flatMap((environment) => {
    const named = organization ?? (environment.organization && beside(environment.organization));
    const picture = named === undefined ? undefined : readOrganization(named, readText, problems);
    const result = planOf(environment.intent, picture);
    problems.push(...placeProblems({ text, file }, result.problems));
    return result.plan === undefined ? [] : [{ environment, plan: result.plan }];
  });
  return { planned: hasErrors(problems) ? [] : planned, problems: distinct(problems) };
}

function readDocument(path: string, readText: ReadText) {
  try {
    return { text: readText(path), file: path };
  } catch (error) {
    return { reason: error instanceof Error ? error.message : String(error) };
  }
}

function readOrganization(path: string, readText: ReadText, problems: Problem[]): Organization | undefined {
  const text = readText(path, { largestMegabytes: organizationMegabytes });
  const read = readOrganizationText({ text, file: path });
  problems.push(...read.problems);
  return read.organization;
}

/** What environments share is told once. */
function distinct(problems: readonly Problem[]): Problem[] {
  return [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()];
}
