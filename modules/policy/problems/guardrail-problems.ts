import { unsorted } from './unsorted.js';

/** Problems of what a configuration says about a guardrail of the catalogue. */
export const guardrailProblems = {
  'unknown-guardrail': unsorted('A guardrail that the catalogue does not have'),
  'unknown-parameter': unsorted('A parameter that a guardrail does not have'),
  'missing-parameter': unsorted('A parameter that a guardrail needs is missing'),
  'invalid-parameter': unsorted('A value that a parameter of a guardrail does not take'),
  'guardrail-spread': unsorted('A guardrail too long for one policy'),
};
