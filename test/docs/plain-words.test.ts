import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const root = join(__dirname, '..', '..');

/** Phrases that make sentences hard to read, with what to write instead. */
const forbidden: readonly (readonly [phrase: RegExp, instead: string])[] = [
  [/\b(is|are|was|were) (told|said)\b/i, 'is reported'],
  [/(?<!cannot )\b(tell|tells)\b(?! us\b)/i, 'reports, shows'],
  [/\bstands? for\b/i, 'means, produces'],
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

/** The lines of a file with a forbidden phrase. */
function problemsOf(file: string): readonly string[] {
  return readFileSync(join(root, file), 'utf8')
    .split('\n')
    .flatMap((line, index) => {
      const rest = line.replaceAll(allowed, '');
      return forbidden.flatMap(([phrase, instead]) => {
        const found = phrase.exec(rest)?.[0];
        return found === undefined ? [] : [`line ${index + 1}: write \`${instead}\` instead of \`${found}\``];
      });
    });
}

function filesBelow(folder: string, ending: RegExp): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => ending.test(file))
    .map((file) => relative(root, join(root, folder, file)));
}

const files = [
  'README.md',
  'CHANGELOG.md',
  'CONTRIBUTING.md',
  'main.ts',
  ...filesBelow('docs', /\.md$/),
  ...['modules', 'cli', 'stacks'].flatMap((folder) => filesBelow(folder, /\.ts$/)),
];

test('pages, messages, help texts and comments avoid phrases that are hard to read', () => {
  const found = files.flatMap((file) => {
    const problems = problemsOf(file);
    return problems.length === 0 ? [] : [[file, problems]];
  });
  expect(Object.fromEntries(found)).toEqual({});
});
