// TypeScript's entry points load all that they export at once. Most programs use little of it: here a module is loaded
// when something of it is first asked for. The names stay declared as TypeScript wrote them, for `import` in ESM.
const { existsSync, readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { exports: doors } = require('../package.json');

const lazily = `const lazily = (name, load) => Object.defineProperty(exports, name, {
    enumerable: true,
    configurable: true,
    get: () => {
        const value = load();
        Object.defineProperty(exports, name, { enumerable: true, value });
        return value;
    },
});
`.replace(/\n\s*/g, ' ');

/** An entry point as TypeScript writes it, loading late; as many lines as before. One that does so already stays. */
function late(text) {
  if (text.includes(lazily.trim())) return text;
  const paths = new Map();
  return text
    .replace(/^var (\w+) = require\("(\.[^"]+)"\);$/gm, (_, variable, path) => {
      paths.set(variable, path);
      return '';
    })
    .replace(
      /^Object\.defineProperty\(exports, ("\w+"), \{ enumerable: true, get: function \(\) \{ return (\w+)\.(\w+); \} \}\);$/gm,
      (line, name, variable, key) =>
        paths.has(variable) ? `lazily(${name}, () => require("${paths.get(variable)}").${key});` : line,
    )
    .replace('"use strict";', `"use strict"; ${lazily.trim()}`);
}

/** Rewrites the entry points below a folder that holds `dist`. */
function openDoorsLate(root) {
  for (const { default: file = '' } of Object.values(doors)) {
    const door = join(root, file);
    if (file.startsWith('./dist/modules/') && existsSync(door))
      writeFileSync(door, late(readFileSync(door, 'utf8')));
  }
}

module.exports = { openDoorsLate };
