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
  /** True if Terraform plans the change only after this plan is applied, so it may be different. */
  readonly isDeferred: boolean;
}

/** A module as the plan's configuration describes it: resources, outputs and calls of other modules. */
export type ModuleConfiguration = JsonObject;

/** A saved plan: its changes, and the root module of its configuration. */
export interface TerraformPlan {
  /** Includes deferred changes, and `no-op` for resources of the prior state that the plan does not list. */
  readonly changes: readonly ResourceChange[];
  /** False if the configuration has changes that the plan does not list. */
  readonly isComplete: boolean;
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
  const deferred = itemsOf(value['deferred_changes']);
  const listed = [
    ...itemsOf(value['resource_changes']).flatMap((change) => changeOf(change, false)),
    ...deferred.flatMap((each) => changeOf(valueAt(each, 'resource_change'), true)),
  ];
  return {
    plan: {
      changes: [...listed, ...unlistedResources(value, listed)],
      isComplete: value['complete'] !== false || deferred.length > 0,
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

function changeOf(value: JsonValue | undefined, isDeferred: boolean): readonly ResourceChange[] {
  const change = valueAt(value, 'change');
  if (!isJsonObject(value) || !isJsonObject(change) || value['mode'] === 'data') return [];
  return [
    {
      ...resourceOf(value),
      moduleAddress: stringOf(value['module_address']),
      actions: itemsOf(change['actions']).map(stringOf),
      before: objectOr(change['before']),
      after: objectOr(change['after']),
      unknown: objectOr(change['after_unknown']),
      isDeferred,
    },
  ];
}

function resourceOf(value: JsonObject): Pick<ResourceChange, 'address' | 'type' | 'name' | 'index'> {
  const { index } = value;
  return {
    address: stringOf(value['address']),
    type: stringOf(value['type']),
    name: stringOf(value['name']),
    index: typeof index === 'string' || typeof index === 'number' ? index : undefined,
  };
}

/**
 * The resources of the prior state that a plan does not list: it is limited to other resources (`-target`), or the
 * number of their instances is not known yet (deferred, with the address `TYPE.NAME[*]`).
 */
function unlistedResources(plan: JsonObject, listed: readonly ResourceChange[]): readonly ResourceChange[] {
  const previous = itemsOf(plan['resource_changes']).map((each) => valueAt(each, 'previous_address'));
  const known = new Set([...listed.map(({ address }) => address), ...previous]);
  const deferred = new Set(listed.flatMap((each) => (each.isDeferred ? withoutIndexes(each.address) : [])));
  const resourcesBelow = (module: JsonValue | undefined): readonly ResourceChange[] => [
    ...itemsOf(valueAt(module, 'resources')).flatMap((resource): readonly ResourceChange[] => {
      if (!isJsonObject(resource) || resource['mode'] === 'data') return [];
      const own = resourceOf(resource);
      if (known.has(own.address)) return [];
      const values = objectOr(resource['values']);
      const isDeferred = deferred.has(withoutIndexes(own.address));
      const moduleAddress = stringOf(valueAt(module, 'address'));
      const actions = ['no-op'];
      return [
        { ...own, moduleAddress, actions, before: values, after: values, unknown: undefined, isDeferred },
      ];
    }),
    ...itemsOf(valueAt(module, 'child_modules')).flatMap(resourcesBelow),
  ];
  return resourcesBelow(valueAt(plan, 'prior_state', 'values', 'root_module'));
}

/** Returns an address or a reference without the keys of `for_each` and the numbers of `count`. */
export function withoutIndexes(address: string): string {
  return address.replace(/\[(?:"(?:[^"\\]|\\.)*"|[^\]]*)\]/g, '');
}

function objectOr(value: JsonValue | undefined): JsonObject | undefined {
  return isJsonObject(value) ? value : undefined;
}
