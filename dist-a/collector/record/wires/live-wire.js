export {};
//# sourceMappingURL=live-wire.js.map