import type { ActionCatalogue } from '../action-catalogue.js';
import { type Finding, finding } from '../problems/problem.js';
import { suggest } from '../text/suggest.js';
import { checkActionName } from './check-action-name.js';
import { resourceNeverMatches } from './lint/resource-never-matches.js';
import type { ConditionNode, StatementNode, TextNode } from './statement-nodes.js';

/** More unknown names in one policy than this are not typos. */
const maxSuggestions = 100;

/** Warnings about actions, condition keys and services of resources that the catalogue does not know. AWS accepts them. */
export function warnAboutUnknownNames(
  statements: readonly StatementNode[],
  catalogue: ActionCatalogue,
): Finding[] {
  let unknown = 0;
  return statements.flatMap((statement) => [
    ...statement.actions.texts.flatMap((action): Finding[] => {
      const mistake = checkActionName(action.text, catalogue, unknown < maxSuggestions);
      if (mistake === undefined) return [];
      unknown++;
      return [finding(mistake.kind, 'warning', action, mistake.facts)];
    }),
    ...statement.conditions.flatMap((condition) => unknownKey(condition, catalogue)),
    ...resourceFindings(statement, catalogue),
  ]);
}

function unknownKey({ key, path, member }: ConditionNode, catalogue: ActionCatalogue): Finding[] {
  const [service = ''] = key.split(':');
  // Keys of identity providers carry the provider's host name: no list has them all.
  if (service.includes('.') || catalogue.conditionKey(key) !== undefined) return [];
  const known =
    service.toLowerCase() === 'aws' ? catalogue.globalConditionKeys() : catalogue.conditionKeysOf(service);
  const nearest = suggest(key, known ?? []);
  const facts = { key, date: catalogue.date, ...(nearest === undefined ? {} : { nearest }) };
  return [finding('unknown-condition-key', 'warning', { path, offset: member.offset }, facts)];
}

/** Resources on which none of the actions works, most of them because they belong to another service. */
function resourceFindings(statement: StatementNode, catalogue: ActionCatalogue): Finding[] {
  const { actions, resources } = statement;
  if (actions.negated || resources.negated) return [];
  const services = servicesOfResources(actions.texts, catalogue);
  const ofOthers = services === undefined ? [] : resources.texts.filter(isOfNone(services));
  return [
    ...ofOthers.map((resource) => {
      const facts = { resource: resource.text, service: serviceOf(resource) };
      return finding('resource-of-other-service', 'warning', resource, facts);
    }),
    ...resourceNeverMatches(
      actions.texts,
      resources.texts.filter((resource) => !ofOthers.includes(resource)),
      catalogue,
    ),
  ];
}

function isOfNone(services: ReadonlySet<string>): (resource: TextNode) => boolean {
  return (resource) => {
    const service = serviceOf(resource);
    return resource.text.startsWith('arn:') && /^[a-z0-9-]+$/.test(service) && !services.has(service);
  };
}

function serviceOf({ text }: TextNode): string {
  return text.split(':')[2] ?? '';
}

/** The services whose resources the actions work on; undefined where they cannot be determined. */
function servicesOfResources(
  actions: readonly TextNode[],
  catalogue: ActionCatalogue,
): ReadonlySet<string> | undefined {
  const services = new Set(actions.map(({ text }) => text.slice(0, text.indexOf(':')).toLowerCase()));
  for (const service of [...services]) {
    const types = catalogue.resourceTypesOf(service);
    if (types === undefined) return undefined;
    for (const { arn } of types) services.add(arn.split(':')[2] ?? '');
  }
  return services;
}
