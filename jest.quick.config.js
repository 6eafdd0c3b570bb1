/**
 * The tests of `npm run check`. Left to `npm test`: the files that start many processes, and those that compare whole
 * deployments or documents.
 * @type {import('jest').Config}
 */
const all = require('./jest.config.js');

module.exports = {
  ...all,
  testPathIgnorePatterns: [
    ...all.testPathIgnorePatterns,
    '/test/docs/',
    '/test/scripts/',
    '/test/conformance/',
    '/test/package/',
    '/test/main\\.test',
    '/test/upgrades\\.test',
    '/test/cli/(init|import|import-hostile|collect|configuration|completion-shells|test-command|fuzz|hostile-output|write-files|interrupted)\\.test',
    '/test/simulator/effective-properties\\.test',
    '/test/guardrails/touches-chat-alone\\.test',
  ],
};
