/** A name (or a quoted key) and the source of its value, which may be several lines. */
export type HclEntry = readonly [name: string, source: string];

/**
 * `name = value` lines, with the equals signs aligned as `terraform fmt` aligns them: over neighbouring entries
 * of one line each. An entry of several lines stands for itself.
 */
export function hclEntries(entries: readonly HclEntry[]): string[] {
  const lines: string[] = [];
  let run: HclEntry[] = [];
  const endRun = () => {
    const width = Math.max(...run.map(([name]) => columns(name)));
    for (const [name, source] of run) {
      lines.push(`${name}${' '.repeat(width - columns(name))} = ${source}`);
    }
    run = [];
  };
  for (const [name, source] of entries) {
    if (!source.includes('\n')) {
      run.push([name, source]);
      continue;
    }
    endRun();
    lines.push(...`${name} = ${source}`.split('\n'));
  }
  endRun();
  return lines;
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Terraform counts what people see as characters, not code points. */
function columns(text: string): number {
  return /^[\x20-\x7e]*$/.test(text) ? text.length : [...graphemes.segment(text)].length;
}
