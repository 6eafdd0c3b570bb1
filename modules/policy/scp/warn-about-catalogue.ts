import type { ActionCatalogue } from '../action-catalogue.js';
import { type Finding, finding } from '../problems/problem.js';
import { suggest } from '../text/suggest.js';
import { checkActionName } from './check-action-name.js';
import { resourceNeverMatches } from './lint/resource-never-matches.js';
import { otherService } from './other-service.js';
import type { ConditionNode, StatementNode } from './statement-nodes.js';

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
  // The catalogue reads the resource types of a service on first use: `*` needs none.
  if (!resources.texts.some(({ text }) => text.startsWith('arn:'))) return [];
  const serviceOf = otherService(
    actions.texts.map(({ text }) => text),
    catalogue,
  );
  const ofOthers = resources.texts.filter(({ text }) => serviceOf(text) !== undefined);
  return [
    ...ofOthers.map((resource) => {
      const facts = { resource: resource.text, service: serviceOf(resource.text) ?? '' };
      return finding('resource-of-other-service', 'warning', resource, facts);
    }),
    ...resourceNeverMatches(
      actions.texts,
      resources.texts.filter((resource) => !ofOthers.includes(resource)),
      catalogue,
    ),
  ];
}
