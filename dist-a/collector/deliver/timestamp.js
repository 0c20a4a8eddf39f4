/** Milliseconds since the Unix epoch as `DateTime64(6, 'UTC')` is written: `YYYY-MM-DD hh:mm:ss.ffffff`. */
export function toTimestamp(ms) {
    return `${new Date(ms).toISOString().replace('T', ' ').slice(0, -1)}000`;
}
//# sourceMappingURL=timestamp.js.map