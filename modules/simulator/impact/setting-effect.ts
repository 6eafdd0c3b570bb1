import type { SettingValue } from '../effective/chat-operations.js';
import { listOf, type Setting } from '../effective/merge-setting.js';
import type { Effect } from './impact.js';

/** Settings of one account by their path, joined by `/`. */
export type SettingsByPath = ReadonlyMap<string, Setting>;

/** What a setting allows: listed values, or everything. */
type Allowance = ReadonlySet<string> | 'everything';

/** Returns whether a change of a setting gains access, loses access, both or neither. */
export function effectAt(path: readonly string[], before: SettingsByPath, after: SettingsByPath): Effect {
  const old = allowanceAt(path, before);
  const now = allowanceAt(path, after);
  const gains = !covers(old, now);
  const losses = !covers(now, old);
  return gains && losses ? 'both' : gains ? 'gain' : losses ? 'loss' : 'none';
}

/**
 * What is allowed at a path. A setting that is not set restricts nothing unless another one applies instead:
 * `chatbot.default.client` for the client of a platform, `default` of the platform for an override, and for a tenant
 * that is not listed, the tenants that are.
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
    const fallback = valueAt('chatbot', 'platforms', platform ?? '', 'default', path.at(-1) ?? '');
    return allowance(own ?? fallback, path.at(-1));
  }
  if (part === 'tenants') return tenantAllowance(path, settings);
  return allowance(own, path.at(-1));
}

/** The teams of a tenant: its own list and the list for all tenants; none if only other tenants are listed. */
function tenantAllowance(path: readonly string[], settings: SettingsByPath): Allowance {
  const tenants = path.slice(0, -1).join('/');
  const lists = [...settings].filter(
    ([key, { value }]) => key.startsWith(`${tenants}/`) && value !== undefined,
  );
  if (lists.length === 0) return 'everything';
  const mine = [path.at(-1), '*'].flatMap((tenant) => listOf(settings.get(`${tenants}/${tenant}`)?.value));
  return allowance(mine, undefined);
}

/** All possible values of the settings that have a fixed set of values. */
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
