#!/usr/bin/env node
import { version } from './package-files.js';
import { processWorld } from './process-world.js';
import { run } from './run.js';

run(process.argv.slice(2), processWorld(), version()).then((code) => {
  process.exitCode = code;
});

// biome-ignore lint/complexity/noUselessEmptyExport: esbuild bundles a program without exports as CommonJS
export {};
