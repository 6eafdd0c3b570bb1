import type { JsonValue } from '../../modules/policy/text/json.js';
import type { Random } from './random.js';
import { mutated } from './random-text.js';

/** What a careless editor, a broken download or an attacker puts into a text. */
const insertions: readonly (() => string)[] = [
  () => '\ufeff',
  () => '\u0000',
  () => '\\ud800',
  () => '"__proto__": {"a": 1},',
  () => '__proto__:\n  constructor: 1\n',
  () => '9'.repeat(400),
  () => '-1e999',
  () => '['.repeat(5_000),
  () => '{"a":'.repeat(5_000),
  () => '- '.repeat(3_000),
  () => '(('.repeat(2_000),
  () => '\u001b[31m\u202e\u009b',
  () => '\n::error::a\r\n##vso[a]b',
  () => '&a *a <<: *b !!binary',
  () => '"""\'\'\'```',
];

/** A valid text, changed in its bytes; what no file can have (lone surrogates) is replaced as decoding does it. */
export function mutatedBytes(random: Random, text: string): string {
  let changed = text;
  for (let times = 1 + random.below(3); times > 0; times--) {
    const start = random.below(changed.length + 1);
    const end = Math.min(changed.length, start + random.below(random.once(3) ? 200 : 4));
    const middle = random.pick([
      '',
      changed.slice(start, end).repeat(2),
      String.fromCharCode(random.below(0x10000)),
      random.pick(insertions)(),
    ]);
    changed = random.once(6)
      ? changed.slice(0, start)
      : changed.slice(0, start) + middle + changed.slice(end);
  }
  return Buffer.from(changed).toString();
}

/** The text of a valid document, changed in its structure or its bytes; a document that is a text only in its bytes. */
export function mutatedDocument(random: Random, document: JsonValue): string {
  if (typeof document === 'string') return mutatedBytes(random, document);
  if (random.once(3)) return mutatedBytes(random, JSON.stringify(document, null, random.pick([0, 2])));
  return Buffer.from(mutated(random, document)).toString();
}
