import { join, relative } from 'node:path';
import ts from 'typescript';
import { exports as entryPoints } from '../../package.json';

const root = join(__dirname, '..', '..');

/** The source file of each entry point that has types. CDK Terrain has the sources of the main entry point. */
const sources = Object.entries(entryPoints).flatMap(([name, target]): [string, string][] =>
  typeof target === 'string' || name === './cdktn'
    ? []
    : [[name, join(root, target.types.replace('./dist/', '').replace('.d.ts', '.ts'))]],
);
const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile);
const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
const program = ts.createProgram(
  sources.map(([, file]) => file),
  options,
);
const checker = program.getTypeChecker();

/** What users of each entry point see: its exports, and the types that their declarations name. */
const surfaces = sources.map(([entryPoint, file]) => ({ entryPoint, symbols: [...reachableFrom(file)] }));

function reachableFrom(file: string): ReadonlySet<ts.Symbol> {
  const source = program.getSourceFile(file);
  const module = source === undefined ? undefined : checker.getSymbolAtLocation(source);
  const found = new Set<ts.Symbol>();
  const add = (symbol: ts.Symbol): void => {
    const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
    const declarations = (target.declarations ?? []).filter(isOurs);
    if (declarations.length === 0 || found.has(target)) return;
    found.add(target);
    declarations.forEach(visit);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isBlock(node) || isPrivate(node)) return;
    if (ts.isTypeReferenceNode(node) || ts.isExpressionWithTypeArguments(node)) {
      const symbol = checker.getSymbolAtLocation(
        ts.isTypeReferenceNode(node) ? node.typeName : node.expression,
      );
      if (symbol !== undefined && !(symbol.flags & ts.SymbolFlags.TypeParameter)) add(symbol);
    }
    if (ts.isVariableDeclaration(node)) {
      if (node.type !== undefined) visit(node.type);
    } else ts.forEachChild(node, visit);
  };
  if (module !== undefined) checker.getExportsOfModule(module).forEach(add);
  return found;
}

function isOurs(declaration: ts.Declaration): boolean {
  return relative(root, declaration.getSourceFile().fileName).startsWith('modules');
}

function isPrivate(node: ts.Node): boolean {
  return (
    ts.canHaveModifiers(node) &&
    (ts.getModifiers(node) ?? []).some(({ kind }) => kind === ts.SyntaxKind.PrivateKeyword)
  );
}

function locationOf(symbol: ts.Symbol): string {
  const declaration = symbol.declarations?.[0];
  return `${symbol.name} in ${declaration === undefined ? '' : relative(root, declaration.getSourceFile().fileName)}`;
}

/** Programs to run, which export nothing. */
const programs = ['./app', './app-cdktn'];

test.each(surfaces)('everything that users of $entryPoint see has a docstring', ({ entryPoint, symbols }) => {
  expect(symbols.length > 0).toBe(!programs.includes(entryPoint));
  const undocumented = symbols.filter((symbol) => symbol.getDocumentationComment(checker).length === 0);
  expect(undocumented.map(locationOf)).toEqual([]);
});

test.each(surfaces)('no two types that users of $entryPoint see have one name', ({ symbols }) => {
  const types = symbols.filter(({ flags }) => flags & ts.SymbolFlags.Type);
  const repeated = types.filter(({ name }) => types.filter((type) => type.name === name).length > 1);
  expect(repeated.map(locationOf)).toEqual([]);
});
