import { quoted } from '../text/quote.js';
import { problem } from './problem-entry.js';

/** Where `from` or `exceptFrom` of a guardrail names something. */
export interface SessionFacts {
  /** The guardrail. */
  readonly policy: string;
  readonly key: 'from' | 'exceptFrom';
}

/** Problems of IDs, names and accounts in a configuration that do not fit the organization. */
export const referenceProblems = {
  'references-not-checked': problem(
    'Targets and references that were not checked',
    (_: Record<string, never>) => ({
      message:
        'there is no organization file, so targets, accounts, chat configurations and IDs in use were not checked',
      help: 'write one with `chat-guardrails collect -o organization.json` and name it with `organization`',
    }),
  ),
  'remove-without-effect': problem(
    'An item to remove that no policy above allows',
    ({ found, target, rule, nearest }: RemoveFacts) => {
      const meant = nearest === undefined ? undefined : `did you mean ${quoted(nearest)}?`;
      switch (rule) {
        case 'not-in-list':
          return {
            message: `${quoted(found)} is not in the list at ${quoted(target)}; removing it has no effect`,
            help: meant ?? 'delete it, or name an item that a policy above allows',
          };
        case 'list-not-set':
          return {
            message: `no policy sets this list at ${quoted(target)}; removing ${quoted(found)} has no effect, and everything stays allowed`,
            help: 'use `assign` with the items to allow',
          };
        case 'wildcard':
          return {
            message: `\`*\` allows everything at ${quoted(target)}; removing ${quoted(found)} has no effect`,
            help: meant ?? 'use `assign` with the items to allow',
          };
      }
    },
  ),
  'unknown-chat-configuration': problem(
    'A chat configuration that no account of the organization has',
    ({ key, found, rule, nearest }: SessionFacts & ConfigurationFacts) => ({
      message:
        rule === 'unknown'
          ? `no chat configuration in the organization file matches ${quoted(found)}`
          : `no chat configuration on the platforms and in the accounts of \`${key}\` matches ${quoted(found)}`,
      help:
        nearest === undefined
          ? 'use the name of the configuration in AWS, not of the channel; collect the organization again if it is new'
          : `did you mean ${quoted(nearest)}?`,
    }),
  ),
  'unknown-account': problem(
    'An account that is not in the organization',
    ({ account, nearest }: SessionFacts & { readonly account: string; readonly nearest?: string }) => ({
      message: `there is no account ${quoted(account)} in the organization file`,
      help:
        nearest === undefined
          ? 'collect the organization again if the account is new'
          : `did you mean ${quoted(nearest)}?`,
    }),
  ),
  'similar-id': problem(
    'An ID that differs by one or two characters from one in use',
    ({ found, nearest }: SimilarIdFacts) => ({
      message: `no chat configuration or policy of the organization uses ${quoted(found)}; similar: ${nearest.map(quoted).join(' and ')}`,
      help: `did you mean ${quoted(nearest[0] ?? '')}? acknowledge the warning if the ID is right`,
    }),
  ),
  'suspended-target': problem(
    'An account among the targets that is suspended or closed',
    ({ account, status, target, accounts = [] }: SuspendedFacts) => ({
      message:
        target === undefined
          ? `the account ${quoted(account)} has the status \`${status}\``
          : `${accounts.length} ${accounts.length === 1 ? 'account' : 'accounts'} below ${quoted(target)} cannot be used (\`${status}\`): ${accounts.map(quoted).join(', ')}`,
      help:
        target === undefined
          ? 'remove it from the targets if it is going to be closed'
          : 'nothing can run there; the policy stays inherited',
    }),
  ),
  'chat-policy-partition': problem(
    'Chat policies in a partition that does not have them',
    ({ rule, found, partition }: PartitionFacts) => ({
      message: `chat policies exist in the partition \`aws\` only; ${partitionSources[rule]} ${quoted(found)}, in \`${partition}\``,
      help: 'keep guardrails only, or deploy to an organization in the partition `aws`',
    }),
  ),
};

const partitionSources = {
  region: 'found the Region',
  role: 'found the role',
  organization: 'a chat configuration of the organization has the role',
} as const;

/** Facts of an item to remove. */
export interface RemoveFacts {
  readonly policy: string;
  /** Path of the list in the configuration. */
  readonly setting: string;
  readonly found: string;
  readonly target: string;
  readonly rule: 'not-in-list' | 'list-not-set' | 'wildcard';
  readonly nearest?: string;
}

/** Facts of the name of a chat configuration. */
export interface ConfigurationFacts {
  /** The name or pattern. */
  readonly found: string;
  /** `elsewhere`: a chat configuration of that name exists on another platform or in another account. */
  readonly rule: 'unknown' | 'elsewhere';
  readonly nearest?: string;
}

/** Facts of an ID that looks like others. */
export interface SimilarIdFacts {
  readonly policy: string;
  readonly what: 'workspace' | 'tenant' | 'team';
  readonly found: string;
  readonly nearest: readonly string[];
}

/** Facts of accounts that are suspended or closed. */
export interface SuspendedFacts {
  /** The first of them, and its status. */
  readonly account: string;
  readonly status: string;
  /** The OU or root that is the target, and all of them below it. */
  readonly target?: string;
  readonly accounts?: readonly string[];
}

/** Facts of what names the partition. */
export interface PartitionFacts {
  readonly rule: keyof typeof partitionSources;
  /** The Region or the ARN that names the partition. */
  readonly found: string;
  readonly partition: string;
}
