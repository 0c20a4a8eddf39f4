/** Parts of messages as OpenAI's two APIs and their dialects write them. */
import { fieldsOf, listOf, textOf } from '../json.js';
import { mediaPart, textParts } from './speech.js';
/** A message's content: a text, or a list of parts. */
export function openaiParts(content) {
    if (!Array.isArray(content))
        return textParts(content);
    return content.flatMap(item => (typeof item === 'string' ? textParts(item) : partsOf(item)));
}
function partsOf(item) {
    const part = fieldsOf(item);
    const type = textOf(part.type);
    switch (type) {
        case 'text':
        case 'input_text':
        case 'output_text':
            return textParts(part.text);
        case 'refusal':
            return textParts(part.refusal);
        case 'thinking':
            return thoughtsOf(part.thinking);
        case 'image_url':
        case 'input_image':
            return [mediaPart('image', { url: urlOf(part.image_url), fileId: part.file_id })];
        case 'video_url':
            return [mediaPart('video', { url: urlOf(part.video_url) })];
        case 'input_audio':
            return [mediaPart('audio', { mimeType: audioType(part.input_audio) })];
        case 'file':
        case 'input_file':
            return [fileOf(part)];
        default:
            return [{ type: type === '' ? 'unknown' : type }];
    }
}
/** Mistral's: a text, or a list of texts. */
function thoughtsOf(thinking) {
    if (!Array.isArray(thinking))
        return textParts(thinking, 'reasoning');
    return listOf(thinking).flatMap(thought => textParts(fieldsOf(thought).text, 'reasoning'));
}
/** Chat has an object with a `url`, responses the URL itself. */
function urlOf(image) {
    return typeof image === 'string' ? image : fieldsOf(image).url;
}
function audioType(audio) {
    const format = textOf(fieldsOf(audio).format);
    return format === '' ? '' : `audio/${format}`;
}
function fileOf(part) {
    const fileId = part.file_id ?? fieldsOf(part.file).file_id;
    return mediaPart('document', { url: part.file_url, fileId });
}
//# sourceMappingURL=openai-parts.js.map