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

/** Refuses a file with so many parts that planning or checking all of them would take minutes. */
function isTooMuch(file: WrittenFile, reading: ConfigReader): boolean {
  const environments = Object.values(file.environments ?? {});
  const sum = (countIn: (part: unknown) => number): number =>
    environments.reduce<number>((total, part) => total + countIn(part), 0);
  const waves = Math.max(1, file.waves?.length ?? 0);
  const plans = Math.max(1, environments.length) * waves;
  const counts = [
    { parts: 'plans', count: plans, limit: 2_000 },
    { parts: 'planned policies', count: listedIn(file) * plans + sum(listedIn) * waves, limit: 60_000 },
    { parts: 'policies', count: listedIn(file) + sum(listedIn), limit: 10_000 },
    { parts: 'catalogue', count: usesIn(file) + sum(usesIn), limit: 1_000 },
    { parts: 'actions', count: actionsIn(file) + sum(actionsIn), limit: 50_000 },
  ] as const;
  const excess = counts.find(({ count, limit }) => count > limit);
  if (excess === undefined) return false;
  const key = plans === 1 ? 'guardrails' : waves > environments.length ? 'waves' : 'environments';
  refuse(reading, 'invalid-value', [key], { rule: 'too-many-parts', ...excess });
  return true;
}

/** The number of policies in the lists of a file or environment. */
function listedIn(written: unknown): number {
  return itemsAt(written, 'chatPolicies').length + itemsAt(written, 'guardrails').length;
}

/** The number of actions that the guardrails of a file or environment list. */
function actionsIn(written: unknown): number {
  return itemsAt(written, 'guardrails')
    .map((each) => [...itemsAt(each, 'deny'), ...itemsAt(each, 'allowOnly')].length)
    .reduce((sum, count) => sum + count, 0);
}

/** The number of guardrails of the catalogue that a file or environment uses; each has up to 300 actions. */
function usesIn(written: unknown): number {
  return itemsAt(written, 'guardrails').filter((each) => itemsAt(each, 'use').length > 0).length;
}

/** The items of a list, or the only value, at a key; nothing where there is none. */
function itemsAt(written: unknown, key: string): readonly unknown[] {
  if (typeof written !== 'object' || written === null) return [];
  const value: unknown = Reflect.get(written, key);
  return value === undefined ? [] : [value].flat();
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
