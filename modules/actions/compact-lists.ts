import { catalogueOf, type IamAction, type IamData } from './catalogue-of.js';
import { type CommandTable, commandTableOf, type WrittenTable } from './command-table.js';
import type { ActionLists } from './find-command.js';

/**
 * AWS's lists in few bytes: what deciding and checking names needs, without condition keys and dependent actions of
 * actions. One string an entry, its parts separated by tabs: names contain spaces.
 */
export interface CompactLists {
  readonly version: string;
  readonly updatedAt: string;
  readonly unassociatedConditions: Readonly<Record<string, readonly string[]>>;
  /** `KEY TYPE` */
  readonly globalConditionKeys: readonly string[];
  readonly services: Readonly<Record<string, CompactService>>;
  readonly commands: WrittenTable;
}

/**
 * Actions: `NAME LEVEL TYPE TYPE…`, where the level is its position in `levels` and a required resource type has a `!`.
 * Condition keys: `KEY TYPE`. Resource types: `NAME ARN`.
 */
type CompactService = readonly [
  actions: readonly string[],
  conditionKeys: readonly string[],
  resourceTypes: readonly string[],
];

/** Returns the lists in few bytes. It reads the data of every service. */
export function compactLists(data: IamData, commands: WrittenTable): CompactLists {
  const services = data.services().map((service): [string, CompactService] => [
    service,
    [
      Object.values(data.actions(service)).map(({ name, accessLevel, resourceTypes }) => {
        const types = resourceTypes.map((type) => `${type.required ? '!' : ''}${type.name}`);
        return [name, levelOf(accessLevel), ...types].join('\t');
      }),
      Object.values(data.conditionKeys(service)).map(({ key, type }) => `${key}\t${type}`),
      Object.values(data.resourceTypes(service)).map(({ key, arn }) => `${key}\t${arn}`),
    ],
  ]);
  return {
    ...data.manifest(),
    unassociatedConditions: data.unassociatedConditions(),
    globalConditionKeys: data.globalConditionKeys().map(({ key, type }) => `${key}\t${type}`),
    services: Object.fromEntries(services),
    commands,
  };
}

const levels: readonly string[] = ['List', 'Read', 'Write', 'Tagging', 'Permissions management'];

/** The position of a level in `levels`; two levels as two digits. */
function levelOf(text: string): string {
  return text
    .split(', ')
    .map((level) => levels.indexOf(level))
    .join('');
}

/** Reads compact lists. A service is read on first use. */
export function listsOf(compact: CompactLists): ActionLists {
  const keysOf = (texts: readonly string[]) =>
    texts.map((text) => {
      const end = text.indexOf('\t');
      return { key: text.slice(0, end), type: text.slice(end + 1) };
    });
  const actions = byService(compact, ([texts]) => byName(texts.map(actionOf), ({ name }) => name));
  const conditionKeys = byService(compact, ([, texts]) => byName(keysOf(texts), ({ key }) => key));
  const resourceTypes = byService(compact, ([, , texts]) => {
    const types = texts.map((text) => {
      const end = text.indexOf('\t');
      return { key: text.slice(0, end), arn: text.slice(end + 1) };
    });
    return byName(types, ({ key }) => key);
  });
  const commands: CommandTable = commandTableOf(compact.commands);
  const catalogue = catalogueOf({
    manifest: () => compact,
    services: () => Object.keys(compact.services),
    unassociatedConditions: () => compact.unassociatedConditions,
    globalConditionKeys: () => keysOf(compact.globalConditionKeys),
    actions,
    conditionKeys,
    resourceTypes,
  });
  return { catalogue, commands };
}

function actionOf(text: string): IamAction {
  const [name = '', level = '', ...types] = text.split('\t');
  return {
    name,
    accessLevel: [...level].map((digit) => levels[Number(digit)] ?? '').join(', '),
    resourceTypes: types.map((type) => ({
      name: type.replace('!', ''),
      required: type.startsWith('!'),
      conditionKeys: [],
      dependentActions: [],
    })),
    conditionKeys: [],
    dependentActions: [],
  };
}

function byService<T>(
  { services }: CompactLists,
  read: (service: CompactService) => T,
): (service: string) => T {
  const known = new Map<string, T>();
  return (service) => {
    const found = known.get(service) ?? read(services[service] ?? [[], [], []]);
    known.set(service, found);
    return found;
  };
}

function byName<T>(entries: readonly T[], nameOf: (entry: T) => string): Readonly<Record<string, T>> {
  return Object.fromEntries(entries.map((entry) => [nameOf(entry).toLowerCase(), entry]));
}
