/** Options of every client of the SDK: one try, as the caller counts them; a request that takes too long fails. */
export const clientDefaults = {
  maxAttempts: 1,
  requestHandler: { connectionTimeout: 5_000, requestTimeout: 30_000, throwOnRequestTimeout: true },
};
