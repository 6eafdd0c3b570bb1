import type { ActionCatalogue } from '../policy/action-catalogue.js';
import { type Finding, finding, hasErrors, type Problem } from '../policy/problems/problem.js';
import { type ProblemKind, problemKinds } from '../policy/problems/problem-kinds.js';
import { type ReadPolicy, readPolicyDocument } from '../policy/read-policy-document.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../policy/text/json.js';
import { nodeAt } from '../policy/text/node-at-path.js';
import type { Path } from '../policy/text/path.js';
import { problemsIn } from '../policy/text/position.js';
import { suggest } from '../policy/text/suggest.js';
import { jsonOf, type SyntaxNode, syntaxTreeOf } from '../policy/text/syntax-tree.js';
import type { Acknowledgement, Configuration, Environment } from './configuration.js';
import { environmentsOf } from './intent/environments.js';
import { type ConfigReader, pathSet, refuse } from './intent/reader.js';
import type { ReadDocument } from './read-document.js';
import { acknowledgementSchema, fileShell } from './schema/configuration.js';
import { cleanCopiedText } from './text/copied-text.js';
import { likelyKey } from './text/likely-key.js';
import { parsePartially, type SchemaIssue } from './text/parse-partially.js';
import { parseYaml } from './text/parse-yaml.js';
import { placeFindings, type Source } from './text/place-problems.js';
import { placeholderPaths } from './text/placeholder.js';
import {
  aliasesIn,
  asAliasFinding,
  pathWithAliases,
  resolveAliases,
  sameIdFindings,
} from './text/resolve-aliases.js';
import { schemaIssueFindings } from './text/schema-issue-finding.js';
import type { ParsedYaml } from './text/yaml-tree.js';
import { withoutUndefined } from './without-undefined.js';

/** The valid part of a configuration file, and all of its problems. */
export interface ReadFile {
  /** Complete only when no problem is an error. */
  readonly environments: readonly Environment[];
  readonly waves: readonly string[];
  readonly acknowledgements: readonly Acknowledgement[];
  /** The paths of everything that was left out because it is invalid. */
  readonly leftOut: readonly Path[];
  /** Their paths have IDs instead of aliases; `asWritten` has the paths of the file. */
  readonly problems: readonly Problem[];
  /** With IDs instead of aliases. Undefined when the text is not valid YAML. */
  readonly tree?: SyntaxNode;
  /** Problems of the file with the aliases that it has in their paths. */
  readonly asWritten: (problems: readonly Problem[]) => readonly Problem[];
}

/** Options for reading a file. */
export interface ReadOptions {
  /** The selected wave; default: the `wave` of the file. */
  readonly wave?: string | undefined;
  /** The catalogue of IAM actions; without it, action names are not checked. */
  readonly catalogue?: ActionCatalogue | undefined;
}

/** Reads a configuration file and continues after a problem, so all problems are found at once. Never throws. */
export function readFile(
  source: Source,
  readDocument: ReadDocument,
  options: ReadOptions & { readonly readPolicy?: ReadPolicy } = {},
  { tree: file, findings }: ParsedYaml = parseYaml(source.text),
): ReadFile {
  if (file === undefined) {
    const why = findings.length > 0 ? findings : [empty];
    return { ...nothing, problems: problemsIn(source, why), asWritten: (problems) => problems };
  }
  const copied = cleanCopiedText(source.text, file);
  const known = [...findings, ...copied.findings, ...reservedStrings(source.text, file)];
  const { tree, ...reading } = readingOf(copied.tree, known, readDocument, options);
  const read = readTree(tree, reading, options);
  const placed = problemsIn(source, distinct(placeFindings(tree, withoutFollowing(reading.findings))));
  return {
    ...read,
    leftOut: reading.leftOut.paths,
    problems: [...placed, ...distinct(reading.problems)],
    tree,
    asWritten: (problems) =>
      problems.map((problem) =>
        problem.file === source.file
          ? { ...problem, path: pathWithAliases(file, tree, problem.path) }
          : problem,
      ),
  };
}

/**
 * Reads the text of a configuration file, YAML or JSON, and the policy documents that it names. Returns all problems
 * at once; the configuration is undefined if one is an error. Never throws.
 */
export function readConfiguration(
  source: Source,
  readDocument: ReadDocument,
  options: ReadOptions = {},
): { readonly configuration?: Configuration; readonly problems: readonly Problem[] } {
  const read = readFile(source, readDocument, options);
  const { environments, waves, acknowledgements } = read;
  const configuration = { environments, waves, acknowledgements };
  const problems = read.asWritten(read.problems);
  return hasErrors(problems) ? { problems } : { configuration, problems };
}

/** The findings without those about a value that an unknown anchor would have. */
function withoutFollowing(findings: readonly Finding[]): readonly Finding[] {
  const isUnknown = ({ facts }: Finding): boolean => facts !== undefined && 'anchor' in facts;
  const unknown = new Set(findings.filter(isUnknown).map(({ path }) => JSON.stringify(path)));
  if (unknown.size === 0) return findings;
  const isBelowUnknown = ({ path }: Finding): boolean =>
    path.some((_, index) => unknown.has(JSON.stringify(path.slice(0, index + 1))));
  return findings.filter((each) => isUnknown(each) || !isBelowUnknown(each));
}

/** Strings that look like placeholders, which only programs create: the rules about values do not check them. */
function reservedStrings(text: string, tree: SyntaxNode): Finding[] {
  if (!/\uE000|\\u0*E000/i.test(text)) return [];
  return placeholderPaths(jsonOf(tree)).map((path) =>
    finding('invalid-value', 'error', { path }, { rule: 'private-use' }),
  );
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
  const file = syntaxTreeOf(value);
  const { tree, ...read } = readingOf(file, [], readDocument, options);
  const reading = { ...read, declared: true };
  const { environments } = readTree(tree, reading, options);
  const { findings, problems, leftOut } = reading;
  return {
    environments,
    leftOut: leftOut.paths,
    findings: distinct(findings),
    problems,
    value: jsonOf(tree),
  };
}

/** What could be read of a configuration that is a value, however much is wrong with it. */
type ReadValue = Pick<ReadFile, 'environments' | 'leftOut' | 'problems'> & {
  readonly findings: readonly Finding[];
  /** The value with IDs instead of aliases. */
  readonly value: JsonValue;
};

const nothing = { environments: [], waves: [], acknowledgements: [], leftOut: [] } as const;

const empty = finding('empty-configuration', 'error', { path: [] }, {});

function readingOf(
  file: SyntaxNode,
  known: readonly Finding[],
  readDocument: ReadDocument,
  {
    catalogue,
    readPolicy = (text, type) => readPolicyDocument(text, type, catalogue),
  }: ReadOptions & { readonly readPolicy?: ReadPolicy },
): ConfigReader & { readonly tree: SyntaxNode } {
  const leftOut = pathSet();
  const aliases = aliasesIn(file);
  const tree = resolveAliases(file, aliases);
  const findings = [...known, ...sameIdFindings(file, tree)];
  return {
    tree,
    aliases,
    findings,
    problems: [],
    readDocument,
    readPolicy,
    parse: (schema, value, path, fallback) => {
      const { value: valid, issues } = parsePartially(schema, value, fallback);
      if (issues.length === 0) return valid;
      const reported = withoutMisspelt(issues, (below) => nodeAt(tree, [...path, ...below]) !== undefined);
      const found = reported.flatMap((issue) => schemaIssueFindings(tree, path, issue));
      findings.push(...found.map((each) => asAliasFinding(each, aliases)));
      for (const below of issues.flatMap(leftOutBy)) leftOut.add([...path, ...below]);
      return parsePartially(schema, digitsAsStrings(value, issues, tree, path), fallback).value;
    },
    leftOut,
    waves: [],
    wave: undefined,
  };
}

/** The issues without those of a missing key that is present under a similar, unknown name. */
function withoutMisspelt(
  issues: readonly SchemaIssue[],
  exists: (path: Path) => boolean,
): readonly SchemaIssue[] {
  const unknown = issues.filter(({ kind }) => kind === 'unknown-keys');
  const meant = new Set(unknown.flatMap(leftOutBy).map((path) => JSON.stringify(path)));
  return issues.filter(
    ({ kind, path }) => kind !== 'mismatch' || !meant.has(JSON.stringify(path)) || exists(path),
  );
}

/** The paths that are left out because of an issue; for an unknown key that of the key that was probably meant. */
function leftOutBy(issue: SchemaIssue): readonly Path[] {
  if (issue.kind !== 'unknown-keys') return [issue.path];
  const { path, keys, known } = issue;
  return keys.map((key) => [...path, likelyKey(key, known) ?? key]);
}

function readTree(
  tree: SyntaxNode,
  reading: ConfigReader,
  options: ReadOptions,
): Omit<ReadFile, 'problems' | 'leftOut' | 'tree' | 'asWritten'> {
  const reserved = reservedKeys(tree);
  reading.findings.push(...reserved);
  for (const { path } of reserved) reading.leftOut.add(path);
  const value = jsonOf(tree);
  if (value === null || (isJsonObject(value) && Object.keys(value).length === 0)) {
    reading.findings.push(empty);
    return nothing;
  }
  const file = reading.parse(fileShell, value, []);
  if (file === undefined) return nothing;
  const environments = environmentsOf(file, reading, options.wave);
  return {
    environments,
    // Without an environment there is nothing to plan for a wave.
    waves: environments.length === 0 ? [] : (file.waves ?? []),
    acknowledgements: acknowledgementsOf(file.acknowledged ?? [], reading),
  };
}

/** The problems without repetitions: shared parts are read once for each environment. */
function distinct<T extends { readonly kind: string; readonly path: Path; readonly message: string }>(
  problems: readonly T[],
): T[] {
  const seen = new Map(
    problems.map((problem) => [JSON.stringify([problem.kind, problem.path, problem.message]), problem]),
  );
  return [...seen.values()];
}

/**
 * The value with each number that should be a string, such as an account without quotes, as the string that the user
 * wrote, leading zeros included. The other items of its list can then be checked.
 */
function digitsAsStrings(
  value: JsonValue,
  issues: readonly SchemaIssue[],
  tree: SyntaxNode,
  at: Path,
): JsonValue {
  return issues.reduce<JsonValue>((changed, issue) => {
    if (issue.kind !== 'mismatch' || !issue.expected.includes('string')) return changed;
    const node = nodeAt(tree, [...at, ...issue.path]);
    const isDigits = node?.kind === 'number' && /^\d+$/.test(node.text);
    return isDigits ? replaced(changed, issue.path, node.text) : changed;
  }, value);
}

function replaced(value: JsonValue, path: Path, text: string): JsonValue {
  const [part, ...below] = path;
  if (part === undefined) return text;
  if (Array.isArray(value)) return value.with(Number(part), replaced(value[Number(part)], below, text));
  if (!isJsonObject(value)) return value;
  return { ...value, [part]: replaced(value[part] ?? null, below, text) };
}

/** JavaScript uses this key for the prototype of an object, so a value below it would be lost. */
const reservedKey = '__proto__';

/** The reserved keys in a file, also where users choose the keys. */
function reservedKeys(tree: SyntaxNode, path: Path = []): Finding[] {
  if (tree.kind === 'array') return tree.items.flatMap((item, index) => reservedKeys(item, [...path, index]));
  if (tree.kind !== 'object') return [];
  return tree.members.flatMap(({ key, offset, value }): Finding[] => {
    const here = [...path, key];
    if (key !== reservedKey) return reservedKeys(value, here);
    return [finding('unknown-key', 'error', { path: here, offset }, { key })];
  });
}

/** The acknowledgements of a file, without those that are invalid. */
function acknowledgementsOf(values: readonly unknown[], reading: ConfigReader): Acknowledgement[] {
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
