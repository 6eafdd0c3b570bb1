import { problem } from './problem-entry.js';
import { unsorted } from './unsorted.js';

/** Text that cannot be read as JSON or YAML. */
export const textProblems = {
  'not-utf-8': problem('A file that is not text', (_: Record<string, never>) => ({
    message: 'the file is not UTF-8 text',
    help: 'save it as UTF-8',
  })),
  'json-syntax': unsorted('Text that is not JSON'),
  'json-byte-order-mark': unsorted('A byte-order mark at the start of the text'),
  'json-comment': unsorted('A comment in JSON'),
  'json-trailing-comma': unsorted('A comma before a closing bracket'),
  'json-lone-surrogate': unsorted('Half of a character in JSON'),
  'json-too-deep': unsorted('A document nested deeper than any policy can be'),
  'unknown-document': unsorted('A file that is none of the documents this tool reads'),
  'yaml-syntax': unsorted('Text that is not YAML'),
  'yaml-not-supported': unsorted('YAML that a configuration does without'),
  'yaml-alias-expansion': unsorted('Aliases that stand for more than any configuration holds'),
};
