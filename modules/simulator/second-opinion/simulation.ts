import type { ActionCatalogue } from '../../policy/action-catalogue.js';
import { attachedPolicies, type Organization, pathTo } from '../../policy/organization/organization.js';
import { partsOf } from '../../policy/pattern/policy-text.js';
import { type Comparison, conditionOperator } from '../../policy/scp/condition-operator.js';
import { isMultivaluedKey } from '../../policy/scp/multivalued-keys.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../../policy/text/json.js';
import { accountFacts } from '../decide/account-facts.js';
import type { Decision, Outcome } from '../decide/decision.js';
import type { DecisionRequest, IdentityPolicy } from '../decide/decision-request.js';
import { requestContext } from '../decide/request-context.js';
import { compilePolicy } from '../iam/policy.js';
import type { Missing } from '../iam/truth.js';

/** A value of a condition key as the simulator of IAM reads it. */
export interface SimulationKey {
  readonly name: string;
  readonly type: string;
  readonly values: readonly string[];
}

/** A question for `SimulateCustomPolicy` of IAM, without the action. */
export interface SimulationInput {
  /** The SCPs of each level, root first. */
  readonly levels: readonly (readonly string[])[];
  readonly policies: readonly string[];
  readonly boundary?: string;
  readonly resource: string;
  readonly keys: readonly SimulationKey[];
}

/** A question that AWS can answer, or why it cannot be sent. */
export type Simulation =
  | { readonly action: string; readonly input: SimulationInput }
  | { readonly notAsked: string };

/** Levels that the simulator accepts. */
const maxLevels = 7;

/** Characters that IAM accepts in policies. */
const acceptedText = /^[\t\n\r\u0020-\u00ff]*$/;

const allowAll = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}';

/**
 * The question for IAM's simulator that is the same as a request here: the SCPs of every level, the given policies of
 * role and channel, and a value for every condition key that any of them mentions. A key that is left out counts as
 * absent there, so no question is sent if a value is unknown.
 * @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulateCustomPolicy.html (read 2026-11-30)
 */
export function simulationOf(
  organization: Organization,
  request: DecisionRequest,
  catalogue: ActionCatalogue,
): Simulation {
  const levels = levelsOf(organization, request.accountId);
  if (typeof levels === 'string') return { notAsked: levels };
  const { rolePolicies, guardrailPolicies, action } = request;
  const identity = [...(rolePolicies ?? []), ...(guardrailPolicies ?? [])].map(({ content }) => content);
  const mentions = keysIn([...levels.flat(), ...identity]);
  const keys = valuesOf(mentions, request, organization, catalogue);
  if (typeof keys === 'string') return { notAsked: keys };
  const [service = '', name = ''] = action.split(':');
  const needsNone = catalogue.action(service, name)?.resourceTypes.length === 0;
  const resource = request.resource ?? (needsNone ? '*' : undefined);
  if (resource === undefined) return { notAsked: 'the resource is not known; pass `--resource`' };
  const boundary = joined(guardrailPolicies);
  const input: SimulationInput = {
    levels: levels.map((contents) => contents.map((content) => JSON.stringify(content))),
    policies:
      rolePolicies === undefined ? [allowAll] : rolePolicies.map(({ content }) => JSON.stringify(content)),
    ...(boundary === undefined ? {} : { boundary }),
    resource,
    keys,
  };
  const refused = refusalOf(action, input);
  return refused === undefined ? { action, input } : { notAsked: refused };
}

/**
 * Why IAM does not accept a question; undefined if it does.
 * @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulateCustomPolicy.html (lengths, read 2026-11-30)
 */
function refusalOf(action: string, { levels, policies, boundary, resource, keys }: SimulationInput) {
  const documents = [...levels.flat(), ...policies, ...(boundary === undefined ? [] : [boundary])];
  const texts = [...documents, resource, ...keys.flatMap(({ name, values }) => [name, ...values])];
  if (!texts.every((text) => acceptedText.test(text))) {
    return 'IAM accepts no characters beyond U+00FF, and a policy or value has some';
  }
  const parts = [
    { what: 'a policy', length: Math.max(...documents.map((text) => text.length)), limits: [1, 131_072] },
    { what: 'the action', length: action.length, limits: [3, 128] },
    { what: 'the resource', length: resource.length, limits: [1, 2_048] },
    ...keys.map(({ name }) => ({ what: `\`${name}\``, length: name.length, limits: [5, 256] })),
  ];
  const wrong = parts.find(
    ({ length, limits: [minLength = 0, maxLength = 0] }) => length < minLength || length > maxLength,
  );
  return wrong && `${wrong.what} has ${wrong.length} characters; IAM accepts ${wrong.limits.join(' to ')}`;
}

/** The SCPs of each level from the root to the account, or why AWS cannot evaluate them. */
function levelsOf(organization: Organization, accountId: string): readonly (readonly JsonValue[])[] | string {
  if (accountId === organization.managementAccountId) return 'SCPs do not affect the management account';
  if (!organization.enabledPolicyTypes.includes('SERVICE_CONTROL_POLICY'))
    return 'SCPs are not enabled on the root';
  const path = pathTo(organization, accountId) ?? [];
  if (path.length > maxLevels)
    return `the account is on level ${path.length}; IAM accepts ${maxLevels} levels`;
  const levels = path.map((level) => {
    const known = attachedPolicies(organization, level, 'SERVICE_CONTROL_POLICY');
    const unread = level.policies.filter((id) => organization.policies.get(id) === undefined);
    return { level, unread, contents: known.map(({ content }) => content) };
  });
  for (const { level, unread, contents } of levels) {
    if (unread.length > 0) return `the organization file does not have the policy ${unread[0]}`;
    if (contents.length === 0) return `no SCP is attached to ${level.id}, which AWS does not allow`;
    const broken = contents
      .map((content) => compilePolicy(content).unreadable)
      .find((why) => why !== undefined);
    if (broken !== undefined) return `an SCP of ${level.id} cannot be read: ${broken}`;
  }
  const [part] = organization.missing.filter(({ what }) => what !== 'tags' && what !== 'channels');
  return part === undefined
    ? levels.map(({ contents }) => contents)
    : `the organization file is not complete: ${part.reason}`;
}

/** Several guardrail policies allow together what any of them allows, and nothing else; a boundary is one policy. */
function joined(policies: readonly IdentityPolicy[] | undefined): string | undefined {
  if (policies === undefined) return undefined;
  const statements = policies.flatMap(({ content }) => {
    const found = isJsonObject(content) ? content['Statement'] : undefined;
    return found === undefined ? [] : [found].flat();
  });
  return JSON.stringify({ Version: '2012-10-17', Statement: statements });
}

/** Every condition key that policies mention, in lower case, with the comparisons it is used in. */
function keysIn(
  policies: readonly JsonValue[],
): ReadonlyMap<string, { readonly name: string; readonly uses: Set<Comparison> }> {
  const found = new Map<string, { readonly name: string; readonly uses: Set<Comparison> }>();
  const note = (name: string, comparison?: Comparison): void => {
    const known = found.get(name.toLowerCase()) ?? { name, uses: new Set<Comparison>() };
    if (comparison !== undefined) known.uses.add(comparison);
    found.set(name.toLowerCase(), known);
  };
  for (const statement of policies.flatMap(statementsOf)) {
    const conditions = isJsonObject(statement['Condition']) ? statement['Condition'] : {};
    for (const [operator, keys] of Object.entries(conditions)) {
      const comparison = conditionOperator(operator)?.comparison;
      for (const key of Object.keys(isJsonObject(keys) ? keys : {})) note(key, comparison);
    }
    for (const text of textsIn([statement['Resource'], statement['NotResource'], conditions])) {
      for (const part of partsOf(text)) if (part.kind === 'variable') note(part.key);
    }
  }
  return found;
}

function statementsOf(policy: JsonValue): readonly JsonObject[] {
  const written = isJsonObject(policy) ? policy['Statement'] : undefined;
  return (written === undefined ? [] : [written].flat()).filter(isJsonObject);
}

function textsIn(values: readonly (JsonValue | undefined)[]): readonly string[] {
  return values.flatMap((value) => {
    if (typeof value === 'string') return [value];
    if (Array.isArray(value)) return textsIn(value);
    return isJsonObject(value) ? textsIn(Object.values(value)) : [];
  });
}

/** The values of the keys that the request has, or which are missing. */
function valuesOf(
  mentions: ReturnType<typeof keysIn>,
  request: DecisionRequest,
  organization: Organization,
  catalogue: ActionCatalogue,
): readonly SimulationKey[] | string {
  const context = requestContext(request, accountFacts(organization));
  const keys: SimulationKey[] = [];
  const missing = new Set<string>();
  for (const [folded, { name, uses }] of mentions) {
    const value = context.get(folded);
    if (value?.kind === 'absent') continue;
    if (value?.kind !== 'values') {
      for (const option of optionsFor(value?.missing ?? [], name)) missing.add(option);
      continue;
    }
    const isList = isMultivaluedKey(folded, catalogue);
    if (!isList && value.values.length > 1) return `\`${name}\` has several values, and IAM accepts one`;
    keys.push({ name, type: `${typeOf(uses)}${isList ? 'List' : ''}`, values: value.values });
  }
  if (missing.size === 0) return keys;
  return `a value is missing: ${[...missing].map((option) => `\`${option}\``).join(', ')}`;
}

function optionsFor(missing: readonly Missing[], name: string): readonly string[] {
  const given = missing.flatMap((one) => (one.kind === 'option' ? [one.option] : []));
  return given.length > 0 ? given : [`--context ${name}=VALUE`];
}

/** The type by which IAM compares a key. */
function typeOf(uses: ReadonlySet<Comparison>): string {
  const types = new Set(
    [...uses].flatMap((comparison) => {
      if (comparison === 'Null') return [];
      if (comparison.startsWith('Numeric')) return ['numeric'];
      if (comparison.startsWith('Date')) return ['date'];
      if (comparison === 'Bool') return ['boolean'];
      if (comparison === 'IpAddress') return ['ip'];
      return [comparison === 'BinaryEquals' ? 'binary' : 'string'];
    }),
  );
  const [only = 'string', ...others] = types;
  return others.length === 0 ? only : 'string';
}

/** What AWS answers to one question. */
export type SimulatorAnswer = { readonly decision: 'allowed' | 'denied' } | { readonly notAsked: string };

/** AWS's answer beside ours, as JSON has it. */
export interface SecondOpinion {
  readonly decision: 'allowed' | 'denied' | 'not-asked';
  /** Null if no question was sent, or our answer is unknown. */
  readonly agrees: boolean | null;
  readonly reason?: string;
}

/** Compares AWS's answer with that of the gates that AWS was given: SCPs, guardrail policies and role policies. */
export function secondOpinion({ gates }: Decision, answer: SimulatorAnswer): SecondOpinion {
  if ('notAsked' in answer) return { decision: 'not-asked', agrees: null, reason: answer.notAsked };
  const asked = gates.filter(({ gate }) => gate !== 'chat-policy' && gate !== 'chat-service');
  const outcomes = new Set<Outcome>(asked.map(({ outcome }) => outcome));
  const ours = outcomes.has('denied') ? 'denied' : outcomes.has('unknown') ? 'unknown' : 'allowed';
  return { decision: answer.decision, agrees: ours === 'unknown' ? null : ours === answer.decision };
}

/** The opinion about a command that needs several actions: one denial denies it, one question that was not sent leaves it open. */
export function combineOpinions(opinions: readonly SecondOpinion[]): SecondOpinion {
  if (opinions.length === 0) {
    return { decision: 'not-asked', agrees: null, reason: 'the actions of the command are not known' };
  }
  const open = opinions.find(({ decision }) => decision === 'not-asked');
  const agrees = opinions.some((one) => one.agrees === false)
    ? false
    : opinions.some((one) => one.agrees === null)
      ? null
      : true;
  if (open !== undefined) return { ...open, agrees: agrees === false ? false : null };
  return { decision: opinions.some(({ decision }) => decision === 'denied') ? 'denied' : 'allowed', agrees };
}
