import { alternatives, type Finding } from '../policy/problem.js';

/** What a prop takes, and where in it a token may stand. */
export type Form =
  /** Whatever it is, others judge it. */
  | { readonly form: 'any' }
  /**
   * `lower`: AWS takes it in lower case, whatever its case here. `late`: what Terraform holds against what a token turns
   * out to be.
   */
  | { readonly form: 'text'; readonly judge?: Judge; readonly lower?: boolean; readonly late?: LateRule }
  /** One of a few words. `open`: a token may stand for it, where none decides what else the document says. */
  | { readonly form: 'word'; readonly words: readonly string[]; readonly open?: boolean }
  /** `closed`: what it is in Terraform, which takes no token there. */
  | { readonly form: 'flag'; readonly closed?: string }
  /** `open`: a token may stand for it. `some`: why it must not be empty. */
  | { readonly form: 'list'; readonly item: Form; readonly open: boolean; readonly some?: string }
  | { readonly form: 'keys'; readonly keys: Forms; readonly required?: readonly string[] }
  /** The same below every key; `ids`: keys that AWS takes in lower case; `key`: what Terraform holds against tokens. */
  | {
      readonly form: 'each';
      readonly each: Form;
      readonly ids?: 'tenant' | 'team';
      readonly key?: LateRule;
      readonly open?: boolean;
    }
  /** What policies below may do. */
  | { readonly form: 'control' }
  /** A raw document. */
  | { readonly form: 'document' }
  | { readonly form: 'made'; readonly by: string; readonly is: (value: unknown) => boolean };

/** A regular expression that both JavaScript and Terraform read, and what it stands for. */
export interface LateRule {
  readonly pattern: string;
  readonly expected: string;
}

/** Forms by the names of props. */
export type Forms = Readonly<Record<string, Form>>;

/** What is wrong with a text that holds no token. */
export type Judge = (text: string) => Pick<Finding, 'kind' | 'message' | 'help'> | undefined;

export const text: Form = { form: 'text' };
export const texts = listOf(text);

/** One of these words. */
export function lateWords(words: readonly string[]): LateRule {
  const escaped = words.map((word) => word.replace('*', '\\*'));
  return { pattern: `^(?:${escaped.join('|')})$`, expected: alternatives(words) };
}

/** A list for which a token may stand, and in which tokens may. */
export function listOf(item: Form, some?: string): Form {
  return { form: 'list', item, open: true, ...(some === undefined ? {} : { some }) };
}
