import type { ActionCatalogue } from '../policy/action-catalogue.js';
import type { Finding, Problem } from '../policy/problems/problem.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../policy/text/json.js';
import type { Path } from '../policy/text/path.js';
import { problemsIn } from '../policy/text/position.js';
import { quoted } from '../policy/text/quote.js';
import { jsonOf, type SyntaxNode, syntaxTreeOf } from '../policy/text/syntax-tree.js';
import type { Acknowledgement, Environment } from './configuration.js';
import { acknowledgementsOf } from './intent/acknowledgements.js';
import { environmentsOf } from './intent/environments.js';
import type { ConfigReader } from './intent/reader.js';
import type { ReadDocument } from './read-document.js';
import { fileShell } from './schema/configuration.js';
import { likelyKey } from './text/likely-key.js';
import { nodeAt, placeFindings, type Source } from './text/node-at-path.js';
import { parsePartially, type SchemaIssue } from './text/parse-partially.js';
import { parseYaml } from './text/parse-yaml.js';
import { schemaIssueFindings } from './text/schema-issue-finding.js';

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

/**
 * Reads a configuration that a program holds as a value, as far as a file is read: what is wrong is in `findings`, and
 * in `problems` what is wrong with its raw documents. Never throws.
 */
export function readValue(
  value: JsonObject,
  readDocument: ReadDocument,
  options: ReadOptions = {},
): ReadValue {
  const tree = syntaxTreeOf(value);
  const reading = { ...readingOf(tree, [], readDocument, options), declared: true };
  const { environments } = readTree(tree, reading, options);
  const { findings, problems, leftOut } = reading;
  return { environments, leftOut, findings: distinct(findings), problems };
}

/** What could be read of a configuration that is a value, however much is wrong with it. */
export type ReadValue = Pick<ReadFile, 'environments' | 'leftOut' | 'problems'> & {
  readonly findings: readonly Finding[];
};

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
): ConfigReader {
  const leftOut: Path[] = [];
  return {
    findings,
    problems: [],
    readDocument,
    catalogue,
    parse: (schema, value, path, fallback) => {
      const { value: salvaged, shortcomings } = parsePartially(schema, value, fallback);
      if (shortcomings.length === 0) return salvaged;
      const told = withoutMisspelt(shortcomings, (place) => nodeAt(tree, [...path, ...place]) !== undefined);
      findings.push(...told.flatMap((one) => schemaIssueFindings(tree, path, one)));
      leftOut.push(...shortcomings.flatMap((one) => leftOutBy(one).map((place) => [...path, ...place])));
      return parsePartially(schema, digitsAsText(value, shortcomings, tree, path), fallback).value;
    },
    leftOut,
    waves: [],
    wave: undefined,
  };
}

/** A required key that is there under a name like it is not told as missing as well. */
function withoutMisspelt(
  shortcomings: readonly SchemaIssue[],
  isThere: (path: Path) => boolean,
): readonly SchemaIssue[] {
  const unknown = shortcomings.filter(({ kind }) => kind === 'unknown-keys');
  const meant = new Set(unknown.flatMap(leftOutBy).map((path) => JSON.stringify(path)));
  return shortcomings.filter(
    ({ kind, path }) => kind !== 'mismatch' || !meant.has(JSON.stringify(path)) || isThere(path),
  );
}

/** What a shortcoming costs: an unknown key, the one that was meant by it where that can be guessed. */
function leftOutBy(shortcoming: SchemaIssue): readonly Path[] {
  if (shortcoming.kind !== 'unknown-keys') return [shortcoming.path];
  const { path, keys, known } = shortcoming;
  return keys.map((key) => [...path, likelyKey(key, known) ?? key]);
}

function readTree(
  tree: SyntaxNode,
  reading: ConfigReader,
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

/**
 * The value with every number in it that should have been a text, such as an account without quotes, as the text
 * that was written, leading zeros included: so that the rest of its list can be checked further.
 */
function digitsAsText(
  value: JsonValue,
  shortcomings: readonly SchemaIssue[],
  tree: SyntaxNode,
  at: Path,
): JsonValue {
  return shortcomings.reduce<JsonValue>((changed, shortcoming) => {
    if (shortcoming.kind !== 'mismatch' || !shortcoming.shapes.includes('text')) return changed;
    const node = nodeAt(tree, [...at, ...shortcoming.path]);
    const isDigits = node?.kind === 'number' && /^\d+$/.test(node.text);
    return isDigits ? replaced(changed, shortcoming.path, node.text) : changed;
  }, value);
}

function replaced(value: JsonValue, path: Path, text: string): JsonValue {
  const [part, ...below] = path;
  if (part === undefined) return text;
  if (Array.isArray(value)) return value.with(Number(part), replaced(value[Number(part)], below, text));
  if (!isJsonObject(value)) return value;
  return { ...value, [part]: replaced(value[part] ?? null, below, text) };
}

/** A key that means the prototype of an object to a program, so that it would get lost on the way to the intent. */
const reserved = '__proto__';

/** Every key of a file that no configuration can have, wherever keys are free to choose. */
function reservedKeys(tree: SyntaxNode, path: Path = []): Finding[] {
  if (tree.kind === 'array') return tree.items.flatMap((item, index) => reservedKeys(item, [...path, index]));
  if (tree.kind !== 'object') return [];
  return tree.members.flatMap(({ key, offset, value }): Finding[] => {
    const here = [...path, key];
    if (key !== reserved) return reservedKeys(value, here);
    const message = `unknown key ${quoted(key)}`;
    const help = 'no key of a configuration can have this name';
    return [{ kind: 'unknown-key', severity: 'error', path: here, offset, message, help }];
  });
}
