import data from '../../modules/actions/aws-commands.json';
import { compactLists, listsOf } from '../../modules/actions/compact-lists.js';
import { iamData, loadActionCatalogue } from '../../modules/actions/load-action-catalogue.js';
import { commandTable } from '../../modules/actions/load-command-table.js';

const catalogue = loadActionCatalogue();
const lists = listsOf(JSON.parse(JSON.stringify(compactLists(iamData(), data))));

test('compact lists have every action, resource type and condition key of the catalogue', () => {
  expect(lists.catalogue.date).toBe(catalogue.date);
  expect(lists.catalogue.services()).toEqual(catalogue.services());
  expect(lists.catalogue.globalConditionKeys()).toEqual(catalogue.globalConditionKeys());
  const different = catalogue.services().filter((service) => {
    const [own, compact] = [catalogue, lists.catalogue].map((each) => {
      const keys = each.conditionKeysOf(service) ?? [];
      return JSON.stringify([
        (each.actionsOf(service) ?? []).map((name) => {
          const action = each.action(service, name);
          return [name, action?.accessLevel, action?.resourceTypes];
        }),
        each.resourceTypesOf(service)?.map(({ name, arn }) => [name, arn]),
        keys.map((key) => each.conditionKey(key)),
      ]);
    });
    return own !== compact;
  });
  expect(different).toEqual([]);
});

test('compact lists have the commands of the AWS CLI', () => {
  expect(lists.commands.source).toBe(commandTable.source);
  expect(lists.commands.service('rds')).toEqual(commandTable.service('rds'));
});
