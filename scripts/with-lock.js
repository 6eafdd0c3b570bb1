// Runs work that only one process of this machine can do at a time.
const { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } = require('node:fs');
const { dirname } = require('node:path');

/** Ten times what the slowest build takes. */
const maxWait = 600_000;

/**
 * Runs `work` while no other process holds the lock, a file. The lock of a process that no longer runs is taken over, and
 * one with this process's own ID, which an earlier process had. Throws after `timeout` milliseconds of waiting.
 */
function withLock(lock, work, timeout = maxWait) {
  mkdirSync(dirname(lock), { recursive: true });
  const end = Date.now() + timeout;
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      if (!holderLives(lock)) rmSync(lock, { force: true });
      else if (Date.now() > end) {
        throw new Error(`another process holds ${lock}; remove the file if no build is running`);
      } else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50);
    }
  }
  try {
    return work();
  } finally {
    rmSync(lock, { force: true });
  }
}

function holderLives(lock) {
  try {
    const { mtimeMs } = statSync(lock);
    const holder = Number(readFileSync(lock, 'utf8'));
    if (holder === process.pid) return false;
    if (!(holder > 0)) return Date.now() - mtimeMs < 1_000;
    process.kill(holder, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

module.exports = { withLock };
