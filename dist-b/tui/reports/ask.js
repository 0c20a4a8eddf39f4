/** Of params `from` and `to`; the latter is not in it. */
export const inWindow = "ts >= {from:DateTime64(6, 'UTC')} AND ts < {to:DateTime64(6, 'UTC')}";
//# sourceMappingURL=ask.js.map