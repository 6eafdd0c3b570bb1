/** Options of every client of the SDK: one try, as the caller counts them; a request that takes too long fails. */
export function clientDefaults(requestTimeout: number) {
  return {
    maxAttempts: 1,
    requestHandler: { connectionTimeout: 5_000, requestTimeout, throwOnRequestTimeout: true },
  };
}
