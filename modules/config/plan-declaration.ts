import type { ActionCatalogue } from '../policy/action-catalogue.js';
import { compilePolicies } from '../policy/plan/compile-policies.js';
import { planCompiled } from '../policy/plan/make-plan.js';
import type { PlannedPolicy } from '../policy/plan/plan.js';
import { type Finding, finding, hasErrors, type Problem } from '../policy/problems/problem.js';
import type { ProblemKind } from '../policy/problems/problem-kinds.js';
import type { JsonObject } from '../policy/text/json.js';
import type { Path } from '../policy/text/path.js';
import { checkPolicy } from './check/check-chat-settings.js';
import { checkEndDates } from './check/check-end-dates.js';
import { isReliable } from './check/reliable-findings.js';
import { readValue } from './read-file.js';
import { chatPolicySchema } from './schema/chat-policy.js';
import { declaredGuardrailSchema } from './schema/guardrail.js';
import { homeOf, likelyKey } from './text/likely-key.js';
import { isAboutPlaceholder, placeholderPaths } from './text/placeholder.js';

/** One policy that a program declares, in the shape that it has in a configuration file. */
export interface PolicyDeclaration {
  /** The list of a configuration file that the policy belongs in. */
  readonly list: 'chatPolicies' | 'guardrails';
  /** The policy with its name. Placeholders represent values that are known only later. */
  readonly policy: JsonObject;
  /** The JSON text of the raw policy, where the policy has a `document`. */
  readonly document?: string | undefined;
  readonly catalogue?: ActionCatalogue | undefined;
  /** `YYYY-MM-DD`: exceptions end. */
  readonly today: string;
}

/** The plan of one policy, or why there is none; paths of problems begin at the policy. */
export interface PlannedDeclaration {
  /** Undefined when a problem is an error. */
  readonly planned: PlannedPolicy | undefined;
  readonly problems: readonly Problem[];
}

/**
 * Plans one policy that a program declares, and finds the problems that it would have in a configuration file. What
 * depends on placeholders is not judged; a placeholder for a value that must be written out is an error. Never throws.
 */
export function planDeclaration(declaration: PolicyDeclaration): PlannedDeclaration {
  const { list, policy, document, catalogue, today } = declaration;
  const { aliases, ...settings } = policy;
  const entry = document === undefined ? settings : { ...settings, document: 'document' };
  const value = { ownershipTag: false, ...(aliases === undefined ? {} : { aliases }), [list]: [entry] };
  const read = readValue(value, () => (document === undefined ? noFile : { text: document }), { catalogue });
  const refused = read.findings.filter(({ severity }) => severity === 'error').map(({ path }) => path);
  const [environment] = read.environments;
  if (environment === undefined) return { planned: undefined, problems: read.findings };
  const { intent } = environment;
  const compiled = compilePolicies(intent);
  const { plan, problems } = planCompiled(intent, compiled, undefined);
  const sound = isReliable(intent, [...read.leftOut, ...refused, ...placeholderPaths(read.value)]);
  const found: readonly Problem[] = [
    ...read.findings.map((each) => (isMisplaced(each, value) ? misplaced(each) : each)),
    ...read.problems.map((each) => ({ ...each, path: [list, 0, 'document', ...each.path] })),
    ...problems.filter((problem) => problem.severity === 'error' || sound(problem)),
    ...[...compiled.chatPolicies, ...compiled.guardrails]
      .flatMap((each) => checkPolicy(each, catalogue))
      .filter(sound),
    ...checkEndDates([environment], [], today),
    ...(plan === undefined || plan.policies.length < 2 ? [] : [tooLong([list, 0])]),
  ];
  const own = found.map((problem) =>
    problem.path[0] === list ? { ...problem, path: problem.path.slice(2) } : problem,
  );
  const [planned] = hasErrors(own) ? [] : (plan?.policies ?? []);
  return { planned, problems: own };
}

/** Whether a key is neither known nor like a known one: a class that extends a construct may have props of its own. */
export function isForeignKey(list: PolicyDeclaration['list'], key: string): boolean {
  const known =
    list === 'guardrails'
      ? Object.keys(declaredGuardrailSchema.shape)
      : [...Object.keys(chatPolicySchema.shape), 'aliases'];
  return likelyKey(key, known) === undefined && homeOf(key, known) === undefined;
}

const noFile = { reason: 'a program passes the policy itself, not the path of a file' };

/** A file spreads a long guardrail over several policies; a construct is one. */
function tooLong(path: Path): Finding {
  return finding('document-too-large', 'error', { path }, { rule: 'one-construct' });
}

/** A placeholder that the schema does not accept; rules about accepted values do not judge placeholders. */
function isMisplaced(found: Finding, value: JsonObject): boolean {
  return refusals.has(found.kind) && isAboutPlaceholder(found, value);
}

const refusals: ReadonlySet<ProblemKind> = new Set(['wrong-type', 'invalid-value', 'unknown-guardrail']);

/** Keys whose value is one string, and never a word out of a few. */
const openStrings: ReadonlySet<string> = new Set(['name', 'description']);

/** A placeholder where a value must be written out, or a list of values where there can be only one. */
function misplaced({ path }: Finding): Finding {
  const key = String(path.findLast((part) => typeof part === 'string'));
  const isOpen = openStrings.has(key) || path.includes('tags');
  return finding('token-not-allowed', 'error', { path }, { rule: isOpen ? 'list-for-string' : 'value', key });
}
