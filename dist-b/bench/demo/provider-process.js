import { buildProvider } from './provider.js';
const server = buildProvider(Number(process.argv[2] ?? 1));
server.listen(0, '127.0.0.1', () => {
    const { port } = server.address();
    process.send?.({ url: `http://127.0.0.1:${port}` });
});
process.on('disconnect', () => process.exit(0));
// The terminal sends Ctrl-C to the whole group; the parent decides when this one ends.
process.on('SIGINT', () => { });
//# sourceMappingURL=provider-process.js.map