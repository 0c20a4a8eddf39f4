/** Anthropic's legacy text completions (`/v1/complete`): no usage at all, so that both counts are estimates. */
import { faultIn } from '../fault.js';
import { textOf } from '../json.js';
export const anthropicComplete = {
    name: 'anthropic.complete',
    operation: 'text_completion',
    estimable: true,
    asked: ({ path, body }) => path.endsWith('/complete') && (body === null || 'prompt' in body),
    fits: value => value['type'] === 'completion' || typeof value['completion'] === 'string',
    read: readCompletion,
    usage: () => ({})
};
function readCompletion(value, reading) {
    const completion = value;
    reading.fault ??= faultIn(value);
    if (reading.responseId === '')
        reading.responseId = textOf(completion.id);
    if (reading.responseModel === '')
        reading.responseModel = textOf(completion.model);
    if (typeof completion.stop_reason === 'string') {
        reading.finishReason = completion.stop_reason;
        reading.ended = true;
    }
    const text = textOf(completion.completion);
    reading.output.add(text);
    return text === '' ? 'none' : 'visible';
}
//# sourceMappingURL=anthropic-complete.js.map