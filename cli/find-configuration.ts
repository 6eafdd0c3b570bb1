import { dirname, join, resolve } from 'node:path';
import { loadActionCatalogue } from '../modules/actions/load-action-catalogue.js';
import type { OrganizationAnswer, Surroundings } from '../modules/config/plan-configuration.js';
import { finding } from '../modules/policy/problems/problem.js';
import { alternatives } from '../modules/policy/text/quote.js';
import { CannotDo } from './cannot-do.js';
import type { ConfigurationOptions } from './configuration-options.js';
import { organizationMegabytes, readOrganizationSource } from './load-organization.js';
import { noSuchFile } from './read-file.js';
import type { World } from './world.js';

/** A configuration file that was found, and what it may ask of the world. */
export interface FoundConfiguration {
  readonly source: { readonly text: string; readonly file: string };
  readonly surroundings: Surroundings;
}

const defaultName = 'chat-guardrails.yaml';
/** The default names of the configuration file. The first that exists is read. */
export const configurationNames = [defaultName, 'chat-guardrails.yml', 'chat-guardrails.json'];

/**
 * The configuration file of a command: `--config`, `CHAT_GUARDRAILS_CONFIG`, or `chat-guardrails.yaml` in the
 * working directory. Throws `CannotDo` when it is not there.
 */
export function findConfiguration(world: World, options: ConfigurationOptions): FoundConfiguration {
  const named = options.config ?? (world.environment['CHAT_GUARDRAILS_CONFIG'] || undefined);
  if (named !== undefined) return readConfigurationFile(world, named, options);
  for (const [index, name] of configurationNames.entries()) {
    const found = unlessAbsent(() => readConfigurationFile(world, name, options));
    if (found === undefined) continue;
    const others = configurationNames.slice(index + 1).filter((other) => isThere(world, other));
    if (others.length > 0) world.stderr.write(`reading \`${name}\`; ${alternatives(others)} is not read\n`);
    return found;
  }
  const help = 'name one with `--config FILE`, or write one with `chat-guardrails init`';
  throw new CannotDo(`there is no \`${defaultName}\` in \`${world.workingDirectory}\``, help);
}

/**
 * The configuration file of a command; undefined where none is named and none has a default name. Throws `CannotDo`
 * where a named one cannot be read.
 */
export function tryFindConfiguration(
  world: World,
  options: ConfigurationOptions,
): FoundConfiguration | undefined {
  try {
    return findConfiguration(world, options);
  } catch (error) {
    // A file that was named and cannot be read has a reason; that none was found has not.
    if (error instanceof CannotDo && error.reason === undefined) return undefined;
    throw error;
  }
}

/** Whether there is such a file, be it one that can be read or not. */
export function isThere(world: World, file: string): boolean {
  try {
    return unlessAbsent(() => world.readFile(resolve(world.workingDirectory, file))) !== undefined;
  } catch (error) {
    if (!(error instanceof CannotDo)) throw error;
    return true;
  }
}

/** What was read; undefined where there is no such file. */
export function unlessAbsent<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof CannotDo) || error.reason !== noSuchFile) throw error;
    return undefined;
  }
}

/** A configuration file by its name; what it names is looked for beside it. */
function readConfigurationFile(
  world: World,
  file: string,
  options: ConfigurationOptions,
): FoundConfiguration {
  const text = world.readFile(resolve(world.workingDirectory, file));
  return { source: { text, file }, surroundings: surroundingsOf(world, file, options) };
}

/** What a configuration can read: policy documents below its folder (`allowOutside`: anywhere), and the day. */
export function surroundingsOf(
  world: World,
  file: string,
  { allowOutside }: Pick<ConfigurationOptions, 'allowOutside'> = {},
): Surroundings {
  const beside = (path: string): string => (resolve(path) === path ? path : join(dirname(file), path));
  const isAllowed = allowOutside === true || Boolean(world.environment['CHAT_GUARDRAILS_ALLOW_OUTSIDE']);
  const within = isAllowed ? '/' : resolve(world.workingDirectory, dirname(file));
  return {
    readDocument: (path) => {
      const named = beside(path);
      return attempt(() => ({
        text: world.readFile(resolve(world.workingDirectory, named), { within }),
        file: named,
      }));
    },
    readOrganization: (path) => readOrganizationFile(world, beside(path)),
    today: world.today,
    catalogue: loadActionCatalogue(),
  };
}

/** An organization file, or the problems that keep it from being one. */
function readOrganizationFile(world: World, file: string): OrganizationAnswer {
  const path = resolve(world.workingDirectory, file);
  const read = attempt(() => ({
    text: world.readFile(path, { largestMegabytes: organizationMegabytes }),
  }));
  if ('text' in read) return readOrganizationSource(world, file, read.text);
  const facts = { rule: 'file', found: file, reason: read.reason } as const;
  const unreadable = finding('unreadable-document', 'error', { path: [] }, facts);
  return { problems: [{ ...unreadable, ...(read.help === undefined ? {} : { help: read.help }), file }] };
}

function attempt<T>(read: () => T): T | { readonly reason: string; readonly help?: string | undefined } {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof CannotDo) || error.reason === undefined) throw error;
    return { reason: error.reason, help: error.help };
  }
}
