// Some work of one process at a time: the others of this machine wait for it.
const { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } = require('node:fs');
const { dirname } = require('node:path');

/** Runs `work` while no other process holds the file; the lock of a process that has died is taken over. */
function alone(lock, work) {
  mkdirSync(dirname(lock), { recursive: true });
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      if (!holderLives(lock)) rmSync(lock, { force: true });
      else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50);
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
    if (holder === 0) return Date.now() - mtimeMs < 1_000;
    process.kill(holder, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

module.exports = { alone };
