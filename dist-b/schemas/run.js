/**
 * Load runs: the row of `teeline.runs` and that of `teeline.run_requests`, which joins `teeline.requests` by `id`. The DDL is
 * migrations/006_runs.sql; a test holds the two together.
 */
export {};
//# sourceMappingURL=run.js.map