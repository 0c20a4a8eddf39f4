export {};
//# sourceMappingURL=beside.js.map