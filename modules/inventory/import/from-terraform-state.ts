import type { Source } from '../../config/text/place-problems.js';
import type { ActionCatalogue } from '../../policy/action-catalogue.js';
import { finding, type Problem } from '../../policy/problems/problem.js';
import {
  isJsonObject,
  itemsOf,
  type JsonObject,
  type JsonValue,
  stringOf,
  valueAt,
} from '../../policy/text/json.js';
import { parseJson } from '../../policy/text/parse-json.js';
import type { Path } from '../../policy/text/path.js';
import { problemsIn } from '../../policy/text/position.js';
import { checkedDocument } from './checked-document.js';
import {
  type FoundPlace,
  type FoundPolicy,
  type ImportSource,
  importGap,
  leftAlone,
  notImported,
  policyTypeOf,
} from './found-policy.js';
import { placeIn } from './source-location.js';

/**
 * The policies of Terraform states with their IDs and attachments. A source is a state file (version 4) or what
 * `terraform show -json` prints for a state or for a saved plan; of a plan, the state before it is read. An attachment
 * may be in another state than its policy. A source that cannot be read is an error with its place.
 * @see https://developer.hashicorp.com/terraform/internals/json-format
 */
export function fromTerraformStates(sources: readonly Source[], catalogue?: ActionCatalogue): ImportSource {
  const problems: Problem[] = [];
  const resources = sources.flatMap((source) => resourcesOf(source, problems));
  const policies = new Map<string, FoundPolicy>();
  const ids = new Set<string>();
  const attachments = resources.filter(({ type }) => type === 'aws_organizations_policy_attachment');
  for (const resource of resources) {
    if (resource.type !== 'aws_organizations_policy') continue;
    const id = stringOf(resource.values['id']);
    if (ids.has(id)) continue;
    ids.add(id);
    const policy = policyOf(resource, attachments, problems, catalogue);
    if (policy !== undefined) policies.set(id, policy);
  }
  problems.push(...strayAttachments(attachments, ids), ...resources.flatMap(plannedChange));
  return { policies: [...policies.values()], problems, addresses: resources.map(({ address }) => address) };
}

/** A resource that exists, as a state describes it. */
interface StateResource {
  readonly type: string;
  /** As Terraform writes it, with modules and keys: `module.a["x"].aws_organizations_policy.b[0]`. */
  readonly address: string;
  readonly values: JsonObject;
  readonly place: FoundPlace;
  /** What a saved plan does to it: `update` or `delete`. */
  readonly planned?: string;
}

type RawResource = Omit<StateResource, 'place'> & { readonly path: Path };

function resourcesOf(source: Source, problems: Problem[]): readonly StateResource[] {
  const state = parsed(source, problems);
  if (state === undefined) return [];
  const found = rawResources(state);
  if (found === undefined) {
    const place = { file: source.file, line: 1, column: 1, path: ['version'] };
    problems.push({ ...notImported(place, { rule: 'state-version' }), severity: 'error' });
    return [];
  }
  const ours = found.filter(({ type }) => /^aws_organizations_policy(?:_attachment)?$/.test(type));
  const locate = ours.length === 0 ? undefined : placesIn(source);
  return ours.map(({ path, ...resource }) => ({
    ...resource,
    place: locate?.(path) ?? { file: source.file, path },
  }));
}

/** A large state is read without lines: a tree with the place of every value would take ten times its size. */
const maxCharactersWithPlaces = 16_000_000;

function placesIn(source: Source): ((path: Path) => FoundPlace) | undefined {
  if (source.text.length > maxCharactersWithPlaces) return undefined;
  const { tree } = parseJson(source.text);
  return tree && placeIn(source, tree);
}

/** The JSON of a state. A state holds secrets: a syntax error does not repeat its text. */
function parsed(source: Source, problems: Problem[]): JsonValue | undefined {
  try {
    return JSON.parse(source.text) as JsonValue;
  } catch {
    const findings = parseJson(source.text).findings.map((found) =>
      found.kind === 'json-syntax'
        ? finding('json-syntax', 'error', found, { rule: 'terraform-state' })
        : found,
    );
    problems.push(...problemsIn(source, findings));
    return undefined;
  }
}

/** The managed resources that exist; undefined for a state of another version. */
function rawResources(state: JsonValue): readonly RawResource[] | undefined {
  if (!isJsonObject(state)) return undefined;
  if (typeof state['format_version'] === 'string') return shownState(state);
  return state['version'] === 4 ? filedResources(state['resources']) : undefined;
}

/** A state file: its objects that await destruction (`deposed`) have been replaced and are left out. */
function filedResources(resources: JsonValue | undefined): readonly RawResource[] {
  return itemsOf(resources).flatMap((resource, index) => {
    if (!isJsonObject(resource) || resource['mode'] !== 'managed') return [];
    const { module: inside, type, name } = resource;
    const base = [...(typeof inside === 'string' ? [inside] : []), String(type), String(name)].join('.');
    return itemsOf(resource['instances']).flatMap((instance, count) => {
      if (!isJsonObject(instance) || !isJsonObject(instance['attributes'])) return [];
      if (typeof instance['deposed'] === 'string') return [];
      const key = instance['index_key'];
      const address = key === undefined ? base : `${base}[${JSON.stringify(key)}]`;
      const path = ['resources', index, 'instances', count];
      return [{ type: String(type), address, path, values: instance['attributes'] }];
    });
  });
}

/**
 * What `terraform show -json` prints. A saved plan has the state before it in `prior_state`; what it would create does
 * not exist, and has no ID among the planned values.
 */
function shownState(state: JsonObject): readonly RawResource[] {
  const actions = plannedActions(state['resource_changes']);
  const sections: readonly Path[] = [['values'], ['prior_state', 'values'], ['planned_values']];
  const found = new Map<string, RawResource>();
  for (const section of sections) {
    for (const resource of shownResources(valueAt(state, ...section, 'root_module'), [
      ...section,
      'root_module',
    ])) {
      if (found.has(resource.address) || stringOf(resource.values['id']) === '') continue;
      const planned = actions.get(resource.address);
      found.set(resource.address, { ...resource, ...(planned === undefined ? {} : { planned }) });
    }
  }
  return [...found.values()];
}

function shownResources(root: JsonValue | undefined, path: Path): readonly RawResource[] {
  const found: RawResource[] = [];
  const modules = [{ module: root, path }];
  for (let next = modules.pop(); next !== undefined; next = modules.pop()) {
    const { module, path: here } = next;
    if (!isJsonObject(module)) continue;
    for (const [index, resource] of itemsOf(module['resources']).entries()) {
      if (!isJsonObject(resource) || resource['mode'] !== 'managed' || !isJsonObject(resource['values']))
        continue;
      if (typeof resource['deposed_key'] === 'string') continue;
      const { type, address, values } = resource;
      found.push({
        type: String(type),
        address: String(address),
        path: [...here, 'resources', index],
        values,
      });
    }
    const children = [...itemsOf(module['child_modules']).entries()].reverse();
    for (const [index, child] of children)
      modules.push({ module: child, path: [...here, 'child_modules', index] });
  }
  return found;
}

/** What a saved plan changes of what exists, by address. */
function plannedActions(changes: JsonValue | undefined): ReadonlyMap<string, string> {
  return new Map(
    itemsOf(changes).flatMap((change) => {
      const actions = valueAt(change, 'change', 'actions');
      const action = itemsOf(actions).find((one) => one === 'delete' || one === 'update');
      const address = stringOf(valueAt(change, 'address'));
      return typeof action === 'string' ? [[address, action] as const] : [];
    }),
  );
}

function policyOf(
  { address, place, values }: StateResource,
  attachments: readonly StateResource[],
  problems: Problem[],
  catalogue: ActionCatalogue | undefined,
): FoundPolicy | undefined {
  const type = policyTypeOf(stringOf(values['type']));
  if (type === undefined) {
    problems.push(leftAlone(place, { rule: 'policy-type', policy: address, type: stringOf(values['type']) }));
    return undefined;
  }
  const document = checkedDocument(stringOf(values['content']), type, catalogue);
  if (document.errors !== undefined) {
    const path = [...place.path, 'content'];
    problems.push(
      ...document.errors.map(({ offset: _, ...error }) => ({
        ...error,
        ...place,
        path: [...path, ...error.path],
      })),
    );
    return undefined;
  }
  const id = stringOf(values['id']);
  const own = attachments.filter(({ values: attached }) => attached['policy_id'] === id);
  const skipDestroy = values['skip_destroy'] === true;
  problems.push(...unlike(own, skipDestroy));
  const targets = new Set(own.map(({ values: attached }) => stringOf(attached['target_id'])));
  return {
    ...{ type, id, name: stringOf(values['name']), content: document.content, place, after: [] },
    description: stringOf(values['description']),
    tags: tagsOf(values),
    targets: [...targets].sort().map((target) => ({ written: target, attachedTo: target })),
    addresses: [address, ...own.map((attachment) => attachment.address)],
    ...{ skipDestroy, preventDestroy: false },
  };
}

/** Attachments that Terraform would treat otherwise than their policy when it deletes them. */
function unlike(attachments: readonly StateResource[], skipDestroy: boolean): readonly Problem[] {
  const others = attachments.filter(({ values }) => (values['skip_destroy'] === true) !== skipDestroy);
  return others.map(({ address, place }) => importGap(place, { rule: 'skip-destroy', resource: address }));
}

/** Attachments of policies that no state holds. */
function strayAttachments(
  attachments: readonly StateResource[],
  policies: ReadonlySet<string>,
): readonly Problem[] {
  const stray = attachments.filter(({ values }) => !policies.has(stringOf(values['policy_id'])));
  return stray.map(({ address, place, values }) => {
    const [policy, target] = [stringOf(values['policy_id']), stringOf(values['target_id'])];
    return policy === 'p-FullAWSAccess'
      ? leftAlone(place, { rule: 'aws-managed', policy: 'FullAWSAccess' })
      : notImported(place, { rule: 'attachment', resource: address, policy, target });
  });
}

function plannedChange({ address, place, planned }: StateResource): readonly Problem[] {
  if (planned === undefined) return [];
  return [importGap(place, { rule: 'planned', resource: address, action: planned })];
}

/** The tags in AWS: `tags_all` includes those that the provider adds (`default_tags`). */
function tagsOf(values: JsonObject): Readonly<Record<string, string>> {
  const [all, own] = [values['tags_all'], values['tags']];
  const tags: JsonObject = isJsonObject(all) ? all : isJsonObject(own) ? own : {};
  return Object.fromEntries(Object.entries(tags).map(([key, tag]) => [key, stringOf(tag)]));
}
