import type { Source } from '../../config/place.js';
import type { ActionCatalogue } from '../../policy/action-catalogue.js';
import { checkChatPolicyText } from '../../policy/chatbot/check-text.js';
import { parseJson } from '../../policy/parse-json.js';
import type { PolicyType } from '../../policy/plan.js';
import { problemsIn } from '../../policy/position.js';
import { hasErrors } from '../../policy/problem.js';
import { checkServiceControlPolicyText } from '../../policy/scp/check-text.js';
import { jsonOf } from '../../policy/syntax-tree.js';
import type { Found } from './found-policy.js';

/**
 * The policy of a raw document, named like its file. One that AWS would refuse is none: the errors of `check` say why.
 */
export function fromDocument(source: Source, type: PolicyType, catalogue?: ActionCatalogue): Found {
  const { text, file } = source;
  const findings =
    type === 'CHATBOT_POLICY' ? checkChatPolicyText(text) : checkServiceControlPolicyText(text, catalogue);
  const errors = findings.filter(
    ({ severity, kind }) => severity === 'error' && kind !== 'document-too-large',
  );
  const { tree } = parseJson(text);
  if (tree === undefined || hasErrors(errors)) return { policies: [], problems: problemsIn(source, errors) };
  const policy = {
    ...{ type, name: nameOf(file), description: '', tags: {}, content: jsonOf(tree), targets: undefined },
    ...{
      skipDestroy: false,
      preventDestroy: false,
      after: [],
      place: { file, line: 1, column: 1, path: [] },
    },
  };
  return { policies: [policy], problems: [] };
}

/** The file's name without folders and ending. */
function nameOf(file: string): string {
  const name = file.split(/[\\/]/).at(-1) ?? file;
  return name.replace(/(?<=.)\.[^.]*$/, '');
}
