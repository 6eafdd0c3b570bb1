import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { processWorld } from './process-world.js';
import { run } from './run.js';

run(process.argv.slice(2), processWorld(), version()).then((code) => {
  process.exitCode = code;
});

/** The version of this package, from the `package.json` beside `dist`. */
function version(): string {
  const text = readFileSync(join(__dirname, '..', '..', 'package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
