import type { Path } from '../text/path.js';

/** Keys of a chat policy's document as the configuration spells them; null where the configuration has no such level. */
const spellings: Readonly<Record<string, string | null>> = {
  chatbot: null,
  platforms: null,
  microsoft_teams: 'microsoftTeams',
  supported_channel_types: 'channelTypes',
  supported_role_settings: 'roleSettings',
};

/** The path of a setting in the configuration, from its path in the policy document; without operators. */
export function settingPath(path: Path): Path {
  const setting: (string | number)[] = [];
  for (const [index, part] of path.entries()) {
    if (typeof part === 'string' && part.startsWith('@@')) break;
    const word = typeof part === 'string' && Object.hasOwn(spellings, part) ? spellings[part] : part;
    // `chatbot.default.client` is `default`; the `default` of a platform has no level of its own.
    const isPlatformDefault = part === 'default' && index > 1;
    const isDefaultClient = part === 'client' && path[index - 1] === 'default';
    if (word !== null && word !== undefined && !isPlatformDefault && !isDefaultClient) setting.push(word);
  }
  return setting;
}

/**
 * The path of one item of a list, below its policy in the configuration: the setting, `assign`, `append` or `remove`, and
 * the item itself, whose index only the file knows.
 */
export function itemPath(path: readonly string[], operator: string, item: string): Path {
  return [...settingPath(path), operator.slice(2), item];
}
