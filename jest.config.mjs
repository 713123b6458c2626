export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  // Sources before the bundle that lies beside them.
  moduleFileExtensions: ['ts', 'js', 'mjs', 'json'],
  transform: {
    '\\.ts$': [
      'ts-jest',
      {
        // Types are checked by `npm run types`; here the files are only translated.
        diagnostics: false,
        tsconfig: {
          module: 'commonjs',
          moduleResolution: 'node10',
          ignoreDeprecations: '6.0',
          isolatedModules: true,
          verbatimModuleSyntax: false,
          esModuleInterop: true,
          resolveJsonModule: true,
          target: 'es2023',
        },
      },
    ],
  },
  collectCoverageFrom: ['index.ts', 'src/**/*.ts'],
  coverageDirectory: 'coverage',
  coverageReporters: ['text-summary', 'lcovonly'],
  coverageThreshold: { global: { statements: 95, branches: 90 } },
};
