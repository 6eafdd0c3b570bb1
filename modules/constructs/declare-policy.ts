import { Annotations, Token } from 'cdktf';
import type { Construct } from 'constructs';
import type { Intent, RawDocument, TargetIntent } from '../policy/intent.js';
import { awsLimits } from '../policy/limits.js';
import { parseTarget } from '../policy/parse-target.js';
import type { PolicyType } from '../policy/plan.js';
import { planOf } from '../policy/plan-of.js';
import { type Finding, type Path, quoted, renderPath } from '../policy/problem.js';
import { DeployedPolicy } from './deployed-policy.js';
import type { Document } from './document.js';
import { hideTokens, holdsToken } from './hidden-tokens.js';
import { type Place, placeOf, placeOfList } from './place.js';
import type { PolicyProps } from './policy-props.js';
import { terraformText, terraformTexts } from './terraform-text.js';

/** A policy that a construct stands for: its type, its document, and what was found in that. */
export interface Declaration {
  readonly type: PolicyType;
  readonly props: PolicyProps;
  readonly document: Document;
  readonly after: readonly DeployedPolicy[];
}

/**
 * Creates the resources of one policy below its construct. Misuse throws at once, with all that is wrong and in the
 * words of `chat-guardrails check`; warnings become annotations. What a token stands for is judged by nobody.
 */
export function declarePolicy(scope: Construct, id: string, declaration: Declaration): DeployedPolicy {
  const { type, props, document, after } = declaration;
  const findings = [...document.findings, ...checkProps(scope, id, declaration)].filter(
    (finding) => !isAboutToken(finding),
  );
  const errors = findings.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) {
    throw new Error(`${titles[type]} ${quoted(id)} cannot be deployed:\n${errors.map(render).join('\n')}`);
  }
  for (const warning of findings.filter(({ severity }) => severity === 'warning')) {
    Annotations.of(scope).addWarning(render(warning).trim());
  }
  return new DeployedPolicy(scope, {
    name: terraformText(props.name ?? id),
    type,
    description: terraformText(props.description ?? ''),
    tags: Token.isUnresolved(props.tags) ? { ...props.tags } : terraformTexts(props.tags ?? {}),
    content: document.text,
    places: placesOf(scope, props.targets),
    skipDestroy: props.skipDestroy ?? false,
    preventDestroy: props.preventDestroy ?? false,
    after,
    checkPrerequisites: props.checkPrerequisites ?? true,
    provider: props.provider,
  });
}

const titles: Readonly<Record<PolicyType, string>> = {
  CHATBOT_POLICY: 'the chat policy',
  SERVICE_CONTROL_POLICY: 'the guardrail',
};

/** What `planOf` finds in a plan of this policy alone, and targets that are none. */
function checkProps(scope: Construct, id: string, { type, props, document }: Declaration): Finding[] {
  const findings: Finding[] = [];
  if (Token.isUnresolved(id))
    findings.push(tokenRefused([], 'the id of a construct', 'give a token as `name`'));
  if (Token.isUnresolved(props.preventDestroy)) {
    findings.push(tokenRefused(['preventDestroy'], '`prevent_destroy` of Terraform', 'write true or false'));
  }
  const { name, description, tags } = hideTokens(scope, {
    name: props.name ?? id,
    description: props.description ?? '',
    tags: Token.isUnresolved(props.tags) ? {} : (props.tags ?? {}),
  }).value;
  const policy = {
    name,
    description,
    tags,
    targets: literalTargets(props.targets, findings),
    except: [],
    retention: { skipDestroy: false, preventDestroy: false },
    path: [],
  };
  const raw: RawDocument = { content: document.certain, file: '' };
  const intent: Intent = {
    chatPolicies: type === 'CHATBOT_POLICY' ? [{ ...policy, settings: raw, after: [] }] : [],
    guardrails: type === 'SERVICE_CONTROL_POLICY' ? [{ ...policy, rule: raw }] : [],
    namePrefix: '',
    limits: awsLimits,
    exceptions: [],
  };
  return [...findings, ...planOf(intent).problems];
}

function tokenRefused(path: Path, what: string, help: string): Finding {
  return { kind: 'invalid-value', severity: 'error', path, message: `${what} cannot be a token`, help };
}

/** The targets that are no tokens, and findings for text that names none. */
function literalTargets(targets: readonly string[], findings: Finding[]): TargetIntent[] {
  if (Token.isUnresolved(targets)) return [];
  return targets.flatMap((text, index) => {
    if (Token.isUnresolved(text)) return [];
    const path = ['targets', index];
    const parsed = parseTarget(text);
    if ('target' in parsed) return [{ target: parsed.target, path }];
    findings.push({ kind: 'invalid-target', severity: 'error', path, ...parsed });
    return [];
  });
}

function placesOf(scope: Construct, targets: readonly string[]): Place[] {
  if (Token.isUnresolved(targets)) return [placeOfList(scope, targets)];
  return targets.flatMap((text) => {
    if (Token.isUnresolved(text)) return [placeOf(scope, { kind: 'id', id: text })];
    const parsed = parseTarget(text);
    return 'target' in parsed ? [placeOf(scope, parsed.target)] : [];
  });
}

/** Whether a finding is about what a token stands for, which nobody can judge before Terraform knows it. */
function isAboutToken({ message, help = '', path }: Finding): boolean {
  return [message, help, ...path.map(String)].some(holdsToken);
}

function render({ path, message, help }: Finding): string {
  const where = path.length === 0 ? '' : `${renderPath(path)}: `;
  return `  ${where}${message}${help === undefined ? '' : `; ${help}`}`;
}
