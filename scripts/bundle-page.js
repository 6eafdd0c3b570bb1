// The script of the review page as one minified text, and the Content-Security-Policy that allows it and the page's style.
const { createHash } = require('node:crypto');
const { writeFileSync } = require('node:fs');
const { join } = require('node:path');

const page = join(__dirname, '..', 'modules', 'report', 'page');

/** What the page needs of the build: the exports of `modules/report/page/page-assets`. */
function pageAssets() {
  const { buildSync } = require('esbuild');
  const bundle = (file, options) => {
    const { outputFiles } = buildSync({
      entryPoints: [join(page, file)],
      bundle: true,
      write: false,
      target: 'es2022',
      charset: 'utf8',
      logLevel: 'error',
      ...options,
    });
    return outputFiles[0].text.trim();
  };
  const pageScript = bundle('script/start.ts', { format: 'iife', minify: true });
  const style = { exports: {} };
  new Function('module', bundle('page-style.ts', { format: 'cjs' }))(style);
  const contentSecurityPolicy = [
    "default-src 'none'",
    `script-src ${hashOf(pageScript)}`,
    `style-src ${hashOf(style.exports.pageStyle)}`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return { pageScript, contentSecurityPolicy };
}

function hashOf(text) {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

/** Writes the module that `render-page` imports below a folder of compiled files. */
function bundlePage(dist) {
  const lines = Object.entries(pageAssets()).map(
    ([name, text]) => `exports.${name} = ${JSON.stringify(text)};\n`,
  );
  writeFileSync(join(dist, 'modules/report/page/page-assets.js'), `"use strict";\n${lines.join('')}`);
}

module.exports = { bundlePage, pageAssets };

if (require.main === module) bundlePage(process.argv[2] ?? join(__dirname, '..', 'dist'));
