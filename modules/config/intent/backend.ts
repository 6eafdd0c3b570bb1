import type { Path } from '../../policy/text/path.js';
import type { BackendSettings, CloudBackend, ProviderSettings, RemoteBackend } from '../configuration.js';
import type { WrittenBackend } from '../schema/backend.js';
import type { WrittenProvider } from '../schema/provider.js';
import { withoutUndefined } from '../without-undefined.js';
import { type ConfigReader, refuse } from './reader.js';

type Written = Exclude<WrittenBackend, 'none'>;

/** The backend of an environment; default: a local file with the name of the environment. */
export function backendOf(
  written: WrittenBackend | undefined,
  environment: string,
  path: Path,
  reading: ConfigReader,
): BackendSettings {
  if (written === 'none') return { kind: 'none' };
  const { local, cloud, s3, remote } = onlyOne(written, path, reading);
  if (cloud !== undefined) return cloudOf(cloud, [...path, 'cloud'], reading);
  if (remote !== undefined) return remoteOf(remote, [...path, 'remote'], reading);
  if (s3 === undefined) return { kind: 'local', path: local?.path ?? `terraform.${environment}.tfstate` };
  return withoutUndefined({
    ...s3,
    kind: 's3' as const,
    key: s3.key ?? `chat-guardrails/${environment}.tfstate`,
    useLockfile: s3.useLockfile ?? true,
    encrypt: s3.encrypt ?? true,
  });
}

function onlyOne(written: Written | undefined, path: Path, reading: ConfigReader): Written {
  if (written === undefined) return {};
  const [first, second] = Object.keys(written);
  if (first === undefined) {
    refuse(reading, 'missing-key', path, { rule: 'backend-type' });
  } else if (second !== undefined) {
    const facts = { rule: 'one-of', key: second, other: first } as const;
    refuse(reading, 'conflicting-keys', [...path, second], facts);
  }
  return written;
}

function cloudOf(written: NonNullable<Written['cloud']>, path: Path, reading: ConfigReader): CloudBackend {
  const { workspace, tags, ...settings } = written;
  requireOne({ workspace, tags }, path, reading);
  return withoutUndefined({
    ...settings,
    kind: 'cloud' as const,
    workspaces:
      workspace === undefined
        ? ({ kind: 'tags', tags: [...(tags ?? [])].sort() } as const)
        : ({ kind: 'name', name: workspace } as const),
  });
}

function remoteOf(written: NonNullable<Written['remote']>, path: Path, reading: ConfigReader): RemoteBackend {
  const { workspace, prefix, ...settings } = written;
  requireOne({ workspace, prefix }, path, reading);
  return withoutUndefined({
    ...settings,
    kind: 'remote' as const,
    workspaces:
      workspace === undefined
        ? ({ kind: 'prefix', prefix: prefix ?? '' } as const)
        : ({ kind: 'name', name: workspace } as const),
  });
}

function requireOne(choice: Readonly<Record<string, unknown>>, path: Path, reading: ConfigReader): void {
  const names = Object.keys(choice);
  const [first, second] = names.filter((name) => choice[name] !== undefined);
  if (first === undefined) {
    refuse(reading, 'missing-key', path, { rule: 'state-workspace', expected: names });
  } else if (second !== undefined) {
    const facts = { rule: 'one-of', key: second, other: first } as const;
    refuse(reading, 'conflicting-keys', [...path, second], facts);
  }
}

/** Provider versions that support chat policies and whose Organizations resources are known to be equal. */
const providerVersions = '>= 5.69.0, < 7.0.0';

/** The settings of the AWS provider, with defaults. */
export function providerOf(written: WrittenProvider): ProviderSettings {
  const { assumeRole, endpoints, ...settings } = written;
  return withoutUndefined({
    ...settings,
    region: settings.region ?? 'us-east-1',
    version: settings.version ?? providerVersions,
    assumeRole: assumeRole === undefined ? undefined : withoutUndefined(assumeRole),
    endpoints: withoutUndefined({ ...endpoints }),
    defaultTags: settings.defaultTags ?? {},
    skipCredentialsValidation: settings.skipCredentialsValidation ?? false,
    skipRequestingAccountId: settings.skipRequestingAccountId ?? false,
    skipMetadataApiCheck: settings.skipMetadataApiCheck ?? false,
    skipRegionValidation: settings.skipRegionValidation ?? false,
  });
}
