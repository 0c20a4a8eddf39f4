export {};
//# sourceMappingURL=child-messages.js.map