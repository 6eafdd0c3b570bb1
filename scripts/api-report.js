// Writes docs/api-report, which holds what each entry point of the package exports, or with --check fails where a file
// there differs. Declarations are those of the last build, without comments; one that an earlier entry point exports
// too is only named.
const { mkdirSync, readFileSync, writeFileSync } = require('node:fs');
const { dirname, join, resolve } = require('node:path');
const ts = require('typescript');
require('./build.js').build();

const root = join(__dirname, '..');
const folder = join(root, 'docs', 'api-report');
const last = ['.', './jest'];
// `./cdktn` exports what `.` exports.
const entries = Object.entries(require('../package.json').exports)
  .filter(([name, { types }]) => types !== undefined && name !== './cdktn')
  .map(([name, { types }]) => ({ name, file: join(root, types) }))
  .sort((a, b) => last.indexOf(a.name) - last.indexOf(b.name));

const options = { noLib: true, types: [] };
const host = ts.createCompilerHost(options);
/** Only our own declarations are read: those of dependencies appear by name. */
host.resolveModuleNames = (names, from) =>
  names.map((name) => {
    const resolvedFileName = resolve(dirname(from), name).replace(/\.js$/, '.d.ts');
    return name.startsWith('.') ? { resolvedFileName } : undefined;
  });
const program = ts.createProgram(
  entries.map(({ file }) => file),
  options,
  host,
);
const checker = program.getTypeChecker();
const printer = ts.createPrinter({ removeComments: true });

function declarationsOf(symbol) {
  const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  return (target.declarations ?? []).map((declaration) =>
    ts.isVariableDeclaration(declaration) ? declaration.parent.parent : declaration,
  );
}

function printed(node) {
  const text = printer.printNode(ts.EmitHint.Unspecified, node, node.getSourceFile());
  const lines = text.split('\n').filter((line) => !/^\s+(private|#)/.test(line));
  return lines.join('\n').replace(/^export (declare )?/, '');
}

function reportOf({ name, file }, printedIn) {
  const exported = checker.getExportsOfModule(checker.getSymbolAtLocation(program.getSourceFile(file)));
  const own = [];
  const elsewhere = {};
  for (const symbol of exported.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    for (const declaration of declarationsOf(symbol)) {
      const other = printedIn.get(declaration);
      if (other === undefined) own.push(printed(declaration));
      else elsewhere[other] = [...(elsewhere[other] ?? []), symbol.name];
      if (other === undefined) printedIn.set(declaration, name);
    }
  }
  const shared = Object.entries(elsewhere).map(
    ([other, names]) => `\nAlso in \`${other}\`: ${names.join(', ')}\n`,
  );
  const code = own.length === 0 ? '' : `\n\`\`\`ts\n${own.join('\n')}\n\`\`\`\n`;
  return `# \`${join('cdktf-chat-guardrails', name)}\`\n${code}${shared.join('')}`;
}

const printedIn = new Map();
let isStale = false;
mkdirSync(folder, { recursive: true });
for (const entry of entries) {
  const path = join(folder, `${entry.name === '.' ? 'index' : entry.name.slice(2)}.md`);
  const text = reportOf(entry, printedIn);
  if (!process.argv.includes('--check')) writeFileSync(path, text);
  else if (readFileSync(path, 'utf8') !== text) {
    isStale = true;
    process.stderr.write(`${path} is stale: run \`node scripts/api-report.js\` and look at the difference\n`);
  }
}
process.exitCode = isStale ? 1 : 0;
