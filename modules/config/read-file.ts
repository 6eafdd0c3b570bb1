import type { ActionCatalogue } from '../policy/action-catalogue.js';
import { isJsonObject } from '../policy/json.js';
import { problemsIn } from '../policy/position.js';
import type { Finding, Path, Problem } from '../policy/problem.js';
import { jsonOf, type SyntaxNode } from '../policy/syntax-tree.js';
import type { Acknowledgement, Environment } from './configuration.js';
import { digitsAsText } from './digits-as-text.js';
import { explainShortcoming } from './explain-shortcoming.js';
import { acknowledgementsOf } from './intent/acknowledgements.js';
import { environmentsOf } from './intent/environments.js';
import type { Reading } from './intent/reading.js';
import { likelyKey } from './likely-key.js';
import { parseYaml } from './parse-yaml.js';
import { nodeAt, placeFindings, type Source } from './place.js';
import type { ReadDocument } from './read-document.js';
import { reservedKeys } from './reserved-keys.js';
import { salvage } from './salvage.js';
import { fileShell } from './schema/configuration.js';
import type { Shortcoming } from './shortcomings.js';

/** Everything that could be read of a configuration file, however much is wrong with it. */
export interface ReadFile {
  /** Complete only when no problem is an error. */
  readonly environments: readonly Environment[];
  readonly waves: readonly string[];
  readonly acknowledgements: readonly Acknowledgement[];
  /** The places of everything that was left out because it is wrong. */
  readonly leftOut: readonly Path[];
  readonly problems: readonly Problem[];
  /** Undefined when the text is no YAML. */
  readonly tree?: SyntaxNode;
}

/** What may differ from one reading of a file to the next. */
export interface ReadOptions {
  /** The wave of the rollout that is meant; default: what the file says. */
  readonly wave?: string | undefined;
  /** What is known of IAM actions; without it, their names are not checked. */
  readonly catalogue?: ActionCatalogue | undefined;
}

/** Reads a configuration file and goes on after a problem, so that all of them are found in one go. Never throws. */
export function readFile(source: Source, readDocument: ReadDocument, options: ReadOptions = {}): ReadFile {
  const { tree, findings } = parseYaml(source.text);
  if (tree === undefined) {
    const why = findings.length > 0 ? findings : [empty];
    return { ...nothing, problems: problemsIn(source, why) };
  }
  const reading = readingOf(tree, [...findings], readDocument, options);
  const read = readTree(tree, reading, options);
  const placed = problemsIn(source, distinct(placeFindings(tree, reading.findings)));
  return { ...read, leftOut: reading.leftOut, problems: [...placed, ...distinct(reading.problems)], tree };
}

const nothing = { environments: [], waves: [], acknowledgements: [], leftOut: [] } as const;

const empty: Finding = {
  kind: 'empty-configuration',
  severity: 'error',
  path: [],
  message: 'the file is empty',
  help: '`chat-guardrails init` writes a configuration to start from',
};

function readingOf(
  tree: SyntaxNode,
  findings: Finding[],
  readDocument: ReadDocument,
  { catalogue }: ReadOptions,
): Reading {
  const leftOut: Path[] = [];
  return {
    findings,
    problems: [],
    readDocument,
    catalogue,
    parse: (schema, value, path, fallback) => {
      const { value: salvaged, shortcomings } = salvage(schema, value, fallback);
      if (shortcomings.length === 0) return salvaged;
      const told = withoutMisspelt(shortcomings, (place) => nodeAt(tree, [...path, ...place]) !== undefined);
      findings.push(...told.flatMap((one) => explainShortcoming(tree, path, one)));
      leftOut.push(...shortcomings.flatMap((one) => leftOutBy(one).map((place) => [...path, ...place])));
      return salvage(schema, digitsAsText(value, shortcomings, tree, path), fallback).value;
    },
    leftOut,
    waves: [],
    wave: undefined,
  };
}

/** A required key that is there under a name like it is not told as missing as well. */
function withoutMisspelt(
  shortcomings: readonly Shortcoming[],
  isThere: (path: Path) => boolean,
): readonly Shortcoming[] {
  const unknown = shortcomings.filter(({ kind }) => kind === 'unknown-keys');
  const meant = new Set(unknown.flatMap(leftOutBy).map((path) => JSON.stringify(path)));
  return shortcomings.filter(
    ({ kind, path }) => kind !== 'mismatch' || !meant.has(JSON.stringify(path)) || isThere(path),
  );
}

/** What a shortcoming costs: an unknown key, the one that was meant by it where that can be guessed. */
function leftOutBy(shortcoming: Shortcoming): readonly Path[] {
  if (shortcoming.kind !== 'unknown-keys') return [shortcoming.path];
  const { path, keys, known } = shortcoming;
  return keys.map((key) => [...path, likelyKey(key, known) ?? key]);
}

function readTree(
  tree: SyntaxNode,
  reading: Reading,
  options: ReadOptions,
): Omit<ReadFile, 'problems' | 'leftOut' | 'tree'> {
  const lost = reservedKeys(tree);
  reading.findings.push(...lost);
  reading.leftOut.push(...lost.map(({ path }) => path));
  const value = jsonOf(tree);
  if (value === null || (isJsonObject(value) && Object.keys(value).length === 0)) {
    reading.findings.push(empty);
    return nothing;
  }
  const file = reading.parse(fileShell, value, []);
  if (file === undefined) return nothing;
  return {
    environments: environmentsOf(file, reading, options.wave),
    waves: file.waves ?? [],
    acknowledgements: acknowledgementsOf(file.acknowledged ?? [], reading),
  };
}

/** What several environments share is read once for each of them; its problems are told once. */
function distinct<T extends { readonly kind: string; readonly path: Path; readonly message: string }>(
  problems: readonly T[],
): T[] {
  const seen = new Map(
    problems.map((problem) => [JSON.stringify([problem.kind, problem.path, problem.message]), problem]),
  );
  return [...seen.values()];
}
