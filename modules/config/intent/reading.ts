import type { z } from 'zod';
import type { JsonValue } from '../../policy/json.js';
import type { Finding, Path, Problem } from '../../policy/problem.js';

/**
 * What reads a raw document that the configuration names, by its path relative to the configuration file. `file`
 * is how problems name it; default: that path.
 */
export type ReadDocument = (
  path: string,
) => { readonly text: string; readonly file?: string } | { readonly reason: string };

/** What the readers of intents share: where problems go, and what they may ask. */
export interface Reading {
  readonly findings: Finding[];
  /** Problems in other files. */
  readonly problems: Problem[];
  readonly readDocument: ReadDocument;
  /** Parses a part of the file as far as it can be parsed, and reports what is wrong with it. */
  readonly parse: <Schema extends z.ZodType>(
    schema: Schema,
    value: JsonValue,
    path: Path,
  ) => z.output<Schema> | undefined;
  /** The waves of the file, in their order. */
  readonly waves: readonly string[];
  /** The wave that is meant; undefined when the file has none or none was named. */
  readonly wave: string | undefined;
}

/** Reports an error about the configuration file. */
export function refuse(
  { findings }: Pick<Reading, 'findings'>,
  kind: Finding['kind'],
  path: Path,
  message: string,
  help: string,
): void {
  findings.push({ kind, severity: 'error', path, message, help });
}
