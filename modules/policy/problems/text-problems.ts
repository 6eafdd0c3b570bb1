import { quoted } from '../text/quote.js';
import { type NoFacts, problem, problemByRule } from './problem-entry.js';

/** Kinds of problems of JSON texts. */
export type JsonKind =
  | 'json-syntax'
  | 'json-byte-order-mark'
  | 'json-comment'
  | 'json-trailing-comma'
  | 'json-lone-surrogate';

export interface FoundToken {
  /** The token as it is written. */
  readonly found: string;
}

const expectedTokens = {
  value: ['a value', 'write the value, or remove what is before it'],
  key: ['a key', 'write keys in double quotes'],
  colon: ['a colon', 'write a colon between a key and its value'],
  comma: ['a comma or a closing bracket', 'add a comma before it, or remove it'],
} as const;

const jsonSyntax = {
  'string-end': (_: NoFacts) => ({
    message: 'a string that does not end on its line',
    help: 'close its quotes; a line break is written `\\n`',
  }),
  'number-end': (_: NoFacts) => ({
    message: 'an incomplete number',
    help: 'write digits after the point and after the `e`',
  }),
  escape: (_: NoFacts) => ({
    message: 'a string with an escape that JSON does not have',
    help: 'write a backslash as `\\\\`, a character by its number as `\\u` and four digits',
  }),
  'control-character': (_: NoFacts) => ({
    message: 'a string with a control character, which JSON does not allow',
    help: 'write it as `\\u` and four digits, or remove it',
  }),
  symbol: ({ found }: FoundToken) => ({ message: `${quoted(found)} is not JSON`, help: symbolHelp(found) }),
  'text-end': (_: NoFacts) => ({ message: 'the text ends too early', help: 'it is cut off or empty' }),
  'after-end': ({ found }: FoundToken) => ({
    message: `found ${quoted(found)} after the end of the document`,
    help: 'keep one document in the file, and nothing after it',
  }),
  'leading-zero': (_: FoundToken) => ({
    message: 'a number with a leading zero',
    help: 'write it without the zero, or as a string in double quotes',
  }),
  unexpected: ({ found, expected }: FoundToken & { readonly expected: keyof typeof expectedTokens }) => ({
    message: `found ${quoted(found)}; expected ${expectedTokens[expected][0]}`,
    help: expectedTokens[expected][1],
  }),
  refused: (_: NoFacts) => ({ message: 'this is not JSON', help: 'fix the JSON syntax here' }),
  /** A state holds secrets: neither message nor facts repeat its text. */
  'terraform-state': (_: NoFacts) => ({
    message: 'the state is not valid JSON here',
    help: 'run `terraform show -json > state.json` again',
  }),
};

function symbolHelp(found: string): string {
  const word = found.toLowerCase();
  if (['true', 'false', 'null'].includes(word)) return `write \`${word}\`, in lower case`;
  if (/^[+.]?\d/.test(found)) return 'write the number with digits before the point and without `+`';
  return 'write strings in straight double quotes';
}

/** Text that cannot be read as JSON or YAML. */
export const textProblems = {
  'not-utf-8': problem('A file that is not UTF-8', ({ found }: { readonly found?: 'UTF-16' }) => ({
    message: found === undefined ? 'the file is not UTF-8 text' : `the file is ${found} text, not UTF-8`,
    help: 'save it as UTF-8',
  })),
  'json-syntax': problemByRule('Not valid JSON', jsonSyntax),
  'json-byte-order-mark': problem('A byte-order mark at the start of the file', (_: NoFacts) => ({
    message: 'the text starts with a byte-order mark, which JSON does not allow',
    help: 'save the file as UTF-8 without a byte-order mark',
  })),
  'json-comment': problem('A comment in JSON', (_: NoFacts) => ({
    message: 'a comment, which JSON does not allow',
    help: 'remove it',
  })),
  'json-trailing-comma': problem(
    'A comma before a closing bracket',
    ({ bracket }: { readonly bracket: string }) => ({
      message: `a comma before the closing \`${bracket}\`, which JSON does not allow`,
      help: 'remove the comma',
    }),
  ),
  'json-lone-surrogate': problem('Half of a character in JSON', (_: NoFacts) => ({
    message: 'an incomplete Unicode escape: half of a surrogate pair',
    help: 'write the character itself, or both halves of its escape',
  })),
  'json-too-deep': problem('A document nested too deep', ({ limit }: { readonly limit: number }) => ({
    message: `nested more than ${limit} levels deep`,
    help: 'no policy needs this depth; check the program that wrote it',
  })),
  'more-problems': problem(
    'More problems than are listed',
    ({ count, kinds }: { readonly count: number; readonly kinds: readonly string[] }) => ({
      message: `${count} more problems: ${shortList(kinds)}`,
      help: 'fix the problems above first',
    }),
  ),
  'unknown-document': problemByRule('A file of an unknown type', {
    empty: (_: NoFacts) => ({ message: 'the file is empty', help: typeOption }),
    'unknown-type': (_: NoFacts) => ({
      message:
        'not a configuration, chat policy (`chatbot`), service control policy (`Statement`) or CloudFormation template (`Resources`)',
      help: typeOption,
    }),
    'unknown-import-source': (_: NoFacts) => ({
      message:
        'not an organization file, policy document, CloudFormation template, Terraform state or landing zone',
      help: '`chat-guardrails import --help` shows what can be imported',
    }),
    'template-without-resources': (_: NoFacts) => ({
      message: 'the template has no resources; CloudFormation requires at least one',
      help: 'add a mapping `Resources` with at least one resource',
    }),
    'template-without-policy': (_: NoFacts) => ({
      message: 'nothing to check: the template has no `AWS::Organizations::Policy`',
    }),
  }),
  'yaml-syntax': problemByRule('Not valid YAML', {
    tab: (_: NoFacts) => ({ message: 'tabs cannot be used for indentation', help: 'indent with spaces' }),
    space: (_: NoFacts) => ({
      message: 'a no-break space or another invisible character in the place of a space',
      help: 'replace it with spaces; it often comes with text that is copied from a document',
    }),
    template: ({ found }: { readonly found: string }) => ({
      message: `${quoted(found)} is not replaced: the file has no templates or variables`,
      help: 'write the value itself',
    }),
    fence: ({ found }: { readonly found: string }) => ({
      message: `${quoted(found)} marks code in Markdown; it is not part of the file`,
      help: 'remove the line, and the one that ends the code',
    }),
    mixed: ({ found, expected }: { readonly found: string; readonly expected: string }) => ({
      message: `${quoted(found)} is an item of a list, and other lines of this level are keys`,
      help: `write ${quoted(expected)}`,
    }),
    comment: ({ found }: { readonly found: string }) => ({
      message: `${quoted(found)} is a comment: an unquoted \`#\` begins one`,
      help: `quote a value that begins with it: \`'${found}'\``,
    }),
    unclosed: ({ found }: { readonly found: string }) => ({
      message: `${quoted(found)} is not closed`,
      help: `close it with ${quoted(found === '[' ? ']' : found === '{' ? '}' : found)}`,
    }),
    wildcard: (_: object) => ({
      message: 'an unquoted `*` begins an alias in YAML',
      help: "quote it: '*'",
    }),
    'space-after-dash': ({ expected }: { readonly expected: string }) => ({
      message: 'missing space after `-`',
      help: `write ${quoted(expected)}`,
    }),
    colon: ({ expected }: { readonly expected: string }) => ({
      message: 'a key needs a colon and a space after it',
      help: `write ${quoted(expected)}`,
    }),
    indentation: (facts: { readonly count: number; readonly expected: number }) => ({
      message: `indented by ${spaces(facts.count)}; the keys of this level are indented by ${facts.expected}`,
      help: facts.expected === 0 ? 'remove the indentation' : `indent it by ${spaces(facts.expected)}`,
    }),
    parser: ({ code, reason }: { readonly code: string; readonly reason: string }) => ({
      message: yamlMessages[code] ?? `invalid YAML: ${lowerFirst(reason)}`,
      help: yamlHelp[code] ?? 'check this line and the line before it',
    }),
    'too-deep': ({ limit }: { readonly limit: number }) => ({
      message: `nested more than ${limit} levels deep`,
      help: 'no configuration needs this depth; check the program that wrote the file',
    }),
    'too-many-tokens': ({ limit }: { readonly limit: number }) => ({
      message: `more than ${limit} keys, values and separators`,
      help: 'split the file; comments and empty lines count too',
    }),
  }),
  'yaml-not-supported': problemByRule('YAML that is not supported in a configuration', {
    'several-documents': (_: NoFacts) => ({
      message: 'a second YAML document starts here',
      help: 'keep one document in the file; for several stacks use `environments`',
    }),
    'key-type': (_: NoFacts) => ({
      message: 'a key that is not a string',
      help: 'write keys as strings; a template such as `{{ name }}` is not replaced',
    }),
    'unknown-anchor': ({ anchor }: { readonly anchor: string }) => ({
      message: `unknown anchor ${quoted(anchor)}`,
      help: `an unquoted \`*\` begins an alias in YAML; for a wildcard, quote it: '*${anchor}'`,
    }),
    tag: ({ tag }: { readonly tag: string }) => ({
      message: `tag ${quoted(tag)} is not supported`,
      help: 'write the value without a tag',
    }),
  }),
  'yaml-alias-expansion': problem(
    'Aliases that expand to too many values',
    ({ limit }: { readonly limit: number }) => ({
      message: `aliases expand to more than ${limit} values`,
      help: 'write the values out instead of nesting aliases',
    }),
  ),
};

const typeOption = 'name the type with `--type configuration|chat-policy|scp|cloudformation`';

/** The messages for the codes of the YAML parser; for other codes the parser's own message is shown. */
const yamlMessages: Readonly<Record<string, string>> = {
  TAB_AS_INDENT: 'tabs cannot be used for indentation',
  BLOCK_AS_IMPLICIT_KEY: 'found a key; a string was expected',
  RESOURCE_EXHAUSTION: 'nested too deep',
};

const yamlHelp: Readonly<Record<string, string>> = {
  TAB_AS_INDENT: 'indent with spaces',
  BAD_INDENT: 'align the keys of one level in one column',
  BLOCK_AS_IMPLICIT_KEY: 'align the keys of one level in one column, and quote strings that contain `: `',
  BAD_ALIAS: 'quote the string',
  BAD_SCALAR_START: 'quote the string',
  RESOURCE_EXHAUSTION: 'check the program that wrote the file',
};

function spaces(count: number): string {
  return count === 1 ? 'one space' : `${count} spaces`;
}

function lowerFirst(text: string): string {
  return `${text.charAt(0).toLowerCase()}${text.slice(1)}`;
}

function shortList(kinds: readonly string[]): string {
  const shown = kinds.slice(0, 5).map(quoted).join(', ');
  return kinds.length > 5 ? `${shown} and ${kinds.length - 5} other kinds` : shown;
}
