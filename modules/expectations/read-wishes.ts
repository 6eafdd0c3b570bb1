import type { ActionCatalogue } from '../policy/action-catalogue.js';
import type { FieldReader } from '../policy/field-reader.js';
import type { JsonObject } from '../policy/json.js';
import { doubtAboutAction } from '../policy/scp/doubt-about-action.js';
import type { Spot } from '../policy/spot.js';
import { contradictionsIn } from '../simulator/decide/decision-request.js';
import type { Wish } from './expectation.js';
import { oneOrMany } from './one-or-many.js';

/** Reads what may be done and what may not: actions, commands, or `anything`. */
export function readWishes(
  reader: FieldReader,
  node: JsonObject,
  spot: Spot,
  catalogue: ActionCatalogue | undefined,
): readonly Wish[] {
  const wishes = (['may', 'mayNot'] as const).flatMap((key) =>
    oneOrMany(reader, node, key, spot).flatMap(({ text, spot: here }): readonly Wish[] => {
      const expected = key === 'may' ? 'allowed' : 'denied';
      if (text === 'anything') return [{ expected, text, kind: 'anything' }];
      if (/\s/.test(text)) return [{ expected, text, kind: 'command' }];
      return isAction(reader, text, here, catalogue) ? [{ expected, text, kind: 'action' }] : [];
    }),
  );
  if (node['may'] === undefined && node['mayNot'] === undefined) {
    const help = 'add `may` or `mayNot` with actions, commands or `anything`';
    reader.report('missing-key', spot, 'nothing is expected', help);
  }
  return wishes;
}

/** A misspelt action is warned about: what is not there is denied or allowed by chance. */
function isAction(
  reader: FieldReader,
  text: string,
  spot: Spot,
  catalogue: ActionCatalogue | undefined,
): boolean {
  const problems = contradictionsIn({ accountId: '000000000000', from: 'console', action: text });
  for (const message of problems)
    reader.report('invalid-action', spot, message, 'a command has a space in it');
  if (problems.length > 0) return false;
  const doubt = catalogue && doubtAboutAction(text, catalogue);
  if (doubt !== undefined) reader.report(doubt.kind, spot, doubt.message, doubt.help, 'warning');
  return true;
}
