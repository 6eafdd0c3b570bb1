import { type ProblemKind, problemKinds } from '../../policy/problems/problem-kinds.js';
import type { JsonValue } from '../../policy/text/json.js';
import type { Path } from '../../policy/text/path.js';
import { suggest } from '../../policy/text/suggest.js';
import type { Acknowledgement } from '../configuration.js';
import { acknowledgementSchema } from '../schema/configuration.js';
import { withoutUndefined } from '../without-undefined.js';
import { type ConfigReader, refuse } from './reader.js';

/** The acknowledgements of a file, without those that are invalid. */
export function acknowledgementsOf(values: readonly unknown[], reading: ConfigReader): Acknowledgement[] {
  return values.flatMap((value, index) => {
    const path: Path = ['acknowledged', index];
    const written = reading.parse(acknowledgementSchema, value as JsonValue, path);
    if (written === undefined) return [];
    const { problem, ...rest } = written;
    if (isProblemKind(problem)) return [{ ...withoutUndefined(rest), problem, path }];
    const nearest = suggest(problem, Object.keys(problemKinds));
    const facts = { rule: 'problem-kind', found: problem } as const;
    const at = [...path, 'problem'];
    refuse(reading, 'invalid-value', at, nearest === undefined ? facts : { ...facts, nearest });
    return [];
  });
}

function isProblemKind(text: string): text is ProblemKind {
  return Object.hasOwn(problemKinds, text);
}
