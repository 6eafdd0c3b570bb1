import { textOf } from './text-of.js';

/** The name of a Region; emulators have Regions of their own, so that only the characters are known. */
export const region = textOf({
  pattern: /^[\w.-]+$/,
  expected: 'the name of a Region',
  help: 'it looks like `us-east-1`',
});
