import { quoted } from '../text/quote.js';
import { type NoFacts, problem, problemByRule } from './problem-entry.js';
import { unsorted } from './unsorted.js';

/** Text that cannot be read as JSON or YAML. */
export const textProblems = {
  'not-utf-8': problem('A file that is not UTF-8', (_: Record<string, never>) => ({
    message: 'the file is not UTF-8 text',
    help: 'save it as UTF-8',
  })),
  'json-syntax': unsorted('Not valid JSON'),
  'json-byte-order-mark': unsorted('A byte-order mark at the start of the file'),
  'json-comment': unsorted('A comment in JSON'),
  'json-trailing-comma': unsorted('A comma before a closing bracket'),
  'json-lone-surrogate': unsorted('Half of a character in JSON'),
  'json-too-deep': problem('A document nested too deep', ({ limit }: { readonly limit: number }) => ({
    message: `nested more than ${limit} levels deep`,
    help: 'no policy needs this depth; check the program that wrote it',
  })),
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
    parser: ({ code, reason }: { readonly code: string; readonly reason: string }) => ({
      message: yamlMessages[code] ?? `invalid YAML: ${lowerFirst(reason)}`,
      help: yamlHelp[code] ?? 'check this line and the line before it',
    }),
    'too-deep': ({ limit }: { readonly limit: number }) => ({
      message: `nested more than ${limit} levels deep`,
      help: 'no configuration needs this depth; check the program that wrote the file',
    }),
  }),
  'yaml-not-supported': problemByRule('YAML that is not supported in a configuration', {
    'several-documents': (_: NoFacts) => ({
      message: 'a second YAML document starts here',
      help: 'keep one document in the file; for several stacks use `environments`',
    }),
    'key-type': (_: NoFacts) => ({
      message: 'a key that is not a string',
      help: 'write keys as strings',
    }),
    'unknown-anchor': ({ anchor }: { readonly anchor: string }) => ({
      message: `unknown anchor ${quoted(anchor)}`,
      help: `define \`&${anchor}\` before you use it`,
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
  BLOCK_AS_IMPLICIT_KEY: 'found a key where a string was expected',
  RESOURCE_EXHAUSTION: 'nested too deep',
};

const yamlHelp: Readonly<Record<string, string>> = {
  TAB_AS_INDENT: 'indent with spaces',
  BAD_INDENT: 'align the keys of one level in one column',
  BLOCK_AS_IMPLICIT_KEY: 'align the keys of one level in one column, and quote strings that contain `: `',
  BAD_SCALAR_START: 'quote the string',
  RESOURCE_EXHAUSTION: 'check the program that wrote the file',
};

function lowerFirst(text: string): string {
  return `${text.charAt(0).toLowerCase()}${text.slice(1)}`;
}
