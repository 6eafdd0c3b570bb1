import { quoted } from '../text/quote.js';
import { commaListHelp, didYouMean, likelyRegion } from './configuration-words.js';
import { problem, problemByRule } from './problem-entry.js';

/** Facts of an unknown parameter. */
export interface UnknownParameterFacts {
  readonly guardrail: string;
  readonly key: string;
  readonly nearest?: string;
  /** The parameters of the guardrail. */
  readonly expected: readonly string[];
}

/** What each value of a parameter must be. */
export type ParameterForm = 'account' | 'region' | 'resource' | 'action';

const parameterForms: Readonly<Record<ParameterForm, { readonly expected: string; readonly help: string }>> =
  {
    account: { expected: 'an account ID', help: "write twelve digits in quotes: '012345678901'" },
    region: { expected: 'a Region', help: 'a Region looks like `eu-west-1`' },
    resource: {
      expected: 'an ARN pattern',
      help: 'an ARN has six parts separated by colons; `*` and `?` are wildcards',
    },
    action: { expected: 'an action', help: 'write `service:Action`, e.g. `lambda:InvokeFunction`' },
  };

/** Problems of guardrails of the catalogue in a configuration. */
export const guardrailProblems = {
  'unknown-guardrail': problem(
    'A guardrail that the catalogue does not have',
    ({ found, nearest }: { readonly found: string; readonly nearest?: string }) => ({
      message: `unknown guardrail ${quoted(found)}`,
      help: found.includes(',')
        ? '`use` names one guardrail: write an item of `guardrails` for each'
        : (didYouMean(nearest) ?? '`chat-guardrails guardrails` lists the catalogue'),
    }),
  ),
  'unknown-parameter': problem(
    'A parameter that a guardrail does not have',
    (facts: UnknownParameterFacts) => ({
      message: `guardrail ${quoted(facts.guardrail)} has no parameter ${quoted(facts.key)}`,
      help:
        didYouMean(facts.nearest) ??
        (facts.expected.length === 0
          ? 'remove it: this guardrail has no parameters'
          : `its parameters: ${facts.expected.join(', ')}`),
    }),
  ),
  'missing-parameter': problem(
    'A missing parameter of a guardrail',
    ({ guardrail, key }: { readonly guardrail: string; readonly key: string }) => ({
      message: `guardrail ${quoted(guardrail)} requires ${quoted(key)}`,
      help: `write \`with: { ${key}: ${key === 'tags' ? '{ KEY: [...] }' : '[...]'} }\`; see \`chat-guardrails guardrails ${guardrail}\``,
    }),
  ),
  'invalid-parameter': problemByRule('A value that a parameter of a guardrail does not accept', {
    'empty-list': ({ key }: { readonly key: string }) => ({
      message: `${quoted(key)} is empty`,
      help: 'list at least one value, or remove the key',
    }),
    'tag-key': ({ key }: { readonly key: string }) => ({
      message: `${quoted(key)} is not a tag key`,
      help: 'use up to 128 letters, digits, spaces and `_.:/=+-@`',
    }),
    'several-actions': ({ actions }: { readonly found: string; readonly actions: readonly string[] }) => ({
      message: `${actions.length} actions in one string`,
      help: `write a list: [${actions.map((action) => JSON.stringify(action)).join(', ')}]`,
    }),
    form: ({ found, expected }: { readonly found: string; readonly expected: ParameterForm }) => ({
      message: `${found === '' ? 'an empty string' : quoted(found)} is not ${parameterForms[expected].expected}`,
      help:
        (expected === 'region' ? didYouMean(likelyRegion(found)) : undefined) ??
        commaListHelp(found) ??
        parameterForms[expected].help,
    }),
  }),
};
