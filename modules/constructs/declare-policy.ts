import { Annotations, Token } from 'cdktf';
import type { Construct } from 'constructs';
import type { Intent, RawDocument, TargetIntent } from '../policy/intent.js';
import { awsLimits } from '../policy/limits.js';
import { parseTarget } from '../policy/organization/target.js';
import { planOf } from '../policy/plan/make-plan.js';
import type { PolicyType } from '../policy/plan/plan.js';
import type { Finding } from '../policy/problems/problem.js';
import type { Path } from '../policy/text/path.js';
import { type AttachmentPlace, attachmentPlace, attachmentPlaces } from './attachment-place.js';
import { type DeferredCheck, planTimePrecondition } from './deferred-checks.js';
import { DeployedPolicy } from './deployed-policy.js';
import type { Document } from './document.js';
import type { PolicyProps } from './policy-props.js';
import { refusePolicy, renderFinding } from './refuse-policy.js';
import { terraformText, terraformTexts } from './terraform-text.js';
import { hideTokens, holdsToken, isListToken, referenceText } from './token-placeholders.js';
import { tokenRefused } from './validate-props.js';

/** A policy that a construct stands for: its type, its document, and what was found in that. */
export interface Declaration {
  readonly type: PolicyType;
  readonly props: PolicyProps;
  readonly document: Document;
  readonly after: readonly DeployedPolicy[];
  readonly open: readonly DeferredCheck[];
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
  if (errors.length > 0) refusePolicy(type, id, errors);
  for (const warning of findings.filter(({ severity }) => severity === 'warning')) {
    Annotations.of(scope).addWarning(renderFinding(warning));
  }
  return new DeployedPolicy(scope, {
    name: terraformText(props.name ?? id),
    type,
    description: terraformText(props.description ?? ''),
    tags: Token.isUnresolved(props.tags) ? (props.tags ?? {}) : terraformTexts(props.tags ?? {}),
    content: document.text,
    places: placesOf(scope, props.targets),
    skipDestroy: props.skipDestroy ?? false,
    preventDestroy: props.preventDestroy ?? false,
    after,
    checkPrerequisites: props.checkPrerequisites ?? true,
    provider: props.provider,
    preconditions: declaration.open.map(planTimePrecondition),
  });
}

/** What `planOf` finds in a plan of this policy alone, and targets that are none. */
function checkProps(scope: Construct, id: string, { type, props, document }: Declaration): Finding[] {
  const findings: Finding[] = [];
  if (Token.isUnresolved(id))
    findings.push(tokenRefused([], 'the id of a construct', 'give a token as `name`'));
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
  return [...findings, ...checkOpenTargets(scope, props.targets), ...planOf(intent).problems];
}

/** The targets that are no tokens, and findings for text that names none. */
function literalTargets(targets: readonly string[], findings: Finding[]): TargetIntent[] {
  if (Token.isUnresolved(targets)) return [];
  return targets.flatMap((text, index) => {
    if (Token.isUnresolved(text) || isListToken(text)) return [];
    const path = ['targets', index];
    const parsed = parseTarget(text);
    if ('target' in parsed) return [{ target: parsed.target, path }];
    findings.push({ kind: 'invalid-target', severity: 'error', path, ...parsed });
    return [];
  });
}

/** Tokens that cannot be targets: one that stands there already, and a list that Terraform is not told as a reference. */
function checkOpenTargets(scope: Construct, targets: readonly string[]): Finding[] {
  if (Token.isUnresolved(targets)) return isReference(scope, targets) ? [] : [lateList(['targets'])];
  const keys = new Set<string>();
  return targets.flatMap((target, index): Finding[] => {
    const path = ['targets', index];
    const isList = isListToken(target);
    if (!isList && !Token.isUnresolved(target)) return [];
    if (isList && !isReference(scope, [target])) return [lateList(path)];
    const { key } = isList
      ? attachmentPlaces(scope, [target])
      : attachmentPlace(scope, { kind: 'id', id: target });
    if (!keys.has(key)) {
      keys.add(key);
      return [];
    }
    const message = 'this token stands among the targets already';
    return [{ kind: 'duplicate-target', severity: 'error', path, message, help: 'keep one of them' }];
  });
}

function isReference(scope: Construct, list: readonly string[]): boolean {
  return referenceText(scope, list).startsWith('${');
}

function lateList(path: Path): Finding {
  const message = 'a list that the program itself produces at synth, of which no resources can be made';
  const help = 'give the list, or a token for what Terraform knows';
  return { kind: 'invalid-value', severity: 'error', path, message, help };
}

function placesOf(scope: Construct, targets: readonly string[]): AttachmentPlace[] {
  if (Token.isUnresolved(targets)) return [attachmentPlaces(scope, targets)];
  return targets.flatMap((text) => {
    if (isListToken(text)) return [attachmentPlaces(scope, [text])];
    if (Token.isUnresolved(text)) return [attachmentPlace(scope, { kind: 'id', id: text })];
    const parsed = parseTarget(text);
    return 'target' in parsed ? [attachmentPlace(scope, parsed.target)] : [];
  });
}

/** Whether a finding is about what a token stands for, which nobody can judge before Terraform knows it. */
function isAboutToken({ message, help = '', path }: Finding): boolean {
  return [message, help, ...path.map(String)].some(holdsToken);
}
