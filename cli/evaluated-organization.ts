import type { Command as Parser } from 'commander';
import type { Acknowledgement, Environment } from '../modules/config/configuration.js';
import type { Organization } from '../modules/policy/organization/organization.js';
import type { Problem } from '../modules/policy/problems/problem.js';
import { quoted } from '../modules/policy/text/quote.js';
import { applyPlan } from '../modules/simulator/apply-plan.js';
import { CannotDo } from './cannot-do.js';
import { type ConfigurationOptions, configurationOptions } from './configuration-options.js';
import { exitFor, type FailOptions } from './fail-on.js';
import { type FoundConfiguration, tryFindConfiguration } from './find-configuration.js';
import { readNamedOrganization } from './load-organization.js';
import { planFound, selectionOf } from './load-plan.js';
import { printProblems } from './print-problems.js';
import type { World } from './world.js';

/** The options of a command that answers a question about an organization. */
export interface OrganizationOptions extends ConfigurationOptions, FailOptions {
  /** Answers for the organization as it is, although there is a configuration. */
  readonly current?: boolean;
  readonly format?: string;
}

/** Adds the options of every command that answers a question about an organization. */
export function organizationOptions(parser: Parser): Parser {
  return configurationOptions(parser).option(
    '--current',
    'use the current organization, without the plan of the configuration',
  );
}

/** The organization that a command evaluates, as it is or after the plan of the configuration. */
export type EvaluatedOrganization = CurrentOrganization | PlannedOrganization;

interface CurrentOrganization {
  readonly state: 'current';
  readonly organization: Organization;
  readonly problems: readonly Problem[];
}

interface PlannedOrganization {
  readonly state: 'planned';
  /** After the plan. */
  readonly organization: Organization;
  readonly before: Organization;
  readonly environment: Environment;
  readonly acknowledgements: readonly Acknowledgement[];
  /** The configuration file and its text. */
  readonly file: string;
  readonly text: string;
  readonly problems: readonly Problem[];
}

/**
 * The organization after the plan of the configuration that is found, or as it is where none is found or with
 * `--current`. Prints the problems that concern the answer; undefined when one of them is an error (exit 1). Throws `CannotDo` where there is
 * no organization file.
 */
export function evaluatedOrganization(
  world: World,
  options: OrganizationOptions,
): EvaluatedOrganization | undefined {
  const asked = readOrganization(world, options);
  // An end date does not change the answer: `check` and `exceptions` report those that are near.
  const isShown = (problem: Problem): boolean =>
    problem.kind !== 'exception-ends-soon' || exitFor([problem], options) === 1;
  printProblems(world, asked.problems.filter(isShown), options.format);
  return asked.organization === undefined ? undefined : asked;
}

type Unreadable = { readonly organization: undefined; readonly problems: readonly Problem[] };

function readOrganization(world: World, options: OrganizationOptions): EvaluatedOrganization | Unreadable {
  const file = options.organization ?? (world.environment['CHAT_GUARDRAILS_ORGANIZATION'] || undefined);
  if (file !== undefined && options.current === true) return readCurrent(world, file);
  const found = tryFindConfiguration(world, options);
  if (found !== undefined) return readPlanned(world, options, found);
  if (file !== undefined) return readCurrent(world, file);
  throw new CannotDo('there is no organization file', 'name one with `--organization FILE`');
}

function readCurrent(world: World, file: string): EvaluatedOrganization | Unreadable {
  const { organization, problems } = readNamedOrganization(world, file);
  return organization === undefined
    ? { organization, problems }
    : { state: 'current', organization, problems };
}

function readPlanned(
  world: World,
  options: OrganizationOptions,
  found: FoundConfiguration,
): EvaluatedOrganization | Unreadable {
  const loaded = planFound(found, selectionOf(world, options));
  const { plan, organization: before, problems } = loaded;
  if (plan === undefined) return { organization: undefined, problems };
  if (before === undefined) {
    throw new CannotDo(
      `${quoted(found.source.file)} names no organization file`,
      'name one with `--organization FILE`, or with `organization` in the configuration',
    );
  }
  if (options.current === true) return { state: 'current', organization: before, problems };
  const { environment, acknowledgements } = loaded;
  const organization = applyPlan(before, plan);
  return {
    state: 'planned',
    organization,
    before,
    environment,
    acknowledgements,
    ...found.source,
    problems,
  };
}

/** The first line of text output: which state of the organization the answer is for. */
export function stateLine(asked: EvaluatedOrganization): string {
  return asked.state === 'current'
    ? 'state: current (the organization as it is)\n'
    : `state: planned (the organization after the plan of ${quoted(asked.file)})\n`;
}
