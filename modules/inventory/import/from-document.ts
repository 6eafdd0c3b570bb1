import type { Source } from '../../config/text/place-problems.js';
import type { ActionCatalogue } from '../../policy/action-catalogue.js';
import type { PolicyType } from '../../policy/plan/plan.js';
import { stringOf, valueAt } from '../../policy/text/json.js';
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
 * The policy that `aws organizations describe-policy` (or `create-policy`) prints: with its ID, name and description,
 * without its tags and targets.
 * @see https://docs.aws.amazon.com/cli/latest/reference/organizations/describe-policy.html (read 2026-11-30)
 */
export function fromDescribedPolicy(source: Source, catalogue?: ActionCatalogue): ImportSource {
  const { tree, findings } = parseJson(source.text);
  if (tree === undefined || findings.length > 0)
    return { policies: [], problems: problemsIn(source, findings) };
  const place = { file: source.file, line: 1, column: 1, path: ['Policy'] };
  const described = valueAt(jsonOf(tree), 'Policy');
  const summary = valueAt(described, 'PolicySummary');
  const textOf = (key: string): string => stringOf(valueAt(summary, key));
  const [id, name, description] = [textOf('Id'), textOf('Name'), textOf('Description')];
  const written = textOf('Type');
  const type = policyTypeOf(written);
  if (name === '' || id === '') {
    return { policies: [], problems: [notImported(place, { rule: 'described-policy' })] };
  }
  if (valueAt(summary, 'AwsManaged') === true) {
    return { policies: [], problems: [leftAlone(place, { rule: 'aws-managed', policy: name })] };
  }
  if (type === undefined) {
    return {
      policies: [],
      problems: [leftAlone(place, { rule: 'policy-type', policy: name, type: written })],
    };
  }
  const document = checkedDocument(stringOf(valueAt(described, 'Content')), type, catalogue);
  if (document.errors !== undefined) {
    const path = ['Policy', 'Content'];
    const errors = document.errors.map(({ offset: _, ...error }) => ({
      ...error,
      ...place,
      path: [...path, ...error.path],
    }));
    return { policies: [], problems: errors };
  }
  const policy = { type, id, name, description, content: document.content };
  const noTags = importGap(place, { rule: 'tags', policy: name, count: 1 });
  return { policies: [withoutTargets(policy, source.file)], problems: [noTags] };
}
