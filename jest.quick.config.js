/**
 * The tests of `npm run check`. Left to `npm test`: the files that start many processes, that compare whole deployments
 * or documents, that try random or huge inputs, and that wait for timeouts.
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
    '/test/cli/(init|import|import-hostile|collect|configuration|completion|completion-shells|replay-athena|test-command|fuzz|hostile-output|write-files|interrupted)\\.test',
    '/test/config/growth\\.test',
    '/test/guardrails/touches-chat-alone\\.test',
    '/test/inventory/live/misbehaving-aws\\.test',
    '/test/inventory/terraform-plan/unknown-ids\\.test',
    '/test/policy/chatbot/check-soak\\.test',
    '/test/replay/(queries|seen-ids)\\.test',
    '/test/simulator/(effective-properties|decide/naive-agreement|impact/decide-agreement)\\.test',
  ],
};
