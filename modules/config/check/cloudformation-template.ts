import type { ActionCatalogue } from '../../policy/action-catalogue.js';
import { checkChatPolicyText } from '../../policy/chatbot/check.js';
import { type Finding, finding, type Problem } from '../../policy/problems/problem.js';
import { checkServiceControlPolicyText } from '../../policy/scp/check.js';
import { nodeAt } from '../../policy/text/node-at-path.js';
import { isBelow, type Path } from '../../policy/text/path.js';
import { problemsIn } from '../../policy/text/position.js';
import { suggest } from '../../policy/text/suggest.js';
import { jsonOf, type SyntaxNode } from '../../policy/text/syntax-tree.js';
import { parseYaml } from '../text/parse-yaml.js';
import { placeFindings, type Source } from '../text/place-problems.js';
import type { ParsedYaml, YamlTag } from '../text/yaml-tree.js';

/** The findings in one `AWS::Organizations::Policy`; `tags` are the YAML tags of the template, such as `!Sub`. */
function checkResource(
  tree: SyntaxNode,
  name: string,
  tags: readonly YamlTag[],
  catalogue: ActionCatalogue | undefined,
): readonly Finding[] {
  const properties = ['Resources', name, 'Properties'];
  const type = nodeAt(tree, [...properties, 'Type']);
  const content = nodeAt(tree, [...properties, 'Content']);
  const [typeCall] = callsIn(type, tags, [...properties, 'Type']);
  if (typeCall !== undefined) return [notChecked([...properties, 'Type'], typeCall)];
  const findings = type === undefined ? [missing(properties, 'Type')] : [];
  if (content === undefined) return [...findings, missing(properties, 'Content')];
  if (type === undefined) return findings;
  const checker = checkerOf(type.kind === 'string' ? type.value : '', catalogue);
  if (checker === undefined) return wrongType(type, [...properties, 'Type']);
  const path = [...properties, 'Content'];
  return checkContent(content, path, callsIn(content, tags, path), checker);
}

type Checker = (text: string) => readonly Finding[];

function checkerOf(type: string, catalogue: ActionCatalogue | undefined): Checker | undefined {
  if (type === 'CHATBOT_POLICY') return (text) => checkChatPolicyText(text);
  if (type === 'SERVICE_CONTROL_POLICY') return (text) => checkServiceControlPolicyText(text, catalogue);
  return undefined;
}

function checkContent(
  content: SyntaxNode,
  path: Path,
  calls: readonly Call[],
  checker: Checker,
): readonly Finding[] {
  const value = jsonOf(content);
  const [call] = calls;
  if (call !== undefined) {
    const sure = checker(JSON.stringify(value)).filter((finding) => isSure(finding, path, calls));
    return [notChecked(path, call), ...sure.map((finding) => below(path, finding))];
  }
  if (typeof value !== 'string') return checker(JSON.stringify(value)).map((finding) => below(path, finding));
  return checker(value).map((finding) => ({ ...below(path, finding), offset: content.offset }));
}

/** A finding in a policy document as one in the template, located by its path. */
function below(path: Path, { offset: _, ...finding }: Finding): Finding {
  return { ...finding, path: [...path, ...finding.path] };
}

/** True if AWS would refuse the document for this finding with any value that CloudFormation inserts. */
function isSure(finding: Finding, path: Path, calls: readonly Call[]): boolean {
  const at = [...path, ...finding.path];
  const isTouched = calls.some((call) => isBelow(at, call.path));
  return finding.severity === 'error' && finding.kind !== 'document-too-large' && !isTouched;
}

/** An intrinsic function in a template, which CloudFormation evaluates when it deploys. */
interface Call {
  readonly path: Path;
  readonly call: string;
}

/** The intrinsic functions in a part of a template, in full (`Fn::Sub`, `Ref`) or as YAML tags (`!Sub`). */
function callsIn(node: SyntaxNode | undefined, tags: readonly YamlTag[], path: Path): readonly Call[] {
  const short = tags
    .filter((tag) => isBelow(tag.path, path))
    .map(({ path: at, tag }) => ({ path: at, call: tag }));
  return node === undefined ? short : [...short, ...functionsIn(node, path)];
}

function functionsIn(node: SyntaxNode, path: Path): readonly Call[] {
  if (node.kind === 'array') return node.items.flatMap((item, index) => functionsIn(item, [...path, index]));
  if (node.kind !== 'object') return [];
  const call = node.members.find(({ key }) => key === 'Ref' || key.startsWith('Fn::'));
  if (call !== undefined) return [{ path, call: call.key }];
  return node.members.flatMap(({ key, value }) => functionsIn(value, [...path, key]));
}

function notChecked(path: Path, { call }: Call): Finding {
  return finding('unconfirmed', 'warning', { path }, { rule: 'cloudformation-function', call });
}

function missing(properties: Path, key: string): Finding {
  const path = [...properties, key];
  return finding('missing-key', 'error', { path }, { rule: 'cloudformation-property', key });
}

/** The finding for a policy type that AWS does not have; none for types that this package does not check. */
function wrongType(type: SyntaxNode, path: Path): readonly Finding[] {
  const found = type.kind === 'string' ? type.value : '';
  if (/^(\w+_)?POLICY(_\w+)?$/.test(found) && found === found.toUpperCase()) return [];
  const nearest = suggest(found, ['CHATBOT_POLICY', 'SERVICE_CONTROL_POLICY']);
  const facts = { rule: 'cloudformation-policy-type', found } as const;
  return [finding('invalid-value', 'error', { path }, nearest === undefined ? facts : { ...facts, nearest })];
}

/** Checks the policies of a CloudFormation template, JSON or YAML: its `AWS::Organizations::Policy` resources. */
export function checkTemplate(
  source: Source,
  catalogue?: ActionCatalogue,
  { tree, tags, findings }: ParsedYaml = parseYaml(source.text),
): Problem[] {
  const broken = findings.filter(({ kind }) => kind !== 'yaml-not-supported');
  if (broken.length > 0) return problemsIn(source, broken);
  const resources = tree && nodeAt(tree, ['Resources']);
  if (tree === undefined || resources?.kind !== 'object' || resources.members.length === 0) {
    return problemsIn(source, placeFindings(tree, [withoutResources]));
  }
  const policies = resources.members.filter(({ value }) => isPolicy(value));
  const found = policies.flatMap(({ key }) => checkResource(tree, key, tags, catalogue));
  return problemsIn(source, placeFindings(tree, policies.length === 0 ? [withoutPolicy] : found));
}

function isPolicy(resource: SyntaxNode): boolean {
  const type = nodeAt(resource, ['Type']);
  return type?.kind === 'string' && type.value === 'AWS::Organizations::Policy';
}

const withoutResources = finding(
  'unknown-document',
  'error',
  { path: ['Resources'] },
  { rule: 'template-without-resources' },
);

const withoutPolicy = finding(
  'unknown-document',
  'note',
  { path: ['Resources'] },
  { rule: 'template-without-policy' },
);
