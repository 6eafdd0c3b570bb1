import { checkChatPolicyText } from '../policy/chatbot/check.js';
import { limitProblems } from '../policy/problems/limit-problems.js';
import { finding, type Problem } from '../policy/problems/problem.js';
import { checkServiceControlPolicyText } from '../policy/scp/check.js';
import { parseJson } from '../policy/text/parse-json.js';
import { problemsIn } from '../policy/text/position.js';
import { checkTemplate } from './check/cloudformation-template.js';
import { type DocumentType, documentTypeOf } from './document-type.js';
import { checkParsed, type Selection, type Surroundings } from './plan-configuration.js';
import { parseYaml } from './text/parse-yaml.js';
import type { Source } from './text/place-problems.js';

/**
 * Returns the problems of a configuration, a chat policy, a service control policy or a CloudFormation template.
 * The content of the text determines which of them it is, unless `type` does. Text that does not parse is a problem
 * like any other. Never throws.
 * @param selection Applies to configurations only.
 */
export function checkDocument(
  source: Source,
  surroundings: Surroundings,
  { type, ...selection }: Selection & { readonly type?: DocumentType | undefined } = {},
): readonly Problem[] {
  const parsed = parseYaml(source.text);
  const { catalogue } = surroundings;
  switch (type ?? documentTypeOf(source.text, parsed) ?? typeByName(source.file)) {
    case 'chat-policy':
      return limitProblems(problemsIn(source, checkChatPolicyText(source.text)));
    case 'scp':
      return limitProblems(problemsIn(source, checkServiceControlPolicyText(source.text, catalogue)));
    case 'cloudformation':
      return limitProblems(checkTemplate(source, catalogue, parsed));
    case 'configuration':
      return checkParsed(source, parsed, surroundings, selection);
    case undefined:
      return unknownDocument(source);
  }
}

/** A file named like a configuration is one, even when it is empty. */
function typeByName(file: string): DocumentType | undefined {
  return /(^|[\\/])chat-guardrails[^\\/]*\.(ya?ml|json)$/.test(file) ? 'configuration' : undefined;
}

function unknownDocument(source: Source): Problem[] {
  const looksLikeJson = /^\s*[[{]/.test(source.text);
  const rule = source.text.trim() === '' ? 'empty' : 'unknown-type';
  return problemsIn(source, [
    ...(looksLikeJson ? parseJson(source.text).findings : []),
    finding('unknown-document', 'error', { path: [] }, { rule }),
  ]);
}
