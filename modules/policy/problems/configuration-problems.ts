import { quoted } from '../text/quote.js';
import { configurationNormalisedId, didYouMean } from './configuration-words.js';
import { type NoFacts, problem, problemByRule } from './problem-entry.js';
import { unsorted } from './unsorted.js';

/** Problems of configuration files, their exceptions and acknowledgements. */
export const configurationProblems = {
  'attached-nowhere': problem('A policy without a target', (_: NoFacts) => ({
    message: 'the policy has no target; it is attached nowhere',
    help: 'name the root, OUs or accounts, e.g. `targets: root`',
  })),
  'empty-configuration': problem('A configuration file without content', (_: NoFacts) => ({
    message: 'the configuration is empty',
    help: '`chat-guardrails init` writes a configuration to start from',
  })),
  'unreadable-document': problemByRule('A file named in the configuration that cannot be read', {
    file: ({ found, reason }: { readonly found: string; readonly reason: string }) => ({
      message: `cannot read ${quoted(found)}: ${reason}`,
    }),
    /** A policy document, relative to the configuration. */
    document: ({ found, reason }: { readonly found: string; readonly reason: string }) => ({
      message: `cannot read ${quoted(found)}: ${reason}`,
      help: 'the path is relative to the configuration file',
    }),
  }),
  'normalised-id': problem('An ID that the policy contains in another case', configurationNormalisedId),
  'shared-state': problem(
    'Two environments with the same state',
    ({ environment, other }: { readonly environment: string; readonly other: string }) => ({
      message: `${quoted(environment)} and ${quoted(other)} use the same Terraform state`,
      help: 'give each environment its own `backend`',
    }),
  ),
  'unknown-wave': problem(
    'A wave that the rollout does not have',
    (facts: { readonly wave: string; readonly waves: readonly string[]; readonly nearest?: string }) => ({
      message: `unknown wave ${quoted(facts.wave)}`,
      help:
        didYouMean(facts.nearest) ??
        (facts.wave === 'except'
          ? 'write `except` beside `targets`'
          : facts.waves.length === 0
            ? 'list the waves in order: `waves: [canary, wider, all]`'
            : `the waves are ${facts.waves.join(', ')}`),
    }),
  ),
  'wave-not-named': problem(
    'A rollout without a selected wave',
    ({ waves }: { readonly waves: readonly string[] }) => ({
      message: `no wave is selected; the waves are ${waves.join(', ')}`,
      help: 'select one with `--wave`, with CHAT_GUARDRAILS_WAVE or with the key `wave`',
    }),
  ),
  'exception-spares-all': unsorted('An exemption for every session that the guardrail applies to'),
  'exception-spares-nobody': unsorted('An exemption without effect'),
  'exception-expired': unsorted('An exemption after its end date'),
  'exception-ends-soon': unsorted('An exemption that ends within 30 days'),
  'unused-acknowledgement': unsorted('An acknowledgement that matches no problem'),
};
