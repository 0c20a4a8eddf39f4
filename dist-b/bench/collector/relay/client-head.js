/** Not `flushHeaders()`, which sends a head with bytes beyond ASCII as UTF-8; an empty write sends it as it is. */
export function flushHead(response) {
    if (!response.destroyed && !response.writableEnded)
        response.write('', 'latin1');
}
/** 100 to a client that asked, 102, 103 and their like; 101 belongs to upgrades. */
export function writeInformation(request, response, status, reason, fields) {
    // RFC 9110 §15.2: an HTTP/1.0 client must not be sent any.
    if (request.httpVersionMinor === 0)
        return;
    if (status === 100) {
        // Node has to know of it, or it takes the connection for one whose body was never asked for, and closes it.
        response.writeContinue();
        return;
    }
    let head = `HTTP/1.1 ${status} ${reason}\r\n`;
    for (let i = 0; i < fields.length; i += 2)
        head += `${fields[i]}: ${fields[i + 1]}\r\n`;
    response.socket?.write(`${head}\r\n`, 'latin1');
}
/** Name, value, name, value … as pairs. */
export function pairsOf(fields) {
    const pairs = [];
    for (let i = 0; i < fields.length; i += 2)
        pairs.push([fields[i], fields[i + 1]]);
    return pairs;
}
//# sourceMappingURL=client-head.js.map