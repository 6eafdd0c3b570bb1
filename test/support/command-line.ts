import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads';
import type { CliRun } from './run-cli.js';

/** What a command reads besides its words and the files of its folder. */
export interface Surroundings {
  /** Default: that of this process. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Standard input. Default: empty. */
  readonly input?: string;
}

interface CommandThread {
  readonly worker: Worker;
  readonly port: MessagePort;
  /** 1 when the result of a command has been sent. */
  readonly finished: Int32Array;
}

let thread: CommandThread | undefined;
let previous: Promise<unknown> = Promise.resolve();

afterAll(() => thread?.worker.terminate());

/**
 * Runs `chat-guardrails` in a folder. The program, bundled as the build does it, is loaded once for a test file, in a
 * thread: loading it takes longer than most commands run.
 */
export function commandLine(folder: string, ...words: readonly string[]): CliRun {
  return commandWith({}, folder, ...words);
}

/** As `commandLine`, with an environment or a standard input of its own. */
export function commandWith(surroundings: Surroundings, folder: string, ...words: readonly string[]): CliRun {
  const { port, finished } = send(surroundings, folder, words);
  Atomics.wait(finished, 0, 0);
  return receiveMessageOnPort(port)?.message;
}

/** As `commandWith`, while this process serves the command. Commands run one after another. */
export function commandMeanwhile(
  surroundings: Surroundings,
  folder: string,
  ...words: readonly string[]
): Promise<CliRun> {
  const run = previous.then(() => {
    const { port } = send(surroundings, folder, words);
    return new Promise<CliRun>((resolve) => port.once('message', resolve));
  });
  previous = run;
  return run;
}

function send({ environment, input = '' }: Surroundings, folder: string, words: readonly string[]) {
  thread ??= start();
  Atomics.store(thread.finished, 0, 0);
  const { npm_lifecycle_event: _, ...own } = process.env;
  thread.port.postMessage({ words, folder, environment: { ...(environment ?? own) }, input });
  return thread;
}

/** The path of the command line in one file, bundled from the sources: the exports of `command-program.ts`. */
export function bundledProgram(): string {
  const bundler = join(__dirname, '..', '..', 'scripts', 'bundle-command-line.js');
  const { stdout, stderr } = spawnSync(process.execPath, [bundler], { encoding: 'utf8' });
  if (stderr !== '') throw new Error(stderr);
  return stdout;
}

function start(): CommandThread {
  const { port1: port, port2 } = new MessageChannel();
  const finished = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(join(__dirname, 'command-thread.js'), {
    workerData: { port: port2, finished: finished.buffer, program: bundledProgram() },
    transferList: [port2],
  });
  worker.unref();
  return { worker, port, finished };
}
