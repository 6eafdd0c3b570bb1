import { alternatives, listed, quoted } from '../text/quote.js';
import { commaListHelp, didYouMean } from './configuration-words.js';
import { type NoFacts, problem, problemByRule } from './problem-entry.js';

export interface TargetFacts {
  /** The target as it is written. */
  readonly target: string;
}

export interface NearestTarget extends TargetFacts {
  readonly nearest: string;
}

export interface AccountFacts {
  readonly account: string;
}

export interface QuotaFacts {
  readonly type: 'CHATBOT_POLICY' | 'SERVICE_CONTROL_POLICY';
  readonly count: number;
  readonly limit: number;
}

const pathHelp = 'paths start below the root: `Workloads/Prod`; a slash in a name is written `\\/`';

/** Strings that are not targets, and OU names that were probably not intended. */
const invalidTarget = {
  'empty-name': ({ target }: TargetFacts) => ({
    message: `${quoted(target)} is not a target; a name is missing`,
    help: `write \`root\`, an ID or a path; ${pathHelp}`,
  }),
  'white-space': ({ target, nearest }: NearestTarget) => ({
    message: `${quoted(target)} is not a target; a name starts or ends with white space`,
    help: `write ${quoted(nearest)}`,
  }),
  'account-id': ({ target, count }: TargetFacts & { readonly count: number }) => ({
    message: `${quoted(target)} is not a target`,
    help: `an account ID has 12 digits, not ${count}`,
  }),
  'account-hyphens': ({ target, nearest }: NearestTarget) => ({
    message: `${quoted(target)} is not a target`,
    help: `write the account ID without hyphens: ${quoted(nearest)}`,
  }),
  'unit-id': ({ target, nearest }: TargetFacts & { readonly nearest?: string }) => ({
    message: `${quoted(target)} is not the ID of an organizational unit`,
    help:
      didYouMean(nearest) ??
      'an ID looks like `ou-ab12-prod0001`: `ou-`, 4 to 32, `-`, 8 to 32 lower-case letters or digits',
  }),
  arn: ({ target }: TargetFacts) => ({
    message: `${quoted(target)} is not a target`,
    help: 'write the ID at the end of the ARN',
  }),
  depth: ({ count, limit }: { readonly count: number; readonly limit: number }) => ({
    message: `an organizational unit ${count} levels below the root; AWS allows ${limit}`,
    help: 'a slash in a name is written `\\/`',
  }),
  'root-name': ({ target }: TargetFacts) => ({
    message: unlikely(target),
    help: 'write `root` for the root of the organization',
  }),
  'root-in-path': ({ target, nearest }: NearestTarget) => ({
    message: unlikely(target),
    help: `did you mean ${quoted(nearest)}? paths start below the root`,
  }),
  'id-case': ({ target, nearest }: NearestTarget) => ({
    message: unlikely(target),
    help: `did you mean ${quoted(nearest)}?`,
  }),
  'policy-id': ({ target }: TargetFacts) => ({
    message: unlikely(target),
    help: 'this looks like the ID of a policy; name the root, an organizational unit or an account',
  }),
};

function unlikely(target: string): string {
  return `${quoted(target)} is treated as an OU name; probably not intended`;
}

const unknownTarget = {
  id: ({ target, nearest }: TargetFacts & { readonly nearest?: string }) => ({
    message: `the ID ${quoted(target)} is not in the organization file`,
    help:
      nearest === undefined
        ? 'collect the organization again if it is new'
        : `did you mean ${quoted(nearest)}?`,
  }),
  unit: ({ target, nearest }: TargetFacts & { readonly nearest?: string }) => ({
    message: noUnit(target),
    help: nearest === undefined ? (commaListHelp(target) ?? pathHelp) : `did you mean ${quoted(nearest)}?`,
  }),
  account: ({ target, account }: TargetFacts & { readonly account: string }) => ({
    message: noUnit(target),
    help: `for the account ${quoted(target)} write its ID: '${account}'`,
  }),
  'nested-unit': ({ target, nearest }: NearestTarget) => ({
    message: noUnit(target),
    help: `did you mean ${quoted(nearest)}? paths start below the root`,
  }),
};

function noUnit(target: string): string {
  return `no organizational unit ${quoted(target)} in the organization file`;
}

const plurals = { CHATBOT_POLICY: 'chat policies', SERVICE_CONTROL_POLICY: 'service control policies' };

const tooManyAttachments = {
  plan: ({
    type,
    count,
    limit,
    target,
    others,
    organization,
  }: QuotaFacts &
    TargetFacts & {
      /** The policies that are attached and that the plan does not contain. */
      readonly others: readonly string[];
      /** True if the policies of the organization are known. */
      readonly organization: boolean;
    }) => ({
    message: `${count} ${plurals[type]} on ${quoted(target)}${others.length === 0 ? '' : `, including ${firstOf(others)}`}; AWS allows ${limit}`,
    help:
      type === 'CHATBOT_POLICY'
        ? 'combine policies, or attach some to an organizational unit above or below'
        : `combine actions in one guardrail, or attach some to an organizational unit above or below${organization ? '' : '; an `organization` file shows what is attached'}`,
  }),
  'organization-file': ({ type, count, limit }: QuotaFacts) => ({
    message: `${count} ${plurals[type]} attached here; AWS allows ${limit}`,
    help: 'check the program that wrote the file',
  }),
};

function firstOf(names: readonly string[]): string {
  return names.length > 3
    ? `${names.slice(0, 3).map(quoted).join(', ')} and ${names.length - 3} more`
    : listed(names);
}

/** Problems of targets: what policies are attached to, and their `except`. */
export const targetProblems = {
  'invalid-target': problemByRule('A string that is not a valid target', invalidTarget),
  'unknown-target': problemByRule('A target that is not in the organization', unknownTarget),
  'duplicate-target': problemByRule('A duplicate target', {
    target: ({ target }: TargetFacts) => ({
      message: `duplicate target ${quoted(target)}`,
      help: 'keep one of them',
    }),
    'same-target': ({ target, other }: TargetFacts & { readonly other: string }) => ({
      message: `${quoted(target)} is the same target as ${quoted(other)}`,
      help: 'keep one of them',
    }),
    except: ({ account }: AccountFacts) => ({
      message: `duplicate account ${quoted(account)} in \`except\``,
      help: 'keep one of them',
    }),
  }),
  'too-many-attachments': problemByRule('More policies on one target than AWS allows', tooManyAttachments),
  'too-many-policies': problem(
    'More policies in an organization than AWS allows',
    ({ type, count, limit }: QuotaFacts) => ({
      message: `${count} ${plurals[type]} in the organization; AWS allows ${limit}`,
      help: 'combine some of them',
    }),
  ),
  'existing-without-target': problem(
    'An existing attachment that is not in the plan',
    ({ target }: TargetFacts) => ({
      message: `${quoted(target)} is not a target of the policy; Terraform does not manage this attachment`,
      help: 'add the target, deploy, then remove it; or detach the policy there yourself',
    }),
  ),
  'except-needs-organization': problem(
    'Exempt accounts of a chat policy without an organization file',
    (_: NoFacts) => ({
      message:
        '`except` of a chat policy needs an organization file; AWS has no exclusion, so the targets are computed',
      help: 'add an `organization` file; the policy is then attached to all other accounts and organizational units',
    }),
  ),
  'except-leaves-nothing': problem('Exempt accounts that leave a policy no target', (_: NoFacts) => ({
    message: '`except` contains every account below the targets',
    help: 'remove accounts from it, or remove the policy',
  })),
  'except-outside-targets': problemByRule('An exempt account that is not below the targets', {
    outside: ({ account }: AccountFacts) => ({
      message: `${quoted(account)} is not below the targets; it has no effect here`,
      help: 'remove it, or correct the account',
    }),
    'unknown-account': ({ account }: AccountFacts) => ({
      message: `no account ${quoted(account)} in the organization file`,
      help: 'remove it, or correct the account',
    }),
  }),
  'from-outside-targets': problem(
    'An account of `from` that is not below the targets',
    ({ account }: AccountFacts) => ({
      message: `${quoted(account)} is not below the targets; the guardrail does not apply to its sessions`,
      help: 'remove it, or add the account to the targets',
    }),
  ),
  'except-accounts-to-come': problem(
    'Future accounts that a chat policy with exempt accounts does not reach',
    ({ targets }: { readonly targets: readonly string[] }) => ({
      message: `the policy does not reach accounts that are added to ${targets.length > 5 ? `${targets.slice(0, 5).map(quoted).join(', ')} and other organizational units` : alternatives(targets)}`,
      help: 'collect the organization and deploy again when accounts are added or moved',
    }),
  ),
  'except-too-many-targets': problem(
    'Exempt accounts that need too many attachments',
    ({ count, limit }: { readonly count: number; readonly limit: number }) => ({
      message: `without the exempt accounts, the policy needs ${count} attachments to the remaining organizational units and accounts; the limit is ${limit}`,
      help: 'move the exempt accounts to an organizational unit of their own, or name the targets one by one',
    }),
  ),
  'only-management-account': problem(
    'A guardrail without effect, because its only target is the management account',
    (_: AccountFacts) => ({
      message:
        'the only account below the targets is the management account, which service control policies do not affect',
      help: 'use a chat policy, which affects the management account, or guardrail policies on its channels',
    }),
  ),
};
