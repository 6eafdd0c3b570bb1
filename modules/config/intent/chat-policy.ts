import type { ChatPolicyIntent, ExceptionIntent } from '../../policy/intent.js';
import type { Path } from '../../policy/text/path.js';
import type { WrittenChatPolicy } from '../schema/chat-policy.js';
import { asList } from '../schema/text-of.js';
import { chatSettingsOf } from './chat-settings.js';
import { rawDocument } from './document.js';
import { exceptionsOf, policyIntentOf } from './policy-intent.js';
import { type ConfigReader, refuse } from './reader.js';

/** A policy and its exceptions. */
export interface ReadPolicy<Policy> {
  readonly policy: Policy;
  readonly exceptions: readonly ExceptionIntent[];
}

const settingKeys = ['default', 'slack', 'microsoftTeams', 'chime', 'children'] as const;

/** The intent of a chat policy. */
export function chatPolicyOf(
  written: WrittenChatPolicy,
  path: Path,
  reading: ConfigReader,
): ReadPolicy<ChatPolicyIntent> {
  const { document } = written;
  const raw =
    document === undefined
      ? undefined
      : rawDocument(document, 'CHATBOT_POLICY', [...path, 'document'], reading);
  const settings = settingKeys.filter((key) => written[key] !== undefined);
  for (const key of document === undefined ? [] : settings) {
    refuse(reading, 'conflicting-keys', [...path, key], { rule: 'settings-and-document', key });
  }
  if (document === undefined && settings.length === 0) {
    refuse(reading, 'missing-key', path, { rule: 'chat-settings', expected: settingKeys });
  }
  const policy = {
    ...policyIntentOf(written, 'CHATBOT_POLICY', path, reading),
    settings: raw ?? chatSettingsOf(written, path, reading),
    attachAfter: asList(written.attachAfter),
  };
  return { policy, exceptions: exceptionsOf(written, path) };
}
