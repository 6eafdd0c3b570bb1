/**
 * The tests that run the real Terraform against moto, two at a time: each has a folder and a server of its own.
 * @type {import('jest').Config}
 */
module.exports = {
  ...require('./jest.config.js'),
  roots: ['<rootDir>/test/e2e'],
  testPathIgnorePatterns: ['/node_modules/'],
  testSequencer: '<rootDir>/test/e2e/sequencer.js',
  // So that a skipped group says what it misses.
  verbose: true,
  maxWorkers: 2,
  testTimeout: 600_000,
};
