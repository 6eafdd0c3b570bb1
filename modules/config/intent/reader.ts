import type { z } from 'zod';
import type { ActionCatalogue } from '../../policy/action-catalogue.js';
import type { Finding, Problem } from '../../policy/problems/problem.js';
import type { JsonObject, JsonValue } from '../../policy/text/json.js';
import type { Path } from '../../policy/text/path.js';
import type { ReadDocument } from '../read-document.js';

/** What the readers of intents share: where problems go, and what they may ask. */
export interface ConfigReader {
  readonly findings: Finding[];
  /** Problems in other files. */
  readonly problems: Problem[];
  readonly readDocument: ReadDocument;
  /** What is known of IAM actions; without it, their names are not checked. */
  readonly catalogue: ActionCatalogue | undefined;
  /**
   * Parses a part of the file as far as it can be parsed, and reports what is wrong with it. Required keys that are
   * wrong or missing are taken from `fallback`.
   */
  readonly parse: <Schema extends z.ZodType>(
    schema: Schema,
    value: JsonValue,
    path: Path,
    fallback?: JsonObject,
  ) => z.output<Schema> | undefined;
  /** Set when a program declares the policies, which may then list statements. */
  readonly declared?: boolean;
  /** The places of everything that was left out because it is wrong. */
  readonly leftOut: Path[];
  /** The waves of the file, in their order. */
  readonly waves: readonly string[];
  /** The wave that is meant; undefined when the file has none or none was named. */
  readonly wave: string | undefined;
}

/** Reports an error about the configuration file. What is missing where something was left out is no error. */
export function refuse(
  { findings, leftOut }: ConfigReader,
  kind: Finding['kind'],
  path: Path,
  message: string,
  help: string,
): void {
  if (kind === 'missing-key' && leftOut.some((place) => isBelow(place, path))) return;
  findings.push({ kind, severity: 'error', path, message, help });
}

/** Whether a path leads to `above` or further down. */
export function isBelow(path: Path, above: Path): boolean {
  return above.every((part, index) => path[index] === part);
}
