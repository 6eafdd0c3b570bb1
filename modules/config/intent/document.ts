import { checkChatPolicyText } from '../../policy/chatbot/check.js';
import type { RawDocument } from '../../policy/intent.js';
import { type Finding, hasErrors } from '../../policy/problems/problem.js';
import { checkServiceControlPolicyText } from '../../policy/scp/check.js';
import { parseJson } from '../../policy/text/parse-json.js';
import type { Path } from '../../policy/text/path.js';
import { problemsIn } from '../../policy/text/position.js';
import { jsonOf } from '../../policy/text/syntax-tree.js';
import { isAboutPlaceholder, isPlaceholder } from '../text/placeholder.js';
import { type ConfigReader, refuse } from './reader.js';

/**
 * Reads and checks a policy document. Undefined when it cannot be read or AWS would refuse it. Its size is not checked:
 * the plan minifies the document first.
 */
export function rawDocument(
  document: string,
  type: 'chat-policy' | 'scp',
  path: Path,
  reading: ConfigReader,
): RawDocument | undefined {
  const read = reading.readDocument(document);
  if ('reason' in read) {
    const facts = { rule: 'document', found: document, reason: read.reason } as const;
    refuse(reading, 'unreadable-document', path, facts);
    return undefined;
  }
  const { text, file = document } = read;
  if (isPlaceholder(text)) return { content: text, file: document };
  const { tree } = parseJson(text);
  const content = tree === undefined ? undefined : jsonOf(tree);
  const findings = check(text, type, reading).filter(
    (finding) => !checkedInPlan.has(finding.kind) && !isAboutPlaceholder(finding, content),
  );
  reading.problems.push(...problemsIn({ text, file }, findings));
  return content === undefined || hasErrors(findings) ? undefined : { content, file: document };
}

/** Checked in the plan, which minifies the document, and in which another policy may deny the workarounds. */
const checkedInPlan: ReadonlySet<string> = new Set(['document-too-large', 'ways-around']);

function check(text: string, type: 'chat-policy' | 'scp', { catalogue }: ConfigReader): readonly Finding[] {
  return type === 'chat-policy' ? checkChatPolicyText(text) : checkServiceControlPolicyText(text, catalogue);
}
