import type { ActionCatalogue } from '../policy/action-catalogue.js';
import type { GuardrailIntent } from '../policy/intent.js';
import {
  attachedPolicies,
  type ChatChannel,
  type Organization,
  type OrganizationPolicy,
  pathTo,
} from '../policy/organization/organization.js';
import type { Compiled } from '../policy/plan/compile-policies.js';
import { ownershipTag } from '../policy/plan/ownership.js';
import type { Plan, PlannedPolicy } from '../policy/plan/plan.js';
import { isMultivaluedKey } from '../policy/scp/multivalued-keys.js';
import type { JsonValue } from '../policy/text/json.js';
import type { Path } from '../policy/text/path.js';
import { type AccountFacts, accountFacts } from '../simulator/decide/account-facts.js';
import { askPolicies, statementsAbout } from '../simulator/decide/ask-policies.js';
import type { ChatOrigin } from '../simulator/decide/decision-request.js';
import { requestContext } from '../simulator/decide/request-context.js';
import { policyCompiler } from '../simulator/iam/policy.js';
import { assumedRoleOf, type Denial, type DenyingPolicyKind, organizationPolicyOf } from './denial.js';
import { channelsBoundBy, type Exemption, exemptionFor } from './exemption.js';

/** What is known beside the message. Every part is optional; the answer contains less without it. */
export interface DenialSurroundings {
  /** The organization as it was when the request was denied. */
  readonly organization?: Organization | undefined;
  /** An environment of the configuration: its guardrails with their documents, and its plan. */
  readonly planned?:
    | { readonly guardrails: readonly Compiled<GuardrailIntent>[]; readonly plan: Plan }
    | undefined;
  /** Names of policies by their IDs, from a Terraform state. */
  readonly names?: ReadonlyMap<string, string> | undefined;
  readonly catalogue?: ActionCatalogue | undefined;
}

/** A policy by its ID; `managed` is true if the configuration makes it. */
export interface ExplainedPolicy {
  readonly id: string;
  readonly name?: string;
  readonly managed: boolean;
}

/** Why a request was denied, and what to do about it. */
export interface Explanation {
  readonly kind: DenyingPolicyKind;
  readonly denial: Denial;
  /** The policy that AWS names: the ID of an organization policy, otherwise its ARN. */
  readonly policy?: ExplainedPolicy;
  /** The guardrail of the configuration that denies the request, with its path in the file. */
  readonly guardrail?: ExplainedGuardrail;
  /** The statements of the policy that deny the request: their `Sid`, or `Statement[2]`. */
  readonly statements: readonly string[];
  /** True if the message lacks something that decides whether the statements deny it. */
  readonly uncertain: boolean;
  /** Where AWS names no policy: those on the path of the account that deny the action. */
  readonly candidates?: readonly ExplainedPolicy[];
  /** Where no policy is found: the guardrails of the configuration that deny the action, deployed or not. */
  readonly configured: readonly string[];
  /** Where AWS names one policy: others on the path of the account that deny the action too. */
  readonly others: readonly ExplainedPolicy[];
  /** The chat configurations that use the role of the session. */
  readonly configurations: readonly ChatChannel[];
  /** The smallest exemption for the session, or why there is none. */
  readonly exemption?: Exemption | NoExemption;
  /** True if the policy belongs to another organization than the organization file. */
  readonly isForeign: boolean;
}

/** A guardrail of the configuration. */
export interface ExplainedGuardrail {
  readonly name: string;
  /** Its path in the configuration file. */
  readonly path: Path;
  /** The value of its tag `owner`, `team` or `contact`. */
  readonly owner?: string;
  /** How many chat configurations of the organization it applies to; absent without an organization. */
  readonly bound?: number;
}

/** Why no exemption is proposed. */
export type NoExemption = 'session-unknown' | 'several-sessions' | 'own-document' | 'not-expressible';

/** A denial with everything that is known about it. */
interface Case extends DenialSurroundings {
  readonly denial: Denial;
  readonly configurations: readonly ChatChannel[];
  readonly isForeign: boolean;
  readonly compile: ReturnType<typeof policyCompiler>;
  readonly facts: AccountFacts | undefined;
}

/** Explains an access denial: the policy, the guardrail, the statements, and the smallest exemption. */
export function explainDenial(denial: Denial, surroundings: DenialSurroundings = {}): Explanation {
  const { organization } = surroundings;
  const named = organizationPolicyOf(denial.policyArn);
  const isForeign =
    organization !== undefined && (named?.organizationId ?? organization.id) !== organization.id;
  const configurations = configurationsOf(denial, organization);
  const compile = policyCompiler((key) => isMultivaluedKey(key, surroundings.catalogue));
  const facts = organization && accountFacts(organization);
  const known: Case = { ...surroundings, denial, configurations, isForeign, compile, facts };
  const denying = policiesDenying(known);
  const id = named?.policyId ?? denial.policyArn;
  const own = denying.find((one) => one.id === id);
  const guardrail = guardrailBehind(known, id === undefined ? denying.map((one) => one.id) : [id]);
  const isOpen = denial.kind === 'service-control-policy' && id === undefined;
  const certain = denying.filter((one) => one.certain && one.id !== id);
  return {
    kind: denial.kind,
    denial,
    ...(id === undefined ? {} : { policy: explainedPolicy(id, known) }),
    ...(guardrail === undefined ? {} : { guardrail: describe(guardrail, organization) }),
    statements: own?.statements ?? [],
    uncertain: own?.certain === false,
    ...(isOpen ? { candidates: denying.map((one) => explainedPolicy(one.id, known)) } : {}),
    configured: isOpen && denying.length === 0 ? guardrailsDenying(known).map(({ name }) => name) : [],
    others: id === undefined ? [] : certain.map((one) => explainedPolicy(one.id, known)),
    configurations,
    ...(guardrail === undefined ? {} : { exemption: exemption(guardrail, known) }),
    isForeign,
  };
}

/** The chat configurations of the account that use the role of the session. */
function configurationsOf(denial: Denial, organization: Organization | undefined): readonly ChatChannel[] {
  const session = assumedRoleOf(denial.principal);
  return (organization?.channels ?? []).filter(({ accountId, roleArn }) => {
    if (accountId !== denial.accountId || roleArn === undefined) return false;
    // The ARN of a session has the name of the role without its path.
    return denial.roleArn === undefined
      ? roleArn.split('/').at(-1) === session?.role
      : roleArn === denial.roleArn;
  });
}

/** A service control policy on the path of an account, with its statements that deny a request. */
interface DenyingPolicy {
  readonly id: string;
  readonly statements: readonly string[];
  /** False if the message lacks something that decides it. */
  readonly certain: boolean;
}

/** The service control policies that deny the request, those that may deny it last. */
function policiesDenying(known: Case): readonly DenyingPolicy[] {
  const { denial, organization, isForeign } = known;
  if (denial.kind !== 'service-control-policy' || denial.effect === 'implicit' || isForeign) return [];
  if (organization === undefined || denial.accountId === organization.managementAccountId) return [];
  const path = pathTo(organization, denial.accountId ?? '') ?? [];
  const policies = path.flatMap((level) => attachedPolicies(organization, level, 'SERVICE_CONTROL_POLICY'));
  const found = [...new Set(policies)].map(({ id, content }) => ({ id, ...denialBy(content, known) }));
  const all = found.filter(({ statements }) => statements.length > 0);
  return [...all.filter(({ certain }) => certain), ...all.filter(({ certain }) => !certain)];
}

/** The statements of a policy that deny the request. */
function denialBy(content: JsonValue, known: Case): Omit<DenyingPolicy, 'id'> {
  const { denial, facts, compile } = known;
  const { action, accountId, resource, region } = denial;
  if (facts === undefined || action === undefined || accountId === undefined) {
    return { statements: [], certain: false };
  }
  const about = statementsAbout([{ id: '', name: '', policy: compile(content) }], action);
  const roleArn = denial.roleArn ?? sharedRole(known.configurations);
  const request = {
    accountId,
    action,
    from: originOf(known),
    ...(resource === undefined ? {} : { resource }),
    ...(region === undefined ? {} : { region }),
    ...(roleArn === undefined ? {} : { context: { 'aws:PrincipalArn': [roleArn] } }),
  };
  const context = requestContext(request, facts);
  const { denials, openDenials } = askPolicies(about, { action, resource, context });
  const certain = denials.length > 0;
  return { statements: (certain ? denials : openDenials).map(({ statement }) => statement.name), certain };
}

function sharedRole(configurations: readonly ChatChannel[]): string | undefined {
  const [role, ...others] = new Set(configurations.map(({ roleArn }) => roleArn));
  return others.length === 0 ? role : undefined;
}

/** A chat session is an assumed role, never a user; where no chat configuration has the role, it may be one. */
function originOf({ denial, configurations }: Case): ChatOrigin | 'console' {
  if (denial.principal !== undefined && assumedRoleOf(denial.principal) === undefined) return 'console';
  const [platform, ...otherPlatforms] = new Set(configurations.map((one) => one.platform));
  const [configuration, ...otherNames] = new Set(configurations.map(({ name }) => name));
  return {
    ...(platform === undefined || otherPlatforms.length > 0 ? {} : { platform }),
    ...(configuration === undefined || otherNames.length > 0 ? {} : { configuration }),
  };
}

function explainedPolicy(id: string, known: Case): ExplainedPolicy {
  const name = known.isForeign ? undefined : policyNamed(id, known);
  return { id, ...(name === undefined ? {} : { name }), managed: plannedPolicy(id, known) !== undefined };
}

function policyNamed(id: string, { organization, names }: DenialSurroundings): string | undefined {
  return organization?.policies.get(id)?.name ?? names?.get(id);
}

/**
 * The policy of the plan that has an ID in AWS: by `existing`, otherwise by its name, unless its tags show that something
 * else made it.
 */
function plannedPolicy(id: string, known: Case): PlannedPolicy | undefined {
  const { organization, planned, isForeign } = known;
  const found = organization?.policies.get(id);
  if (planned === undefined || isForeign || found?.awsManaged === true) return undefined;
  const name = policyNamed(id, known);
  const mayBeOurs = isOwnedBy(found, planned.plan.environment);
  return planned.plan.policies.find(({ type, existing, name: own }) => {
    if (type !== 'SERVICE_CONTROL_POLICY') return false;
    return existing === undefined ? mayBeOurs && own === name : existing.id === id;
  });
}

/** False if the tags of a policy are known and the ownership tag is not that of the environment. */
function isOwnedBy(policy: OrganizationPolicy | undefined, environment: string | undefined): boolean {
  return policy?.tags === undefined || policy.tags[ownershipTag] === environment;
}

/**
 * The guardrail of the only managed policy among `ids`. A policy that several guardrails share is searched for the one
 * whose own statements deny the request.
 */
function guardrailBehind(known: Case, ids: readonly string[]): GuardrailIntent | undefined {
  const managed = ids.flatMap((id) => plannedPolicy(id, known) ?? []);
  const [policy, ...otherPolicies] = managed;
  if (policy === undefined || otherPolicies.length > 0) return undefined;
  const guardrails = known.planned?.guardrails.map((compiled) => compiled.policy) ?? [];
  // A guardrail that is too long for one policy has several: NAME, NAME-2, …
  const named = guardrails.find(({ name }) => policy.id === name || policy.id.replace(/-\d+$/, '') === name);
  if (named !== undefined) return named;
  const [only, ...others] = guardrailsDenying(known);
  return others.length === 0 ? only : undefined;
}

/** The guardrails of the configuration whose own statements deny the request, wherever they are attached. */
function guardrailsDenying(known: Case): readonly GuardrailIntent[] {
  const guardrails = known.planned?.guardrails ?? [];
  return guardrails.flatMap(({ policy, content }) =>
    denialBy(content, known).statements.length > 0 ? [policy] : [],
  );
}

/** Tags in which teams write who owns a policy. */
const ownerTags = ['owner', 'team', 'contact'];

function describe(guardrail: GuardrailIntent, organization: Organization | undefined): ExplainedGuardrail {
  const { name, path, tags } = guardrail;
  const owner = Object.entries(tags).find(([key]) => ownerTags.includes(key.toLowerCase()))?.[1];
  return {
    name,
    path,
    ...(owner === undefined ? {} : { owner }),
    ...(organization === undefined ? {} : { bound: channelsBoundBy(guardrail, organization).length }),
  };
}

function exemption(
  guardrail: GuardrailIntent,
  { configurations, organization }: Case,
): Exemption | NoExemption {
  const [session, ...others] = configurations;
  if ('content' in guardrail.rule) return 'own-document';
  if (session === undefined) return 'session-unknown';
  if (others.length > 0) return 'several-sessions';
  return exemptionFor(guardrail, session, organization?.channels ?? []) ?? 'not-expressible';
}
