import { defaultEnvironment } from '../../policy/plan/ownership.js';
import { finding } from '../../policy/problems/problem.js';
import type { JsonValue } from '../../policy/text/json.js';
import type { Path } from '../../policy/text/path.js';
import { suggest } from '../../policy/text/suggest.js';
import type { Environment } from '../configuration.js';
import { environmentShell, type WrittenEnvironment, type WrittenFile } from '../schema/configuration.js';
import { withoutUndefined } from '../without-undefined.js';
import { backendOf, providerOf } from './backend.js';
import { checkSharedState } from './check-shared-state.js';
import { intentOf } from './intent.js';
import { type ConfigReader, refuse } from './reader.js';

/** The name of the only environment of a file without `environments`. */
const onlyEnvironment = 'chat-guardrails';

/** The environments of a file; a single one where it has no `environments`. */
export function environmentsOf(file: WrittenFile, reading: ConfigReader, wave?: string): Environment[] {
  const { environments } = file;
  checkWaves(file, reading);
  if (isTooMuch(file, reading)) return [];
  if (environments === undefined) return [environmentOf(onlyEnvironment, file, {}, [], reading, wave)];
  const read = Object.entries(environments).flatMap(([name, value]) => {
    const path = ['environments', name];
    checkName(name, path, reading);
    const own = reading.parse(environmentShell, value as JsonValue, path);
    return own === undefined ? [] : [environmentOf(name, file, own, path, reading, wave)];
  });
  if (Object.keys(environments).length === 0) {
    refuse(reading, 'invalid-value', ['environments'], { rule: 'no-environment' });
  }
  checkSharedState(read, file, reading);
  return read;
}

/** Twenty environments of 300 policies in ten waves. */
const maxPlannedPolicies = 60_000;

/** Refuses so many environments and waves that planning all of their policies would take minutes. */
function isTooMuch(file: WrittenFile, reading: ConfigReader): boolean {
  const environments = Object.values(file.environments ?? {});
  const waves = file.waves ?? [];
  const own = environments.reduce<number>((sum, environment) => sum + listedIn(environment), 0);
  const each = Math.max(1, listedIn(file)) * Math.max(1, environments.length) + own;
  const count = each * Math.max(1, waves.length);
  if (count <= maxPlannedPolicies || Math.max(environments.length, waves.length) < 2) return false;
  const key = waves.length > environments.length ? 'waves' : 'environments';
  const facts = { rule: 'too-many-plans', count, limit: maxPlannedPolicies } as const;
  refuse(reading, 'invalid-value', [key], facts);
  return true;
}

/** The number of policies in the lists of a file or environment. */
function listedIn(written: unknown): number {
  if (typeof written !== 'object' || written === null) return 0;
  const lists = [Reflect.get(written, 'chatPolicies'), Reflect.get(written, 'guardrails')];
  return lists.filter((list) => Array.isArray(list)).flat().length;
}

function environmentOf(
  name: string,
  file: WrittenFile,
  own: WrittenEnvironment,
  path: Path,
  reading: ConfigReader,
  wave: string | undefined,
): Environment {
  const waves = file.waves ?? [];
  const inWave = { ...reading, waves, wave: waveOf(file, own, path, reading, wave) };
  const backendPath = own.backend === undefined ? ['backend'] : [...path, 'backend'];
  return withoutUndefined({
    name,
    intent: intentOf(file, own, file.environments === undefined ? defaultEnvironment : name, path, inWave),
    wave: inWave.wave,
    organization: own.organization ?? file.organization,
    provider: providerOf({ ...file.provider, ...own.provider }),
    backend: backendOf(own.backend ?? file.backend, name, backendPath, reading),
    prerequisites: own.prerequisites ?? file.prerequisites ?? 'check',
  });
}

/** The name becomes the name of a stack, of its folder and of its state. */
const maxNameLength = 64;

function checkName(name: string, path: Path, reading: ConfigReader): void {
  if (!/^[A-Za-z0-9][A-Za-z0-9_-]*$/.test(name)) {
    refuse(reading, 'invalid-name', path, { rule: 'environment-characters', found: name });
  } else if (name.length > maxNameLength) {
    const facts = { found: name, count: name.length, limit: maxNameLength };
    refuse(reading, 'invalid-name', path, { rule: 'environment-length', ...facts });
  } else if (name in Object.prototype) {
    refuse(reading, 'invalid-name', path, { rule: 'reserved-environment', found: name });
  }
}

/** Checks the names of the waves, and the wave that the file selects, also when another one is requested. */
function checkWaves({ waves = [], wave, ...file }: WrittenFile, reading: ConfigReader): void {
  const seen = new Set<string>();
  for (const [index, name] of waves.entries()) {
    checkWaveName(name, seen.has(name), index, reading);
    seen.add(name);
  }
  if (wave !== undefined) checkKnown(wave, ['wave'], { ...file, waves }, reading);
}

/** The selected wave of an environment. Its own `wave` is checked also when `named` overrides it. */
function waveOf(
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

function checkWaveName(name: string, isRepeated: boolean, index: number, reading: ConfigReader): void {
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
