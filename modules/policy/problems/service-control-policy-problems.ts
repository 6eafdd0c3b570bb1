import { escapeControlCharacters } from '../text/escape-control-characters.js';
import { describeFound, type FoundValue } from '../text/found-value.js';
import { listed, quoted } from '../text/quote.js';
import { didYouMean } from './configuration-words.js';
import { problem, problemByRule } from './problem-entry.js';
import { listedBriefly } from './service-control-policy-words.js';

/** An action, or a pattern of actions, that AWS's list of actions does not have. */
export interface ActionNameFacts {
  readonly action: string;
  readonly service: string;
  /** The action that was probably meant; without one it may be newer than the list. */
  readonly nearest?: string;
  /** The date of AWS's list, `YYYY-MM-DD`. */
  readonly date: string;
}

function actionHelp({ nearest }: ActionNameFacts): string {
  return didYouMean(nearest) ?? 'check the spelling; ignore this if the action is newer than the list';
}

/** A condition on the chat session that holds outside chat too. */
export interface BindsOutsideChatFacts {
  readonly operator: string;
  readonly cause: 'null' | 'negated' | 'if-exists' | 'for-all-values';
}

const outsideChatHelp: Readonly<Record<BindsOutsideChatFacts['cause'], string>> = {
  null: 'write `"false"` if you mean chat sessions',
  negated: 'add `"Null": {"aws:ChatbotSourceArn": "false"}` beside it',
  'if-exists': 'write `ArnLike`, or `ArnNotLike` with `"Null": {"aws:ChatbotSourceArn": "false"}`',
  'for-all-values': 'write `ArnLike`, or `ArnNotLike` with `"Null": {"aws:ChatbotSourceArn": "false"}`',
};

/** A statement that denies the chat service, or what it needs, in Regions where it has endpoints. */
export interface RegionDenyFacts {
  /** `stops-chat`: in the Regions that chat needs; `some-regions`: in its other Regions; `pass-role`: not chat itself. */
  readonly rule: 'stops-chat' | 'some-regions' | 'pass-role';
  /** Regions of the chat service in which the denial holds. */
  readonly regions: readonly string[];
  /** The statement as it should be, as JSON. */
  readonly corrected?: string;
  /** The policy and where it is attached, for a policy that an organization has. */
  readonly policy?: string;
  readonly target?: string;
}

function regionDenyMessage({ rule, regions, policy, target }: RegionDenyFacts): string {
  const where = target === undefined ? '' : ` at ${quoted(target)}`;
  const subject = policy === undefined ? 'the statement' : `${quoted(policy)}${where}`;
  const inRegions = `in ${listed(regions)}`;
  switch (rule) {
    case 'stops-chat':
      return `${subject} stops chat: it denies \`chatbot:*\` ${inRegions}, where the chat service has its endpoints`;
    case 'some-regions':
      return `${subject} denies \`chatbot:*\` ${inRegions}; the chat service has endpoints there, but was reported to work without them`;
    case 'pass-role':
      return `${subject} denies \`iam:PassRole\` ${inRegions}, so no one can create a chat configuration there`;
  }
}

function regionDenyHelp({ rule, corrected }: RegionDenyFacts): string {
  if (corrected !== undefined) return `write \`${escapeControlCharacters(corrected)}\``;
  const actions = rule === 'pass-role' ? ['iam:PassRole'] : ['chatbot:*', 'iam:PassRole'];
  return `exempt ${listed(actions)}, or allow the Regions of the chat service`;
}

/** A condition operator that AWS does not have. */
export interface UnknownOperatorFacts {
  readonly found: string;
  readonly nearest?: string;
  /** `Null` with `IfExists`. */
  readonly isNull: boolean;
}

const sourceArnExample = '`arn:aws:chatbot::123456789012:chat-configuration/slack-channel/NAME`';

/** Problems of service control policies. */
export const serviceControlPolicyProblems = {
  'policy-version': problem('A service control policy of an unknown version', (found: FoundValue) => ({
    message: `found ${describeFound(found)}; AWS expects the version \`2012-10-17\``,
    help: 'write `"Version": "2012-10-17"`',
  })),
  'principal-in-scp': problem(
    'A principal in a service control policy',
    ({ key }: { readonly key: string }) => ({
      message: `service control policies have no ${quoted(key)}; they apply to the accounts that they are attached to`,
      help: 'remove it; use the condition key `aws:PrincipalArn` for principals, `aws:ChatbotSourceArn` for chat',
    }),
  ),
  'invalid-sid': problem(
    'A statement ID with other characters than letters and digits',
    ({ found, nearest }: { readonly found: string; readonly nearest?: string }) => ({
      message: `found ${quoted(found)}; a statement ID consists of letters and digits`,
      help: nearest === undefined ? 'remove it' : `write ${quoted(nearest)}`,
    }),
  ),
  'invalid-action': problemByRule('Text that is not an action', {
    form: ({ action, nearest }: { readonly action: string; readonly nearest?: string }) => ({
      message: `found ${quoted(action)}; AWS expects \`service:Action\`, or \`*\` for every action`,
      help: didYouMean(nearest) ?? 'write the service before the action: `rds:DeleteDBCluster`',
    }),
    /** An action of an expectation. */
    expectation: ({ action }: { readonly action: string }) => ({
      message: `${quoted(action)} is not an action`,
      help: 'write `service:Action`, for example `rds:DeleteDBCluster`, or a command with its arguments',
    }),
    pattern: ({ action }: { readonly action: string }) => ({
      message: `${quoted(action)} has wildcards`,
      help: 'name a single action',
    }),
    'several-actions': ({
      actions,
    }: {
      /** The string as it was written. */
      readonly action: string;
      readonly actions: readonly string[];
    }) => ({
      message: `${actions.length} actions in one string; AWS reads it as a single action, which does not exist`,
      help: `write a list: [${actions.map((action) => escapeControlCharacters(JSON.stringify(action))).join(', ')}]`,
    }),
  }),
  'invalid-resource': problem('Text that is not an ARN', ({ resource }: { readonly resource: string }) => ({
    message: `found ${quoted(resource)}; AWS expects an ARN, or \`*\` for every resource`,
    help: 'an ARN has six parts: `arn:aws:s3:::bucket/*`',
  })),
  'unknown-operator': problem(
    'A condition operator that AWS does not have',
    ({ found, nearest, isNull }: UnknownOperatorFacts) => ({
      message: isNull
        ? `unknown condition operator ${quoted(found)}; \`Null\` cannot be combined with \`IfExists\``
        : `unknown condition operator ${quoted(found)}`,
      help: didYouMean(nearest) ?? 'use one of the condition operators of IAM',
    }),
  ),
  'invalid-condition-key': problem(
    'Text that is not a condition key',
    ({ key }: { readonly key: string }) => ({
      message: `found ${quoted(key)}; AWS expects a condition key, \`service:key\``,
      help: 'keys that every service has start with `aws:`',
    }),
  ),
  'set-operator-missing': problem(
    'A plain operator on a condition key with several values',
    ({
      key,
      found,
      expected,
    }: {
      readonly key: string;
      readonly found: string;
      readonly expected: readonly string[];
    }) => ({
      message: /Not|IfExists/.test(found)
        ? `the condition holds only without ${quoted(key)}: the key has several values, and ${quoted(found)} compares only one`
        : `the condition never holds: ${quoted(key)} has several values, and ${quoted(found)} compares only one`,
      help:
        expected.length === 1
          ? `write ${listed(expected)}`
          : `write ${quoted(expected[0] ?? '')} if one value must differ, ${quoted(expected[1] ?? '')} if all must`,
    }),
  ),
  'condition-never-holds': problemByRule('A condition that no request meets', {
    contradiction: ({ key, operators }: { readonly key: string; readonly operators: readonly string[] }) => ({
      message: `the conditions on ${quoted(key)} contradict each other (${listed(operators)}); the statement has no effect`,
      help: 'remove one of them, or change its values',
    }),
    chat: ({
      key,
      expected,
    }: {
      readonly key: string;
      readonly operator: string;
      /** The value of the key in a session from chat; without one the key is absent. */
      readonly expected?: string;
    }) => ({
      message:
        expected === undefined
          ? `the condition never holds: commands run from chat have no ${quoted(key)}`
          : `the condition never holds: ${quoted(key)} is ${quoted(expected)} for commands run from chat`,
      help: 'remove the condition, or the statement: as it is, it denies nothing',
    }),
    targets: ({ key }: { readonly key: string; readonly operator: string }) => ({
      message: `the condition never holds: no account below the targets has this ${quoted(key)}`,
      help: 'correct the value, or attach the policy to the accounts that it names',
    }),
  }),
  'unknown-region': problem(
    'A Region that AWS does not have',
    ({
      region,
      nearest,
      date,
    }: {
      readonly region: string;
      readonly nearest?: string;
      readonly date: string;
    }) => ({
      message: /[*?]/.test(region)
        ? `no Region matches ${quoted(region)}`
        : `unknown Region ${quoted(region)}`,
      help:
        didYouMean(nearest) ?? `check the name; ignore this if the Region is newer than the list of ${date}`,
    }),
  ),
  'invalid-arn-account': problem(
    'An account in an ARN that does not have 12 digits',
    ({ resource, account }: { readonly resource: string; readonly account: string }) => ({
      message: `the account ${quoted(account)} in ${quoted(resource)} does not have 12 digits`,
      help: 'write the account ID with leading zeros, or `*`',
    }),
  ),
  'resource-of-other-service': problem(
    'A resource of a service that none of the actions belongs to',
    ({ resource, service }: { readonly resource: string; readonly service: string }) => ({
      message: `${quoted(resource)} has no effect: none of the actions works on resources of ${quoted(service)}`,
      help: `add actions of ${quoted(service)}, or remove the resource`,
    }),
  ),
  'resource-never-matches': problemByRule('An action and a resource that never match', {
    actions: ({
      actions,
      resources,
      expected,
    }: {
      readonly actions: readonly string[];
      readonly resources: readonly string[];
      /** Patterns for the resources that the actions work on; empty if AWS matches them with `*` alone. */
      readonly expected: readonly string[];
    }) => ({
      message: `AWS never matches ${listedBriefly(actions, 3)} with ${listedBriefly(resources, 2)}`,
      help:
        expected.length === 0
          ? 'the action has no resources of its own: move it to a statement with the resource `*`'
          : `use resources of the action: ${listedBriefly(expected, 3)}`,
    }),
    resource: ({ resource }: { readonly resource: string }) => ({
      message: `${quoted(resource)} has no effect: none of the actions works on it`,
      help: 'correct the ARN, add actions that work on it, or remove it',
    }),
  }),
  'unknown-service': problem('A service that AWS does not have', (facts: ActionNameFacts) => ({
    message: `unknown service ${quoted(facts.service)} in ${quoted(facts.action)} (AWS's list of ${facts.date})`,
    help: actionHelp(facts),
  })),
  'unknown-action': problem('An action that AWS does not have', (facts: ActionNameFacts) => ({
    message: `unknown action ${quoted(facts.action)} (AWS's list of ${facts.date})`,
    help: actionHelp(facts),
  })),
  'wildcard-matches-nothing': problem('A pattern that matches no action', (facts: ActionNameFacts) => ({
    message: `${quoted(facts.action)} matches no action (AWS's list of ${facts.date})`,
    help: actionHelp(facts),
  })),
  'unknown-condition-key': problem(
    'A condition key that AWS does not have',
    ({ key, nearest, date }: { readonly key: string; readonly nearest?: string; readonly date: string }) => ({
      message: `unknown condition key ${quoted(key)} (AWS's list of ${date})`,
      help: didYouMean(nearest) ?? 'check the spelling; ignore this if the key is newer than the list',
    }),
  ),
  'inverted-action-list': problem(
    'A denial of every action except those it names',
    ({ actions }: { readonly actions: readonly string[] }) => ({
      message: `\`Deny\` with \`NotAction\` denies every action except ${listedBriefly(actions, 1)}`,
      help: `to deny ${actions.length === 1 ? 'this action' : 'these actions'} instead, write \`Action\``,
    }),
  ),
  'binds-outside-chat': problemByRule('A denial for chat that applies outside chat', {
    condition: ({ operator, cause }: BindsOutsideChatFacts) => ({
      message:
        cause === 'null'
          ? `the denial applies to everyone outside chat: ${quoted(operator)} selects sessions without the key`
          : `the denial applies to everyone outside chat: ${quoted(operator)} is true where the key is missing, and only chat sessions have it`,
      help: outsideChatHelp[cause],
    }),
    'no-condition': (_: Readonly<Record<never, never>>) => ({
      message:
        'the denial applies to everyone, not only to chat: unlike other statements it has no condition on `aws:ChatbotSourceArn`',
      help: 'add the condition, or move the statement to another policy',
    }),
  }),
  'short-source-arn': problem(
    'A pattern for chat configurations with fewer than six parts',
    ({ found, expected }: { readonly found: string; readonly expected: string }) => ({
      message: `${quoted(found)} has fewer than the six parts of an ARN; AWS does not document whether it matches`,
      help: `write ${quoted(expected)}`,
    }),
  ),
  'unmatched-source-arn': problem(
    'A pattern that matches no chat configuration',
    ({ found, negated }: { readonly found: string; readonly negated: boolean }) => ({
      message: `${quoted(found)} matches no chat configuration: ${negated ? 'it exempts no session' : 'the condition never holds'}`,
      help: `write an ARN like ${sourceArnExample}, without a Region`,
    }),
  ),
  'wildcard-in-equals': problem(
    'An asterisk where it is not a wildcard',
    ({
      found,
      operator,
      expected,
    }: {
      readonly found: string;
      readonly operator: string;
      readonly expected: string;
    }) => ({
      message: `${quoted(found)}: ${quoted(operator)} has no wildcards and compares the asterisk literally`,
      help: `write ${quoted(expected)}; for a literal asterisk write \`\${*}\` there`,
    }),
  ),
  'impossible-from-chat': problem(
    'An action denied to chat that chat can never run',
    ({
      actions,
      date,
      all,
    }: {
      readonly actions: readonly string[];
      readonly date: string;
      /** Whether the statement denies nothing else. */
      readonly all: boolean;
    }) => ({
      message: `chat can never run ${listedBriefly(actions, 3)} (AWS's list of ${date})`,
      help: all ? 'remove the statement; it has no effect' : 'remove these actions; they have no effect',
    }),
  ),
  'region-deny-stops-chat': problem(
    'A denial by Region that stops the chat service itself',
    (facts: RegionDenyFacts) => ({ message: regionDenyMessage(facts), help: regionDenyHelp(facts) }),
  ),
  'scp-stops-chat': problem(
    'A denial of the whole chat service',
    ({ policy, target }: { readonly policy?: string; readonly target?: string }) => ({
      message: `${policy === undefined ? 'the statement' : `${quoted(policy)} at ${quoted(target ?? '')}`} stops chat: it denies \`chatbot:*\` without a condition`,
      help: 'exempt `chatbot:*`, or attach the policy only where chat is not used',
    }),
  ),
  'ways-around': problem(
    'A denial that chat can bypass by starting something',
    ({ actions }: { readonly actions: readonly string[] }) => ({
      message: `chat can bypass this by starting code that has a role of its own: ${listed(actions)}`,
      help: 'deny these actions as well, or review what the runbooks, functions and jobs can do',
    }),
  ),
};
