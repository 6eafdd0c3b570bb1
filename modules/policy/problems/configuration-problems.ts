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
  'empty-configuration': problem('An empty configuration file', (_: NoFacts) => ({
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
  'normalised-id': problem('An ID that the policy contains in lower case', configurationNormalisedId),
  'shared-state': problem(
    'Two environments with the same Terraform state',
    ({ environment, other }: { readonly environment: string; readonly other: string }) => ({
      message: `${quoted(environment)} and ${quoted(other)} use the same Terraform state`,
      help: 'give each environment its own `backend`',
    }),
  ),
  'unknown-wave': problem(
    'An unknown wave',
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
    'A staged rollout without a selected wave',
    ({ waves }: { readonly waves: readonly string[] }) => ({
      message: `no wave is selected; the waves are ${waves.join(', ')}`,
      help: 'select one with `--wave`, with CHAT_GUARDRAILS_WAVE or with the key `wave`',
    }),
  ),
  'exception-spares-all': unsorted('An exception that spares everybody whom its guardrail binds'),
  'exception-spares-nobody': unsorted('An exception for chat sessions that its guardrail does not bind'),
  'exception-expired': unsorted('An exception past its last day'),
  'exception-ends-soon': unsorted('An exception that ends within thirty days'),
  'unused-acknowledgement': unsorted('An acknowledgement of a problem that is not there'),
};
