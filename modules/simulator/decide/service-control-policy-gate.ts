import { describeMissing, missingPolicies } from '../../policy/organization/missing-parts.js';
import {
  type AttachmentTarget,
  attachedPolicies,
  type MissingPart,
  type Organization,
} from '../../policy/organization/organization.js';
import { quoted } from '../../policy/text/quote.js';
import type { PolicyCompiler } from '../iam/policy.js';
import { type AccessRequest, contextValue } from '../iam/request.js';
import type { Missing } from '../iam/truth.js';
import {
  askPolicies,
  denies,
  type NamedPolicy,
  type OpenStatement,
  type StatementOf,
  statementsAbout,
} from './ask-policies.js';
import { cannotTell, type DecisionReason, type GateAnswer, unknownReason } from './decision.js';

const gate = 'service-control-policy';

/** A request in an account, with the path from the root to the account. */
export interface ServiceControlQuestion {
  readonly accountId: string;
  readonly fromChat: boolean;
  readonly path: readonly AttachmentTarget[];
  readonly request: AccessRequest;
}

/**
 * Evaluates the service control policies of an organization. At every level from the root to the account one must
 * allow, and none on the path may deny. They affect neither the management account nor service-linked roles.
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_evaluation.html
 */
export function serviceControlPolicyGate(
  organization: Organization,
  compile: PolicyCompiler,
): (question: ServiceControlQuestion) => GateAnswer {
  if (!organization.enabledPolicyTypes.includes('SERVICE_CONTROL_POLICY')) {
    const answer = allowed('service control policies are not enabled on the root, so they have no effect');
    return () => answer;
  }
  const exempt = allowed('service control policies do not affect the management account');
  const serviceLinked = allowed('service control policies do not affect a service-linked role');
  const passes = allowed('a policy allows it at every level, and no policy denies it');
  const levelOf = levels(organization, compile);
  return ({ accountId, fromChat, path, request }) => {
    if (accountId === organization.managementAccountId) return exempt;
    if (!fromChat && isServiceLinkedRole(request, accountId)) return serviceLinked;
    const denied: DecisionReason[] = [];
    const open: DecisionReason[] = [];
    for (const target of path) askLevel(levelOf(target), request, denied, open);
    if (denied.length > 0) return { gate, outcome: 'denied', reasons: denied };
    return open.length > 0 ? { gate, outcome: 'unknown', reasons: open } : passes;
  };
}

function allowed(message: string): GateAnswer {
  return { gate, outcome: 'allowed', reasons: [{ gate, outcome: 'allowed', message }] };
}

/** Service-linked roles have a path of their own in IAM, which no one else can create roles in. */
function isServiceLinkedRole(request: AccessRequest, accountId: string): boolean {
  const principal = contextValue(request, 'aws:PrincipalArn');
  const [arn = '', ...others] = principal.kind === 'values' ? principal.values : [];
  const own = arn.split(':')[4] === accountId;
  return own && others.length === 0 && /^arn:[^:]*:iam::\d{12}:role\/aws-service-role\//.test(arn);
}

/** The policies attached at one place of the tree. */
interface Level {
  readonly target: AttachmentTarget;
  readonly policies: readonly NamedPolicy[];
  /** Why the policies here are not known, or not all of them. */
  readonly missing: readonly UnknownPolicy[];
  readonly about: (action: string) => readonly StatementOf[];
}

function askLevel(
  { target, about, missing, policies }: Level,
  request: AccessRequest,
  denied: DecisionReason[],
  open: DecisionReason[],
) {
  const answer = askPolicies(about(request.action), request);
  const at = { gate, level: target.id } as const;
  for (const { policy, statement } of answer.denials) {
    const message = `${quoted(statement.name)} of ${quoted(policy.name)}, attached to ${targetWords(target)}, ${denies(request)}`;
    denied.push({ ...at, outcome: 'denied', policy: policy.id, statement: statement.name, message });
  }
  if (!answer.allowed && answer.openAllowances.length === 0 && missing.length === 0) {
    const why =
      policies.length === 0
        ? 'no service control policy is attached there (AWS always attaches one, `FullAWSAccess` at first)'
        : 'none of the service control policies attached there does';
    denied.push({
      ...at,
      outcome: 'denied',
      message: `nothing allows ${request.other ?? 'it'} at ${targetWords(target)}: ${why}`,
    });
    return;
  }
  for (const { policy, why } of missing) {
    const where = policy === undefined ? at : { ...at, policy };
    open.push(unknownReason(where, `the policies at ${targetWords(target)} are unknown`, [why]));
  }
  for (const one of [...answer.openDenials, ...answer.openAllowances])
    open.push(openReason(target, one, request));
}

function openReason(
  target: AttachmentTarget,
  { policy, statement, missing }: OpenStatement,
  { other = 'it' }: AccessRequest,
): DecisionReason {
  const where = { gate, level: target.id, policy: policy.id, statement: statement.name } as const;
  const does = statement.effect === 'Deny' ? 'denies' : 'allows';
  const what = `${cannotTell}${quoted(statement.name)} of ${quoted(policy.name)} at ${targetWords(target)} ${does} ${other}`;
  return unknownReason(where, what, missing);
}

function targetWords({ id, name }: AttachmentTarget): string {
  return name === '' || name === id ? quoted(id) : `${quoted(name)} (${id})`;
}

/** The level of every target, made when it is first asked for; targets with the same policies share their work. */
function levels(organization: Organization, compile: PolicyCompiler): (target: AttachmentTarget) => Level {
  const known = new Map<string, Level>();
  const shared = new Map<string, Pick<Level, 'policies' | 'about'>>();
  const missingAt = missingPolicies(organization, 'SERVICE_CONTROL_POLICY');
  return (target) => {
    const before = known.get(target.id);
    if (before !== undefined) return before;
    const policies = attachedPolicies(organization, target, 'SERVICE_CONTROL_POLICY').map(
      ({ id, name, content }) => ({ id, name, policy: compile(content) }),
    );
    const key = policies.map(({ id }) => id).join(' ');
    const work = shared.get(key) ?? { policies, about: statementsByAction(policies) };
    shared.set(key, work);
    const level = { target, ...work, missing: unknownPolicies(missingAt(target), policies) };
    known.set(target.id, level);
    return level;
  };
}

/** Why the policies at a target are unknown, and which of them where it is one. */
interface UnknownPolicy {
  /** The policy's ID. */
  readonly policy?: string;
  readonly why: Missing;
}

/** What the organization file lacks at a target, or else the policies there that cannot be read. */
function unknownPolicies(
  missing: readonly MissingPart[],
  policies: readonly NamedPolicy[],
): readonly UnknownPolicy[] {
  if (missing.length > 0) {
    return missing.map((part) => ({
      ...(part.what === 'policy' ? { policy: part.id } : {}),
      why: { kind: 'fact', reason: describeMissing(part) },
    }));
  }
  return policies.flatMap(({ id, policy: { unreadable } }) => {
    const reason = `${quoted(id)} cannot be read: ${unreadable}`;
    return unreadable === undefined ? [] : [{ policy: id, why: { kind: 'fact', reason } as const }];
  });
}

/** More actions than AWS has; a table that grows beyond it is started again. */
const maxRemembered = 50_000;

function statementsByAction(policies: readonly NamedPolicy[]): Level['about'] {
  const remembered = new Map<string, readonly StatementOf[]>();
  return (action) => {
    const known = remembered.get(action);
    if (known !== undefined) return known;
    if (remembered.size >= maxRemembered) remembered.clear();
    const found = statementsAbout(policies, action);
    remembered.set(action, found);
    return found;
  };
}
