/**
 * What kind of call a path stands for, for exchanges whose wire is not read. The first four and `fetch_response` are
 * OpenTelemetry's own values of `gen_ai.operation.name`; it allows others, and these follow its style.
 */
export function operationOf(method, path) {
    if (method === 'GET' && /\/responses\/[^/]+$/.test(path))
        return 'fetch_response';
    for (const [pattern, operation] of operations) {
        if (pattern.test(path))
            return operation;
    }
    return '';
}
const operations = [
    [/count[-_]?tokens|\/responses\/input_tokens$/i, 'count_tokens'],
    [/\/(batches|batchPredictionJobs)\b|:batchGenerateContent$/, 'batch'],
    [/embed/i, 'embeddings'],
    [/\/rerank$/, 'rerank'],
    [/\/chat\/completions$|\/chat$|\/messages$|\/responses(\/compact)?$|\/converse(-stream)?$/, 'chat'],
    [/enerateContent$|\/interactions$/, 'generate_content'],
    [/\/completions?$|\/complete$|\/generate$|\/invoke(-with-response-stream)?$/, 'text_completion'],
    [/\/images\/(generations|edits|variations)$/, 'image_generation'],
    [/\/audio\/speech$/, 'speech'],
    [/\/audio\/(transcriptions|translations)$/, 'transcription'],
    [/\/moderations$/, 'moderation'],
    [/\/ocr$/, 'ocr'],
    [/\/realtime\b|\/live\b|BidiGenerateContent/, 'realtime'],
    [/\/models\b/, 'list_models'],
    [/\/files\b/, 'file']
];
//# sourceMappingURL=operation.js.map