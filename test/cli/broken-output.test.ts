import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import { join } from 'node:path';

const script = join(__dirname, '..', '..', 'scripts', 'chat-guardrails.js');
/** A device that is always full, which Linux has. */
const full = '/dev/full';

/** Runs `schema`, of which one stream goes to the full device. */
function run(stream: 'stdout' | 'stderr', ...words: string[]) {
  const device = openSync(full, 'w');
  const stdio =
    stream === 'stdout' ? (['ignore', device, 'pipe'] as const) : (['ignore', 'pipe', device] as const);
  const { status, stderr } = spawnSync(process.execPath, [script, ...words], {
    stdio: [...stdio],
    encoding: 'utf8',
  });
  closeSync(device);
  return { status, stderr };
}

if (existsSync(full)) {
  test('output that cannot be written: exit 2 with the reason', () => {
    expect(run('stdout', 'schema')).toEqual({
      status: 2,
      stderr: 'chat-guardrails: cannot write the answer: ENOSPC\n',
    });
  });

  test('a failure to write to stderr does not change the exit code', () => {
    expect(run('stderr', 'check', 'absent.json').status).toBe(2);
    expect(run('stderr', 'schema').status).toBe(0);
  });
} else {
  test('this system has no device that is always full', () => expect(existsSync(full)).toBe(false));
}
