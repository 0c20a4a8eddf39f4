import { credentialsOf } from '../credentials.js';
import { anthropicMessagesSpeech } from './anthropic-messages-speech.js';
import { boundedJson } from './bounded-json.js';
import { geminiGenerateSpeech } from './gemini-generate-speech.js';
import { openaiChatSpeech } from './openai-chat-speech.js';
import { openaiResponsesSpeech } from './openai-responses-speech.js';
/** NULL for a wire whose content is not read. Never throws. */
export function contentOf(recorded, tape) {
    const speech = speeches.get(recorded.row.wire);
    if (speech === undefined)
        return null;
    try {
        return boundedContent(speech, recorded, tape);
    }
    catch {
        // JSON that is nested deeper than the stack: a span without it is worth more than none.
        return null;
    }
}
function boundedContent(speech, { row, ask, values }, tape) {
    const { secrets } = credentialsOf(tape);
    const question = ask.body === null ? silence : speech.question(ask.body);
    const system = boundedJson(question.system, maxChars.system, secrets);
    const input = boundedJson(question.messages, maxChars.input, secrets);
    const tools = boundedJson(question.tools, maxChars.tools, secrets);
    const answer = values === null ? [] : speech.answer(values).map(message => ended(message, row));
    const output = boundedJson(answer, maxChars.output, secrets);
    return {
        systemInstructions: system.text,
        inputMessages: input.text,
        outputMessages: output.text,
        toolDefinitions: tools.text,
        cut: tape.capture !== 'full' || [system, input, tools, output].some(({ cut }) => cut)
    };
}
/** The conventions require a reason: some give none for a good answer, and one that broke off has none. */
function ended(message, { error_type }) {
    if (message.finish_reason !== '')
        return message;
    return { ...message, finish_reason: error_type === '' ? 'stop' : 'error' };
}
const speeches = new Map([
    ['openai.chat', openaiChatSpeech],
    ['openai.responses', openaiResponsesSpeech],
    ['anthropic.messages', anthropicMessagesSpeech],
    ['gemini.generate', geminiGenerateSpeech]
]);
const silence = { system: [], messages: [], tools: [] };
/** Of one span. A receiver takes four megabytes at once by default, and a batch is many spans. */
const maxChars = { system: 16_384, input: 32_768, tools: 16_384, output: 32_768 };
//# sourceMappingURL=content.js.map