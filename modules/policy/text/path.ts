/** A path in a document: keys of objects and indices of lists, from the root. */
export type Path = readonly (string | number)[];

/** Returns a path as users write it: `chatPolicies[2].targets[0]`. Keys with special characters are in brackets. */
export function renderPath(path: Path): string {
  return path
    .map((part, index) => {
      if (typeof part === 'number') return `[${part}]`;
      if (!/^[\w@-]+$/.test(part)) return `[${JSON.stringify(part)}]`;
      return index === 0 ? part : `.${part}`;
    })
    .join('');
}

/** True if a path is `above` or below it. */
export function isBelow(path: Path, above: Path): boolean {
  return above.every((part, index) => path[index] === part);
}
