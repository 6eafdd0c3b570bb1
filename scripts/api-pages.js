// Writes docs/api: what the package promises to its users in TypeScript, a page for every entry point, from the
// declarations and their docstrings. The pages are the API report as well: a test holds them to the sources, so that no
// change of the API goes by unseen.
const { mkdirSync, readdirSync, rmSync, writeFileSync } = require('node:fs');
const { join, relative, resolve, sep } = require('node:path');
const ts = require('typescript');

const root = resolve(__dirname, '..');

/** The pages by their names, made from declarations in `dist`. */
function apiPages(dist = join(root, 'dist'), manifest = require('../package.json')) {
  const doors = Object.entries(manifest.exports)
    .filter(([door, target]) => typeof target === 'object' && door !== './cdktn')
    .map(([door, { types }]) => ({ door, file: join(dist, types.replace(/^\.\/dist\//, '')) }));
  const program = ts.createProgram(
    doors.map(({ file }) => file),
    {
      module: ts.ModuleKind.Node16,
      moduleResolution: ts.ModuleResolutionKind.Node16,
      noEmit: true,
      types: [],
    },
  );
  const pages = doors.map(({ door, file }) => {
    const name = door === '.' ? 'index' : door.slice(2);
    return [`${name}.md`, page(`${manifest.name}${door.slice(1)}`, program, file, dist)];
  });
  return new Map(pages);
}

function page(specifier, program, file, dist) {
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(file);
  const exported = checker
    .getExportsOfModule(checker.getSymbolAtLocation(source))
    .map((symbol) => ({ name: symbol.name, symbol: unaliased(symbol, checker) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const seen = new Set(exported.map(({ symbol }) => symbol));
  const behind = [];
  for (const { symbol } of [...exported]) gather(symbol, checker, dist, seen, behind);
  behind.sort((a, b) => (a.name < b.name ? -1 : 1));
  return [
    `# ${specifier}\n`,
    'Written by `node scripts/api-pages.js`. What stands here is kept by semantic versioning.\n',
    ...exported.map(({ name, symbol }) => entry(name, symbol, dist)),
    ...(behind.length === 0 ? [] : ['# Types behind these\n']),
    ...behind.map((symbol) => entry(symbol.name, symbol, dist)),
  ].join('\n');
}

/** Adds what the declarations of a symbol speak of and the entry point does not export. */
function gather(symbol, checker, dist, seen, behind) {
  const visit = (node) => {
    const inner = ts.isIdentifier(node) ? checker.getSymbolAtLocation(node) : undefined;
    const found = inner && unaliased(inner, checker);
    const [declaration] = found?.declarations ?? [];
    if (declaration && !seen.has(found) && isDeclared(declaration) && isOurs(declaration, dist)) {
      seen.add(found);
      behind.push(found);
      gather(found, checker, dist, seen, behind);
    }
    ts.forEachChild(node, visit);
  };
  for (const declaration of symbol.declarations ?? []) if (isOurs(declaration, dist)) visit(declaration);
}

function unaliased(symbol, checker) {
  return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}

function isDeclared(node) {
  return (
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isClassDeclaration(node) ||
    ts.isFunctionDeclaration(node) ||
    (ts.isVariableDeclaration(node) && ts.isSourceFile(node.parent.parent.parent))
  );
}

function isOurs(node, dist) {
  const path = relative(dist, node.getSourceFile().fileName);
  return !path.startsWith('..') && !path.split(sep).includes('node_modules');
}

function entry(name, symbol, dist) {
  const declarations = (symbol.declarations ?? []).filter((node) => isOurs(node, dist)).map(whole);
  const [first] = declarations;
  const words = first === undefined ? '' : docstring(first);
  const code = declarations
    .map((node) => withoutPrivate(node).replace(/^(export )?(declare )?/, ''))
    .join('\n');
  for (const declaration of declarations) checkDeprecations(name, declaration);
  const gone = first === undefined ? undefined : deprecation(first);
  return [
    `## ${name}\n`,
    ...(gone === undefined ? [] : [`**Deprecated:** ${gone}\n`]),
    ...(words === '' ? [] : [`${words}\n`]),
    `\`\`\`ts\n${code}\n\`\`\`\n`,
  ].join('\n');
}

/** What the docstring of a declaration says of its end. */
function deprecation(node) {
  const tag = ts.getJSDocDeprecatedTag(node);
  return tag && (ts.getTextOfJSDocComment(tag.comment) ?? '');
}

/** Whatever will go, a declaration or a member, says what takes its place and which version removes it. */
function checkDeprecations(name, node) {
  const text = deprecation(node);
  if (text !== undefined && !/`[^`]+`.*\b\d+\.0\.0\b/s.test(text)) {
    throw new Error(
      `${name}: write \`@deprecated Use \`…\`; 2.0.0 removes it.\`, not \`@deprecated ${text}\``,
    );
  }
  ts.forEachChild(node, (child) => checkDeprecations(name, child));
}

/** A constant's statement, which carries the docstring. */
function whole(node) {
  return ts.isVariableDeclaration(node) ? node.parent.parent : node;
}

function withoutPrivate(node) {
  const text = node.getText();
  if (!ts.isClassDeclaration(node)) return text;
  return text.replace(/\n {4}private [^\n]*/g, '');
}

function docstring(node) {
  const [comment] = ts.getJSDocCommentsAndTags(node);
  return comment === undefined ? '' : (ts.getTextOfJSDocComment(comment.comment) ?? '').replace(/</g, '&lt;');
}

module.exports = { apiPages };

if (require.main === module) {
  require('./build.js').build();
  const folder = join(root, 'docs', 'api');
  mkdirSync(folder, { recursive: true });
  const pages = apiPages();
  for (const file of readdirSync(folder)) if (!pages.has(file)) rmSync(join(folder, file));
  for (const [file, text] of pages) writeFileSync(join(folder, file), text);
}
