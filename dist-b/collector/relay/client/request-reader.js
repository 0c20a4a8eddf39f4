export {};
//# sourceMappingURL=request-reader.js.map