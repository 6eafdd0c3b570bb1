import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { installed } from '../../support/installed.js';

/** What CDK Terrain's command line asks for. */
const [major, minor] = [22, 19];

/** A Node that CDK Terrain's command line runs on: this one, or the one that npm brings; undefined where npm has none. */
export function findNode22(): string | undefined {
  const [ownMajor = 0, ownMinor = 0] = process.versions.node.split('.').map(Number);
  if (ownMajor > major || (ownMajor === major && ownMinor >= minor)) return process.execPath;
  const brought = join(installed('node-22'), `node-${process.platform}-${process.arch}`, 'bin', 'node');
  return existsSync(brought) ? brought : undefined;
}
