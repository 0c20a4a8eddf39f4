export {};
//# sourceMappingURL=recorder-messages.js.map