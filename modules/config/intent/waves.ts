import { finding } from '../../policy/problems/problem.js';
import type { Path } from '../../policy/text/path.js';
import { suggest } from '../../policy/text/suggest.js';
import type { WrittenEnvironment, WrittenFile } from '../schema/configuration.js';
import { type ConfigReader, refuse } from './reader.js';

/** Checks the names of the waves, and the wave that the file selects, also when another one is requested. */
export function checkWaves({ waves = [], wave, ...file }: WrittenFile, reading: ConfigReader): void {
  for (const [index, name] of waves.entries()) checkName(name, waves.indexOf(name) < index, index, reading);
  if (wave !== undefined) checkKnown(wave, ['wave'], { ...file, waves }, reading);
}

/** The selected wave of an environment. Its own `wave` is checked also when `named` overrides it. */
export function waveOf(
  file: WrittenFile,
  own: WrittenEnvironment,
  path: Path,
  reading: ConfigReader,
  named: string | undefined,
): string | undefined {
  const { waves } = file;
  const wave = named ?? own.wave ?? file.wave;
  if (named !== undefined) checkKnown(named, ['waves'], file, reading);
  if (own.wave !== undefined) checkKnown(own.wave, [...path, 'wave'], file, reading);
  if (wave === undefined && waves !== undefined) {
    refuse(reading, 'wave-not-named', ['waves'], { waves });
  }
  return wave;
}

function checkName(name: string, isRepeated: boolean, index: number, reading: ConfigReader): void {
  const path = ['waves', index];
  if (name === '') {
    refuse(reading, 'invalid-value', path, { rule: 'wave-without-name' });
  } else if (isRepeated) {
    refuse(reading, 'invalid-value', path, { rule: 'duplicate-wave', wave: name });
  } else if (/[\s\p{Cc}]/u.test(name)) {
    const facts = { rule: 'wave-with-space', wave: name } as const;
    reading.findings.push(finding('invalid-value', 'warning', { path }, facts));
  }
}

function checkKnown(wave: string, path: Path, { waves = [] }: WrittenFile, reading: ConfigReader): void {
  if (waves.includes(wave)) return;
  const nearest = suggest(wave, waves);
  refuse(reading, 'unknown-wave', path, nearest === undefined ? { wave, waves } : { wave, waves, nearest });
}
