import { type ProblemKind, problemKinds } from '../../modules/policy/problems/problem-kinds.js';
import { quoted } from '../../modules/policy/text/quote.js';
import { suggest } from '../../modules/policy/text/suggest.js';
import { CannotDo } from '../cannot-do.js';
import { commandWith } from '../command.js';
import { type FormatOptions, formatOption } from '../format-option.js';
import { problemPage } from '../package-files.js';

export const command = commandWith<FormatOptions>(
  (parser) => {
    parser
      .argument('[kind]', 'print the page of this kind of problem')
      .addOption(formatOption('text', 'json'))
      .addHelpText('after', examples);
  },
  ({ arguments: [name], options, world }) => {
    const json = options.format === 'json';
    const kinds = Object.keys(problemKinds).filter(isKind).sort();
    if (name === undefined) {
      const all = kinds.map((kind) => ({ kind, title: problemKinds[kind] }));
      const widest = Math.max(...kinds.map((kind) => kind.length));
      world.stdout.write(
        json
          ? `${JSON.stringify({ problems: all }, null, 2)}\n`
          : all.map(({ kind, title }) => `${kind.padEnd(widest)}  ${title}\n`).join(''),
      );
      return 0;
    }
    if (!isKind(name)) throw unknownKind(name, kinds);
    const title = problemKinds[name];
    const page = problemPage(name) ?? `# ${name}: ${title}\n`;
    world.stdout.write(json ? `${JSON.stringify({ kind: name, title, page }, null, 2)}\n` : page);
    return 0;
  },
);

const examples = `
Examples:
  chat-guardrails problems
  chat-guardrails problems unknown-target
`;

function isKind(name: string): name is ProblemKind {
  return Object.hasOwn(problemKinds, name);
}

function unknownKind(name: string, kinds: readonly string[]): CannotDo {
  const near = suggest(name, kinds);
  return new CannotDo(
    `unknown kind of problem ${quoted(name)}`,
    near === undefined ? '`chat-guardrails problems` lists them' : `did you mean ${quoted(near)}?`,
  );
}
