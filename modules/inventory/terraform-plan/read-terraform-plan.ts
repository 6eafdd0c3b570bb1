import type { Problem } from '../../policy/problems/problem.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../../policy/text/json.js';
import { parseJson } from '../../policy/text/parse-json.js';
import { problemsIn } from '../../policy/text/position.js';
import { quoted } from '../../policy/text/quote.js';
import type { ResourceChange, TerraformPlan } from './plan-file.js';

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
    const finding = {
      kind: 'not-a-terraform-plan',
      severity: 'error',
      path: [],
      message: wrong ?? 'not an object',
      help: 'write it with `terraform plan -out FILE` and `terraform show -json FILE`',
    } as const;
    return { problems: problemsIn(source, [finding]) };
  }
  const configuration = at(value, 'configuration', 'root_module');
  return {
    plan: {
      changes: list(value['resource_changes']).flatMap(changeOf),
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

function whatIsWrong(value: JsonValue): string | undefined {
  const version = at(value, 'format_version');
  if (typeof version !== 'string') return 'not a plan of Terraform: `format_version` is missing';
  if (!version.startsWith('1.')) return `found format ${quoted(version)}; expected 1`;
  if (at(value, 'planned_values') === undefined)
    return 'a state of Terraform, not a plan: `planned_values` is missing';
  return at(value, 'errored') === true ? 'the plan ended with an error and is not complete' : undefined;
}

function changeOf(value: JsonValue): readonly ResourceChange[] {
  const change = at(value, 'change');
  if (!isJsonObject(value) || !isJsonObject(change) || value['mode'] === 'data') return [];
  const { index } = value;
  return [
    {
      address: text(value['address']),
      moduleAddress: text(value['module_address']),
      type: text(value['type']),
      name: text(value['name']),
      index: typeof index === 'string' || typeof index === 'number' ? index : undefined,
      actions: list(change['actions']).map(text),
      before: objectOr(change['before']),
      after: objectOr(change['after']),
    },
  ];
}

function objectOr(value: JsonValue | undefined): JsonObject | undefined {
  return isJsonObject(value) ? value : undefined;
}

function text(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : '';
}

function list(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? value : [];
}

function at(value: JsonValue | undefined, ...keys: readonly string[]): JsonValue | undefined {
  return keys.reduce<JsonValue | undefined>(
    (node, key) => (isJsonObject(node) ? node[key] : undefined),
    value,
  );
}
