/** A piece of a value in a policy: text in which `*` and `?` may be wildcards, fixed text, or a variable. */
export type TextPart =
  | { readonly kind: 'text'; readonly text: string }
  /** From `${*}`, `${?}` and `${$}`: never a wildcard. */
  | { readonly kind: 'fixed'; readonly text: string }
  | { readonly kind: 'variable'; readonly key: string; readonly fallback?: string }
  /** Begins like a variable and is none; AWS does not say what becomes of it. */
  | { readonly kind: 'broken'; readonly text: string; readonly reason: string };

/**
 * Takes a value of a policy of version 2012-10-17 apart. A value without `${` is one piece.
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
      const reason = 'a variable without its closing brace';
      return [...parts, { kind: 'broken', text: rest.slice(start), reason }];
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
    return { kind: 'broken', text, reason: 'a variable that names no condition key' };
  }
  if (comma === -1) return { kind: 'variable', key };
  const fallback = /^'([^']*)'$/.exec(inside.slice(comma + 1).trim())?.[1];
  if (fallback !== undefined) return { kind: 'variable', key, fallback };
  return { kind: 'broken', text, reason: 'a default value that is not in single quotes' };
}
