import { encodingReasons } from '../text/decode-utf8.js';
import { quoted, shortList } from '../text/quote.js';
import { configurationNormalisedId, didYouMean } from './configuration-words.js';
import { type NoFacts, problem, problemByRule } from './problem-entry.js';
import { unknownAlias } from './request-words.js';

/** The end date of an exception or acknowledgement. */
export interface EndDate {
  /** YYYY-MM-DD. */
  readonly until: string;
  readonly owner: string;
}

/** True if a file was refused because it is not UTF-8 text. */
function isEncoding(reason: string): boolean {
  return Object.values(encodingReasons).includes(reason);
}

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
  'invalid-alias': problemByRule('A name that cannot be an alias', {
    form: ({ found }: { readonly found: string }) => ({
      message: `${quoted(found)} cannot be an alias`,
      help: 'use letters, digits, spaces and `._-`, but not a reserved word such as `all`',
    }),
    id: ({ found }: { readonly found: string }) => ({
      message: `${quoted(found)} looks like an ID, so it cannot be an alias`,
      help: 'use a name that is not an ID, e.g. `company`',
    }),
    'same-id': ({ found, other }: { readonly found: string; readonly other: string }) => ({
      message: `${quoted(found)} and ${quoted(other)} are aliases of the same ID`,
      help: 'keep one of them',
    }),
  }),
  'unknown-alias': problemByRule(
    'An alias that is not defined, or is defined for another kind of ID',
    unknownAlias,
  ),
  'unreadable-document': problemByRule('A file named in the configuration that cannot be read', {
    file: ({ found, reason }: { readonly found: string; readonly reason: string }) => ({
      message: `cannot read ${quoted(found)}: ${reason}`,
      help: isEncoding(reason)
        ? 'save it as UTF-8'
        : 'check the path; it is relative to the configuration file',
    }),
    /** A policy document, relative to the configuration. */
    document: ({ found, reason }: { readonly found: string; readonly reason: string }) => ({
      message: `cannot read ${quoted(found)}: ${reason}`,
      help: isEncoding(reason) ? 'save it as UTF-8' : 'the path is relative to the configuration file',
    }),
    /** A policy of a role or channel that an expectation names. */
    'identity-policy': ({ found, reason }: { readonly found: string; readonly reason: string }) => ({
      message: `cannot read ${quoted(found)}: ${reason}`,
      help: isEncoding(reason) ? 'save it as UTF-8' : 'the path is relative to this file',
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
            ? 'write a list of targets: `[root]`; for a rollout list its waves: `waves: [canary, wider, all]`'
            : `the waves are ${shortList(facts.waves)}`),
    }),
  ),
  'wave-not-named': problem(
    'A rollout without a selected wave',
    ({ waves }: { readonly waves: readonly string[] }) => ({
      message: `no wave is selected; the waves are ${shortList(waves)}`,
      help: 'select one with `--wave`, with CHAT_GUARDRAILS_WAVE or with the key `wave`',
    }),
  ),
  'exempts-all-sessions': problem(
    'An exemption for every session that the guardrail applies to',
    (_: NoFacts) => ({
      message: 'this exempts every chat session of the guardrail; the guardrail has no effect',
      help: 'exempt fewer sessions, or remove the guardrail',
    }),
  ),
  'exempts-no-session': problemByRule('An exemption without effect', {
    sessions: (_: NoFacts) => ({
      message: 'this exemption has no effect; the guardrail does not affect these chat sessions',
      help: 'remove it, or widen `from`',
    }),
    account: ({ account }: { readonly account: string }) => ({
      message: `this exemption has no effect; ${quoted(account)} is not among the accounts of \`from\``,
      help: 'remove it, or widen `from`',
    }),
  }),
  'placeholder-workspace': problem(
    'The workspace of the file that `init` writes',
    ({ found }: { readonly found: string }) => ({
      message: `${quoted(found)} is a placeholder: with it, no workspace of yours is allowed`,
      help: 'write the ID of your workspace, from its address app.slack.com/client/T…',
    }),
  ),
  'exception-expired': problem('An exemption after its end date', ({ until, owner }: EndDate) => ({
    message: `expired on ${quoted(until)}; owner: ${quoted(owner)}`,
    help: 'remove it, or agree on a later date',
  })),
  'exception-ends-soon': problem(
    'An exemption that ends within 30 days',
    ({ until, owner, days }: EndDate & { readonly days: number }) => ({
      message: `${days === 0 ? 'expires at the end of today' : `expires in ${days} day${days === 1 ? '' : 's'}, on ${quoted(until)}`}; owner: ${quoted(owner)}`,
      help: 'extend `until` or remove the exemption; after `until`, it is an error',
    }),
  ),
  'unused-acknowledgement': problem(
    'An acknowledgement that matches no problem',
    ({ problem }: { readonly problem: string; readonly policy?: string; readonly about?: string }) => ({
      message: `the acknowledged problem ${quoted(problem)} does not occur`,
      help: 'remove it, or correct its `policy` and `about`',
    }),
  ),
};
