import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    globalSetup: ['tests/build-once.ts'],
    testTimeout: 30_000,
    hookTimeout: 30_000,
    // Tests of lost connections mostly wait for discord.js's own pauses: they do so side by side.
    maxConcurrency: 20,
    // Every processor; and discord.js is loaded once a worker, not once a file: no test changes a module's state.
    maxWorkers: '100%',
    isolate: false,
  },
});
