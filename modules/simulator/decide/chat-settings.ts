import { quoted } from '../../policy/text/quote.js';
import type { SettingValue } from '../effective/chat-operations.js';
import type { Setting } from '../effective/merge-setting.js';
import { type Truth, unsettled } from '../iam/truth.js';

/** The settings of an effective chat policy by their places below `chatbot`. Keys are compared without case. */
export interface ChatSettingsReader {
  /** A setting that some policy touched; it may still have no value. */
  readonly at: (...path: readonly string[]) => Setting | undefined;
  /** The keys below a place, in order: tenants, or IDs with overrides. */
  readonly keysBelow: (...path: readonly string[]) => readonly string[];
}

/** Reads an effective chat policy's settings. */
export function chatSettingsReader(settings: readonly Setting[]): ChatSettingsReader {
  const byKey = new Map(settings.map((setting) => [keyOf(setting.place.path), setting]));
  const keyFor = (path: readonly string[]) => keyOf(['chatbot', ...path.map((key) => key.toLowerCase())]);
  return {
    at: (...path) => byKey.get(keyFor(path)),
    keysBelow: (...path) => {
      const depth = path.length + 1;
      const prefix = `${keyFor(path)}/`;
      const below = settings.filter(
        (setting) => mayHaveValue(setting) && keyOf(setting.place.path).startsWith(prefix),
      );
      return [...new Set(below.map((setting) => setting.place.path[depth] ?? ''))];
    },
  };
}

function keyOf(path: readonly string[]): string {
  return path.join('/');
}

/** Whether a setting has a value, or may have one. */
export function mayHaveValue(setting: Setting | undefined): setting is Setting {
  return setting !== undefined && (setting.value !== undefined || setting.alternatives.length > 0);
}

/**
 * Applies a question to the value of a setting. If the value depends on an unknown attachment order, the answer is
 * that of all orders, or unknown if they differ.
 */
export function askSetting(
  setting: Setting | undefined,
  question: (value: SettingValue | undefined) => Truth,
): Truth {
  if (setting === undefined || setting.alternatives.length === 0) return question(setting?.value);
  const answers = setting.alternatives.map(({ value }) => question(value));
  return agreed(answers, () => {
    const [{ level } = { level: '' }] = setting.alternatives;
    return `the policy attached first to ${quoted(level)} takes precedence; the organization file does not contain the order`;
  });
}

/** The answer on which all agree; otherwise unknown, with the given reason and all missing values. */
export function agreed(answers: readonly Truth[], reason: () => string): Truth {
  const [first = true, ...others] = answers;
  if (typeof first === 'boolean' && others.every((answer) => answer === first)) return first;
  const missing = answers.flatMap((answer) => (typeof answer === 'boolean' ? [] : answer.missing));
  const differ =
    new Set(answers.map((answer) => (typeof answer === 'boolean' ? answer : 'unknown'))).size > 1;
  return { missing: differ ? [...missing, ...unsettled(reason()).missing] : missing };
}
