/** One side of a comparison, read and not yet judged. */
export {};
//# sourceMappingURL=side.js.map