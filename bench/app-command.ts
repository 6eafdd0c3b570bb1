// What `scripts/synth.js` does before it loads the app, for an app of another kind: imported before anything else.
import Module from 'node:module';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '..', '..', '..');
const { enableCompileCache } = Module as { enableCompileCache?: (folder: string) => void };
enableCompileCache?.(join(root, '.cache', 'node'));
const { build }: { build: () => void } = require(join(root, 'scripts', 'build.js'));
build();
