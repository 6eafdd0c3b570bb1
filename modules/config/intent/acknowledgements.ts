import { type ProblemKind, problemKinds } from '../../policy/problems/problem-kinds.js';
import type { JsonValue } from '../../policy/text/json.js';
import type { Path } from '../../policy/text/path.js';
import { quoted } from '../../policy/text/quote.js';
import { suggest } from '../../policy/text/suggest.js';
import type { Acknowledgement } from '../configuration.js';
import { acknowledgementSchema } from '../schema/configuration.js';
import { withoutUndefined } from '../without-undefined.js';
import { type ConfigReader, refuse } from './reader.js';

/** The problems that are known and lived with. */
export function acknowledgementsOf(values: readonly unknown[], reading: ConfigReader): Acknowledgement[] {
  return values.flatMap((value, index) => {
    const path: Path = ['acknowledged', index];
    const written = reading.parse(acknowledgementSchema, value as JsonValue, path);
    if (written === undefined) return [];
    const { problem, ...rest } = written;
    if (isProblemKind(problem)) return [{ ...withoutUndefined(rest), problem, path }];
    const near = suggest(problem, Object.keys(problemKinds));
    const help =
      near === undefined ? '`check` prints the kind of every problem' : `did you mean \`${near}\`?`;
    const message = `no kind of problem ${quoted(problem)}`;
    refuse(reading, 'invalid-value', [...path, 'problem'], message, help);
    return [];
  });
}

function isProblemKind(text: string): text is ProblemKind {
  return Object.hasOwn(problemKinds, text);
}
