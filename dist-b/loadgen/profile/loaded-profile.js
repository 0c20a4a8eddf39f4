export {};
//# sourceMappingURL=loaded-profile.js.map