import { defaultEnvironment } from '../../policy/plan/ownership.js';
import type { JsonValue } from '../../policy/text/json.js';
import type { Path } from '../../policy/text/path.js';
import type { Environment } from '../configuration.js';
import { environmentShell, type WrittenEnvironment, type WrittenFile } from '../schema/configuration.js';
import { withoutUndefined } from '../without-undefined.js';
import { backendOf, providerOf } from './backend.js';
import { checkSharedState } from './check-shared-state.js';
import { intentOf } from './intent.js';
import { type ConfigReader, refuse } from './reader.js';
import { checkWaves, waveOf } from './waves.js';

/** The name of the only environment of a file without `environments`. */
const onlyEnvironment = 'chat-guardrails';

/** The environments of a file; a single one where it has no `environments`. */
export function environmentsOf(file: WrittenFile, reading: ConfigReader, wave?: string): Environment[] {
  const { environments } = file;
  checkWaves(file, reading);
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
