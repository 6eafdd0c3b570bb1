import { dirname, join } from 'node:path';
import { parseYaml } from '../../modules/config/text/parse-yaml.js';
import { guardrails, packs } from '../../modules/guardrails/registry.js';
import { accountsOf } from '../../modules/policy/organization/organization.js';
import { problemKinds } from '../../modules/policy/problems/problem-kinds.js';
import { itemsOf, type JsonValue, objectOf, stringOf, valueAt } from '../../modules/policy/text/json.js';
import { jsonOf } from '../../modules/policy/text/syntax-tree.js';
import { CannotDo } from '../cannot-do.js';
import type { ConfigurationOptions } from '../configuration-options.js';
import { findConfiguration } from '../find-configuration.js';
import { readNamedOrganization } from '../load-organization.js';
import type { World } from '../world.js';

/** The kinds of values that a shell completes by asking the command line. */
export const valueKinds = ['guardrails', 'problem-kinds', 'environments', 'waves', 'accounts'] as const;

/** A kind of values that a shell completes. */
export type ValueKind = (typeof valueKinds)[number];

/** The kind of values of an option, by its long name. */
export const optionValues: Readonly<Record<string, ValueKind>> = {
  '--account': 'accounts',
  '--accounts': 'accounts',
  '--environment': 'environments',
  '--wave': 'waves',
};

/** The kind of values of the first argument of a command. */
export const argumentValues: Readonly<Record<string, ValueKind>> = {
  guardrails: 'guardrails',
  problems: 'problem-kinds',
};

/** A value and what a shell shows beside it. */
export type CompletionValue = readonly [value: string, description: string];

/**
 * Returns the values of a kind: those of the catalogue and of the problems, or what the configuration and the
 * organization file of the command line have. Values that cannot be typed on one line are left out.
 */
export function completionValues(
  kind: ValueKind,
  world: World,
  options: ConfigurationOptions,
): readonly CompletionValue[] {
  const silent = { ...world, stderr: { ...world.stderr, write: () => true } };
  return valuesOf(kind, silent, options).filter(([value]) => value !== '' && !/\p{C}/u.test(value));
}

function valuesOf(kind: ValueKind, world: World, options: ConfigurationOptions): readonly CompletionValue[] {
  switch (kind) {
    case 'guardrails':
      return [...packs, ...guardrails].map(({ id, requirement }) => [id, requirement]);
    case 'problem-kinds':
      return Object.entries(problemKinds);
    case 'environments':
      return Object.keys(objectOf(valueAt(configurationOf(world, options).file, 'environments'))).map(
        (name) => [name, 'environment'],
      );
    case 'waves':
      return itemsOf(valueAt(configurationOf(world, options).file, 'waves')).map((wave) => [
        stringOf(wave),
        'wave',
      ]);
    case 'accounts':
      return accountValues(world, options);
  }
}

/** The file as JSON and its folder; null where there is none. */
function configurationOf(
  world: World,
  options: ConfigurationOptions,
): { readonly file: JsonValue; readonly folder: string } {
  const source = unlessCannot(() => findConfiguration(world, options).source);
  const tree = source === undefined ? undefined : parseYaml(source.text).tree;
  return { file: tree === undefined ? null : jsonOf(tree), folder: dirname(source?.file ?? '.') };
}

/** Accounts by ID, and by name where only one has it. */
function accountValues(world: World, options: ConfigurationOptions): readonly CompletionValue[] {
  const { file, folder } = configurationOf(world, options);
  const environments = Object.values(objectOf(valueAt(file, 'environments')));
  const own = [file, ...environments].map((each) => stringOf(valueAt(each, 'organization'))).find(Boolean);
  const given = options.organization ?? world.environment['CHAT_GUARDRAILS_ORGANIZATION'];
  const path = given || (own === undefined ? undefined : join(folder, own));
  if (path === undefined) return [];
  const organization = unlessCannot(() => readNamedOrganization(world, path))?.organization;
  const accounts =
    organization === undefined ? [] : [...accountsOf(organization)].map(({ account }) => account);
  const counts = new Map<string, number>();
  for (const { name } of accounts) counts.set(name, (counts.get(name) ?? 0) + 1);
  return accounts.flatMap(({ id, name }): readonly CompletionValue[] => [
    [id, name],
    ...(counts.get(name) === 1 ? [[name, id] as const] : []),
  ]);
}

function unlessCannot<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof CannotDo) return undefined;
    throw error;
  }
}
