import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { succeed } from './run.js';

const root = join(__dirname, '..', '..');

/** The package as it would be published. */
export interface Packed {
  /** Its path. */
  readonly tarball: string;
  /** In bytes. */
  readonly size: number;
  readonly files: readonly string[];
}

/** Packs the package as the release does: built, and then packed without scripts. */
export async function pack(): Promise<Packed> {
  const folder = join(root, '.cache', 'packed');
  mkdirSync(folder, { recursive: true });
  await succeed(process.execPath, [join(root, 'scripts', 'build.js')], { cwd: root });
  const words = ['pack', '--ignore-scripts', '--json', '--pack-destination', folder];
  const [{ filename, size, files }] = JSON.parse(await succeed('npm', words, { cwd: root })) as [
    { filename: string; size: number; files: { path: string }[] },
  ];
  return { tarball: join(folder, filename), size, files: files.map(({ path }) => path) };
}
