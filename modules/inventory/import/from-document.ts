import type { Source } from '../../config/text/place-problems.js';
import type { ActionCatalogue } from '../../policy/action-catalogue.js';
import type { PolicyType } from '../../policy/plan/plan.js';
import { isJsonObject, type JsonValue } from '../../policy/text/json.js';
import { parseJson } from '../../policy/text/parse-json.js';
import { problemsIn } from '../../policy/text/position.js';
import { jsonOf } from '../../policy/text/syntax-tree.js';
import { checkedDocument } from './checked-document.js';
import {
  type FoundPolicy,
  type ImportSource,
  importGap,
  leftAlone,
  notImported,
  policyTypeOf,
} from './found-policy.js';

/** The policy of a document, named like its file; none where AWS refuses the document, with the errors of `check`. */
export function fromDocument(source: Source, type: PolicyType, catalogue?: ActionCatalogue): ImportSource {
  const { text, file } = source;
  const document = checkedDocument(text, type, catalogue);
  if (document.errors !== undefined) return { policies: [], problems: problemsIn(source, document.errors) };
  const policy = { type, name: nameOf(file), description: '', content: document.content };
  return { policies: [withoutTargets(policy, file)], problems: [] };
}

/** The file's name without folders and ending. */
function nameOf(file: string): string {
  const name = file.split(/[\\/]/).at(-1) ?? file;
  return name.replace(/(?<=.)\.[^.]*$/, '');
}

function withoutTargets(
  policy: Pick<FoundPolicy, 'type' | 'name' | 'description' | 'content' | 'id'>,
  file: string,
): FoundPolicy {
  const place = { file, line: 1, column: 1, path: [] };
  return {
    ...policy,
    tags: {},
    targets: undefined,
    skipDestroy: false,
    preventDestroy: false,
    after: [],
    place,
  };
}

/**
 * The policy that `aws organizations describe-policy` (or `create-policy`) prints: with its id, name and description,
 * without its tags and targets.
 * @see https://docs.aws.amazon.com/cli/latest/reference/organizations/describe-policy.html (read 2026-11-30)
 */
export function fromDescribedPolicy(source: Source, catalogue?: ActionCatalogue): ImportSource {
  const { tree, findings } = parseJson(source.text);
  if (tree === undefined || findings.length > 0)
    return { policies: [], problems: problemsIn(source, findings) };
  const place = { file: source.file, line: 1, column: 1, path: ['Policy'] };
  const described = at(jsonOf(tree), 'Policy');
  const summary = at(described, 'PolicySummary');
  const [id, name, description] = ['Id', 'Name', 'Description'].map((key) => textIn(summary, key));
  const written = textIn(summary, 'Type') ?? '';
  const type = policyTypeOf(written);
  if (name === undefined || id === undefined) {
    return { policies: [], problems: [notImported(place, { rule: 'described-policy' })] };
  }
  if (at(summary, 'AwsManaged') === true) {
    return { policies: [], problems: [leftAlone(place, { rule: 'aws-managed', policy: name })] };
  }
  if (type === undefined) {
    return {
      policies: [],
      problems: [leftAlone(place, { rule: 'policy-type', policy: name, type: written })],
    };
  }
  const document = checkedDocument(textIn(described, 'Content') ?? '', type, catalogue);
  if (document.errors !== undefined) {
    const path = ['Policy', 'Content'];
    const errors = document.errors.map(({ offset: _, ...error }) => ({
      ...error,
      ...place,
      path: [...path, ...error.path],
    }));
    return { policies: [], problems: errors };
  }
  const policy = { type, id, name, description: description ?? '', content: document.content };
  const noTags = importGap(place, { rule: 'tags', policy: name, count: 1 });
  return { policies: [withoutTargets(policy, source.file)], problems: [noTags] };
}

function at(value: JsonValue | undefined, key: string): JsonValue | undefined {
  return isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

function textIn(value: JsonValue | undefined, key: string): string | undefined {
  const found = at(value, key);
  return typeof found === 'string' ? found : undefined;
}
