export {};
//# sourceMappingURL=otel-stats.js.map