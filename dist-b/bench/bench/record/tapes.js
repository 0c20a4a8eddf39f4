import { chatChunk, chatEnd, chatUsage } from '../../test/record/streams.js';
import { eventStream, json, sse, tapeOf } from '../../test/record/tapes.js';
export const requestHeaders = {
    Host: 'localhost:8787',
    Authorization: 'Bearer sk-bench-0123456789abcdefghijklmnopqrstuvwxyz',
    'Content-Type': 'application/json',
    'User-Agent': 'bench/1',
    'x-teeline-feature': 'bench'
};
export function jsonTape() {
    const answer = {
        id: 'chatcmpl-bench',
        object: 'chat.completion',
        model: 'gpt-4o-mini-2024-07-18',
        choices: [
            { index: 0, message: { role: 'assistant', content: 'word '.repeat(120) }, finish_reason: 'stop' }
        ],
        usage: chatUsage(120, 130).usage,
        service_tier: 'default'
    };
    return tapeOf({
        requestHeaders,
        request: request(false),
        responseHeaders: { ...json, 'x-ratelimit-remaining-requests': '9999', 'x-request-id': 'req_bench' },
        response: [[JSON.stringify(answer), 2000]]
    });
}
export function streamTape(frames) {
    const model = {
        model: 'gpt-4o-mini-2024-07-18',
        service_tier: 'default',
        system_fingerprint: 'fp_0123456789'
    };
    const response = Array.from({ length: frames }, (_, index) => [
        sse(chatChunk({ content: ` word${index}` }, { ...model, obfuscation: 'abcdefgh' })),
        1000 + 20 * index
    ]);
    const last = 1000 + 20 * frames;
    const end = sse(chatEnd('stop', model), { ...chatUsage(120, frames), ...model }, '[DONE]');
    return tapeOf({
        requestHeaders,
        request: request(true),
        responseHeaders: eventStream,
        response: [...response, [end, last]]
    });
}
export function request(stream) {
    const content = 'What is the fastest way to take down speech? '.repeat(10);
    return {
        model: 'gpt-4o-mini',
        stream,
        messages: [{ role: 'user', content }],
        stream_options: { include_usage: stream }
    };
}
//# sourceMappingURL=tapes.js.map