/** A place inside a document: keys of objects and indices of lists, from the root. */
export type Path = readonly (string | number)[];

/** `chatPolicies[2].targets[0]`: a path as people write it; keys that are no plain words stand in brackets. */
export function renderPath(path: Path): string {
  return path
    .map((part, index) => {
      if (typeof part === 'number') return `[${part}]`;
      if (!/^[\w@-]+$/.test(part)) return `[${JSON.stringify(part)}]`;
      return index === 0 ? part : `.${part}`;
    })
    .join('');
}
