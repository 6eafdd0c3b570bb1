/** A value as a `.tf` file writes it. What this reader does not take apart is `other`, with its text. */
export type HclExpression =
  | HclLiteral
  | { readonly kind: 'template'; readonly offset: number; readonly parts: readonly HclExpression[] }
  | { readonly kind: 'list'; readonly offset: number; readonly items: readonly HclExpression[] }
  | { readonly kind: 'object'; readonly offset: number; readonly entries: readonly HclEntry[] }
  | {
      readonly kind: 'call';
      readonly offset: number;
      readonly name: string;
      readonly parameters: readonly HclExpression[];
    }
  /** `data.aws_organizations_organization.this.roots[0].id`, without white space. */
  | { readonly kind: 'reference'; readonly offset: number; readonly text: string }
  | { readonly kind: 'other'; readonly offset: number; readonly text: string };

export interface HclLiteral {
  readonly kind: 'literal';
  readonly offset: number;
  readonly value: string | number | boolean | null;
}

export interface HclEntry {
  readonly key: HclExpression;
  readonly value: HclExpression;
}

/** What stands between the braces of a block, or in a file. */
export interface HclBody {
  readonly attributes: ReadonlyMap<string, HclAttribute>;
  readonly blocks: readonly HclBlock[];
}

export interface HclAttribute {
  /** Where the name begins. */
  readonly offset: number;
  readonly value: HclExpression;
}

export interface HclBlock {
  readonly type: string;
  readonly labels: readonly string[];
  readonly offset: number;
  readonly body: HclBody;
}

/** Where in a text a reader is. */
export interface Cursor {
  readonly text: string;
  index: number;
  /** How many brackets, texts and blocks are open. */
  depth: number;
}

/** Text that is no HCL, and where. */
export class HclError extends Error {
  constructor(
    message: string,
    readonly offset: number,
  ) {
    super(message);
    this.name = 'HclError';
  }
}

/** Deeper than any file that people write; deeper ones would end the stack. */
const deepest = 200;

/** Counts one more bracket, text or block that is open, until `close`. */
export function open(cursor: Cursor): void {
  if (++cursor.depth > deepest) throw new HclError('nested too deep', cursor.index);
}

export function close(cursor: Cursor): void {
  cursor.depth--;
}
