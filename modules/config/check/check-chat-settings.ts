import type { ActionCatalogue } from '../../policy/action-catalogue.js';
import { checkChatPolicy } from '../../policy/chatbot/check.js';
import { compileChatPolicy } from '../../policy/chatbot/compile.js';
import { warnAboutChatPolicy } from '../../policy/chatbot/warnings.js';
import type { ChatPolicyIntent, Intent } from '../../policy/intent.js';
import type { Problem } from '../../policy/problems/problem.js';
import type { Path } from '../../policy/text/path.js';
import { syntaxTreeOf } from '../../policy/text/syntax-tree.js';
import { checkGuardrail } from './check-guardrail.js';

/**
 * What the checkers of raw documents say about the documents that our words become: mostly warnings, at the place
 * in the configuration that made them. Every policy is looked at for itself, whether or not the others can be
 * planned. Raw documents were checked where they were read.
 */
export function checkCompiled({ chatPolicies, guardrails }: Intent, catalogue?: ActionCatalogue): Problem[] {
  return [
    ...chatPolicies.flatMap(checkSettings),
    ...guardrails.flatMap((guardrail) => checkGuardrail(guardrail, catalogue)),
  ];
}

/** Sizes are counted when the policy is planned. */
function checkSettings({ settings, path }: ChatPolicyIntent): Problem[] {
  if ('content' in settings) return [];
  const tree = syntaxTreeOf(compileChatPolicy(settings));
  const errors = checkChatPolicy(tree);
  const found = errors.length > 0 ? errors : warnAboutChatPolicy(tree);
  return found.map(({ offset: _, ...finding }) => ({
    ...finding,
    path: [...path, ...settingPath(finding.path)],
  }));
}

/** Keys of a chat policy's document in the words of the configuration; null where those have no such level. */
const words: Readonly<Record<string, string | null>> = {
  chatbot: null,
  platforms: null,
  microsoft_teams: 'microsoftTeams',
  supported_channel_types: 'channelTypes',
  supported_role_settings: 'roleSettings',
};

/** Where the configuration says what stands at `path` in a compiled chat policy. */
function settingPath(path: Path): Path {
  const setting: (string | number)[] = [];
  for (const [index, part] of path.entries()) {
    if (typeof part === 'string' && part.startsWith('@@')) break;
    const word = typeof part === 'string' && Object.hasOwn(words, part) ? words[part] : part;
    // `chatbot.default.client` is `default`; the `default` of a platform has no level of its own.
    const isPlatformDefault = part === 'default' && index > 1;
    const isDefaultClient = part === 'client' && path[index - 1] === 'default';
    if (word !== null && word !== undefined && !isPlatformDefault && !isDefaultClient) setting.push(word);
  }
  return setting;
}
