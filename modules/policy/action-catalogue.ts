/**
 * AWS's data about IAM actions (its service authorization reference). Names are compared without case, as in IAM;
 * answers have AWS's spelling and are sorted. Synchronous: an implementation reads a service on first use.
 */
export interface ActionCatalogue {
  /** The version of the data, for messages and reports. */
  readonly version: string;
  /** When the data was collected, `YYYY-MM-DD`. Newer actions are not in it. */
  readonly date: string;
  /** All service prefixes: `a4b`, `access-analyzer`, … */
  services(): readonly string[];
  /** The names of a service's actions without the prefix; undefined for an unknown service. */
  actionsOf(service: string): readonly string[] | undefined;
  /** An action by its service prefix and name, without wildcards; undefined if unknown. */
  action(service: string, name: string): CatalogueAction | undefined;
  /**
   * A global or service condition key as written in a policy: `aws:RequestTag/team` finds `aws:RequestTag/${TagKey}`.
   * Undefined if unknown.
   */
  conditionKey(key: string): CatalogueConditionKey | undefined;
  /** The names of the global keys, `aws:…`. */
  globalConditionKeys(): readonly string[];
  /** The names of a service's own keys and of the global keys that it supports; undefined for an unknown service. */
  conditionKeysOf(service: string): readonly string[] | undefined;
  /** The resource types of a service; undefined for an unknown service. */
  resourceTypesOf(service: string): readonly CatalogueResourceType[] | undefined;
}

/** AWS's five access levels of actions. */
export type AccessLevel = 'List' | 'Read' | 'Write' | 'Tagging' | 'Permissions management';

/** An action of the catalogue. */
export interface CatalogueAction {
  readonly service: string;
  readonly name: string;
  readonly accessLevel: AccessLevel;
  /** Condition keys of the action and of its resource types. Templates (`${TagKey}`) are as published. */
  readonly conditionKeys: readonly string[];
  readonly resourceTypes: readonly CatalogueActionResource[];
  /** Other actions that the caller also needs, `service:Action`. */
  readonly dependentActions: readonly string[];
}

/** A resource type that an action works on, by its name in `resourceTypesOf`. */
export interface CatalogueActionResource {
  readonly name: string;
  /** True if every request names a resource of this type. */
  readonly required: boolean;
}

/** A condition key of the catalogue. */
export interface CatalogueConditionKey {
  readonly key: string;
  /** As AWS publishes it: `String`, `ARN`, `ArrayOfString`, `Bool`, `Date`, `Numeric`, `IPAddress`, … */
  readonly type: string;
}

/** A resource type of the catalogue. */
export interface CatalogueResourceType {
  readonly name: string;
  /** `arn:${Partition}:rds:${Region}:${Account}:cluster:${DbClusterInstanceName}` */
  readonly arn: string;
  readonly conditionKeys: readonly string[];
}
