export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  maxWorkers: '100%',
  // A busy machine is slow, and no reason to fail.
  testTimeout: 30_000,
  // Sources before the bundle that lies beside them.
  moduleFileExtensions: ['ts', 'js', 'mjs', 'json'],
  transform: { '\\.ts$': '<rootDir>/test/support/transform.mjs' },
  collectCoverageFrom: ['index.ts', 'src/**/*.ts'],
  coverageDirectory: 'coverage',
  coverageReporters: ['text-summary', 'lcovonly'],
  coverageThreshold: { global: { statements: 95, branches: 90 } },
};
