import { defineConfig } from 'vitest/config';
const isCi = process.env['CI'] !== undefined;
export default defineConfig({
    test: {
        include: ['test/**/*.test.{ts,tsx}'],
        // Real processes on two shared cores: a generous bound, and no test depends on it.
        testTimeout: 60_000,
        hookTimeout: 60_000,
        // There one file at a time, so that a file has the machine to itself, and a second try, which the summary tells of.
        maxWorkers: isCi ? 1 : 2,
        retry: isCi ? 1 : 0
    }
});
//# sourceMappingURL=vitest.config.js.map