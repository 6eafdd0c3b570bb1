/** The tests that run the real Terraform against moto, one after the other. @type {import('jest').Config} */
module.exports = {
  ...require('./jest.config.js'),
  roots: ['<rootDir>/test/e2e'],
  testPathIgnorePatterns: ['/node_modules/'],
  collectCoverage: false,
  // So that a skipped group says what it misses.
  verbose: true,
  maxWorkers: 1,
  testTimeout: 600_000,
};
