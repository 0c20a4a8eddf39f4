/** What two sets of requests have to say of each other: pure data, for printing and drawing. Latencies are milliseconds. */
export {};
//# sourceMappingURL=comparison.js.map