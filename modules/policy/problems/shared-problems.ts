import { quoted } from '../text/quote.js';
import {
  configurationConflictingKeys,
  configurationInvalidValue,
  configurationMissingKey,
  configurationWrongType,
} from './configuration-words.js';
import { constructWrongType } from './construct-problems.js';
import { problem, problemByRule } from './problem-entry.js';
import { unsorted } from './unsorted.js';

/** Facts of an unknown key. */
export interface UnknownKeyFacts {
  readonly key: string;
  /** The known key that was probably meant. */
  readonly nearest?: string;
  /** The key under which this one is known. */
  readonly parent?: string;
  /** Every known key; absent where the key can never be used. */
  readonly expected?: readonly string[];
}

/** Problems that every kind of document can have. */
export const sharedProblems = {
  'duplicate-key': problemByRule('One key twice in an object', {
    'same-key': ({ key }: { readonly key: string }) => ({
      message: `duplicate key ${quoted(key)}`,
      help: 'keep one of them',
    }),
    /** Two ids that differ only in upper and lower case. */
    'same-id': ({ key, other }: { readonly key: string; readonly other: string }) => ({
      message: `${quoted(key)} and ${quoted(other)} are the same id`,
      help: 'keep one of them',
    }),
  }),
  'unknown-key': problem(
    'A key that is not known here',
    ({ key, nearest, parent, expected }: UnknownKeyFacts) => ({
      message: `unknown key ${quoted(key)}`,
      help:
        nearest !== undefined
          ? `did you mean ${quoted(nearest)}?`
          : parent !== undefined
            ? `${quoted(key)} belongs in ${quoted(parent)}`
            : expected !== undefined && expected.length > 0
              ? `known keys: ${expected.join(', ')}`
              : 'remove or rename it; this key cannot be used',
    }),
  ),
  'missing-key': problemByRule('A required key is missing', { ...configurationMissingKey }),
  'wrong-type': problemByRule('A value of the wrong type', {
    ...configurationWrongType,
    ...constructWrongType,
  }),
  'invalid-value': problemByRule('A value that is not allowed here', { ...configurationInvalidValue }),
  'document-too-large': unsorted('A policy document over the limit of AWS'),
  'empty-list': unsorted('An empty list of allowed values'),
  unconfirmed: unsorted('Something of which it is not known whether AWS takes it'),
  'conflicting-keys': problemByRule('Keys that exclude each other', { ...configurationConflictingKeys }),
};
