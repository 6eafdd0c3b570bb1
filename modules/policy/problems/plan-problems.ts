import { quoted } from '../text/quote.js';
import { configurationEnvironmentName, configurationTag } from './configuration-words.js';
import { type NoFacts, problem, problemByRule } from './problem-entry.js';

export interface PolicyFacts {
  readonly policy: string;
}

export interface CountFacts extends PolicyFacts {
  readonly count: number;
  readonly limit: number;
}

/** Names of policies that AWS or Terraform refuses. */
const policyName = {
  empty: (_: PolicyFacts) => ({
    message: 'an empty name',
    help: 'name the policy; its address in Terraform comes from the name',
  }),
  long: (facts: CountFacts) => ({ message: accepted(facts), help: 'shorten it' }),
  'long-prefixed': (facts: CountFacts) => ({
    message: `with the prefix, ${accepted(facts)}`,
    help: 'shorten it',
  }),
  'no-letter-or-digit': ({ policy }: PolicyFacts) => ({
    message: `${quoted(policy)} has no letter or digit`,
    help: 'addresses in Terraform consist of letters, digits, `_` and `-`',
  }),
  'control-character': ({ policy }: PolicyFacts) => ({
    message: `${quoted(policy)} contains a control character`,
    help: 'remove it',
  }),
  'not-ascii': ({ policy }: PolicyFacts) => ({
    message: `${quoted(policy)} contains characters outside ASCII, which AWS may refuse`,
    help: 'use ASCII characters',
  }),
  'aws-managed': ({ policy }: PolicyFacts) => ({
    message: `${quoted(policy)} is the name of a policy that AWS manages`,
    help: 'choose another name',
  }),
  'control-tower': ({ policy }: PolicyFacts) => ({
    message: `${quoted(policy)} is a name that AWS Control Tower uses for its own policies`,
    help: 'choose a name that does not start with `aws-guardrails-`',
  }),
};

export interface TagFacts extends PolicyFacts {
  readonly key: string;
}

/** Tags of policies that AWS refuses, or that contradict the ownership tag. */
const policyTag = {
  'no-key': (_: TagFacts) => ({ message: 'a tag without a key', help: 'add a key' }),
  'reserved-key': ({ key }: TagFacts) => ({
    message: `${quoted(key)} starts with \`aws:\`, which AWS reserves`,
    help: 'rename it',
  }),
  'ownership-key': ({ key }: TagFacts) => ({
    message: `${quoted(key)} is the ownership tag, whose value is the name of the environment`,
    help: 'remove it, or turn the ownership tag off with `ownershipTag: false`',
  }),
  'long-key': (facts: TagFacts & CountFacts) => ({
    message: `the key has ${accepted(facts)}`,
    help: 'shorten it',
  }),
  'long-value': (facts: TagFacts & CountFacts) => ({
    message: `the value has ${accepted(facts)}`,
    help: 'shorten it',
  }),
  'too-many': ({ count, limit }: CountFacts) => ({
    message: `${count} tags; AWS accepts at most ${limit}`,
    help: 'remove some',
  }),
  'too-many-with-ours': ({ count, limit }: CountFacts) => ({
    message: `${count} tags, including the ownership tag; AWS accepts at most ${limit}`,
    help: 'remove some',
  }),
};

export interface OrderFacts extends PolicyFacts {
  readonly other: string;
}

/** Names in `attachAfter` that the plan cannot follow. */
const attachmentOrder = {
  'unknown-policy': ({
    policy,
    nearest,
    organization,
  }: PolicyFacts & {
    readonly nearest?: string;
    /** True if the policies of the organization are known. */
    readonly organization: boolean;
  }) => ({
    message: `no chat policy ${quoted(policy)} in this configuration${organization ? ' or the organization' : ''}`,
    help:
      nearest !== undefined
        ? `did you mean ${quoted(nearest)}?`
        : organization
          ? 'name a chat policy that assigns the same settings on one of the targets'
          : 'to name a policy that this configuration does not contain, add an `organization` file',
  }),
  itself: ({ policy }: PolicyFacts) => ({
    message: `${quoted(policy)} cannot be attached after itself`,
    help: 'remove it',
  }),
  circle: ({ policy, other }: OrderFacts) => ({
    message: `\`attachAfter\` is circular: ${quoted(policy)} and ${quoted(other)} are each attached after the other`,
    help: 'remove one of the `attachAfter` entries of the circle',
  }),
  'attached-earlier': ({ policy, other, target }: OrderFacts & { readonly target: string }) => ({
    message: `${quoted(policy)} was attached to ${quoted(target)} before ${quoted(other)} and takes precedence there`,
    help: `detach ${quoted(policy)} there and deploy, which attaches it last; or remove ${quoted(other)} from \`attachAfter\``,
  }),
  'order-not-known': ({ policy, other, target }: OrderFacts & { readonly target: string }) => ({
    message: `${quoted(policy)} and ${quoted(other)} are both attached to ${quoted(target)}; the organization file does not contain their order`,
    help: `detach ${quoted(policy)} there and deploy, which attaches it last`,
  }),
};

/** Problems of a plan: what AWS or Terraform would refuse, or deploy differently. */
export const planProblems = {
  'invalid-name': problemByRule('A policy name that AWS or Terraform rejects', {
    ...policyName,
    ...configurationEnvironmentName,
  }),
  'name-taken': problem('A name that another policy of the organization has', (facts: NameTaken) => ({
    message: `the organization already has a policy ${quoted(facts.policy)} (${quoted(facts.id)})${takenBecause[facts.rule](facts)}`,
    help: nameTakenHelp(facts),
  })),
  'existing-not-adoptable': problem(
    'A policy in `existing` that Terraform cannot import',
    ({ rule, id, found, expected }: NotAdoptable) => ({
      message: {
        absent: `the organization file has no policy ${quoted(id)}`,
        'aws-managed': `${quoted(id)} is a policy that AWS manages; Terraform cannot import it`,
        'other-type': `${quoted(id)} is ${typeName(found)}, not ${typeName(expected)}`,
      }[rule],
      help: {
        absent: 'correct the ID, or collect the organization again if the policy is new',
        'aws-managed': 'remove `existing`, or use the ID of a policy that you created',
        'other-type': `use the ID of ${typeName(expected)}`,
      }[rule],
    }),
  ),
  'last-scp-detached': problem(
    'A plan that detaches the last service control policy of a target',
    ({ policy, target, name, id }: { policy: string; target: string; name: string; id: string }) => ({
      message: `the plan detaches ${quoted(policy)}, the last service control policy of ${quoted(name)} (${quoted(target === name ? id : target)})`,
      help: 'AWS requires at least one on every target; attach `FullAWSAccess` or another one there first',
    }),
  ),
  'policy-type-not-enabled': problem(
    'A policy type that is not enabled in the organization',
    ({ type, root, count }: { readonly type: string; readonly root: string; readonly count: number }) => ({
      message: `${quoted(type)} is not enabled in the organization; ${count === 1 ? 'the policy of this type has' : `${count} policies of this type have`} no effect`,
      help: `run \`aws organizations enable-policy-type --root-id ${root} --policy-type ${type}\`, then \`collect\` again`,
    }),
  ),
  'invalid-description': problem(
    'A description that AWS rejects',
    ({ count, limit }: { policy: string; count: number; limit: number }) => ({
      message: `the description has ${count} characters; AWS accepts at most ${limit}`,
      help: 'shorten it',
    }),
  ),
  'invalid-tag': problemByRule('A tag that AWS rejects', { ...policyTag, ...configurationTag }),
  'duplicate-policy-name': problem('Two policies with one name', (facts: DuplicateName) =>
    facts.rule === 'in-file'
      ? {
          message: `duplicate policy name ${quoted(facts.policy)}`,
          help: 'names are unique in an organization, chat policies and guardrails together',
        }
      : {
          message: `deploys ${quoted(facts.policy)}${facts.count > 1 ? ` and ${facts.count - 1} more` : ''} to the same organization as ${quoted(facts.other)}, where names are unique`,
          help: 'give each environment an `organization` or a `namePrefix` of its own',
        },
  ),
  'colliding-names': problem(
    'Two names that become one address in Terraform',
    ({ policy, other, address }: { policy: string; other: string; address: string }) => ({
      message: `${quoted(policy)} and ${quoted(other)} both become ${quoted(address)} in Terraform addresses`,
      help: 'use names that differ in letters, digits, `_` or `-`',
    }),
  ),
  'outdated-spelling': problem('An original document that no longer matches the settings', (_: NoFacts) => ({
    message: '`existing.document` no longer matches the settings and is ignored',
    help: 'remove `existing.document` and its file; Terraform then updates the policy',
  })),
  'unknown-attachment-order': problemByRule('An attachment order that is not possible', attachmentOrder),
  'guardrail-spread': problem(
    'A guardrail too long for one policy',
    ({ policies }: { readonly policies: readonly string[] }) => ({
      message: `too long for one policy; it becomes ${policies.map(quoted).join(', ')}`,
      help: 'each of them counts towards the number of policies on every target',
    }),
  ),
};

export interface NameTaken {
  readonly rule: 'aws-managed' | 'tags-unknown' | 'tag-off' | 'other-environment' | 'untagged';
  readonly policy: string;
  /** The ID of the policy that has the name. */
  readonly id: string;
  /** The environment that the policy's ownership tag names; empty for none. */
  readonly environment: string;
  /** True if the configuration has a place for `existing`. */
  readonly adoptable: boolean;
}

const takenBecause: Readonly<Record<NameTaken['rule'], (facts: NameTaken) => string>> = {
  'aws-managed': () => ', which AWS manages',
  'tags-unknown': () => '; its tags are unknown, so it may belong to someone else',
  'tag-off': () => '; without the ownership tag it may belong to someone else',
  'other-environment': ({ environment }) => `, which the environment ${quoted(environment)} manages`,
  untagged: () => ', which this configuration did not create',
};

function nameTakenHelp({ rule, id, adoptable }: NameTaken): string {
  if (rule === 'aws-managed' || !adoptable) return 'choose another name or `namePrefix`';
  const adopt = `\`existing: { policy: ${id} }\``;
  switch (rule) {
    case 'tags-unknown':
      return `collect the organization with tags; to take the policy over, add ${adopt}`;
    case 'tag-off':
      return `add ${adopt}, which has no effect on a policy that Terraform manages already`;
    case 'other-environment':
      return `choose another name or \`namePrefix\`; to take the policy over, add ${adopt}`;
    case 'untagged':
      return `to take the policy over, add ${adopt}; otherwise choose another name`;
  }
}

export interface NotAdoptable {
  readonly rule: 'absent' | 'aws-managed' | 'other-type';
  readonly policy: string;
  readonly id: string;
  /** The type of the policy that has this ID; empty if no policy has it. */
  readonly found: string;
  /** The type of the policy in the plan. */
  readonly expected: string;
}

const typeNames: Readonly<Record<string, string>> = {
  CHATBOT_POLICY: 'a chat policy',
  SERVICE_CONTROL_POLICY: 'a service control policy',
};

function typeName(type: string): string {
  return typeNames[type] ?? `a policy of type ${quoted(type)}`;
}

function accepted({ count, limit }: { readonly count: number; readonly limit: number }): string {
  return `${count} characters; AWS accepts at most ${limit}`;
}

export type DuplicateName =
  | { readonly rule: 'in-file'; readonly policy: string }
  | {
      /** Two environments of one file deploy it to one organization. */
      readonly rule: 'environments';
      readonly policy: string;
      readonly environment: string;
      /** The environment that deploys it first. */
      readonly other: string;
      readonly count: number;
    };
