import { unsorted } from './unsorted.js';

/** Problems of configuration files, their exceptions and acknowledgements. */
export const configurationProblems = {
  'attached-nowhere': unsorted('A policy without a target'),
  'empty-configuration': unsorted('A configuration file without anything in it'),
  'unreadable-document': unsorted('A file that the configuration names and that cannot be read'),
  'normalised-id': unsorted('An id that is written in another case in the policy'),
  'shared-state': unsorted('Two environments that keep their state in one place'),
  'unknown-wave': unsorted('A wave that the rollout does not have'),
  'wave-not-named': unsorted('A staged rollout without the wave that is meant'),
  'exception-spares-all': unsorted('An exception that spares everybody whom its guardrail binds'),
  'exception-spares-nobody': unsorted('An exception for chat sessions that its guardrail does not bind'),
  'exception-expired': unsorted('An exception past its last day'),
  'exception-ends-soon': unsorted('An exception that ends within thirty days'),
  'unused-acknowledgement': unsorted('An acknowledgement of a problem that is not there'),
};
