import {
  type PlannedConfiguration,
  type PlannedEnvironment,
  planParsed,
  type Selection,
} from '../modules/config/plan-configuration.js';
import { parseYaml } from '../modules/config/text/parse-yaml.js';
import type { ParsedYaml } from '../modules/config/text/yaml-tree.js';
import { shortList } from '../modules/policy/text/quote.js';
import { suggest } from '../modules/policy/text/suggest.js';
import { CannotDo } from './cannot-do.js';
import type { ConfigurationOptions } from './configuration-options.js';
import { type FoundConfiguration, findConfiguration } from './find-configuration.js';
import { readNamedOrganization } from './load-organization.js';
import type { World } from './world.js';

/** The plan of the environment that a command line means. */
export type LoadedPlan = PlannedEnvironment &
  Pick<PlannedConfiguration, 'problems' | 'acknowledgements' | 'lineOf'> & {
    /** The configuration file as the user named it. */
    readonly file: string;
  };

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
  return planFound(findConfiguration(world, options), selection);
}

/** Returns what `loadPlan` returns, for a configuration that was found. */
export function planFound(
  { source, surroundings }: FoundConfiguration,
  selection: Selection,
  parsed: ParsedYaml = parseYaml(source.text),
): LoadedPlan | UnreadablePlan {
  const { environments, ...planned } = planParsed(source, parsed, surroundings, selection);
  const [first, second] = environments;
  if (selection.environment !== undefined && first === undefined) {
    const all = planParsed(source, parsed, surroundings, { ...selection, environment: undefined });
    const names = all.environments.map(({ environment }) => environment.name);
    if (names.length > 0) throw unknownEnvironment(selection.environment, names, source.file);
  }
  if (second !== undefined) {
    const names = shortList(environments.map(({ environment }) => environment.name));
    throw new CannotDo(
      `\`${source.file}\` has several environments: ${names}`,
      'name one with `--environment NAME`',
    );
  }
  return { ...(first ?? { plan: undefined }), ...planned, file: source.file };
}

/** What is left of a configuration that cannot be read. */
export interface UnreadablePlan extends Pick<LoadedPlan, 'problems' | 'lineOf' | 'file'> {
  readonly plan: undefined;
  readonly environment?: undefined;
  readonly organization?: undefined;
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
