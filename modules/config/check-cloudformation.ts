import type { ActionCatalogue } from '../policy/action-catalogue.js';
import { checkChatPolicyText } from '../policy/chatbot/check-text.js';
import { isJsonObject, type JsonValue } from '../policy/json.js';
import { problemsIn } from '../policy/position.js';
import { type Finding, type Path, type Problem, quoted } from '../policy/problem.js';
import { checkServiceControlPolicyText } from '../policy/scp/check-text.js';
import { jsonOf, type SyntaxNode } from '../policy/syntax-tree.js';
import { parseYaml } from './parse-yaml.js';
import { nodeAt, placeFindings, type Source } from './place.js';

type Checkers = Readonly<Record<string, (text: string) => readonly Finding[]>>;

/** Checks the policies of a CloudFormation template, JSON or YAML: its `AWS::Organizations::Policy` resources. */
export function checkCloudFormation(source: Source, catalogue?: ActionCatalogue): Problem[] {
  const checkers: Checkers = {
    CHATBOT_POLICY: (text) => checkChatPolicyText(text),
    SERVICE_CONTROL_POLICY: (text) => checkServiceControlPolicyText(text, catalogue),
  };
  const { tree, findings } = parseYaml(source.text);
  const tags = findings.filter(({ kind }) => kind === 'yaml-not-supported');
  const broken = findings.filter(({ kind }) => kind !== 'yaml-not-supported');
  if (tree === undefined || broken.length > 0) return problemsIn(source, broken);
  const resources = nodeAt(tree, ['Resources']);
  const names = resources?.kind === 'object' ? resources.members.map(({ key }) => key) : [];
  const policies = names.filter(
    (name) => textAt(tree, ['Resources', name, 'Type']) === 'AWS::Organizations::Policy',
  );
  const found = policies.flatMap((name) =>
    checkResource(tree, ['Resources', name, 'Properties'], tags, checkers),
  );
  return problemsIn(source, placeFindings(tree, policies.length === 0 ? [noPolicy] : found));
}

const noPolicy: Finding = {
  kind: 'unknown-document',
  severity: 'note',
  path: ['Resources'],
  message: 'the template has no `AWS::Organizations::Policy`, so that there was nothing to check',
};

function checkResource(
  tree: SyntaxNode,
  properties: Path,
  tags: readonly Finding[],
  checkers: Checkers,
): readonly Finding[] {
  const checker = checkers[textAt(tree, [...properties, 'Type']) ?? ''];
  const path = [...properties, 'Content'];
  const content = nodeAt(tree, path);
  if (checker === undefined) return [];
  if (content === undefined) {
    const help = 'write the document below `Content`';
    return [{ kind: 'missing-key', severity: 'error', path, message: 'missing key `Content`', help }];
  }
  const value = jsonOf(content);
  const call = functionIn(value) ?? tags.find((tag) => isBelow(tag.path, path))?.message;
  if (call !== undefined) return [unresolved(path, call)];
  if (typeof value !== 'string') return checker(JSON.stringify(value)).map((finding) => below(path, finding));
  return checker(value).map((finding) => ({
    ...finding,
    path: [...path, ...finding.path],
    offset: content.offset,
  }));
}

/** A finding in a part of the template, to be placed by its path. */
function below(path: Path, { offset: _, ...finding }: Finding): Finding {
  return { ...finding, path: [...path, ...finding.path] };
}

function unresolved(path: Path, call: string): Finding {
  const message = `the document cannot be judged: CloudFormation fills in ${call}`;
  const help = 'check the document as CloudFormation would send it';
  return { kind: 'unconfirmed', severity: 'warning', path, message, help };
}

/** The first intrinsic function in a value, e.g. `Fn::Sub`. */
function functionIn(value: JsonValue): string | undefined {
  if (Array.isArray(value)) return value.map(functionIn).find((found) => found !== undefined);
  if (!isJsonObject(value)) return undefined;
  const call = Object.keys(value).find((key) => key === 'Ref' || key.startsWith('Fn::'));
  return call === undefined ? functionIn(Object.values(value)) : quoted(call);
}

function textAt(tree: SyntaxNode, path: Path): string | undefined {
  const node = nodeAt(tree, path);
  return node?.kind === 'string' ? node.value : undefined;
}

function isBelow(path: Path, above: Path): boolean {
  return above.every((part, index) => path[index] === part);
}
