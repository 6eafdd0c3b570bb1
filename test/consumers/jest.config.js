/** The packed package, installed into fresh projects. @type {import('jest').Config} */
module.exports = {
  ...require('../../jest.config.js'),
  rootDir: '../..',
  roots: ['<rootDir>/test/consumers'],
  testPathIgnorePatterns: ['/node_modules/'],
  collectCoverage: false,
  maxWorkers: 1,
  testTimeout: 600_000,
};
