import { mkdirSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { installed } from '../../support/installed.js';
import { prepare } from './prepare.js';

const root = resolve(__dirname, '..', '..', '..');

/** What a project deploys with: CDKTF or CDK Terrain, its command line and its bindings of the AWS provider. */
export interface Core {
  /** The Node that everything runs on. */
  readonly node: string;
  /** The app of the package, in `dist`. */
  readonly app: string;
  /** Writes the `node_modules` of a project; installs what is missing. */
  readonly link: (modules: string) => void;
  /** Its command line, a script for Node; installed where it is missing. */
  readonly commandLine: () => string;
}

/** What the project itself is developed with. */
export const cdktfWithBindings20 = cdktf(() => join(root, 'node_modules'));

/** The last bindings. */
export const cdktfWithBindings21 = cdktf(() => installed('bindings-21'));

/** CDK Terrain, with a Node that it runs on. */
export function cdkTerrain(node: string): Core {
  return {
    node,
    app: 'main-cdktn.js',
    link: (modules) => symlinkSync(installed('cdktn'), modules, 'dir'),
    commandLine: () => join(installed('cdktn-cli'), 'cdktn-cli', 'bundle', 'bin', 'cdktn.js'),
  };
}

function cdktf(bindings: () => string): Core {
  return {
    node: process.execPath,
    app: 'main.js',
    link: (modules) => {
      mkdirSync(join(modules, '@cdktf'), { recursive: true });
      symlinkSync(join(bindings(), '@cdktf', 'provider-aws'), join(modules, '@cdktf', 'provider-aws'), 'dir');
    },
    commandLine: () => {
      prepare.cdktf();
      return join(root, 'scripts', 'cdktf-cli', 'node_modules', 'cdktf-cli', 'bundle', 'bin', 'cdktf.js');
    },
  };
}
