/**
 * A block with its body: groups of lines with an empty line between them. Empty groups are left out.
 */
export function hclBlock(header: string, ...groups: readonly (readonly string[])[]): string {
  const body = groups
    .filter((group) => group.length > 0)
    .flatMap((group, index) => (index === 0 ? group : ['', ...group]));
  return body.length === 0 ? `${header} {}` : [`${header} {`, ...indented(body), '}'].join('\n');
}

/** Lines one step further to the right. */
export function indented(lines: readonly string[]): string[] {
  return lines.map((line) => (line === '' ? '' : `  ${line}`));
}
