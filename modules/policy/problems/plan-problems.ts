import { configurationEnvironmentName, configurationTag } from './configuration-words.js';
import { problemByRule } from './problem-entry.js';
import { unsorted } from './unsorted.js';

/** Problems of a plan: what AWS or Terraform would refuse, or deploy differently. */
export const planProblems = {
  'invalid-name': problemByRule('A policy name that AWS or Terraform refuses', {
    ...configurationEnvironmentName,
  }),
  'invalid-description': unsorted('A description that AWS refuses'),
  'invalid-tag': problemByRule('A tag that AWS refuses', { ...configurationTag }),
  'duplicate-policy-name': unsorted('Two policies of one name'),
  'colliding-names': unsorted('Two names that become one address in Terraform'),
  'unknown-target': unsorted('A target that is not in the organization'),
  'duplicate-target': unsorted('One target twice'),
  'too-many-attachments': unsorted('More policies on one target than AWS allows'),
  'too-many-policies': unsorted('More policies in an organization than AWS allows'),
  'existing-without-target': unsorted('An attachment that exists and that the plan does not have'),
  'outdated-spelling': unsorted('A spelling that was kept and no longer says the same'),
  'unknown-attachment-order': unsorted('An order of attachment that cannot be kept'),
  'except-needs-organization': unsorted('Excepted accounts of a chat policy without an organization file'),
  'except-leaves-nothing': unsorted('Exceptions that leave a policy no target'),
  'except-outside-targets': unsorted('An excepted account that the targets do not hold'),
  'except-accounts-to-come': unsorted(
    'Accounts that come later and that a policy with exceptions does not reach',
  ),
  'except-too-many-targets': unsorted('Exceptions that tear a policy into too many attachments'),
  'only-management-account': unsorted(
    'A guardrail that binds nobody, because its only target is the management account',
  ),
};
