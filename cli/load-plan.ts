import type { Acknowledgement } from '../modules/config/configuration.js';
import {
  type PlannedEnvironment,
  planConfiguration,
  type Selection,
} from '../modules/config/plan-configuration.js';
import type { Problem } from '../modules/policy/problems/problem.js';
import { shortList } from '../modules/policy/text/quote.js';
import { suggest } from '../modules/policy/text/suggest.js';
import { CannotDo } from './cannot-do.js';
import type { ConfigurationOptions } from './configuration-options.js';
import { findConfiguration } from './find-configuration.js';
import { readNamedOrganization } from './load-organization.js';
import type { World } from './world.js';

/** The plan of the environment that a command line means. */
export interface LoadedPlan extends PlannedEnvironment {
  readonly problems: readonly Problem[];
  readonly acknowledgements: readonly Acknowledgement[];
  /** The configuration file as the user named it, and its text. */
  readonly file: string;
  readonly text: string;
}

/**
 * Reads the configuration that a command line means and plans one environment of it. There is no plan when a
 * problem is an error (exit 1). Throws `CannotDo` when a file is not there, or when it is open which environment
 * is meant.
 */
export function loadPlan(
  world: World,
  options: ConfigurationOptions,
  selection: Selection = selectionOf(world, options),
): LoadedPlan | UnreadablePlan {
  const { source, surroundings } = findConfiguration(world, options);
  const { environments, problems, acknowledgements } = planConfiguration(source, surroundings, selection);
  const [first, second] = environments;
  if (options.environment !== undefined && first === undefined) {
    const all = planConfiguration(source, surroundings, { ...selection, environment: undefined });
    const names = all.environments.map(({ environment }) => environment.name);
    if (names.length > 0) throw unknownEnvironment(options.environment, names, source.file);
  }
  if (second !== undefined) {
    const names = shortList(environments.map(({ environment }) => environment.name));
    throw new CannotDo(
      `\`${source.file}\` has several environments: ${names}`,
      'name one with `--environment NAME`',
    );
  }
  return { ...(first ?? { plan: undefined }), problems, acknowledgements, ...source };
}

/** What is left of a configuration that cannot be read. */
export interface UnreadablePlan {
  readonly plan: undefined;
  readonly environment?: undefined;
  readonly organization?: undefined;
  readonly problems: readonly Problem[];
  readonly file: string;
}

/** The part of a configuration that a command line and its environment mean. */
export function selectionOf(world: World, options: ConfigurationOptions): Selection {
  const organization =
    options.organization ?? (world.environment['CHAT_GUARDRAILS_ORGANIZATION'] || undefined);
  const wave = options.wave ?? (world.environment['CHAT_GUARDRAILS_WAVE'] || undefined);
  return {
    environment: options.environment,
    wave,
    organization: organization === undefined ? undefined : readNamedOrganization(world, organization),
  };
}

function unknownEnvironment(name: string, names: readonly string[], file: string): CannotDo {
  const near = suggest(name, names);
  const help = near === undefined ? `it has ${shortList(names)}` : `did you mean \`${near}\`?`;
  return new CannotDo(`\`${file}\` has no environment \`${name}\``, help);
}
