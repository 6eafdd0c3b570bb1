import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const root = join(__dirname, '..', '..');

/** Phrases that make sentences hard to read, with what to write instead. */
const forbidden: readonly (readonly [phrase: RegExp, instead: string])[] = [
  [/\b(is|are|was|were) (told|said)\b/i, 'is reported'],
  [/(?<!cannot )\b(tell|tells)\b(?! us\b)/i, 'reports, shows'],
  [/\b(says?|said)\b/i, 'reports, documents, sets'],
  [/\bstands? for\b/i, 'means, produces'],
  [/\bstands? (in|before)\b/i, 'is in, precedes'],
  [/\bis not known: it depends\b/i, 'cannot tell …; pass'],
  [/\bkept apart\b/i, 'counted separately'],
  [/\bhangs? on\b/i, 'depends on'],
  [/\bspare[sd]?\b/i, 'exempt'],
  [/(?<!\bthere )\b(is|are) no (?!longer|more)\b/i, 'is not a'],
  [/\b(nobody|anybody|everybody|somebody|whoever)\b/i, 'no one, anyone'],
  [/\bstands? (there|here)\b/i, 'is'],
  [/\ba second time\b/i, 'duplicate, again'],
  [/\banew\b/i, 'again'],
  [/, so that\b/i, 'so'],
  [/\bbelongs? into\b/i, 'belongs in'],
  [/\bgoes before\b/i, 'takes precedence over'],
  [/\banswers for it\b/i, 'owner'],
  [/\bwins and loses\b/i, 'gains and loses'],
  [/\bpicture of\b/i, 'file'],
  [/\bnot asked\b(?! for)/i, 'not evaluated'],
  [/^(<<<<<<<|>>>>>>>)/, 'the resolved merge'],
];

/** Kinds of problems, descriptions in examples, and literal uses. */
const allowed = new RegExp(
  [
    'Nobody (deletes a database|terminates instances) from chat',
    'nobody deletes a database of production from chat',
    'by the people on call and nobody else',
    'room to spare',
  ].join('|'),
  'g',
);

/** The lines of a file with a forbidden phrase; of a test, only its titles are checked. */
function problemsOf(file: string): readonly string[] {
  const text = readFileSync(join(root, file), 'utf8');
  return (/\.test\.ts$/.test(file) ? titlesOf(text) : text).split('\n').flatMap((line, index) => {
    const rest = line.replaceAll(allowed, '');
    return forbidden.flatMap(([phrase, instead]) => {
      const found = phrase.exec(rest)?.[0];
      return found === undefined ? [] : [`line ${index + 1}: write \`${instead}\` instead of \`${found}\``];
    });
  });
}

/** A test file with the titles of its tests only, on their lines. */
function titlesOf(text: string): string {
  const title = /\b(?:test|it|describe)(?:\.\w+)*\(\s*(['"`])((?:\\.|(?!\1)[^\\])*)\1/g;
  return [...text.matchAll(title)]
    .reduce(
      (lines, { index, 0: { length }, 2: found = '' }) =>
        lines.with(text.slice(0, index + length).split('\n').length - 1, found),
      Array.from(text.split('\n'), () => ''),
    )
    .join('\n');
}

function filesBelow(folder: string, ending: RegExp): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => ending.test(file) && !file.includes('node_modules'))
    .map((file) => relative(root, join(root, folder, file)));
}

const files = [
  'README.md',
  'CHANGELOG.md',
  'CONTRIBUTING.md',
  'main.ts',
  '.dependency-cruiser.cjs',
  ...filesBelow('docs', /\.md$/),
  ...['modules', 'cli', 'stacks', 'test'].flatMap((folder) =>
    filesBelow(folder, folder === 'test' ? /\.test\.ts$/ : /\.ts$/),
  ),
  ...['scripts', 'templates'].flatMap((folder) => filesBelow(folder, /\.(js|py|yml)$/)),
  ...filesBelow('examples', /expected\/module\/.*\.(tf|md)$/),
];

test('pages, messages, help texts and comments avoid phrases that are hard to read', () => {
  const found = files.flatMap((file) => {
    const problems = problemsOf(file);
    return problems.length === 0 ? [] : [[file, problems]];
  });
  expect(Object.fromEntries(found)).toEqual({});
});
