import { unsorted } from './unsorted.js';

/** Problems of organization files and targets. */
export const organizationProblems = {
  'invalid-organization': unsorted('An organization file that contradicts itself'),
  'organization-version': unsorted('An organization file of another version'),
  'duplicate-id': unsorted('One id twice in an organization file'),
  'unknown-policy': unsorted('A policy id that is not among the policies'),
  'invalid-target': unsorted('Text that names nothing a policy could be attached to'),
};
