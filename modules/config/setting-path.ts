import type { Path } from '../policy/problem.js';

/** Keys of a chat policy's document in the words of the configuration; null where those have no such level. */
const words: Readonly<Record<string, string | null>> = {
  chatbot: null,
  platforms: null,
  microsoft_teams: 'microsoftTeams',
  supported_channel_types: 'channelTypes',
  supported_role_settings: 'roleSettings',
};

/** Where the configuration says what stands at `path` in a compiled chat policy. */
export function settingPath(path: Path): Path {
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
