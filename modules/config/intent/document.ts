import type { RawDocument } from '../../policy/intent.js';
import type { PolicyType } from '../../policy/plan/plan.js';
import { hasErrors } from '../../policy/problems/problem.js';
import type { Path } from '../../policy/text/path.js';
import { problemsIn } from '../../policy/text/position.js';
import { isAboutPlaceholder, isPlaceholder } from '../text/placeholder.js';
import { type ConfigReader, refuse } from './reader.js';

/**
 * Reads and checks a policy document. Undefined when it cannot be read or AWS would refuse it. Its size is not checked:
 * the plan minifies the document first.
 */
export function rawDocument(
  document: string,
  type: PolicyType,
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
  const { content, findings: all } = reading.readPolicy(text, type);
  // In the plan another policy may deny the workarounds.
  const findings = all.filter(
    (finding) => finding.kind !== 'ways-around' && !isAboutPlaceholder(finding, content),
  );
  reading.problems.push(...problemsIn({ text, file }, findings));
  return content === undefined || hasErrors(findings) ? undefined : { content, file: document };
}
