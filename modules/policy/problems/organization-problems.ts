import { describeFound, type FoundValue } from '../text/found-value.js';
import { alternatives, quoted } from '../text/quote.js';
import { problem, problemByRule } from './problem-entry.js';

/** What a field of an organization file must be. */
export type FieldType = 'object' | 'list' | 'string' | 'boolean' | 'policy document';

const fieldTypes: Readonly<Record<FieldType, string>> = {
  object: 'an object',
  list: 'a list',
  string: 'a string',
  boolean: '`true` or `false`',
  'policy document': 'a policy document as JSON',
};

/** Values to complete a file with. */
const fieldExamples: Readonly<Record<string, string>> = {
  id: 'the ID from AWS: o-… (organization), r-… (root), ou-… (OU), 12 digits (account)',
  managementAccountId: '"111111111111", the account that created the organization',
  enabledPolicyTypes: '["SERVICE_CONTROL_POLICY", "CHATBOT_POLICY"]',
  root: '{ "id": "r-ab12", "policies": ["p-FullAWSAccess"], "accounts": [] }',
  policies: '{}, or start with a small file: `chat-guardrails init --organization organization.json`',
};

/** A field of an organization file that is missing. */
export const organizationMissingKey = {
  'organization-field': ({ expected, key }: { readonly expected: FieldType; readonly key: string }) => {
    const example = fieldExamples[key];
    return {
      message: `missing; expected ${fieldTypes[expected]}`,
      ...(example === undefined ? {} : { help: `add "${key}": ${example}` }),
    };
  },
};

/** A field of an organization file of the wrong type. */
export const organizationWrongType = {
  'organization-field': ({ expected, ...found }: FoundValue & { readonly expected: FieldType }) => ({
    message: `found ${describeFound(found)}; expected ${fieldTypes[expected]}`,
  }),
};

/** A word of an organization file that is not one of those that are known. */
export const organizationInvalidValue = {
  'organization-word': (facts: { readonly found: string; readonly words: readonly string[] }) => ({
    message: `found ${describeFound({ foundType: 'string', found: facts.found })}; expected ${alternatives(facts.words)}`,
  }),
};

/** An ID that is not valid, or not unique. */
export interface FoundId {
  readonly found: string;
}

/** Problems of organization files and targets. */
export const organizationProblems = {
  'invalid-organization': problemByRule('An organization file that is inconsistent', {
    'empty-id': (_: object) => ({ message: 'found an empty string; expected an ID' }),
    'account-id': ({ found }: FoundId) => ({
      message: `found ${describeFound({ foundType: 'string', found })}; expected an account ID of 12 digits`,
    }),
    'root-id': ({ found }: FoundId) => ({ message: `${quoted(found)} is not a root ID (\`r-ab12\`)` }),
    'organizational-unit-id': ({ found }: FoundId) => ({
      message: `${quoted(found)} is not an organizational unit ID (\`ou-ab12-abcdefgh\`)`,
    }),
    'policy-id': ({ found }: FoundId) => ({ message: `${quoted(found)} is not a policy ID` }),
    depth: ({ count, limit }: { readonly count: number; readonly limit: number }) => ({
      message: `organizational units nested ${count} levels deep; AWS allows ${limit}`,
    }),
    'management-account': ({ account }: { readonly account: string }) => ({
      message: `the management account ${quoted(account)} is not among the accounts`,
    }),
    'unknown-account': ({ account }: { readonly account: string }) => ({
      message: `${describeFound({ foundType: 'string', found: account })} is not an account of the organization`,
    }),
    'no-attachments': ({ count, target }: { readonly count: number; readonly target: string }) => ({
      message: `no \`policies\` at ${count === 1 ? quoted(target) : `${count} targets, the first of them ${quoted(target)}`}; AWS always has at least one service control policy on a target`,
      help: 'list the attached policies, such as "policies": ["p-FullAWSAccess"]; without one, everything is denied there',
    }),
    'policy-name-taken': ({ policy, other }: { readonly policy: string; readonly other: string }) => ({
      message: `${quoted(policy)} is also the name of ${quoted(other)}; AWS requires unique names`,
    }),
    'policy-type': ({ found, nearest }: FoundId & { readonly nearest: string }) => ({
      message: `${quoted(found)} is not a policy type that this tool reads; it is ignored`,
      help: `did you mean \`${nearest}\`?`,
    }),
  }),
  'organization-version': problem(
    'An organization file with an unsupported version',
    ({ expected, newer, ...found }: FoundValue & { readonly expected: number; readonly newer: boolean }) => ({
      // The string "1" is not the version 1.
      message: `found ${found.foundType === 'nothing' ? 'no version' : found.foundType === 'string' ? quoted(JSON.stringify(found.found)) : describeFound(found)}; this release reads version ${expected}`,
      help: newer ? 'upgrade this package' : `an organization file starts with {"version": ${expected}, …}`,
    }),
  ),
  'duplicate-id': problemByRule('A duplicate ID in an organization file', {
    tree: ({ found }: FoundId) => ({ message: `duplicate ID ${quoted(found)}`, help: 'keep one of them' }),
    attachment: ({ policy }: { readonly policy: string }) => ({
      message: `${quoted(policy)} is attached here twice`,
      help: 'keep one of them',
    }),
    channel: ({ name }: { readonly name: string }) => ({
      message: `duplicate chat configuration ${quoted(name)}`,
      help: 'keep one of them',
    }),
  }),
  'unknown-policy': problem(
    'A policy ID that is not among the policies',
    ({ policy, nearest }: { readonly policy: string; readonly nearest?: string }) => ({
      message: `${quoted(policy)} is not in \`policies\``,
      help: nearest === undefined ? 'add it to `policies`' : `did you mean \`${nearest}\`?`,
    }),
  ),
  'disabled-chat-configuration': problem(
    'A chat configuration that is disabled',
    ({ account, configuration, found }: ChannelFacts & { readonly found?: string }) => ({
      message: `the chat configuration ${quoted(configuration)} in ${quoted(account)} is disabled${found === undefined ? '' : `: ${quoted(found)}`}`,
      help: 'correct what AWS names as the reason, such as a chat policy that forbids it, or delete the chat configuration',
    }),
  ),
  'default-guardrail-policy': problem(
    'A chat configuration with the default guardrail policy',
    ({ account, configuration, found }: ChannelFacts & { readonly found: string }) => ({
      message: `the guardrail policy of ${quoted(configuration)} in ${quoted(account)} is ${quoted(found)}, which limits nothing`,
      help: 'set guardrail policies with the permissions that the channel needs, such as `ReadOnlyAccess`',
    }),
  ),
  'user-roles-without-users': problem(
    'A chat configuration that requires user roles, and no member has one',
    ({ account, configuration }: ChannelFacts) => ({
      message: `${quoted(configuration)} in ${quoted(account)} requires user roles, and no member has chosen one; no commands can run`,
      help: 'let members choose a role in the channel, or use a channel role',
    }),
  ),
  'different-guardrail-policies': problem(
    'One channel with different guardrail policies',
    (facts: ChannelFacts & SharedChannelFacts) => ({
      message: `${quoted(facts.configuration)} in ${quoted(facts.account)} and ${quoted(facts.otherConfiguration)} in ${quoted(facts.otherAccount)} link the channel ${quoted(facts.channel)} with different guardrail policies`,
      help: 'give all chat configurations of the channel the same guardrail policies',
    }),
  ),
  'unknown-chat-name': problem(
    'A configuration, workspace, tenant or team that is not in the organization',
    ({ part, found, nearest, rule }: ChatNameFacts) => ({
      message:
        rule === 'elsewhere'
          ? `the ${part} ${quoted(found)} is in another account, or on another platform`
          : `${part} ${quoted(found)} is not in any channel or policy of the organization`,
      help:
        nearest === undefined
          ? 'correct the name; if it exists, write `hypothetical: true`'
          : `did you mean ${quoted(nearest)}?`,
    }),
  ),
};

/** A name in a request from chat, and the known name that was probably meant. */
export interface ChatNameFacts {
  readonly part: 'configuration' | 'workspace' | 'tenant' | 'team';
  readonly found: string;
  /** `elsewhere`: a chat configuration of that name exists in another account or on another platform. */
  readonly rule?: 'elsewhere';
  readonly nearest?: string;
}

/** A chat configuration. */
export interface ChannelFacts {
  readonly account: string;
  readonly configuration: string;
}

/** Another chat configuration of the same channel. */
export interface SharedChannelFacts {
  /** The ID of the channel. */
  readonly channel: string;
  readonly otherAccount: string;
  readonly otherConfiguration: string;
}
