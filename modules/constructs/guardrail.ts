import type { OrganizationsPolicy } from '@cdktf/provider-aws/lib/organizations-policy/index.js';
import type { OrganizationsPolicyAttachment } from '@cdktf/provider-aws/lib/organizations-policy-attachment/index.js';
import { Construct } from 'constructs';
import type { GuardrailRule } from '../policy/intent.js';
import { type Finding, hasErrors } from '../policy/problems/problem.js';
import { checkServiceControlPolicy } from '../policy/scp/check.js';
import { compileGuardrail } from '../policy/scp/compile.js';
import { sidOf } from '../policy/scp/sid.js';
import { warnAboutServiceControlPolicy } from '../policy/scp/warnings.js';
import type { JsonObject } from '../policy/text/json.js';
import type { SyntaxNode } from '../policy/text/syntax-tree.js';
import { freeId } from './construct-id.js';
import { declarePolicy } from './declare-policy.js';
import type { DeployedPolicy } from './deployed-policy.js';
import { compiledDocument, type Document, rawDocument } from './document.js';
import type { GuardrailProps } from './guardrail-props.js';
import { checkRule, checkShape, ruleOf } from './guardrail-rule.js';
import { guardrailSchemas } from './guardrail-schemas.js';
import { type ReadProps, readProps } from './read-props.js';

const mark = Symbol.for('cdktf-chat-guardrails/Guardrail');

/**
 * A guardrail: a service control policy that binds sessions started from chat and nobody else, and its attachments. The
 * addresses of its resources come from its id.
 */
export class Guardrail extends Construct {
  private readonly deployed: DeployedPolicy;

  static isGuardrail(value: unknown): value is Guardrail {
    return typeof value === 'object' && value !== null && mark in value;
  }

  /** Throws when the guardrail cannot be deployed, with everything that is wrong with it. */
  constructor(scope: Construct, id: string, props: GuardrailProps) {
    super(scope, freeId(id));
    Object.defineProperty(this, mark, { value: true });
    const read = readProps('SERVICE_CONTROL_POLICY', id, props, guardrailSchemas);
    this.deployed = declarePolicy(this, id, {
      type: 'SERVICE_CONTROL_POLICY',
      props: read.props,
      document: documentOf(this, id, props, read),
      after: [],
      open: read.open,
    });
  }

  get policyId(): string {
    return this.policy.id;
  }

  get policyArn(): string {
    return this.policy.arn;
  }

  get policy(): OrganizationsPolicy {
    return this.deployed.policy;
  }

  /** In the order of the targets. */
  get attachments(): readonly OrganizationsPolicyAttachment[] {
    return this.deployed.attachments.map(({ resource }) => resource);
  }
}

function documentOf(
  scope: Construct,
  id: string,
  given: GuardrailProps,
  { props, findings }: ReadProps<GuardrailProps>,
): Document {
  const shape = [...findings, ...checkShape(given, props)];
  if (findings.length > 0) return { text: '', certain: {}, findings: shape };
  if (props.document !== undefined) {
    const raw = rawDocument(scope, props.document, check);
    return { ...raw, findings: [...shape, ...raw.findings] };
  }
  const rule = ruleOf(props);
  const { except = [] } = props;
  const document = compiledDocument(scope, { rule, except }, compileAs(id), check);
  return { ...document, findings: [...shape, ...checkRule(scope, rule), ...document.findings] };
}

function check(tree: SyntaxNode): Finding[] {
  const errors = checkServiceControlPolicy(tree);
  return hasErrors(errors) ? errors : [...errors, ...warnAboutServiceControlPolicy(tree)];
}

function compileAs(id: string) {
  const sid = sidOf(id) ?? 'Guardrail';
  return ({
    rule,
    except,
  }: {
    readonly rule: GuardrailRule;
    readonly except: readonly string[];
  }): JsonObject => compileGuardrail(rule, { except, sid });
}
