/**
 * What AWS publishes about IAM actions (its service authorization reference), handed to the core as an
 * argument. Names are compared as IAM does, case ignored; answers are spelt as AWS spells them and sorted.
 * Synchronous: an implementation reads a service when it is first asked about it, and only then.
 */
export interface ActionCatalogue {
  /** The version of the data, for messages and reports. */
  readonly version: string;
  /** When the data was collected, `YYYY-MM-DD`: what is newer is not in it. */
  readonly date: string;
  /** Every service prefix: `a4b`, `access-analyzer`, … */
  services(): readonly string[];
  /** The names of a service's actions without the prefix; undefined where there is no such service. */
  actionsOf(service: string): readonly string[] | undefined;
  /** One action by its service prefix and name (no wildcards); undefined when it is not known. */
  action(service: string, name: string): CatalogueAction | undefined;
  /**
   * A condition key as a policy writes it, global or of a service: `aws:RequestTag/team` finds
   * `aws:RequestTag/${TagKey}`. Undefined when it is not known.
   */
  conditionKey(key: string): CatalogueConditionKey | undefined;
  /** The names of the global keys, `aws:…`. */
  globalConditionKeys(): readonly string[];
  /** The names of a service's own keys and of the global keys it supports; undefined where there is no such service. */
  conditionKeysOf(service: string): readonly string[] | undefined;
  /** The resource types of a service; undefined where there is no such service. */
  resourceTypesOf(service: string): readonly CatalogueResourceType[] | undefined;
}

/** AWS's five classes of actions. */
export type AccessLevel = 'List' | 'Read' | 'Write' | 'Tagging' | 'Permissions management';

export interface CatalogueAction {
  readonly service: string;
  readonly name: string;
  readonly accessLevel: AccessLevel;
  /** Condition keys of the action itself and of its resource types, templates (`${TagKey}`) as they are published. */
  readonly conditionKeys: readonly string[];
  readonly resourceTypes: readonly CatalogueActionResource[];
  /** Other actions that the caller needs for this one, `service:Action`. */
  readonly dependentActions: readonly string[];
}

/** A resource type that an action works on, by its name in `resourceTypesOf`. */
export interface CatalogueActionResource {
  readonly name: string;
  /** Whether every request names one; otherwise it may. */
  readonly required: boolean;
}

export interface CatalogueConditionKey {
  readonly key: string;
  /** `String`, `ARN`, `ArrayOfString`, `Bool`, `Date`, `Numeric`, `IPAddress`, …, as AWS publishes it. */
  readonly type: string;
}

export interface CatalogueResourceType {
  readonly name: string;
  /** `arn:${Partition}:rds:${Region}:${Account}:cluster:${DbClusterInstanceName}` */
  readonly arn: string;
  readonly conditionKeys: readonly string[];
}
