/**
 * What a guardrail can be told in the configuration, below `with`. The vocabulary is closed: `regions` means the
 * same in every guardrail that takes it.
 */
export interface GuardrailParameter {
  readonly name: ParameterName;
  readonly required: boolean;
  /** One sentence: what the values do in this guardrail. */
  readonly sentence: string;
}

export type ParameterName = keyof ParameterValues;

/** Values of parameters, checked; what was not given is empty. */
export interface ParameterValues {
  /** Regions, e.g. `eu-west-1`. */
  readonly regions: readonly string[];
  /** Accounts, twelve digits each. */
  readonly accounts: readonly string[];
  /** Patterns of ARNs in six parts or more; `*` and `?` are wildcards. */
  readonly resources: readonly string[];
  /** Patterns of actions, e.g. `lambda:InvokeFunction` or `s3:List*`. */
  readonly actions: readonly string[];
  /** Tags of resources: by key, the values meant; any one of them is enough. */
  readonly tags: Readonly<Record<string, readonly string[]>>;
}

/** No values at all: what a guardrail without `with` is given. */
export const noValues: ParameterValues = { regions: [], accounts: [], resources: [], actions: [], tags: {} };
