import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';

const root = join(__dirname, '..');

/** Functions over a limit, each with its reason. */
const reasons: readonly (readonly [file: RegExp, reason: string])[] = [
  [/config\/starter\.ts starterConfiguration/, 'the text of a file, which reads best in one piece'],
  [/report\/page\/script\//, 'a section of the page: its parts share the elements that they draw'],
  [/read-tree\.ts readTree$/, 'the readers of OUs and accounts share what was read'],
  [/records\/json-items\.ts /, 'one pass over bytes, whose states are shared'],
  [/tally\.ts tallier$/, 'one pass over records, whose counters are shared'],
];

interface Length {
  /** File and name. */
  readonly name: string;
  readonly lines: number;
  /** Without the functions inside it. */
  readonly own: number;
}

function lengthsIn(file: string): readonly Length[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const lineOf = (position: number): number => source.getLineAndCharacterOfPosition(position).line;
  const found: Length[] = [];
  const visit = (node: ts.Node): number => {
    let inside = 0;
    ts.forEachChild(node, (child) => {
      inside += visit(child);
    });
    if (!ts.isFunctionLike(node) || !('body' in node) || node.body === undefined) return inside;
    const lines = lineOf(node.end) - lineOf(node.getStart(source)) + 1;
    const name = node.name?.getText(source) ?? node.parent.getText(source).split('\n')[0];
    const path = relative(root, file).replaceAll('\\', '/');
    found.push({ name: `${path} ${name}`, lines, own: lines - inside });
    return lines > 1 ? lines : 0;
  };
  visit(source);
  return found;
}

test('a function has at most 60 lines and 40 lines of its own, or a reason for more', () => {
  const files = ['modules', 'cli', 'stacks'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => join(root, folder, file)),
  );
  const lengths = files.flatMap(lengthsIn);
  expect(lengths.length).toBeGreaterThan(2_000);
  const long = lengths.filter(({ lines, own }) => own > 40 || lines > 60).map(({ name }) => name);
  expect(long.filter((name) => !reasons.some(([file]) => file.test(name)))).toEqual([]);
  expect(reasons.filter(([file]) => !long.some((name) => file.test(name)))).toEqual([]);
});
