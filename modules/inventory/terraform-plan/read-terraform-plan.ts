import { finding, type Problem } from '../../policy/problems/problem.js';
import type { ProblemFacts } from '../../policy/problems/problem-kinds.js';
import {
  isJsonObject,
  itemsOf,
  type JsonObject,
  type JsonValue,
  stringOf,
  valueAt,
} from '../../policy/text/json.js';
import { parseJson } from '../../policy/text/parse-json.js';
import { problemsIn } from '../../policy/text/position.js';

/** One resource of a saved plan, from `resource_changes`. */
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
  /** Without what is known only after apply. */
  readonly after: JsonObject | undefined;
  /** True for each attribute that is known only after apply. */
  readonly unknown: JsonObject | undefined;
}

/** A module as the plan's configuration describes it: resources, outputs and calls of other modules. */
export type ModuleConfiguration = JsonObject;

/** A saved plan: its changes, and the root module of its configuration. */
export interface TerraformPlan {
  readonly changes: readonly ResourceChange[];
  readonly configuration: ModuleConfiguration;
}

/**
 * Reads what `terraform show -json FILE` prints for a saved plan
 * (https://developer.hashicorp.com/terraform/internals/json-format, format 1). There is no plan when the text is
 * something else.
 */
export function readTerraformPlan(source: { readonly text: string; readonly file?: string }): {
  readonly plan?: TerraformPlan;
  readonly problems: readonly Problem[];
} {
  const { value, findings } = parsed(source.text);
  if (value === undefined) return { problems: problemsIn(source, findings) };
  const wrong = whatIsWrong(value);
  if (wrong !== undefined || !isJsonObject(value)) {
    const found = finding('not-a-terraform-plan', 'error', { path: [] }, wrong ?? { rule: 'not-an-object' });
    return { problems: problemsIn(source, [found]) };
  }
  const configuration = valueAt(value, 'configuration', 'root_module');
  return {
    plan: {
      changes: itemsOf(value['resource_changes']).flatMap(changeOf),
      configuration: isJsonObject(configuration) ? configuration : {},
    },
    problems: [],
  };
}

function parsed(text: string) {
  try {
    return { value: JSON.parse(text) as JsonValue, findings: [] };
  } catch {
    return { value: undefined, findings: parseJson(text).findings };
  }
}

function whatIsWrong(value: JsonValue): ProblemFacts<'not-a-terraform-plan'> | undefined {
  const version = valueAt(value, 'format_version');
  if (typeof version !== 'string') return { rule: 'no-format-version' };
  if (!version.startsWith('1.')) return { rule: 'format-version', found: version, expected: '1' };
  if (valueAt(value, 'planned_values') === undefined) return { rule: 'state' };
  return valueAt(value, 'errored') === true ? { rule: 'errored' } : undefined;
}

function changeOf(value: JsonValue): readonly ResourceChange[] {
  const change = valueAt(value, 'change');
  if (!isJsonObject(value) || !isJsonObject(change) || value['mode'] === 'data') return [];
  const { index } = value;
  return [
    {
      address: stringOf(value['address']),
      moduleAddress: stringOf(value['module_address']),
      type: stringOf(value['type']),
      name: stringOf(value['name']),
      index: typeof index === 'string' || typeof index === 'number' ? index : undefined,
      actions: itemsOf(change['actions']).map(stringOf),
      before: objectOr(change['before']),
      after: objectOr(change['after']),
      unknown: objectOr(change['after_unknown']),
    },
  ];
}

function objectOr(value: JsonValue | undefined): JsonObject | undefined {
  return isJsonObject(value) ? value : undefined;
}
