import type { ActionCatalogue } from '../../policy/action-catalogue.js';
import { checkChatPolicyText } from '../../policy/chatbot/check.js';
import type { Finding } from '../../policy/problems/problem.js';
import { checkServiceControlPolicyText } from '../../policy/scp/check.js';
import type { Path } from '../../policy/text/path.js';
import { quoted } from '../../policy/text/quote.js';
import { suggest } from '../../policy/text/suggest.js';
import { jsonOf, type SyntaxNode } from '../../policy/text/syntax-tree.js';
import { nodeAt } from '../text/node-at-path.js';
import { type FilledIn, filledIn } from './filled-in.js';

/** Checks one `AWS::Organizations::Policy`; `tags` are the YAML tags of the template, `!Sub` and the like. */
export function checkResource(
  tree: SyntaxNode,
  name: string,
  tags: readonly Finding[],
  catalogue: ActionCatalogue | undefined,
): readonly Finding[] {
  const properties = ['Resources', name, 'Properties'];
  const type = nodeAt(tree, [...properties, 'Type']);
  const content = nodeAt(tree, [...properties, 'Content']);
  const [typeCall] = filledIn(type, tags, [...properties, 'Type']);
  if (typeCall !== undefined) return [notJudged([...properties, 'Type'], typeCall)];
  const findings = type === undefined ? [missing(properties, 'Type')] : [];
  if (content === undefined) return [...findings, missing(properties, 'Content')];
  if (type === undefined) return findings;
  const checker = checkerOf(type.kind === 'string' ? type.value : '', catalogue);
  if (checker === undefined) return wrongType(type, [...properties, 'Type']);
  const path = [...properties, 'Content'];
  return checkContent(content, path, filledIn(content, tags, path), checker);
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
  calls: readonly FilledIn[],
  checker: Checker,
): readonly Finding[] {
  const value = jsonOf(content);
  const [call] = calls;
  if (call !== undefined) {
    const sure = checker(JSON.stringify(value)).filter((finding) => isSure(finding, path, calls));
    return [notJudged(path, call), ...sure.map((finding) => below(path, finding))];
  }
  if (typeof value !== 'string') return checker(JSON.stringify(value)).map((finding) => below(path, finding));
  return checker(value).map((finding) => ({ ...below(path, finding), offset: content.offset }));
}

/** A finding in a part of the template, to be placed by its path. */
function below(path: Path, { offset: _, ...finding }: Finding): Finding {
  return { ...finding, path: [...path, ...finding.path] };
}

/** Whether AWS would refuse the document for this whatever CloudFormation fills in. */
function isSure(finding: Finding, path: Path, calls: readonly FilledIn[]): boolean {
  const place = [...path, ...finding.path];
  const isTouched = calls.some((call) => call.path.every((part, index) => place[index] === part));
  return finding.severity === 'error' && finding.kind !== 'document-too-large' && !isTouched;
}

function notJudged(path: Path, { call }: FilledIn): Finding {
  const message = `not judged, or not all of it: CloudFormation fills in ${call}`;
  const help = 'check the document as CloudFormation would send it';
  return { kind: 'unconfirmed', severity: 'warning', path, message, help };
}

function missing(properties: Path, key: string): Finding {
  const help = key === 'Type' ? 'write `CHATBOT_POLICY`, or the type it is' : 'write the document below it';
  const path = [...properties, key];
  return { kind: 'missing-key', severity: 'error', path, message: `missing key \`${key}\``, help };
}

/** Types that this package does not read are left alone, as far as they look like types. */
function wrongType(type: SyntaxNode, path: Path): readonly Finding[] {
  const text = type.kind === 'string' ? type.value : '';
  if (/^(\w+_)?POLICY(_\w+)?$/.test(text) && text === text.toUpperCase()) return [];
  const near = suggest(text, ['CHATBOT_POLICY', 'SERVICE_CONTROL_POLICY']);
  const help = near === undefined ? {} : { help: `did you mean \`${near}\`?` };
  const message = `found ${quoted(text)}; CloudFormation expects a type of policies, such as \`CHATBOT_POLICY\``;
  return [{ kind: 'invalid-value', severity: 'error', path, message, ...help }];
}
