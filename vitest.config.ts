import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

// .ci/run reads its last line from the runner's own summary.
const summary = process.env.TEST_SUMMARY;

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/surroundings.ts', 'test/scratch-folder.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: 'forks',
    // Many tests wait for servers and other programs, so that no processor need be kept free for the runner.
    maxWorkers: availableParallelism(),
    reporters: summary === undefined ? ['default'] : ['default', ['json', { outputFile: summary }]],
  },
});
