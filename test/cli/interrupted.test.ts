import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type AwsServer, awsServer } from '../support/aws-server.js';
import { isFull, patience, runs, seed } from '../support/effort.js';
import { fakeOrganizations } from '../support/fake-organizations.js';
import { configurationWith, organizationWith } from '../support/hostile-inputs.js';
import { randomFrom } from '../support/random.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const temporary = temporaryFolder();
const script = join(__dirname, '..', '..', 'scripts', 'chat-guardrails.js');
let aws: AwsServer;

beforeAll(async () => {
  spawnSync(process.execPath, [script, '--version']);
  aws = await awsServer(fakeOrganizations(organizationWith('')));
});
afterAll(() => aws.close());

/** An empty folder with what the commands read. */
function fresh(): string {
  const folder = join(temporary(), 'work');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  writeFileSync(
    join(folder, 'in.yaml'),
    JSON.stringify({ ...configurationWith(' a'), organization: 'in.json' }),
  );
  writeFileSync(join(folder, 'in.json'), JSON.stringify(organizationWith(' a')));
  return folder;
}

/** The files of a folder that users see: temporary ones, ledgers and journals are hidden or named as such. */
function visible(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/^\.chat-guardrails-|\.journal$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  return Object.fromEntries(
    names.map((path) => [path.slice(folder.length + 1), contentOf(readFileSync(path, 'utf8'))]),
  );
}

/** A text without the time at which it was written. */
function contentOf(text: string): string {
  if (/^<!doctype html>[\s\S]*<\/html>\s*$/.test(text)) return 'a complete page';
  return text.replace(/"collectedAt": "[^"]*"/, '"collectedAt": ""');
}

const commands: readonly (readonly string[])[] = [
  ['init', '--example'],
  ['init', '--deploy', 'cdktf', '--config', 'in.yaml'],
  ['import', '--organization', 'in.json', '-o', 'imported'],
  ['import', '-o', 'live'],
  ['export', '--config', 'in.yaml', '-o', 'module'],
  ['report', '--config', 'in.yaml', '-o', 'report.html'],
  ['collect', '-o', 'collected.json'],
];

function start(folder: string, words: readonly string[], kilobytes?: number) {
  const keys = { AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b', AWS_ENDPOINT_URL: aws.endpoint };
  const limited = kilobytes === undefined ? '' : `ulimit -f ${kilobytes} && `;
  const line = [process.execPath, script, ...words];
  const child = spawn('bash', ['-c', `${limited}exec "$0" "$@"`, ...line], {
    ...{ cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] },
    env: { PATH: process.env['PATH'], HOME: folder, AWS_REGION: 'us-east-1', ...keys },
  });
  let printed = '';
  child.stderr?.on('data', (part: Buffer) => {
    printed += part.toString();
  });
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  return { child, ended, printed: () => printed };
}

/** Kilobytes that a file can have, and the commands that write a larger one. A journal stays: the next run reads it. */
const limits = [
  [0, commands],
  [1, isFull ? commands.filter(([name]) => name !== 'import' && name !== 'init') : []],
] as const;

test.each(limits.flatMap(([limit, those]) => those.map((words) => [words.join(' '), limit, words] as const)))(
  '%s: where the kernel lets no file grow beyond %d kB, nothing is left and the command says so',
  async (_, limit, words) => {
    const folder = fresh();
    const { ended, printed } = start(folder, words, limit);
    expect(await ended).toBe(2);
    expect(printed()).toMatch(/cannot write `.*`: EFBIG/);
    const left = readdirSync(folder).filter((name) => !name.endsWith('.journal'));
    expect(left.sort()).toEqual(['in.json', 'in.yaml']);
    if (isFull) expect(await start(folder, words).ended).toBeLessThan(2);
  },
  patience,
);

test.each(commands.map((words) => [words.join(' '), words]))(
  `%s: killed at any moment it leaves no half file, and the next run completes (seed ${seed})`,
  async (_, words) => {
    const random = randomFrom(seed);
    const began = performance.now();
    const whole = fresh();
    expect(await start(whole, words).ended).toBeLessThan(2);
    const duration = performance.now() - began;
    const result = visible(whole);
    for (let times = runs(100); times > 0; times--) {
      const folder = fresh();
      const earlier = visible(folder);
      const { child, ended } = start(folder, words);
      await sleep(duration * (0.5 + random.below(60) / 100));
      child.kill('SIGKILL');
      await ended;
      for (const [path, text] of Object.entries(visible(folder))) {
        if (!path.startsWith('collected')) expect([result[path], earlier[path]]).toContain(text);
        else JSON.parse(text);
      }
      // A run that was killed after its last file is refused, as nothing is missing.
      await start(folder, words).ended;
      expect(visible(folder)).toEqual(result);
    }
  },
  patience,
);
