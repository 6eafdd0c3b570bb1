import type { ProviderSettings } from '../configuration.js';
import type { WrittenProvider } from '../schema/provider.js';
import { withoutUndefined } from '../without-undefined.js';

/** Provider versions whose Organizations resources are known to be the same, and that know chat policies. */
const providerVersions = '>= 5.69.0, < 7.0.0';

/** The settings of the AWS provider, defaults filled in. */
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
