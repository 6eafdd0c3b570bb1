import type { ChatPolicyIntent, ExceptionIntent } from '../../policy/intent.js';
import type { Path } from '../../policy/text/path.js';
import { alternatives } from '../../policy/text/quote.js';
import type { WrittenChatPolicy } from '../schema/chat-policy.js';
import { asList } from '../schema/text-of.js';
import { chatSettingsOf } from './chat-settings.js';
import { rawDocument } from './document.js';
import { exceptionsOf, policyIntentOf } from './policy-intent.js';
import { type ConfigReader, refuse } from './reader.js';

/** A policy and the exceptions that were written with it. */
export interface ReadPolicy<Policy> {
  readonly policy: Policy;
  readonly exceptions: readonly ExceptionIntent[];
}

const settingKeys = ['default', 'slack', 'microsoftTeams', 'chime', 'children'] as const;

/** A chat policy in the words of the core. */
export function chatPolicyOf(
  written: WrittenChatPolicy,
  path: Path,
  reading: ConfigReader,
): ReadPolicy<ChatPolicyIntent> {
  const { document } = written;
  const raw =
    document === undefined ? undefined : rawDocument(document, 'chat-policy', [...path, 'document'], reading);
  const settings = settingKeys.filter((key) => written[key] !== undefined);
  for (const key of document === undefined ? [] : settings) {
    const message = `\`${key}\` beside \`document\`, which is the whole policy`;
    refuse(reading, 'conflicting-keys', [...path, key], message, 'keep the settings or the document');
  }
  if (document === undefined && settings.length === 0) {
    const help = `write one of ${alternatives(settingKeys)}, or \`document: policy.json\``;
    refuse(reading, 'missing-key', path, 'the policy says nothing', help);
  }
  const policy = {
    ...policyIntentOf(written, 'chat-policy', path, reading),
    settings: raw ?? chatSettingsOf(written, path, reading),
    after: asList(written.after),
  };
  return { policy, exceptions: exceptionsOf(written, path) };
}
