import type { Path } from '../../policy/text/path.js';
import { quoted } from '../../policy/text/quote.js';
import { suggest } from '../../policy/text/suggest.js';
import type { WrittenEnvironment, WrittenFile } from '../schema/configuration.js';
import { type ConfigReader, refuse } from './reader.js';

/** What is wrong with the names of the waves, and with the one that the file means, whichever is asked for. */
export function checkWaves({ waves = [], wave, ...file }: WrittenFile, reading: ConfigReader): void {
  for (const [index, name] of waves.entries()) checkName(name, waves.indexOf(name) < index, index, reading);
  if (wave !== undefined) checkKnown(wave, ['wave'], { ...file, waves }, reading);
}

/** The wave that an environment is in; what the environment says itself is checked although another is asked for. */
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
    const help = 'name it with `--wave`, in CHAT_GUARDRAILS_WAVE or with the key `wave`';
    refuse(reading, 'wave-not-named', ['waves'], `which of the waves ${waves.join(', ')}?`, help);
  }
  return wave;
}

function checkName(name: string, isRepeated: boolean, index: number, reading: ConfigReader): void {
  const path = ['waves', index];
  if (name === '') {
    refuse(reading, 'invalid-value', path, 'an empty name', 'name the wave, as `--wave` will name it');
  } else if (isRepeated) {
    const message = `the wave ${quoted(name)} stands in the list already`;
    refuse(reading, 'invalid-value', path, message, 'keep one of the two');
  } else if (/[\s\p{Cc}]/u.test(name)) {
    const message = `${quoted(name)} holds white space, which \`--wave\` takes in quotes only`;
    const help = 'use letters, digits, `_` and `-`';
    reading.findings.push({ kind: 'invalid-value', severity: 'warning', path, message, help });
  }
}

function checkKnown(wave: string, path: Path, { waves = [] }: WrittenFile, reading: ConfigReader): void {
  if (waves.includes(wave)) return;
  const near = suggest(wave, waves);
  const list = waves.length === 0 ? 'the file has no `waves`' : `the waves are ${waves.join(', ')}`;
  const help = near === undefined ? list : `did you mean \`${near}\`?`;
  refuse(reading, 'unknown-wave', path, `no wave ${quoted(wave)}`, help);
}
