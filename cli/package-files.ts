import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The text of a file of this package, by its path below the package's folder. */
export function readPackageFile(...path: readonly string[]): string {
  return readFileSync(join(packageFolder(), ...path), 'utf8');
}

/** The version of this package. */
export function version(): string {
  return (JSON.parse(readPackageFile('package.json')) as { version: string }).version;
}

/** The folder with the `package.json` of this package: a folder above this file, built or not. */
export function packageFolder(folder = __dirname): string {
  const above = join(folder, '..');
  return existsSync(join(folder, 'package.json')) || above === folder ? folder : packageFolder(above);
}
