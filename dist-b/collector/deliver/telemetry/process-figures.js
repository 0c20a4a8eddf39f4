export function processFigures() {
    const { user, system } = process.cpuUsage();
    return { cpuSeconds: (user + system) / 1e6, rssBytes: process.memoryUsage.rss() };
}
//# sourceMappingURL=process-figures.js.map