/** The answer to a question about a request of which not everything is known. */
export type Truth = boolean | Unknown;

/** Neither: what is missing would decide. Invariant: `missing` is not empty. */
export interface Unknown {
  readonly missing: readonly Missing[];
}

/** What would turn an unknown into an answer. */
export type Missing =
  /** An option of `decide`, `--region`. */
  | { readonly kind: 'option'; readonly option: string }
  /** A condition key of the request: `--context KEY=VALUE`. */
  | { readonly kind: 'key'; readonly key: string }
  /** Nothing that can be given: AWS does not document it, or the organization file does not contain it. */
  | { readonly kind: 'fact'; readonly reason: string };

/** An unknown for one reason. */
export function unknown(missing: Missing): Unknown {
  return { missing: [missing] };
}

/** An unknown that no further input can resolve. */
export function unsettled(reason: string): Unknown {
  return unknown({ kind: 'fact', reason });
}

export function not(truth: Truth): Truth {
  return typeof truth === 'boolean' ? !truth : truth;
}

/** True when all are, false when one is not, however much is unknown of the others. True for none. */
export function all<T>(items: Iterable<T>, ask: (item: T) => Truth): Truth {
  let open: Truth = true;
  for (const item of items) {
    const truth = ask(item);
    if (truth === false) return false;
    if (truth !== true) open = join(open, truth);
  }
  return open;
}

/** True when one is, false when none is. False for none. */
export function any<T>(items: Iterable<T>, ask: (item: T) => Truth): Truth {
  let open: Truth = false;
  for (const item of items) {
    const truth = ask(item);
    if (truth === true) return true;
    if (truth !== false) open = join(open, truth);
  }
  return open;
}

function join(before: Truth, more: Unknown): Unknown {
  return typeof before === 'boolean' ? more : { missing: [...before.missing, ...more.missing] };
}

/** Each thing once, in the order in which it was first missed. */
export function distinct(missing: readonly Missing[]): readonly Missing[] {
  return [...new Map(missing.map((one) => [JSON.stringify(one), one])).values()];
}
