import type { Moto } from './moto.js';

/** What a configuration says of a provider that speaks to moto. */
export function emulator({ endpoint }: Moto): object {
  return {
    endpoints: { organizations: endpoint, sts: endpoint },
    skipCredentialsValidation: true,
    skipRequestingAccountId: true,
    skipMetadataApiCheck: true,
  };
}
