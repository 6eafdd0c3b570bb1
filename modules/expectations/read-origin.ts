import type { FieldReader } from '../policy/field-reader.js';
import type { ChatPlatform } from '../policy/intent.js';
import type { JsonValue } from '../policy/json.js';
import { alternatives, quoted } from '../policy/problem.js';
import { type Spot, under } from '../policy/spot.js';
import type { ChatOrigin } from '../simulator/decide/decision-request.js';
import type { Expectation } from './expectation.js';
import { knownKeys } from './known-keys.js';

/** Reads from where somebody speaks: `console`, or a place in chat. */
export function readOrigin(
  reader: FieldReader,
  value: JsonValue | undefined,
  spot: Spot,
): Expectation['from'] {
  if (value === 'console') return 'console';
  if (typeof value === 'string') {
    reader.report('invalid-value', spot, `found ${quoted(value)}; expected \`console\`, or where in chat`);
    return 'console';
  }
  const node = reader.object(value, spot);
  knownKeys(reader, node, spot, Object.keys(origins));
  const origin: Record<string, string> = {};
  for (const [part, words] of Object.entries(origins)) {
    const text = reader.optionalText(node, part, spot);
    if (text === undefined) continue;
    if (words === undefined || words.includes(text)) origin[part] = text;
    else
      reader.report(
        'invalid-value',
        under(spot, part),
        `found ${quoted(text)}; expected ${alternatives(words)}`,
      );
  }
  return origin;
}

/** The parts of a place in chat, and the words that each takes where they can be counted. */
const origins: Readonly<Record<keyof ChatOrigin, readonly string[] | undefined>> = {
  platform: ['slack', 'microsoft_teams', 'chime'] satisfies readonly ChatPlatform[],
  workspace: undefined,
  tenant: undefined,
  team: undefined,
  channelType: ['public', 'private'],
  role: ['user_role', 'channel_role'],
  configuration: undefined,
};
