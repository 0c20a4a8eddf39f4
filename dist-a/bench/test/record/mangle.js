/** One change at a random place; an empty body stays as it is. */
export function mangle(body, random) {
    if (body.length === 0)
        return body;
    const at = random.integer(0, body.length - 1);
    const to = Math.min(body.length, at + random.integer(1, 60));
    const part = body.subarray(at, to);
    switch (random.integer(0, 5)) {
        case 0:
            return body.subarray(0, at);
        case 1:
            return Buffer.concat([body.subarray(0, at), body.subarray(to)]);
        case 2:
            return Buffer.concat([body.subarray(0, to), part, body.subarray(to)]);
        case 3:
            return Buffer.concat([
                body.subarray(0, at),
                Buffer.from([random.integer(0, 255)]),
                body.subarray(at + 1)
            ]);
        case 4: {
            const odd = random.pick([
                'null',
                '-1',
                '1e400',
                '"x"',
                '[]',
                '{}',
                'true',
                '1.5',
                '"\\ud800"',
                '\u0000'
            ]);
            return Buffer.from(body.toString('latin1').replace(/:(\d+|"[^"]*"|\{|\[)/, `:${odd}`), 'latin1');
        }
        default:
            return Buffer.from(body
                .toString('latin1')
                .replaceAll(/"(\w+)":/g, found => (random.chance(0.1) ? '"__proto__":' : found)), 'latin1');
    }
}
//# sourceMappingURL=mangle.js.map