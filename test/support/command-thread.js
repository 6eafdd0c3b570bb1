// Runs command lines one after another, as `cli/bin.ts` does, in a thread of a test file. What a
// command prints is gathered instead of written, and paths, environment and standard input are those of the message.
const { Readable } = require('node:stream');
const { workerData } = require('node:worker_threads');

const { port } = workerData;
const { processWorld, run, safeOutput, standardInput, version } = require(workerData.program);
const finished = new Int32Array(workerData.finished);

port.on('message', async ({ words, folder, environment, input }) => {
  for (const name of Object.keys(process.env)) delete process.env[name];
  Object.assign(process.env, environment);
  process.cwd = () => folder;
  const printed = { stdout: '', stderr: '' };
  const output = (name) => ({
    write: (text) => {
      printed[name] += safeOutput(text, { colour: false, terminal: false });
    },
    terminal: false,
    colour: false,
    columns: undefined,
  });
  const world = processWorld();
  const { readFile, recordFiles } = world;
  const here = {
    ...world,
    environment,
    stdout: output('stdout'),
    stderr: output('stderr'),
    readFile: (path, options) => (path === standardInput ? input : readFile(path, options)),
    recordFiles: {
      ...recordFiles,
      open: (path) => (path === undefined ? Readable.from([Buffer.from(input)]) : recordFiles.open(path)),
    },
    interactive: false,
  };
  let status;
  try {
    status = await run(words, here, version());
  } catch (error) {
    status = 1;
    printed.stderr += error.stack;
  }
  port.postMessage({ status, ...printed });
  Atomics.store(finished, 0, 1);
  Atomics.notify(finished, 0);
});
