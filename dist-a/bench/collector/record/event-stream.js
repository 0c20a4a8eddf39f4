/** AWS event-stream frames (`application/vnd.amazon.eventstream`), each with the time at which its last byte came. */
import { crc32 } from 'node:zlib';
import { EventStreamCodec } from '@smithy/eventstream-codec';
import { eachChunk } from './body.js';
import { textOf } from './json.js';
/**
 * Calls `visit` for each frame that is whole and sound, with a value as AWS' own SDKs give it: `{[event type]: payload}`.
 * An exception (or an error that no model of the service knows) comes as `{error: {type, message}}`. A frame whose own
 * checksum fails is left out; one whose length cannot be trusted ends the reading, since nothing after it can be found.
 * With `resumes`, the bytes begin somewhere inside a frame, which is left out. Never throws.
 *
 * Layout: total length, headers' length, CRC of these eight bytes, headers, payload, CRC of all before it
 * (https://docs.aws.amazon.com/transcribe/latest/dg/event-stream.html).
 */
export function readEventStream(stretch, resumes, visit) {
    const { bytes } = stretch;
    let from = resumes ? nextFrame(bytes) : 0;
    let lost = false;
    let broken = 0;
    eachChunk(stretch, (_start, end, timeUs) => {
        while (!lost && end - from >= preludeBytes) {
            const length = frameLength(bytes, from);
            lost = length === null;
            if (length === null || from + length > end)
                return;
            const value = frameValue(bytes.subarray(from, from + length));
            from += length;
            if (value === null)
                broken += 1;
            else
                visit(value, timeUs);
            lost = broken === maxBroken;
        }
    });
}
/** Whether `bytes` begin as a frame does: for answers that do not say what they are. */
export function startsEventStream(bytes) {
    return bytes.length >= preludeBytes && frameLength(bytes, 0) !== null;
}
/** NULL when the two lengths are not what their checksum says, or nonsense. */
function frameLength(bytes, at) {
    const length = bytes.readUInt32BE(at);
    const headersLength = bytes.readUInt32BE(at + 4);
    if (length < leastBytes || length > mostBytes || headersLength > length - leastBytes)
        return null;
    return crc32(bytes.subarray(at, at + 8)) === bytes.readUInt32BE(at + 8) ? length : null;
}
/** Lengths below 16 MiB begin with a zero byte, which JSON and Base64 do not have: few places are looked at. */
function nextFrame(bytes) {
    let tries = 0;
    for (let at = bytes.indexOf(0); at >= 0 && at + preludeBytes <= bytes.length; at = bytes.indexOf(0, at + 1)) {
        if (frameLength(bytes, at) !== null)
            return at;
        tries += 1;
        if (tries === maxTries)
            break;
    }
    return bytes.length;
}
function frameValue(frame) {
    try {
        return understood(codec.decode(frame));
    }
    catch {
        return null;
    }
}
/** NULL for a payload that is not JSON. */
function understood({ headers, body }) {
    const text = utf8(body);
    if (headers[':message-type']?.value === 'error') {
        const type = textOf(headers[':error-code']?.value);
        return { error: { type, message: textOf(headers[':error-message']?.value) } };
    }
    if (headers[':message-type']?.value === 'exception') {
        return { error: { type: textOf(headers[':exception-type']?.value), message: messageOf(text) } };
    }
    const type = textOf(headers[':event-type']?.value);
    return { [type === '' ? 'chunk' : type]: JSON.parse(text) };
}
function messageOf(payload) {
    try {
        const { message, Message: capital } = JSON.parse(payload);
        return textOf(message ?? capital);
    }
    catch {
        return payload;
    }
}
function utf8(body) {
    return Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8');
}
const codec = new EventStreamCodec(utf8, text => Buffer.from(text));
const preludeBytes = 12;
/** The prelude, and the checksum at the end. */
const leastBytes = 16;
/** AWS' own bound is 16 MiB; a frame is never longer than what is kept of an answer either. */
const mostBytes = 16 * 1024 * 1024 - 1;
const maxTries = 65_536;
/** What has so many broken frames is no event stream. */
const maxBroken = 512;
//# sourceMappingURL=event-stream.js.map