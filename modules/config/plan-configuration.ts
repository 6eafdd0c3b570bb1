import { checkEnvironments } from '../analysis/check-environment.js';
import type { ActionCatalogue } from '../policy/action-catalogue.js';
import { namesById, withNames } from '../policy/organization/chat-names.js';
import { accountsOf, type Organization } from '../policy/organization/organization.js';
import { indexOrganization } from '../policy/organization/organization-index.js';
import { checkPolicyCount } from '../policy/plan/check-quotas.js';
import { type Compiled, type CompiledPolicies, compilePolicies } from '../policy/plan/compile-policies.js';
import { planCompiled } from '../policy/plan/make-plan.js';
import type { Plan, PolicyType } from '../policy/plan/plan.js';
import { nearestUnit } from '../policy/plan/resolve-targets.js';
import { limitProblems } from '../policy/problems/limit-problems.js';
import { type Finding, finding, hasErrors, type Problem, sortProblems } from '../policy/problems/problem.js';
import type { ProblemKind } from '../policy/problems/problem-kinds.js';
import { type ReadPolicy, readPolicyDocument } from '../policy/read-policy-document.js';
import type { JsonValue } from '../policy/text/json.js';
import { nodeAt, writtenPath } from '../policy/text/node-at-path.js';
import type { Path } from '../policy/text/path.js';
import { acknowledge } from './check/acknowledge.js';
import { checkPolicy } from './check/check-chat-settings.js';
import { checkEndDates } from './check/check-end-dates.js';
import { checkPartition, checkRegions, type FindKey } from './check/check-partition.js';
import { checkUniqueNames } from './check/check-unique-names.js';
import { isReliable } from './check/reliable-findings.js';
import type { Acknowledgement, Environment } from './configuration.js';
import type { ReadDocument } from './read-document.js';
import { type ReadFile, readFile } from './read-file.js';
import { parseYaml } from './text/parse-yaml.js';
import { lineFinder, placeProblems, type Source } from './text/place-problems.js';
import type { ParsedYaml } from './text/yaml-tree.js';

/** The functions and values that planning a configuration needs. Paths are relative to the configuration file. */
export interface Surroundings {
  readonly readDocument: ReadDocument;
  /** Reads an organization file. If it cannot be read, returns a problem. */
  readonly readOrganization: (path: string) => OrganizationAnswer;
  /** The catalogue of IAM actions. Without it, action names are not checked. */
  readonly catalogue?: ActionCatalogue;
  /** Today, `YYYY-MM-DD`: exemptions and acknowledgements end. */
  readonly today: string;
}

/** An organization, or the problems why it could not be read. */
export interface OrganizationAnswer {
  readonly organization?: Organization;
  readonly problems: readonly Problem[];
}

/** The part of a configuration to plan. */
export interface Selection {
  /** The environment. Default: all. */
  readonly environment?: string | undefined;
  /** The wave. Default: the `wave` of the file. */
  readonly wave?: string | undefined;
  /** The organization to use instead of the files that the configuration names. */
  readonly organization?: OrganizationAnswer | undefined;
}

/** An environment with its plan. */
export interface PlannedEnvironment {
  readonly environment: Environment;
  readonly organization: Organization | undefined;
  /** The policies of the environment with their documents. */
  readonly compiled: CompiledPolicies;
  /** Undefined if any problem of the configuration is an error. */
  readonly plan: Plan | undefined;
}

/** The plans of a configuration and its problems. */
export interface PlannedConfiguration {
  readonly environments: readonly PlannedEnvironment[];
  readonly waves: readonly string[];
  readonly acknowledgements: readonly Acknowledgement[];
  /** All problems of the file, its raw documents, its organization files and its plans. */
  readonly problems: readonly Problem[];
  /** Returns the line of a path in the file, counted from 1. */
  readonly lineOf: (path: Path) => number;
}

/**
 * Reads a configuration, plans the selected environments, and returns all their problems at once. Never throws.
 * @example
 * ```ts
 * import { readFileSync } from 'node:fs';
 * import { planConfiguration } from 'cdktf-chat-guardrails/config';
 *
 * const file = 'chat-guardrails.yaml';
 * const { environments, problems } = planConfiguration(
 *   { text: readFileSync(file, 'utf8'), file },
 *   {
 *     readDocument: () => ({ reason: 'not supported' }),
 *     readOrganization: () => ({ problems: [] }),
 *     today: new Date().toISOString().slice(0, 10),
 *   },
 * );
 * ```
 */
export function planConfiguration(
  source: Source,
  surroundings: Surroundings,
  selection: Selection = {},
): PlannedConfiguration {
  return planParsed(source, parseYaml(source.text), surroundings, selection);
}

/** Returns what `planConfiguration` returns, for a text that is parsed. */
export function planParsed(
  source: Source,
  parsed: ParsedYaml,
  surroundings: Surroundings,
  selection: Selection,
): PlannedConfiguration {
  return planKnown(source, parsed, withCaches(surroundings), selection);
}

function planKnown(
  source: Source,
  parsed: ParsedYaml,
  surroundings: KnownSurroundings,
  selection: Selection,
): PlannedConfiguration {
  const { wave } = selection;
  const options = { wave, readPolicy: surroundings.readPolicy };
  const file = readFile(source, surroundings.readDocument, options, parsed);
  const { environment: only, organization: given } = selection;
  const chosen = file.environments.filter(({ name }) => only === undefined || name === only);
  const unread = unreadParts(file, source.file);
  const drafts = chosen.map((environment) => draftOf(environment, surroundings, selection, file));
  const judged = checkDrafts(drafts, file, unread);
  const isRefused = hasErrors([...file.problems, ...judged.flatMap(({ problems: own }) => own)]);
  const found = [
    ...joinProblems(isRefused ? judged : judged.map(withNote)),
    ...checkUniqueNames(given ? drafts.map((draft) => ({ ...draft, organization: undefined })) : drafts),
    ...checkEndDates(chosen, file.acknowledgements, surroundings.today),
  ];
  const { problems: told, unused } = acknowledge(
    [...withIds(file.problems, drafts), ...placed(source, found, file)],
    file.acknowledgements,
    chosen,
    surroundings.today,
  );
  const all = only === undefined && file.waves.length === 0;
  const problems = sortProblems(
    file.asWritten([...told, ...(all ? placed(source, unused, file) : [])]).map(addNames(drafts)),
  );
  const refused = hasErrors(problems);
  const environments = drafts.map(({ environment, organization, compiled, plan }) => ({
    environment,
    organization,
    compiled,
    plan: refused ? undefined : plan,
  }));
  return {
    environments,
    waves: file.waves,
    acknowledgements: file.acknowledgements,
    problems: limitProblems(problems),
    lineOf: lineFinder(source, file.tree),
  };
}

/**
 * Returns the problems of a configuration, like `planConfiguration`. In a rollout without a selected wave it checks
 * every wave and reports each problem once.
 */
export function checkConfiguration(
  source: Source,
  surroundings: Surroundings,
  selection: Selection = {},
): readonly Problem[] {
  return checkParsed(source, parseYaml(source.text), surroundings, selection);
}

/** Returns what `checkConfiguration` returns, for a text that is parsed. */
export function checkParsed(
  source: Source,
  parsed: ParsedYaml,
  surroundings: Surroundings,
  selection: Selection,
): readonly Problem[] {
  const known = withCaches(surroundings);
  const { problems, waves } = planKnown(source, parsed, known, selection);
  if (waves.length === 0 || selection.wave !== undefined) return problems;
  const found = new Map<string, Problem>();
  for (const wave of waves) {
    for (const problem of planKnown(source, parsed, known, { ...selection, wave }).problems) {
      found.set(JSON.stringify(problem), problem);
    }
  }
  return limitProblems(sortProblems([...found.values()]));
}

/** Problems of IDs, with the ID of an organization that was probably meant: of an OU, or of the account of this name. */
function withIds(problems: readonly Problem[], drafts: readonly Draft[]): readonly Problem[] {
  const organizations = drafts.flatMap(({ organization }) => organization ?? []);
  if (organizations.length === 0) return problems;
  return problems.map((problem) => {
    const found = organizations.map((each) => withMeantId(problem, each)).find((each) => each !== undefined);
    return found === undefined ? problem : { ...problem, ...found };
  });
}

function withMeantId(problem: Problem, organization: Organization): Finding | undefined {
  const { facts } = problem;
  if (facts === undefined || !('rule' in facts)) return undefined;
  if (facts.rule === 'unit-id') {
    const nearest = nearestUnit(facts.target, indexOrganization(organization));
    if (nearest === undefined) return undefined;
    return finding('invalid-target', 'error', problem, { ...facts, nearest });
  }
  if (facts.rule !== 'form' || !('expected' in facts) || facts.expected !== 'account-id') return undefined;
  const name = facts.found.toLowerCase();
  const [named, ...others] = [...accountsOf(organization)].filter(
    ({ account }) => account.name.toLowerCase() === name,
  );
  if (named === undefined || others.length > 0) return undefined;
  return finding('invalid-value', 'error', problem, { ...facts, nearest: named.account.id });
}

/** A function that adds names to the IDs in the words of a problem. */
function addNames(drafts: readonly Draft[]): (problem: Problem) => Problem {
  const names = new Map(
    drafts.flatMap(({ environment, organization }) => [
      ...(organization === undefined ? (environment.intent.chatNames ?? []) : namesById(organization)),
    ]),
  );
  return (problem) => ({
    ...problem,
    message: withNames(names, problem.message),
    ...(problem.help === undefined ? {} : { help: withNames(names, problem.help) }),
  });
}

/** What was read, which is read once for all environments and waves. */
interface KnownSurroundings extends Surroundings {
  /** The problems of a policy without the others, which are the same in every environment and wave. */
  readonly checkPolicy: (policy: Compiled) => readonly Problem[];
  readonly readPolicy: ReadPolicy;
  /** The policies of an environment, which have the same documents in every wave. */
  readonly compile: (environment: Environment) => CompiledPolicies;
}

function withCaches(surroundings: Surroundings): KnownSurroundings {
  const { catalogue } = surroundings;
  const readPolicy = remember((type: PolicyType) =>
    remember((text: string) => readPolicyDocument(text, type, catalogue)),
  );
  const documents = remember((_environment: string) => new Map<string, JsonValue>());
  return {
    ...surroundings,
    readDocument: remember(surroundings.readDocument),
    readOrganization: remember(surroundings.readOrganization),
    readPolicy: (text, type) => readPolicy(type)(text),
    checkPolicy: remember(
      (policy: Compiled) => checkPolicy(policy, catalogue),
      ({ policy }) => JSON.stringify(policy.path),
    ),
    compile: ({ name, intent }) => compilePolicies(intent, documents(name)),
  };
}

/** A function that is asked once for each key. */
function remember<In, Out>(
  ask: (value: In) => Out,
  keyOf: (value: In) => unknown = (value) => value,
): (value: In) => Out {
  const answers = new Map<unknown, Out>();
  return (value) => {
    const key = keyOf(value);
    const answer = answers.get(key) ?? ask(value);
    answers.set(key, answer);
    return answer;
  };
}

/** An environment on its way to a plan. */
interface Draft extends PlannedEnvironment {
  /** Whether an organization file was named, whether or not it could be read. */
  readonly namesOrganization: boolean;
  /** Problems of the organization file. */
  readonly ofOrganization: readonly Problem[];
  /** Problems of the plan. */
  readonly ofPlan: readonly Problem[];
  /** Problems of each policy without the others. */
  readonly ofPolicies: readonly Problem[];
}

/** An environment planned without the others; where its organization file cannot be read, without an organization. */
function draftOf(
  environment: Environment,
  { readOrganization, checkPolicy: check, compile }: KnownSurroundings,
  selection: Selection,
  file: ReadFile,
): Draft {
  const named = environment.organization;
  const answer = selection.organization ?? (named === undefined ? undefined : readOrganization(named));
  const { organization: read, problems } = answer ?? { problems: [] };
  const { intent } = environment;
  const { chatNames } = intent;
  const organization = read && chatNames ? { ...read, chatNames } : read;
  const compiled = compile(environment);
  const { plan, problems: ofPlan } = planCompiled(intent, compiled, organization);
  const isTooLong = checkPolicyCount(intent).length > 0;
  return {
    environment,
    compiled,
    organization,
    plan,
    namesOrganization: answer !== undefined,
    ofOrganization:
      selection.organization === undefined ? atOrganizationKey(problems, environment, file) : problems,
    ofPlan,
    ofPolicies: isTooLong ? [] : [...compiled.chatPolicies, ...compiled.guardrails].flatMap(check),
  };
}

/** An environment with all of its problems. */
interface CheckedDraft {
  readonly name: string;
  readonly draft: Draft;
  readonly problems: readonly Problem[];
}

/** The problems of each environment, without those that parts which could not be read may explain. */
function checkDrafts(
  drafts: readonly Draft[],
  file: ReadFile,
  unread: readonly Path[],
): readonly CheckedDraft[] {
  const checked = checkEnvironments(
    drafts.map(({ environment, compiled, plan, organization, ofPolicies }) => ({
      intent: environment.intent,
      chatPolicies: compiled.chatPolicies,
      plan,
      organization,
      isComplete: unread.length === 0,
      found: ofPolicies,
    })),
  );
  return drafts.map((draft, index) => {
    const { environment, namesOrganization, organization } = draft;
    const sound = isReliable(environment.intent, unread);
    const keyOf = keysOf(environment, file);
    const ofPlan = draft.ofPlan.filter((problem) => problem.severity === 'error' || sound(problem));
    const own: readonly Problem[] = [...ofPlan, ...(checked[index] ?? []).filter(sound)];
    const problems = [
      ...draft.ofOrganization,
      ...own.filter(({ kind }) => kind !== 'except-needs-organization' || !namesOrganization),
      ...checkPartition(environment, organization, keyOf),
      ...checkRegions(environment, keyOf),
    ];
    // A problem of the organization itself is reported where the configuration names its file.
    const atOrganization = (problem: Problem): Problem =>
      organizationKinds.has(problem.kind) && problem.file === undefined
        ? { ...problem, path: keyOf('organization') }
        : problem;
    return { name: environment.name, draft, problems: problems.map(atOrganization) };
  });
}

/** Kinds of problems of the organization: of its policy types, and of policies that the plan does not contain. */
const organizationKinds: ReadonlySet<ProblemKind> = new Set([
  'region-deny-stops-chat',
  'scp-stops-chat',
  'policy-type-not-enabled',
]);

/** With a note where there is no organization file to look anything up in. */
function withNote({ name, draft, problems }: CheckedDraft): Omit<CheckedDraft, 'draft'> {
  const { chatPolicies, guardrails } = draft.environment.intent;
  if (draft.namesOrganization || chatPolicies.length + guardrails.length === 0) return { name, problems };
  return { name, problems: [...problems, finding('references-not-checked', 'note', { path: [] }, {})] };
}

/** Finds keys of an environment in the file: in the environment itself, at the root, or nowhere (the empty path). */
function keysOf({ name }: Environment, { tree }: ReadFile): FindKey {
  return (...keys) =>
    [['environments', name, ...keys], keys].find(
      (path) => tree !== undefined && nodeAt(tree, path) !== undefined,
    ) ?? [];
}

/** An organization file that cannot be read is a problem of the key that names it. */
function atOrganizationKey(
  problems: readonly Problem[],
  environment: Environment,
  file: ReadFile,
): Problem[] {
  return problems.map((problem) => {
    if (problem.kind !== 'unreadable-document') return problem;
    const { file: _, ...unreadable } = problem;
    return { ...unreadable, path: keysOf(environment, file)('organization') };
  });
}

/** The places of what is missing from the intents: what was left out of them, and what is refused for other reasons. */
function unreadParts({ leftOut, problems }: ReadFile, file: string): readonly Path[] {
  // Unknown keys are among what was left out, as the keys that were meant.
  const refused = problems.filter(
    (problem) => problem.severity === 'error' && problem.file === file && problem.kind !== 'unknown-key',
  );
  return [...leftOut, ...refused.map(({ path }) => path)];
}

/** Problems with their paths as the file has them, and their lines and columns. */
function placed(source: Source, problems: readonly Problem[], { tree }: ReadFile): Problem[] {
  const written = problems.map((problem) =>
    tree === undefined || problem.file !== undefined
      ? problem
      : { ...problem, path: writtenPath(tree, problem.path) },
  );
  return placeProblems(source, written, tree);
}

/** Problems of several environments as one list; those that not all of them have name their environments. */
function joinProblems(
  environments: readonly { readonly name: string; readonly problems: readonly Problem[] }[],
): Problem[] {
  const found = new Map<string, { readonly problem: Problem; readonly names: Set<string> }>();
  for (const { name, problems } of environments) {
    for (const problem of problems) {
      const key = JSON.stringify(problem);
      const known = found.get(key);
      if (known === undefined) found.set(key, { problem, names: new Set([name]) });
      else known.names.add(name);
    }
  }
  return [...found.values()].map(({ problem, names }) =>
    names.size === environments.length ? problem : { ...problem, environments: [...names] },
  );
}
