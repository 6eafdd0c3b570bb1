import type * as z from 'zod';
import { type Finding, finding, type Problem } from '../../policy/problems/problem.js';
import type { ProblemFacts, ProblemKind } from '../../policy/problems/problem-kinds.js';
import type { ReadPolicy } from '../../policy/read-policy-document.js';
import type { JsonObject, JsonValue } from '../../policy/text/json.js';
import type { Path } from '../../policy/text/path.js';
import type { ReadDocument } from '../read-document.js';
import type { Aliases } from '../text/resolve-aliases.js';

/** What the readers of intents share: the problems found so far, and access to the outside. */
export interface ConfigReader {
  readonly findings: Finding[];
  /** Problems in other files. */
  readonly problems: Problem[];
  readonly readDocument: ReadDocument;
  readonly readPolicy: ReadPolicy;
  readonly aliases: Aliases;
  /**
   * Parses a part of the file, reports its problems and returns its valid part. Required keys that are invalid or
   * missing are taken from `fallback`. Undefined where the rest is not valid either.
   */
  readonly parse: <Schema extends z.ZodType>(
    schema: Schema,
    value: JsonValue,
    path: Path,
    fallback?: JsonObject,
  ) => z.output<Schema> | undefined;
  /** Set when a program declares the policies, which may then list statements. */
  readonly declared?: boolean;
  /** Everything that was left out because it is invalid. */
  readonly leftOut: PathSet;
  /** The waves of the file, in order. */
  readonly waves: readonly string[];
  /** The selected wave; undefined when the file has no waves or none is selected. */
  readonly wave: string | undefined;
}

/** Reports an error in the configuration file. A key that is missing because it was left out is not reported again. */
export function refuse<K extends ProblemKind>(
  { findings, leftOut }: ConfigReader,
  kind: K,
  path: Path,
  facts: ProblemFacts<K>,
): void {
  if (kind === 'missing-key' && leftOut.isAtOrBelow(path)) return;
  findings.push(finding(kind, 'error', { path }, facts));
}

/** Paths of a file. */
export interface PathSet {
  readonly paths: readonly Path[];
  readonly add: (path: Path) => void;
  /** True if one of the paths is this one or is below it. */
  readonly isAtOrBelow: (path: Path) => boolean;
}

/** An empty set of paths. A file can have a hundred thousand, so a look-up does not search the list. */
export function pathSet(): PathSet {
  const paths: Path[] = [];
  const above = new Set<string>();
  return {
    paths,
    add: (path) => {
      paths.push(path);
      for (let length = 0; length <= path.length; length++) above.add(JSON.stringify(path.slice(0, length)));
    },
    isAtOrBelow: (path) => above.has(JSON.stringify(path)),
  };
}
