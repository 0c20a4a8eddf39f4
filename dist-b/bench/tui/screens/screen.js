export const screenIds = ['overview', 'spend', 'requests', 'runs', 'health'];
//# sourceMappingURL=screen.js.map