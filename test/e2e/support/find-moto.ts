import { spawnSync } from 'node:child_process';

/** What a test needs that reads from moto alone. */
export interface MotoTools {
  /** A Python that has moto's server. */
  readonly python: string;
}

/** Looks for a Python that has moto's server. */
export function findMoto(): MotoTools | undefined {
  const python = ['python3', 'python'].find(
    (candidate) =>
      spawnSync(candidate, ['-c', 'import moto.server'], { stdio: 'ignore', timeout: 60_000 }).status === 0,
  );
  return python === undefined ? undefined : { python };
}
