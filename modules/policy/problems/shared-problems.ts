import { unsorted } from './unsorted.js';

/** Problems that every kind of document can have. */
export const sharedProblems = {
  'duplicate-key': unsorted('One key twice in an object'),
  'unknown-key': unsorted('A key that is not known here'),
  'missing-key': unsorted('A required key is missing'),
  'wrong-type': unsorted('A value of the wrong type'),
  'invalid-value': unsorted('A value that is not allowed here'),
  'document-too-large': unsorted('A policy document over the limit of AWS'),
  'empty-list': unsorted('An empty list of allowed values'),
  unconfirmed: unsorted('Something of which it is not known whether AWS takes it'),
  'conflicting-keys': unsorted('Keys that exclude each other'),
};
