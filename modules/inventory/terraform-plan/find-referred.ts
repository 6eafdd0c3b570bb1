import { isJsonObject, itemsOf, type JsonObject, type JsonValue, valueAt } from '../../policy/text/json.js';
import {
  type ModuleConfiguration,
  type ResourceChange,
  type TerraformPlan,
  withoutIndexes,
} from './read-terraform-plan.js';

/**
 * The resource of one of `types` whose ID an argument of `from` refers to, where the argument's value is known only after
 * apply. Follows variables into calls of modules and outputs out of them. Undefined if the plan does not contain it: it has
 * no local values, and of an expression only the references: every reference must lead to the same resource.
 */
export function findReferred(
  plan: TerraformPlan,
  from: ResourceChange,
  argument: string,
  types: readonly string[],
): ResourceChange | undefined {
  const steps = stepsOf(from.moduleAddress);
  const module = moduleAt(plan.configuration, steps);
  const resource = resourceIn(module, from);
  if (resource === undefined) return undefined;
  const candidates = plan.changes.filter(({ type, after }) => types.includes(type) && after !== undefined);
  const scope: Scope = { steps, index: from.index, forEach: resource['for_each_expression'] };
  return resolve(
    plan.configuration,
    candidates,
    referencesIn(valueAt(resource, 'expressions', argument)),
    scope,
  );
}

/** True if the configuration of a resource has an argument, or the plan lacks that configuration. */
export function hasArgument(plan: TerraformPlan, from: ResourceChange, argument: string): boolean {
  const resource = resourceIn(moduleAt(plan.configuration, stepsOf(from.moduleAddress)), from);
  return resource === undefined || valueAt(resource, 'expressions', argument) !== undefined;
}

/** Where an expression is: its module, and the instance of its resource. */
interface Scope {
  readonly steps: readonly Step[];
  readonly index: string | number | undefined;
  readonly forEach: JsonValue | undefined;
}

/** A module on the path from the root, and which of its instances. */
interface Step {
  readonly name: string;
  readonly index: string | number | undefined;
}

function resolve(
  root: ModuleConfiguration,
  candidates: readonly ResourceChange[],
  references: readonly string[],
  scope: Scope,
): ResourceChange | undefined {
  const isKey = (reference: string): boolean => /^(?:each\.key|count\.index)$/.test(reference);
  const byInstance = references.some(isKey);
  const found = new Set<ResourceChange | undefined>();
  for (const reference of longest(references.filter((each) => !isKey(each)))) {
    const [head = '', second = ''] = splitReference(reference);
    if (head === 'var') found.add(throughVariable(root, candidates, second, scope));
    else if (head === 'module') found.add(throughOutput(root, candidates, reference, byInstance, scope));
    else if (head === 'each' && second === 'value') found.add(resolveEach(root, candidates, scope));
    else found.add(instanceOf(candidates, reference, byInstance, scope));
  }
  const [only] = found;
  return found.size === 1 ? only : undefined;
}

/** `for_each = aws_organizations_policy.all`: the value of an instance is the resource of the same key. */
function resolveEach(
  root: ModuleConfiguration,
  candidates: readonly ResourceChange[],
  scope: Scope,
): ResourceChange | undefined {
  const references = referencesIn(scope.forEach);
  return references.length === 0
    ? undefined
    : resolve(root, candidates, [...references, 'each.key'], { ...scope, forEach: undefined });
}

function throughVariable(
  root: ModuleConfiguration,
  candidates: readonly ResourceChange[],
  variable: string,
  { steps }: Scope,
): ResourceChange | undefined {
  const last = steps.at(-1);
  if (last === undefined) return undefined;
  const above = steps.slice(0, -1);
  const call = valueAt(moduleAt(root, above), 'module_calls', last.name);
  const references = referencesIn(valueAt(call, 'expressions', variable));
  const forEach = valueAt(call, 'for_each_expression');
  return resolve(root, candidates, references, { steps: above, index: last.index, forEach });
}

function throughOutput(
  root: ModuleConfiguration,
  candidates: readonly ResourceChange[],
  reference: string,
  byInstance: boolean,
  scope: Scope,
): ResourceChange | undefined {
  const [, name = '', key, output] =
    /^module\.([\w-]+)(?:\[("(?:[^"\\]|\\.)*"|[^\]]*)\])?\.([\w-]+)/.exec(reference) ?? [];
  if (output === undefined) return undefined;
  const index = key === undefined ? (byInstance ? scope.index : undefined) : keyOf(key);
  const steps = [...scope.steps, { name, index }];
  const expression = valueAt(moduleAt(root, steps), 'outputs', output, 'expression');
  return resolve(root, candidates, referencesIn(expression), { steps, index: undefined, forEach: undefined });
}

/** The instance that a reference names, the one with the same key, or the only one there is. */
function instanceOf(
  candidates: readonly ResourceChange[],
  reference: string,
  byInstance: boolean,
  { steps, index }: Scope,
): ResourceChange | undefined {
  const [type = '', name = '', attribute = 'id'] = splitReference(reference);
  if (!identifiers.has(attribute)) return undefined;
  const key = /^[\w-]+\.[\w-]+\[("(?:[^"\\]|\\.)*"|[^\]]*)\]/.exec(reference)?.[1];
  const module = steps.map(addressOfStep).join('.');
  const instances = candidates.filter(
    (each) => each.type === type && each.name === name && each.moduleAddress === module,
  );
  const wanted = key === undefined ? index : keyOf(key);
  if (key !== undefined || byInstance) return instances.find((each) => each.index === wanted);
  return instances.length === 1 ? instances[0] : undefined;
}

/** The attributes that identify a policy, an OU or an account; `roots` of an organization has the root. */
const identifiers = new Set(['id', 'policy_id', 'organizational_unit_id', 'account_id', 'roots']);

/** Terraform names every prefix of a reference as well: `a.b.id`, `a.b`. Only the longest counts. */
function longest(references: readonly string[]): readonly string[] {
  return references.filter(
    (reference) =>
      !references.some((other) => other.startsWith(`${reference}.`) || other.startsWith(`${reference}[`)),
  );
}

function splitReference(reference: string): readonly string[] {
  return withoutIndexes(reference).split('.');
}

function keyOf(text: string): string | number {
  return text.startsWith('"') ? String(JSON.parse(text)) : Number(text);
}

/** `module.a["x"].module.b` in steps. */
function stepsOf(address: string): readonly Step[] {
  const steps = address.matchAll(/module\.([\w-]+)(?:\[("(?:[^"\\]|\\.)*"|\d+)\])?(?:\.|$)/g);
  return [...steps].map(([, name = '', key]) => ({
    name,
    index: key === undefined ? undefined : keyOf(key),
  }));
}

function addressOfStep({ name, index }: Step): string {
  return `module.${name}${index === undefined ? '' : `[${JSON.stringify(index)}]`}`;
}

function moduleAt(root: ModuleConfiguration, steps: readonly Step[]): JsonValue | undefined {
  return steps.reduce<JsonValue | undefined>(
    (module, { name }) => valueAt(module, 'module_calls', name, 'module'),
    root,
  );
}

function resourceIn(module: JsonValue | undefined, { type, name }: ResourceChange): JsonObject | undefined {
  return itemsOf(valueAt(module, 'resources'))
    .filter(isJsonObject)
    .find((each) => each['mode'] === 'managed' && each['type'] === type && each['name'] === name);
}

function referencesIn(expression: JsonValue | undefined): readonly string[] {
  return itemsOf(valueAt(expression, 'references')).map(String);
}
