/** A piece of a value in a policy: text in which `*` and `?` can be wildcards, fixed text, or a variable. */
export type TextPart =
  | { readonly kind: 'text'; readonly text: string }
  /** From `${*}`, `${?}` and `${$}`; never a wildcard. */
  | { readonly kind: 'fixed'; readonly text: string }
  | { readonly kind: 'variable'; readonly key: string; readonly fallback?: string }
  /** Starts like a variable but is not valid; AWS does not document what it does with it. */
  | {
      readonly kind: 'broken';
      readonly text: string;
      readonly cause: 'no-brace' | 'no-key' | 'default-quotes';
      readonly reason: string;
    };

/**
 * The pieces of a value in a policy of version 2012-10-17. A value without `${` is one piece.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function partsOf(value: string): readonly TextPart[] {
  const parts: TextPart[] = [];
  let rest = value;
  for (;;) {
    const start = rest.indexOf('${');
    if (start !== 0 && rest !== '') {
      parts.push({ kind: 'text', text: start === -1 ? rest : rest.slice(0, start) });
    }
    if (start === -1) return parts;
    const end = rest.indexOf('}', start);
    if (end === -1) {
      return [
        ...parts,
        {
          kind: 'broken',
          text: rest.slice(start),
          cause: 'no-brace',
          reason: 'a variable without its closing brace',
        },
      ];
    }
    parts.push(variableOf(rest.slice(start + 2, end)));
    rest = rest.slice(end + 1);
  }
}

function variableOf(inside: string): TextPart {
  if (inside === '*' || inside === '?' || inside === '$') return { kind: 'fixed', text: inside };
  const comma = inside.indexOf(',');
  const key = (comma === -1 ? inside : inside.slice(0, comma)).trim();
  const text = `\${${inside}}`;
  if (!/^[^\s:'"{}$,*?]+:[^'"{}$,*?]+$/.test(key)) {
    return { kind: 'broken', text, cause: 'no-key', reason: 'a variable that names no condition key' };
  }
  if (comma === -1) return { kind: 'variable', key };
  const fallback = /^'([^']*)'$/.exec(inside.slice(comma + 1).trim())?.[1];
  if (fallback !== undefined) return { kind: 'variable', key, fallback };
  return {
    kind: 'broken',
    text,
    cause: 'default-quotes',
    reason: 'a default value that is not in single quotes',
  };
}
