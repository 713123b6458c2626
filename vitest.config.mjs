import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: {
    // Sources before the bundle that lies beside them.
    extensions: ['.ts', '.js', '.mjs', '.json'],
    // The platform offers its inner modules to `require` alone.
    alias: { 'zapier-platform-core/src': join(import.meta.dirname, 'node_modules/zapier-platform-core/src') },
  },
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/support/setup.ts'],
    globals: true,
    // What a test logs is of use only where it fails.
    silent: 'passed-only',
    pool: 'forks',
    isolate: false,
    maxWorkers: 2,
    // A busy machine is slow, and no reason to fail.
    testTimeout: 30_000,
    hookTimeout: 30_000,
    coverage: {
      provider: 'v8',
      include: ['index.ts', 'src/**/*.ts'],
      reporter: ['text-summary', 'lcovonly'],
      thresholds: { statements: 95, branches: 90 },
    },
  },
});
