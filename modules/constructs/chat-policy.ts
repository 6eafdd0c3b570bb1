import type { OrganizationsPolicy } from '@cdktf/provider-aws/lib/organizations-policy/index.js';
import type { OrganizationsPolicyAttachment } from '@cdktf/provider-aws/lib/organizations-policy-attachment/index.js';
import { Construct } from 'constructs';
import { checkChatPolicy } from '../policy/chatbot/check.js';
import { compileChatPolicy } from '../policy/chatbot/compile.js';
import { warnAboutChatPolicy } from '../policy/chatbot/warnings.js';
import type { ChatSettings } from '../policy/intent.js';
import { type Finding, hasErrors } from '../policy/problems/problem.js';
import type { JsonObject } from '../policy/text/json.js';
import type { SyntaxNode } from '../policy/text/syntax-tree.js';
import { freeId } from './construct-id.js';
import { declarePolicy } from './declare-policy.js';
import type { DeployedPolicy } from './deployed-policy.js';
import { compiledDocument, type Document, type RawPolicyDocument, rawDocument } from './document.js';
import { openControls, spellOpenControl } from './open-controls.js';
import type { PolicyProps } from './policy-props.js';
import { type ReadProps, readProps } from './read-props.js';
import { settingsSchemas } from './settings-schemas.js';
import type { Tokenizable } from './token-placeholders.js';
import type { PropSchema } from './validate-props.js';

const mark = Symbol.for('cdktf-chat-guardrails/ChatPolicy');

/** Settings of Slack, Microsoft Teams and Chime in our words, or a raw `document`. */
export interface ChatPolicyProps extends PolicyProps, Tokenizable<ChatSettings> {
  /** A raw chat policy in the place of settings. */
  readonly document?: RawPolicyDocument;
  /**
   * Chat policies that are attached before this one wherever both have the same target, and so win where both assign a
   * setting. A change of this order attaches policies anew. Default: none.
   */
  readonly attachAfter?: readonly ChatPolicy[];
}

/** A chat policy (`CHATBOT_POLICY`) and its attachments. The addresses of its resources come from its id. */
export class ChatPolicy extends Construct {
  private readonly deployed: DeployedPolicy;

  static isChatPolicy(value: unknown): value is ChatPolicy {
    return typeof value === 'object' && value !== null && mark in value;
  }

  /** Throws when AWS would refuse the policy, with everything that is wrong with it. */
  constructor(scope: Construct, id: string, props: ChatPolicyProps) {
    super(scope, freeId(id));
    Object.defineProperty(this, mark, { value: true });
    const read = readProps('CHATBOT_POLICY', id, props, forms);
    this.deployed = declarePolicy(this, id, {
      type: 'CHATBOT_POLICY',
      props: read.props,
      document: documentOf(this, read),
      after: (read.props.attachAfter ?? []).map(({ deployed }) => deployed),
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

const forms: Readonly<Record<Exclude<keyof ChatPolicyProps, keyof PolicyProps>, PropSchema>> = {
  ...settingsSchemas,
  document: { form: 'document' },
  attachAfter: {
    form: 'list',
    item: { form: 'made', by: 'ChatPolicy', is: (value) => ChatPolicy.isChatPolicy(value) },
    open: false,
  },
};
const settingKeys = ['default', 'slack', 'microsoftTeams', 'chime', 'children'] as const;

function documentOf(scope: Construct, { props, findings }: ReadProps<ChatPolicyProps>): Document {
  const { document } = props;
  const given = settingKeys.filter((key) => props[key] !== undefined);
  const all = [...findings, ...(document === undefined ? [] : given.map(conflict))];
  if (findings.length > 0) return { text: '', certain: {}, findings: all };
  if (document === undefined) {
    const settings = Object.fromEntries(given.map((key) => [key, props[key]]));
    return compiledDocument<ChatSettings>(scope, openControls(settings), compile, check);
  }
  const raw = rawDocument(scope, document, check);
  return { ...raw, findings: [...all, ...raw.findings] };
}

function compile(settings: ChatSettings): JsonObject {
  return compileChatPolicy(settings, spellOpenControl);
}

function check(tree: SyntaxNode): Finding[] {
  const errors = checkChatPolicy(tree);
  return hasErrors(errors) ? errors : [...errors, ...warnAboutChatPolicy(tree)];
}

function conflict(key: string): Finding {
  return {
    kind: 'conflicting-keys',
    severity: 'error',
    path: [key],
    message: 'settings beside a `document`',
    help: 'a raw document is the whole policy: keep one of them',
  };
}
