import { parseYaml } from '../../config/text/parse-yaml.js';
import { placeFindings, type Source } from '../../config/text/place-problems.js';
import type { ParsedYaml, YamlTag } from '../../config/text/yaml-tree.js';
import type { ActionCatalogue } from '../../policy/action-catalogue.js';
import type { PolicyType } from '../../policy/plan/plan.js';
import type { Finding, Problem } from '../../policy/problems/problem.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../../policy/text/json.js';
import { nodeAt } from '../../policy/text/node-at-path.js';
import { isBelow, type Path } from '../../policy/text/path.js';
import { problemsIn } from '../../policy/text/position.js';
import { jsonOf, type SyntaxNode } from '../../policy/text/syntax-tree.js';
import { checkedDocument } from './checked-document.js';
import {
  type FoundPlace,
  type FoundTarget,
  type ImportSource,
  importGap,
  isPolicyName,
  isTargetId,
  leftAlone,
  notImported,
  policyTypeOf,
} from './found-policy.js';
import { placeIn } from './source-location.js';

/** The policies of a CloudFormation template: its `AWS::Organizations::Policy` resources with literal values. */
export function fromCloudFormation(
  source: Source,
  catalogue?: ActionCatalogue,
  { tree, tags, findings }: ParsedYaml = parseYaml(source.text),
): ImportSource {
  const broken = findings.filter(({ kind }) => kind !== 'yaml-not-supported');
  if (tree === undefined || broken.length > 0)
    return { policies: [], problems: problemsIn(source, broken.length > 0 ? broken : findings) };
  const resources = nodeAt(tree, ['Resources']);
  const names = resources?.kind === 'object' ? resources.members.map(({ key }) => key) : [];
  const template = { source, tree, tags, locate: placeIn(source, tree), ...(catalogue && { catalogue }) };
  const parts = names.map((name) => fromResource(name, template));
  return {
    policies: parts.flatMap(({ policies }) => policies),
    problems: parts.flatMap(({ problems }) => problems),
  };
}

interface Template {
  readonly source: Source;
  readonly tree: SyntaxNode;
  /** Short forms of functions, such as `!Ref`, which the YAML reader reports. */
  readonly tags: readonly YamlTag[];
  readonly locate: (path: Path) => FoundPlace;
  readonly catalogue?: ActionCatalogue;
}

const nothing: ImportSource = { policies: [], problems: [] };

function fromResource(name: string, template: Template): ImportSource {
  const path = ['Resources', name];
  const node = nodeAt(template.tree, path);
  const resource = node === undefined ? null : jsonOf(node);
  if (name.startsWith('Fn::')) {
    return only(notImported(template.locate(path), { rule: 'function', resource: name, found: name }));
  }
  if (!isJsonObject(resource) || resource['Type'] !== 'AWS::Organizations::Policy') return nothing;
  const properties = isJsonObject(resource['Properties']) ? resource['Properties'] : {};
  const below = (...more: Path): Path => [...path, 'Properties', ...more];
  const unknown = ['Type', 'Name', 'Content'].flatMap((key) => {
    const call = intrinsicIn(properties[key], below(key), template.tags);
    if (call === undefined) return [];
    return [notImported(template.locate(below(key)), { rule: 'function', resource: name, key, found: call })];
  });
  if (unknown.length > 0) return { policies: [], problems: unknown };
  const written = String(properties['Type']);
  const type = policyTypeOf(written);
  if (type !== undefined) return fromPolicy({ name, type, resource, properties, below }, template);
  return only(leftAlone(template.locate(path), { rule: 'policy-type', policy: name, type: written }));
}

/** A resource whose type, name and content are literal, of a type that this package governs. */
interface PolicyResource {
  readonly name: string;
  readonly type: PolicyType;
  readonly resource: JsonObject;
  readonly properties: JsonObject;
  readonly below: Below;
}

function fromPolicy(
  { name, type, resource, properties, below }: PolicyResource,
  template: Template,
): ImportSource {
  const content = properties['Content'] ?? null;
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  const document = checkedDocument(text, type, template.catalogue);
  if (document.errors !== undefined) return refused(document.errors, below('Content'), template);
  const place = template.locate(['Resources', name]);
  const policyName = textAt(template.tree, below('Name'));
  if (policyName === undefined || !isPolicyName(policyName)) {
    const found = policyName ?? JSON.stringify(properties['Name'] ?? null);
    return only(notImported(template.locate(below('Name')), { rule: 'name', resource: name, found }));
  }
  const open: Problem[] = [];
  const described = literal('Description', properties, below, template, open);
  const policy = {
    ...{ type, name: policyName, content: document.content, place, after: [] },
    description: typeof described === 'string' ? described : '',
    tags: tagsIn(properties, below, template, open),
    targets: targetsIn(properties, below, template, open),
    skipDestroy: /^Retain/.test(String(resource['DeletionPolicy'])),
    preventDestroy: false,
  };
  if (resource['Condition'] !== undefined) {
    open.push(
      importGap(place, { rule: 'condition', policy: policyName, found: String(resource['Condition']) }),
    );
  }
  return { policies: [policy], problems: open };
}

function only(problem: Problem): ImportSource {
  return { policies: [], problems: [problem] };
}

/** What AWS refuses, at its place in the template. */
function refused(errors: readonly Finding[], path: Path, { source, tree }: Template): ImportSource {
  const found = errors.map(({ offset: _, ...finding }) => ({ ...finding, path: [...path, ...finding.path] }));
  return { policies: [], problems: problemsIn(source, placeFindings(tree, found)) };
}

type Below = (...more: Path) => Path;

/** A property with a literal value; one with a function of CloudFormation is reported and left out. */
function literal(
  key: string,
  properties: JsonObject,
  below: Below,
  template: Template,
  open: Problem[],
): JsonValue | undefined {
  const value = properties[key];
  const call = intrinsicIn(value, below(key), template.tags);
  if (call === undefined) return value;
  open.push(importGap(template.locate(below(key)), { rule: 'function', key, found: call }));
  return undefined;
}

function tagsIn(
  properties: JsonObject,
  below: Below,
  template: Template,
  open: Problem[],
): Readonly<Record<string, string>> {
  const written = literal('Tags', properties, below, template, open);
  const list: readonly JsonValue[] = Array.isArray(written) ? written : [];
  return Object.fromEntries(
    list.map((_, index) => {
      const text = (key: string): string => textAt(template.tree, below('Tags', index, key)) ?? '';
      return [text('Key'), text('Value')] as const;
    }),
  );
}

/** The targets that are IDs; undefined where a function makes the whole list. */
function targetsIn(
  properties: JsonObject,
  below: Below,
  template: Template,
  open: Problem[],
): readonly FoundTarget[] | undefined {
  const written = properties['TargetIds'] ?? [];
  if (!Array.isArray(written)) {
    literal('TargetIds', { TargetIds: written }, below, template, open);
    return undefined;
  }
  return written.flatMap((target: JsonValue, index): FoundTarget[] => {
    const path = below('TargetIds', index);
    const call = intrinsicIn(target, path, template.tags);
    const written = textAt(template.tree, path);
    if (call === undefined && written !== undefined && isTargetId(written)) return [{ written }];
    const found = call ?? written ?? JSON.stringify(target);
    open.push(importGap(template.locate(path), { rule: 'target', found }));
    return [];
  });
}

/** A scalar as it is written, undefined for null: an account ID is a number in YAML and a string in AWS. */
function textAt(tree: SyntaxNode, path: Path): string | undefined {
  const node = nodeAt(tree, path);
  if (node === undefined || node.kind === 'object' || node.kind === 'array') return undefined;
  if (node.kind === 'null') return undefined;
  return node.kind === 'number' ? node.text : String(node.value);
}

/**
 * The first intrinsic function or dynamic reference of CloudFormation in a value; undefined where all of it is literal.
 * `tags` are the short forms (`!Sub`) that the YAML reader reported, by their paths.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html (read 2026-11-30)
 */
function intrinsicIn(value: JsonValue | undefined, path: Path, tags: readonly YamlTag[]): string | undefined {
  const short = tags.find((tag) => isBelow(tag.path, path));
  return short === undefined ? functionIn(value) : short.tag;
}

function functionIn(value: JsonValue | undefined): string | undefined {
  if (typeof value === 'string') return /\{\{resolve:[^}]*\}\}/.exec(value)?.[0];
  if (Array.isArray(value)) return value.map(functionIn).find((found) => found !== undefined);
  if (!isJsonObject(value)) return undefined;
  const call = Object.keys(value).find((key) => key === 'Ref' || key.startsWith('Fn::'));
  return call === undefined ? functionIn(Object.values(value)) : call;
}
