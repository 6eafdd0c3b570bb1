import type { JsonObject } from '../../policy/text/json.js';

/** What `terraform show -json` says about one resource of a saved plan. */
export interface ResourceChange {
  readonly address: string;
  /** Empty for the root module. */
  readonly moduleAddress: string;
  readonly type: string;
  readonly name: string;
  /** The key of `for_each` or the number of `count`. */
  readonly index: string | number | undefined;
  readonly actions: readonly string[];
  readonly before: JsonObject | undefined;
  /** Without what is known only after the plan is applied. */
  readonly after: JsonObject | undefined;
}

/** A module as the plan's configuration describes it: resources, outputs and calls of other modules. */
export type ModuleConfiguration = JsonObject;

/** The parts of a saved plan that governing chat has to do with. */
export interface TerraformPlan {
  readonly changes: readonly ResourceChange[];
  readonly configuration: ModuleConfiguration;
}
