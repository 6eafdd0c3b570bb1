import { setTimeout } from 'node:timers/promises';
import { runKit } from './kit.js';

// A second Ctrl-C ends the process at once; the next run deletes what is left.
const interruption = new AbortController();
process.once('SIGINT', () => interruption.abort());
process.once('SIGTERM', () => interruption.abort());

runKit(process.argv.slice(2), {
  print: (line) => process.stderr.write(`${line}\n`),
  now: Date.now,
  sleep: (milliseconds) => setTimeout(milliseconds),
  signal: interruption.signal,
}).then((status) => process.exit(status));
