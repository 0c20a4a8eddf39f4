export {};
//# sourceMappingURL=what-if.js.map