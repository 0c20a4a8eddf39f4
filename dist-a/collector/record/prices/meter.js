/** What the catalogue's price keys count, and for how many units they give the price. */
const million = 1_000_000;
/** By price key. A key that is not here cannot be billed. */
export const meters = new Map([
    ['input_mtok', tokens('input')],
    ['cache_read_mtok', tokens('cached input, read')],
    ['cache_write_mtok', tokens('cached input, write')],
    ['cache_write_1h_mtok', tokens('cached input, write for 1 h')],
    ['output_mtok', tokens('output')],
    ['output_reasoning_mtok', tokens('output, reasoning')],
    ['output_citation_mtok', tokens('output, citations')],
    ['input_audio_mtok', tokens('input, audio')],
    ['cache_audio_read_mtok', tokens('cached input, read, audio')],
    ['output_audio_mtok', tokens('output, audio')],
    ['input_image_mtok', tokens('input, image')],
    ['cache_image_read_mtok', tokens('cached input, read, image')],
    ['output_image_mtok', tokens('output, image')],
    ['input_video_mtok', tokens('input, video')],
    ['cache_video_read_mtok', tokens('cached input, read, video')],
    ['output_video_mtok', tokens('output, video')],
    ['audio_hours', { per: 3600, label: 'audio', unit: '1 h' }],
    ['input_audio_hours', { per: 3600, label: 'input, audio time', unit: '1 h' }],
    ['output_audio_hours', { per: 3600, label: 'output, audio time', unit: '1 h' }],
    ['input_mchars', { per: million, label: 'input, characters', unit: '1M characters' }],
    ['input_document_kpages', thousands('input, pages', 'pages')],
    ['input_annotated_document_kpages', thousands('input, annotated pages', 'pages')],
    ['input_text_messages_kcount', thousands('input, text messages', 'messages')],
    ['requests_kcount', thousands('requests', 'requests')],
    ['rerank_searches_kcount', thousands('rerank searches', 'searches')],
    ['web_searches_kcount', thousands('web searches', 'searches')],
    ['storage_searches_kcount', thousands('file searches', 'searches')],
    ['social_searches_kcount', thousands('social searches', 'searches')]
]);
function tokens(label) {
    return { per: million, label, unit: '1M tokens' };
}
function thousands(label, noun) {
    return { per: 1000, label, unit: `1,000 ${noun}` };
}
//# sourceMappingURL=meter.js.map