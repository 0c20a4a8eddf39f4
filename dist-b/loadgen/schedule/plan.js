/** The plan of a run: every request and its due time, fixed by profile and seed before the first one goes out. */
export {};
//# sourceMappingURL=plan.js.map