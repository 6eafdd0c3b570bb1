/** Packages that some tests need beside those of the project, each a folder of `test/installed` with its lockfile. */
export type Installation = 'bindings-21' | 'cdktn' | 'cdktn-cli' | 'node-22' | 'package-checks';

/** Where they are once they are installed, and the same when that is done: paths of `node_modules`. */
export const { installed, modulesOf } = require('../installed/install.js') as {
  readonly installed: (name: Installation) => string;
  readonly modulesOf: (name: Installation) => string;
};
