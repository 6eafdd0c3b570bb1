const base = require('../../jest.config.js');

/** Pages in a real browser: `npm run test:browser`. */
module.exports = {
  ...base,
  rootDir: '../..',
  roots: ['<rootDir>/test/browser'],
  testPathIgnorePatterns: ['/node_modules/'],
  collectCoverage: false,
  testTimeout: 120_000,
};
