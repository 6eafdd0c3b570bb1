#!/usr/bin/env node
import { version } from './package-files.js';
import { processWorld } from './process-world.js';
import { run } from './run.js';

// The AWS SDK prints eight lines about Node 20 on every request otherwise; `engines` has the versions that work.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';

run(process.argv.slice(2), processWorld(), version()).then((code) => {
  process.exitCode = code;
});

// biome-ignore lint/complexity/noUselessEmptyExport: esbuild bundles a program without exports as CommonJS
export {};
