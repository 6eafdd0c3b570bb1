import { unsorted } from './unsorted.js';

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
  'region-deny-stops-chat': unsorted('A denial outside some Regions that stops the chat service itself'),
  'ways-around': unsorted('A denial that chat may get around by starting something'),
};
