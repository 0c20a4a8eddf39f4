import { once } from "node:events";
import { TeelineError } from "../schemas/errors.js";
// dist/collector/address.js
function splitAddress(address) {
	const colon = address.lastIndexOf(":");
	return {
		host: address.slice(0, colon).replace(/^\[|\]$/g, ""),
		port: Number(address.slice(colon + 1))
	};
}
function isLoopback(host) {
	return host === "localhost" || host === "::1" || /^127(\.\d{1,3}){3}$/.test(host);
}
// dist/collector/listen.js
async function listen(app, key, address) {
	try {
		await app.listen(splitAddress(address));
	} catch (cause) {
		throw listenError(key, address, cause);
	}
}
async function listenOn(server, key, address) {
	server.listen(splitAddress(address));
	try {
		await once(server, "listening");
	} catch (cause) {
		throw listenError(key, address, cause);
	}
}
function listenError(key, address, cause) {
	const { code } = cause;
	const reason = code === "EADDRINUSE" ? "is in use" : `cannot be used (${code})`;
	return new TeelineError("TEELINE_LISTEN_FAILED", `${key} ${address} ${reason}`, `Set another one: ${key} in teeline.yaml, or the flag.`, cause);
}
function addressUrl(server) {
	const { address, port, family } = server.address();
	return `http://${family === "IPv6" ? `[${address}]` : address}:${port}`;
}
export { isLoopback as a, listenOn as i, listen as n, splitAddress as o, listenError as r, addressUrl as t };
