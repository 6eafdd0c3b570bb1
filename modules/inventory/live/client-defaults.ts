/** What every client of the SDK is told: whoever asks counts the tries, so the SDK makes only one. */
export const clientDefaults = {
  maxAttempts: 1,
  requestHandler: { connectionTimeout: 5_000, requestTimeout: 30_000 },
};
