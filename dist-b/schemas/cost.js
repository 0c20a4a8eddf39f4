export {};
//# sourceMappingURL=cost.js.map