import type { ActionCatalogue } from '../../policy/action-catalogue.js';
import type { GuardrailIntent, GuardrailRule, GuardrailStatement } from '../../policy/intent.js';
import { type Finding, finding, type Problem } from '../../policy/problems/problem.js';
import type { ProblemKind } from '../../policy/problems/problem-kinds.js';
import { checkServiceControlPolicy } from '../../policy/scp/check.js';
import { checkActionName } from '../../policy/scp/check-action-name.js';
import { checkExemptions } from '../../policy/scp/check-exemptions.js';
import { uselessResources } from '../../policy/scp/lint/resource-never-matches.js';
import { statementNodes } from '../../policy/scp/statement-nodes.js';
import { warnAboutServiceControlPolicy } from '../../policy/scp/warnings.js';
import type { JsonValue } from '../../policy/text/json.js';
import type { Path } from '../../policy/text/path.js';
import { syntaxTreeOf } from '../../policy/text/syntax-tree.js';
import { isUnreliable } from './reliable-findings.js';

/**
 * The findings of the checkers of raw documents about a guardrail, at the place in the configuration that
 * made it. A misspelt action is an error here; one that may only be newer than the catalogue stays a warning.
 */
export function checkGuardrail(
  { rule, except, path }: GuardrailIntent,
  document: JsonValue,
  catalogue?: ActionCatalogue,
): Problem[] {
  if ('content' in rule) return [];
  return [
    ...checkDocument(rule, document, path, catalogue),
    ...checkOwnActions(rule, [...path, 'with', 'actions'], catalogue),
    ...checkOwnResources(rule, document, [...path, 'with', 'resources'], catalogue),
    ...checkExemptions(rule, except, path),
  ];
}

/** Errors, and the warnings that do not depend on values with errors. */
function checkDocument(
  rule: GuardrailRule,
  document: JsonValue,
  path: Path,
  catalogue: ActionCatalogue | undefined,
): Problem[] {
  // A guardrail that could not be read has a problem of its own already.
  if (rule.statements.length === 0) return [];
  const placed = (findings: readonly Finding[]): Problem[] =>
    findings
      .filter((finding) => !isImpliedByOurWords(finding))
      // The catalogue names what chat cannot run today for the day on which it can.
      .filter(({ kind }) => rule.use === undefined || kind !== 'impossible-from-chat')
      .map(({ offset: _, ...finding }) => ({
        ...finding,
        ...(isMisspelt(finding) ? { severity: 'error' as const } : {}),
        path: [...path, ...sourcePath(finding, rule)],
      }));
  const tree = syntaxTreeOf(document);
  const errors = placed(checkServiceControlPolicy(tree));
  // The catalogue of guardrails is held against that of actions when this package is tested.
  const names = rule.use === undefined ? catalogue : undefined;
  const inError = errors.map((error) => error.path);
  const warnings = withoutForms(placed(warnAboutServiceControlPolicy(tree, names)));
  return [...errors, ...warnings.filter((warning) => !isUnreliable(warning, path, inError))];
}

/** Without the warnings about the form of an action that is misspelt: one problem for each action. */
function withoutForms(warnings: readonly Problem[]): readonly Problem[] {
  const misspelt = new Set(warnings.filter(isMisspelt).map(({ path }) => JSON.stringify(path)));
  return warnings.filter(({ kind, path }) => kind !== 'unconfirmed' || !misspelt.has(JSON.stringify(path)));
}

/** The actions that a configuration adds to a guardrail of the catalogue. */
function checkOwnActions(
  { ownActions = [] }: GuardrailRule,
  path: Path,
  catalogue: ActionCatalogue | undefined,
): Problem[] {
  if (catalogue === undefined) return [];
  return ownActions.flatMap((action): Problem[] => {
    const doubt = checkActionName(action, catalogue);
    if (doubt === undefined) return [];
    const severity = doubt.facts.nearest === undefined ? 'warning' : 'error';
    return [finding(doubt.kind, severity, { path }, doubt.facts)];
  });
}

/** The resources to which a configuration limits a guardrail of the catalogue: none of its actions works on them. */
function checkOwnResources(
  { use }: GuardrailRule,
  document: JsonValue,
  path: Path,
  catalogue: ActionCatalogue | undefined,
): Problem[] {
  if (catalogue === undefined || use === undefined) return [];
  const limited = statementNodes(syntaxTreeOf(document)).filter(({ resources }) => !resources.negated);
  const actions = limited.flatMap((statement) => statement.actions.texts);
  const resources = new Map(
    limited.flatMap((statement) => statement.resources.texts.map((resource) => [resource.text, resource])),
  );
  const found = uselessResources(actions, [...resources.values()], catalogue);
  return found.map(({ offset: _, ...problem }) => ({ ...problem, path }));
}

/** Kinds without meaning here: `allowOnly` denies the rest on purpose, and other policies may stop a bypass. */
const impliedByOurWords: ReadonlySet<ProblemKind> = new Set(['inverted-action-list', 'ways-around']);

/** Conditions on the source come from `from` and `exceptFrom`, which `checkExemptions` checks. */
function isImpliedByOurWords({ kind, path }: Finding): boolean {
  if (kind === 'condition-never-holds') return path.includes('aws:ChatbotSourceArn');
  return impliedByOurWords.has(kind);
}

const namesOfActions: ReadonlySet<ProblemKind> = new Set([
  'unknown-service',
  'unknown-action',
  'wildcard-matches-nothing',
]);

/** True if a finding names the action that was probably meant; another one may be newer than the catalogue. */
function isMisspelt({ kind, facts }: Pick<Finding, 'kind' | 'facts'>): boolean {
  return namesOfActions.has(kind) && facts !== undefined && 'nearest' in facts;
}

/** A path into the compiled document as a path below the guardrail in the configuration, which has no statements of the catalogue. */
function sourcePath({ kind, path }: Pick<Finding, 'kind' | 'path'>, rule: GuardrailRule): Path {
  const [, index, element, ...rest] = path;
  const statement = rule.statements[Number(index)];
  if (rule.use !== undefined) return parameterPath(kind, element);
  if (statement === undefined) return [];
  const [above, list] = rule.listed ? [['statements', Number(index)], 'actions'] : [[], statement.effect];
  switch (element) {
    case 'Action':
    case 'NotAction':
      return [...above, list, writtenIndexes(statement.actions)[Number(rest[0] ?? 0)] ?? -1];
    case 'Resource':
    case 'NotResource':
      return [...above, ...resourcePath(path, statement)];
    case 'Condition':
      return [...above, 'conditions', ...rest.slice(0, 2)];
    default:
      return above;
  }
}

/** A value in a guardrail of the catalogue comes from a parameter; everything else from the guardrail itself. */
function parameterPath(kind: ProblemKind, element: Path[number] | undefined): Path {
  if (!aboutParameters.has(kind)) return ['use'];
  return ['with', element === 'Condition' ? 'regions' : 'resources'];
}

const aboutParameters: ReadonlySet<ProblemKind> = new Set(['unknown-region', 'invalid-arn-account']);

/** The place in the configuration of a resource in the compiled policy. */
function resourcePath([, , element, item]: Path, statement: GuardrailStatement): Path {
  const key = element === 'Resource' ? 'resources' : 'exceptResources';
  const indexes = writtenIndexes(statement[key] ?? []);
  return indexes.length > 1 ? [key, indexes[Number(item)] ?? -1] : [key];
}

/** The indexes of each list in the order of the compiled list: a list can have thousands of findings. */
const knownIndexes = new WeakMap<readonly string[], readonly number[]>();

/** For each item of the compiled list, which is sorted and without duplicates, its index in the written list. */
function writtenIndexes(written: readonly string[]): readonly number[] {
  const known = knownIndexes.get(written);
  if (known !== undefined) return known;
  const first = new Map(written.map((text, index) => [text, index] as const).toReversed());
  const indexes = [...first.keys()].sort().map((text) => first.get(text) ?? -1);
  knownIndexes.set(written, indexes);
  return indexes;
}
