import type { SettingValue } from '../effective/chat-operations.js';
import { listOf, type Setting } from '../effective/merge-setting.js';
import type { Effect } from './impact.js';

/** Settings of one account by their path, joined by `/`. */
export type SettingsByPath = ReadonlyMap<string, Setting>;

/** What a setting lets through: words, or everything. */
type Allowance = ReadonlySet<string> | 'everything';

/** How what is allowed at a path differs between two effective policies. */
export function effectAt(path: readonly string[], before: SettingsByPath, after: SettingsByPath): Effect {
  const old = allowanceAt(path, before);
  const now = allowanceAt(path, after);
  const gains = !covers(old, now);
  const losses = !covers(now, old);
  return gains && losses ? 'both' : gains ? 'gain' : losses ? 'loss' : 'none';
}

/**
 * What is allowed at a path. A setting that is not set restricts nothing, except where another one stands in for it:
 * `chatbot.default.client` for a platform's client, a platform's `default` for an override, the tenants that are
 * named for one that is not.
 */
function allowanceAt(path: readonly string[], settings: SettingsByPath): Allowance {
  const valueAt = (...keys: readonly string[]): SettingValue | undefined =>
    settings.get(keys.join('/'))?.value;
  const own = valueAt(...path);
  const [, , platform, part] = path;
  if (path.at(-1) === 'client') {
    return (own ?? valueAt('chatbot', 'default', 'client')) === 'disabled' ? new Set() : new Set(['enabled']);
  }
  if (part === 'overrides') {
    const standIn = valueAt('chatbot', 'platforms', platform ?? '', 'default', path.at(-1) ?? '');
    return allowance(own ?? standIn, path.at(-1));
  }
  if (part === 'tenants') return tenantAllowance(path, settings);
  return allowance(own, path.at(-1));
}

/** The teams of a tenant: those of its own list and of the list for all tenants; none when only others are named. */
function tenantAllowance(path: readonly string[], settings: SettingsByPath): Allowance {
  const tenants = path.slice(0, -1).join('/');
  const lists = [...settings].filter(
    ([key, { value }]) => key.startsWith(`${tenants}/`) && value !== undefined,
  );
  if (lists.length === 0) return 'everything';
  const mine = [path.at(-1), '*'].flatMap((tenant) => listOf(settings.get(`${tenants}/${tenant}`)?.value));
  return allowance(mine, undefined);
}

/** Every word that a setting can hold, where they can be counted. */
const allWords: Readonly<Record<string, readonly string[]>> = {
  supported_channel_types: ['public', 'private'],
  supported_role_settings: ['user_role', 'channel_role'],
};

function allowance(value: SettingValue | undefined, setting: string | undefined): Allowance {
  const all = setting === undefined ? undefined : allWords[setting];
  if (value === undefined) return all === undefined ? 'everything' : new Set(all);
  const words = listOf(value);
  return words.includes('*') ? 'everything' : new Set(words);
}

function covers(whole: Allowance, part: Allowance): boolean {
  if (whole === 'everything') return true;
  return part !== 'everything' && [...part].every((word) => whole.has(word));
}
