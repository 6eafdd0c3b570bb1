import type { OrganizationsPolicy } from '@cdktf/provider-aws/lib/organizations-policy/index.js';
import type { OrganizationsPolicyAttachment } from '@cdktf/provider-aws/lib/organizations-policy-attachment/index.js';
import { Annotations, type IResolvable, type TerraformProvider, Token } from 'cdktf';
import { Construct } from 'constructs';
import { loadActionCatalogue } from '../actions/load-action-catalogue.js';
import { isForeignKey, planDeclaration } from '../config/plan-declaration.js';
import { type Finding, finding, type Problem } from '../policy/problems/problem.js';
import { sidOf } from '../policy/scp/sid.js';
import type { JsonValue } from '../policy/text/json.js';
import { renderPath } from '../policy/text/path.js';
import { quoted } from '../policy/text/quote.js';
import { freeId } from './construct-id.js';
import { DeployedPolicy } from './deployed-policy.js';
import { type HiddenTokens, hideTokens, referenceText } from './token-placeholders.js';

/** The props of both chat policies and guardrails. */
export interface PolicyProps {
  /**
   * Where the policy is attached: `root`, OUs by their paths of names (`Workloads/Prod`), IDs (`r-…`, `ou-…`, twelve
   * digits), tokens for IDs, or a token for a list of IDs. Terraform looks up `root` and paths when it plans; a path that
   * does not exist fails the plan. A list token must be known when Terraform plans.
   */
  readonly targets: string | readonly string[];
  /** The policy's name in AWS, unique in the organization. Default: the construct's ID. */
  readonly name?: string;
  /** The description in AWS, at most 512 characters. Default: none. */
  readonly description?: string;
  /** Tags of the policy; a token for all of them is accepted. Default: none. */
  readonly tags?: Readonly<Record<string, string>>;
  /** Leaves the policy and its attachments in the organization when Terraform destroys them. Default: false. */
  readonly skipDestroy?: boolean | IResolvable;
  /**
   * Makes Terraform refuse every plan that would destroy or replace the policy, as long as this construct exists. When
   * the construct is removed, Terraform destroys the policy: use `skipDestroy` against that. Attachments are not
   * protected. Terraform accepts no token here. Default: false.
   */
  readonly preventDestroy?: boolean;
  /**
   * The policy in AWS that Terraform imports instead of creating it: its ID and, by target, the ID of the root, OU or
   * account that it is attached to. Default: the policy is new.
   */
  readonly existing?: {
    readonly policy: string;
    readonly attachments?: Readonly<Record<string, string>>;
  };
  /**
   * Whether Terraform checks, when it plans, that the organization has all features and the policy type enabled. Turn
   * it off where the credentials cannot see that. Default: true.
   */
  readonly checkPrerequisites?: boolean;
  /** Default: the stack's AWS provider without an alias. */
  readonly provider?: TerraformProvider;
}

/** A raw policy: a JSON string, which can be a token, or an object whose values can be tokens. */
export type RawPolicyDocument = string | IResolvable | { readonly [key: string]: RawPolicyValue };

/** A value in a raw policy. */
export type RawPolicyValue = JsonValue | IResolvable | RawPolicyDocument | readonly RawPolicyValue[];

/** The attributes of a chat policy or guardrail that a program can use. */
export abstract class DeclaredPolicy extends Construct {
  /** The resources of the policy. */
  protected readonly deployed: DeployedPolicy;

  protected constructor(scope: Construct, id: string, declaration: Declaration) {
    super(scope, freeId(id));
    this.deployed = declarePolicy(this, id, declaration);
  }

  /** The ID of the policy, for other resources. */
  get policyId(): string {
    return this.policy.id;
  }

  /** The ARN of the policy, for other resources. */
  get policyArn(): string {
    return this.policy.arn;
  }

  /** The Terraform resource of the policy, e.g. for overrides. */
  get policy(): OrganizationsPolicy {
    return this.deployed.policy;
  }

  /** The Terraform resources of the attachments, in the order of the targets. */
  get attachments(): readonly OrganizationsPolicyAttachment[] {
    return this.deployed.attachments.map(({ resource }) => resource);
  }
}

/** A policy that a construct declares. */
interface Declaration {
  /** The list of a configuration file that the policy belongs in. */
  readonly list: 'chatPolicies' | 'guardrails';
  readonly props: PolicyProps & { readonly document?: RawPolicyDocument };
  /** Chat policies that are attached before this one wherever both have the same target. */
  readonly after?: readonly DeployedPolicy[];
  readonly findings?: readonly Finding[];
}

/**
 * Creates the resources of one policy below its construct. Props are read and judged as an entry of a configuration
 * file: errors throw at once, all in one message, and warnings become annotations.
 */
function declarePolicy(scope: Construct, id: string, declaration: Declaration): DeployedPolicy {
  const { list, props, after = [] } = declaration;
  if (typeof props !== 'object' || props === null || Array.isArray(props)) {
    refuse(list, id, [finding('wrong-type', 'error', { path: [] }, notProps(props))]);
  }
  const { provider, checkPrerequisites = true, ...others } = props;
  const { late, policy } = separate(list, others);
  const tokens = hideTokens(scope, policy);
  const own = [
    ...(declaration.findings ?? []),
    ...checkId(id),
    ...checkFlag(checkPrerequisites),
    ...tokens.findings,
    ...checkTargets(scope, tokens),
  ];
  const { planned, problems } = planDeclaration({
    list,
    ...entryOf(list, id, tokens.value),
    today: new Date().toISOString().slice(0, 10),
  });
  // What could not be read is missing from the plan, and would be reported twice.
  const found = tokens.findings.length > 0 ? own : [...own, ...problems];
  if (planned === undefined || found.some(({ severity }) => severity === 'error')) {
    refuse(list, id, found, tokens.display);
  }
  for (const problem of found) {
    // A program may compute its targets, and there may be none.
    if (problem.severity !== 'warning' || problem.kind === 'attached-nowhere') continue;
    Annotations.of(scope).addWarning(renderProblem(displayed(problem, tokens.display)));
  }
  return new DeployedPolicy(scope, planned, { after, checkPrerequisites, provider, tokens, ...late });
}

/** The props that the policy is made of, and those that are tokens as a whole and go to Terraform as they are. */
function separate(list: Declaration['list'], props: Omit<Declaration['props'], 'provider'>) {
  const { skipDestroy, tags } = props;
  const isLate = (value: unknown): boolean => Token.isUnresolved(value) && typeof value === 'object';
  const late = {
    ...(isLate(skipDestroy) ? { skipDestroy } : {}),
    ...(isLate(tags) ? { tags } : {}),
  };
  const own = Object.entries(props).filter(([key]) => !Object.hasOwn(late, key) && !isForeignKey(list, key));
  return { late, policy: Object.fromEntries(own) };
}

/** The policy as an entry of a configuration file. The ID of its statements comes from that of the construct. */
function entryOf(list: Declaration['list'], id: string, { document, ...props }: HiddenTokens['value']) {
  const sid = list === 'guardrails' && document === undefined ? { sid: sidOf(id) ?? 'Guardrail' } : {};
  const text = typeof document === 'string' || document === undefined ? document : JSON.stringify(document);
  return {
    policy: { name: id, ...sid, ...props },
    document: text,
    ...(list === 'guardrails' ? { catalogue: loadActionCatalogue() } : {}),
  };
}

function checkId(id: string): Finding[] {
  if (!Token.isUnresolved(id)) return [];
  return [finding('token-not-allowed', 'error', { path: [] }, { rule: 'construct-id' })];
}

function checkFlag(flag: unknown): Finding[] {
  const place = { path: ['checkPrerequisites'] };
  if (Token.isUnresolved(flag)) {
    return [finding('token-not-allowed', 'error', place, { rule: 'value', key: 'checkPrerequisites' })];
  }
  if (typeof flag === 'boolean') return [];
  const facts = { rule: 'not-json', found: quoted(String(flag)), expected: '`true` or `false`' } as const;
  return [finding('wrong-type', 'error', place, facts)];
}

/** Lists of targets that Terraform does not know as a reference: no resources can be made of them. */
function checkTargets(scope: Construct, { value, partsOf }: HiddenTokens): Finding[] {
  const targets = [value['targets'] ?? []].flat();
  return targets.flatMap((target) =>
    (typeof target === 'string' ? partsOf(target) : []).flatMap((part): Finding[] => {
      if (part.kind !== 'list' || referenceText(scope, part.token).startsWith('${')) return [];
      const place = { path: ['targets'] };
      return [finding('token-not-allowed', 'error', place, { rule: 'list-of-synth', key: 'targets' })];
    }),
  );
}

function notProps(props: unknown) {
  const found = Array.isArray(props) ? 'a list' : quoted(String(props));
  return { rule: 'not-json', found, expected: 'an object of props such as `{ targets: … }`' } as const;
}

/** The error that a construct throws if its policy cannot be deployed. */
export interface PolicyError extends Error {
  /** Everything that is wrong with the policy; paths lead into the props. */
  readonly problems: readonly Problem[];
}

function refuse(
  list: Declaration['list'],
  id: string,
  problems: readonly Problem[],
  display = (text: string): string => text,
): never {
  const errors = problems
    .filter(({ severity }) => severity === 'error')
    .map((error) => displayed(error, display));
  const lines = errors.map((error) => `  ${renderProblem(error)}`);
  const what = list === 'guardrails' ? 'guardrail' : 'chat policy';
  const error = new Error(`the ${what} ${quoted(id)} cannot be deployed:\n${lines.join('\n')}`);
  throw Object.assign(error, { problems: errors }) satisfies PolicyError;
}

function displayed({ message, help, path, ...problem }: Problem, display: (text: string) => string): Problem {
  return {
    ...problem,
    path: path.map((key) => (typeof key === 'string' ? display(key) : key)),
    message: display(message),
    ...(help === undefined ? {} : { help: display(help) }),
  };
}

/** A problem in one line: where, what, and what to do. */
function renderProblem({ path, message, help }: Pick<Problem, 'path' | 'message' | 'help'>): string {
  const where = path.length === 0 ? '' : `${renderPath(path)}: `;
  return `${where}${message}${help === undefined ? '' : `; ${help}`}`;
}
