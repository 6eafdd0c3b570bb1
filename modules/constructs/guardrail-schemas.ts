import { idPatterns, isAccountId } from '../policy/identifiers.js';
import { configurationTypes } from '../policy/scp/session-patterns.js';
import { alternatives, quoted } from '../policy/text/quote.js';
import { suggest } from '../policy/text/suggest.js';
import type { GuardrailProps } from './guardrail-props.js';
import type { PolicyProps } from './policy-props.js';
import { type Judge, lateWords, listOf, type PropSchema, text, texts } from './validate-props.js';

const accounts = listOf({
  form: 'text',
  judge: noAccount,
  late: { pattern: idPatterns.account, expected: 'accounts of twelve digits' },
});
const partitions = ['aws', 'aws-us-gov', 'aws-cn', '*'];
const actions = listOf(text, 'name at least one action');
const resources = listOf(text, 'name at least one resource, or leave it out');
const conditions: PropSchema = { form: 'each', each: { form: 'each', each: texts } };
const platform: PropSchema = { form: 'word', words: Object.keys(configurationTypes), open: true };
const sessions: PropSchema = {
  form: 'keys',
  keys: {
    platforms: listOf(platform),
    configurations: texts,
    accounts,
  },
};
const statement: PropSchema = {
  form: 'keys',
  keys: {
    effect: { form: 'word', words: ['deny', 'allowOnly'], open: true },
    actions,
    resources,
    exceptResources: resources,
    conditions,
  },
  required: ['effect', 'actions'],
};

/** The forms of the props that only guardrails have. */
export const guardrailSchemas: Readonly<
  Record<Exclude<keyof GuardrailProps, keyof PolicyProps>, PropSchema>
> = {
  deny: actions,
  allowOnly: actions,
  resources,
  conditions,
  statements: { form: 'list', item: statement, open: false },
  document: { form: 'document' },
  from: sessions,
  exceptFrom: sessions,
  except: accounts,
  partition: { form: 'text', judge: noPartition, late: lateWords(partitions) },
};

function noAccount(account: string): ReturnType<Judge> {
  if (isAccountId(account)) return undefined;
  return {
    kind: 'invalid-value',
    message: `found ${quoted(account)}; expected an account of twelve digits`,
    help: "write it in quotes, with leading zeros: '012345678901'",
  };
}

function noPartition(partition: string): ReturnType<Judge> {
  if (partitions.includes(partition)) return undefined;
  const message = `found ${quoted(partition)}; expected ${alternatives(partitions)}`;
  const near = suggest(partition, partitions);
  return {
    kind: 'invalid-value',
    message,
    ...(near === undefined ? {} : { help: `did you mean ${quoted(near)}?` }),
  };
}
