const common = require('../../jest.config.js');

const modules = '<rootDir>/.cache/installed/cdktn/node_modules';

// For what runs as a process of its own; jest's workers take it over.
process.env.TESTED_CORE = 'cdktn';

/**
 * The tests of constructs, stacks, the app and upgrades once more, on CDK Terrain: the same sources, snapshots and
 * expectations, importing the fork. @type {import('jest').Config}
 */
module.exports = {
  ...common,
  rootDir: '../..',
  testMatch: ['<rootDir>/test/{constructs,stacks}/**/*.test.ts', '<rootDir>/test/{main,upgrades}.test.ts'],
  moduleNameMapper: {
    ...common.moduleNameMapper,
    '^cdktf$': `${modules}/cdktn`,
    '^@cdktf/provider-aws/(.*)$': `${modules}/@cdktn/provider-aws/$1`,
    '^constructs$': `${modules}/constructs`,
  },
  collectCoverage: false,
};
