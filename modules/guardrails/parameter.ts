/** A parameter of a guardrail, which a configuration sets below `with`. A name means the same in every guardrail. */
export interface GuardrailParameter {
  readonly name: ParameterName;
  readonly required: boolean;
  /** What the values mean in this guardrail, in one sentence. */
  readonly description: string;
}

/** The name of a parameter. */
export type ParameterName = keyof ParameterValues;

/** The checked values of all parameters; those that are not set are empty. */
export interface ParameterValues {
  /** Regions, e.g. `eu-west-1`. */
  readonly regions: readonly string[];
  /** Account IDs of 12 digits. */
  readonly accounts: readonly string[];
  /** ARN patterns of six parts or more; `*` and `?` are wildcards. */
  readonly resources: readonly string[];
  /** Action patterns, e.g. `lambda:InvokeFunction` or `s3:List*`. */
  readonly actions: readonly string[];
  /** Resource tags: the values by key. A resource matches if it has any of them. */
  readonly tags: Readonly<Record<string, readonly string[]>>;
}

/** The values of a guardrail without `with`. */
export const noValues: ParameterValues = { regions: [], accounts: [], resources: [], actions: [], tags: {} };
