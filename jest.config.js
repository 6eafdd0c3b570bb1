// The AWS SDK warns of old versions of Node, once in each worker and process.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  // A bound for tests that hang, far above what any test takes.
  testTimeout: 60_000,
  maxWorkers: '100%',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/test/e2e/', '/test/browser/', '/test/consumers/'],
  // TypeScript writes the endings that Node reads; jest runs the sources.
  moduleNameMapper: {
    '/page-assets\\.js$': '<rootDir>/test/support/page-assets.js',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  transform: { '\\.ts$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } } }] },
  coverageProvider: 'v8',
  collectCoverageFrom: ['modules/**/*.ts', 'cli/**/*.ts', 'stacks/**/*.ts', 'main.ts'],
  coverageReporters: ['text-summary'],
};
