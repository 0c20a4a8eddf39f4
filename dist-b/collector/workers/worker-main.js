// dist/collector/workers/worker-main.js
for (const signal of [
	"SIGINT",
	"SIGTERM",
	"SIGHUP"
]) process.on(signal, () => {});
process.on("disconnect", () => process.kill(process.pid, "SIGKILL"));
const loaded = import("./worker.worker-main.js");
process.on("message", (message, connection) => {
	loaded.then(({ onMessage }) => onMessage(message, connection));
});
export {};
