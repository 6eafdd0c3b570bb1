import { escapeControlCharacters } from '../text/escape-control-characters.js';
import { listed, quoted } from '../text/quote.js';
import { problem } from './problem-entry.js';
import { unsorted } from './unsorted.js';

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
      return `${subject} denies \`chatbot:*\` ${inRegions}; the chat service has endpoints there, but reports say that chat works without them`;
    case 'pass-role':
      return `${subject} denies \`iam:PassRole\` ${inRegions}, so no one can create a chat configuration there`;
  }
}

function regionDenyHelp({ rule, corrected }: RegionDenyFacts): string {
  if (corrected !== undefined) return `write \`${escapeControlCharacters(corrected)}\``;
  const actions = rule === 'pass-role' ? ['iam:PassRole'] : ['chatbot:*', 'iam:PassRole'];
  return `exempt ${listed(actions)}, or allow the Regions of the chat service`;
}

/** Problems of service control policies. */
export const serviceControlPolicyProblems = {
  'policy-version': unsorted('A service control policy without the version 2012-10-17'),
  'principal-in-scp': unsorted('A principal in a service control policy'),
  'invalid-sid': unsorted('A statement id with other characters than letters and digits'),
  'invalid-action': unsorted('Text that is no action'),
  'invalid-resource': unsorted('Text that is no ARN'),
  'unknown-operator': unsorted('A condition operator that AWS does not have'),
  'invalid-condition-key': unsorted('Text that is no condition key'),
  'unknown-service': unsorted('A service that AWS does not have'),
  'unknown-action': unsorted('An action that AWS does not have'),
  'wildcard-matches-nothing': unsorted('A pattern of actions that fits none'),
  'unknown-condition-key': unsorted('A condition key that AWS does not have'),
  'inverted-action-list': unsorted('A denial of everything but the actions it names'),
  'binds-outside-chat': unsorted('A denial for chat that binds people outside chat'),
  'short-source-arn': unsorted('A pattern for chat configurations with fewer than six parts'),
  'unmatched-source-arn': unsorted('A pattern that is the ARN of no chat configuration'),
  'wildcard-in-equals': unsorted('An asterisk where it is no wildcard'),
  'impossible-from-chat': unsorted('An action denied to chat that chat can never run'),
  'region-deny-stops-chat': problem(
    'A denial by Region that stops the chat service itself',
    (facts: RegionDenyFacts) => ({ message: regionDenyMessage(facts), help: regionDenyHelp(facts) }),
  ),
  'ways-around': unsorted('A denial that chat may get around by starting something'),
};
