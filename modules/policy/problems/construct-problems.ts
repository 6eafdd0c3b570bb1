import { quoted } from '../text/quote.js';
import { problemByRule } from './problem-entry.js';

/** Problems of constructs. */
export const constructProblems = {
  'token-not-allowed': problemByRule('A token where a literal is required', {
    value: ({ key }: { readonly key: string }) => ({
      message: `${quoted(key)} cannot be a token`,
      help: 'write the value in the program',
    }),
    'list-for-string': ({ key }: { readonly key: string }) => ({
      message: `${quoted(key)} cannot be a list token; expected a string`,
      help: 'use one item of the list, or a string token such as `stringValue` of a variable',
    }),
    'list-of-synth': ({ key }: { readonly key: string }) => ({
      message: `${quoted(key)} is a list that the program produces only at synth; no attachments can be created for it`,
      help: 'pass the list itself, or a reference that Terraform resolves',
    }),
    'construct-id': (_: Readonly<Record<never, never>>) => ({
      message: 'the ID of a construct cannot be a token',
      help: 'pass the token as `name`',
    }),
  }),
};

/** Values in the props of a construct that a configuration file could not hold. */
export const constructWrongType = {
  'not-json': ({ found, expected }: { readonly found: string; readonly expected?: string }) => ({
    message: `found ${found}; expected ${expected ?? 'a string, number, boolean, list or object'}`,
    help: 'write the value out',
  }),
  circular: (_: Readonly<Record<never, never>>) => ({
    message: 'the object contains itself',
    help: 'write the value out',
  }),
};
