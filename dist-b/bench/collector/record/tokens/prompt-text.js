/** The texts of a request's body, in whichever API's shape it is. */
/**
 * NULL when the body's tokens cannot be told from its text: images, audio, files, a conversation kept by the provider,
 * or a shape that is not known here.
 */
export function promptText(body, model) {
    if (!isFields(body) || needsServer(body))
        return null;
    const prompt = { texts: [], overhead: 0 };
    if (!addBody(prompt, body, model))
        return null;
    // Anthropic's `system`, Responses' `instructions`, Gemini's `systemInstruction`: one more message.
    for (const key of ['system', 'instructions', 'systemInstruction', 'system_instruction']) {
        if (body[key] !== undefined && body[key] !== null && !addMessage(prompt, { content: body[key] }))
            return null;
    }
    return addJson(prompt, body['tools']) && addJson(prompt, body['functions']) ? prompt : null;
}
/** The answer's opening: three tokens, by OpenAI's formula, which its reported counts confirm. */
const answerOverhead = 3;
/** Three around each message, and its role, which is one token for all roles there are. */
const messageOverhead = 4;
/** Some of the input is kept by the provider: an earlier answer, a cached prefix, a stored prompt. */
function needsServer(body) {
    return isFields(body['prompt']) || serverSideKeys.some(key => body[key] !== undefined && body[key] !== null);
}
function addBody(prompt, body, model) {
    const messages = body['messages'] ?? body['contents'];
    if (messages !== undefined)
        return addMessages(prompt, messages);
    const embedded = body['requests'] ?? body['content'];
    if (embedded !== undefined)
        return addEmbedded(prompt, embedded);
    return body['input'] === undefined
        ? addTexts(prompt, body['prompt'])
        : addInput(prompt, body['input'], model);
}
/** Gemini's embeddings: one `content`, or `requests` with one each. */
function addEmbedded(prompt, embedded) {
    if (!Array.isArray(embedded))
        return isFields(embedded) && addContent(prompt, embedded);
    return embedded.every(request => isFields(request) && isFields(request['content']) && addContent(prompt, request['content']));
}
function addMessages(prompt, messages) {
    prompt.overhead += answerOverhead;
    if (typeof messages === 'string')
        return addMessage(prompt, { content: messages });
    return (Array.isArray(messages) && messages.every(message => isFields(message) && addMessage(prompt, message)));
}
/** A message of any API, or one of Responses' items, which stand where messages stand. */
function addMessage(prompt, message) {
    prompt.overhead += messageOverhead;
    if (typeof message['type'] === 'string' && message['type'] !== 'message')
        return addPart(prompt, message);
    if (typeof message['name'] === 'string')
        prompt.texts.push(message['name']);
    return (addContent(prompt, message['content'] ?? message['parts']) &&
        addJson(prompt, message['tool_calls']) &&
        addJson(prompt, message['function_call']));
}
function addContent(prompt, content) {
    if (content === undefined || content === null)
        return true;
    if (typeof content === 'string')
        return addText(prompt, content);
    if (Array.isArray(content))
        return content.every(part => addContent(prompt, part));
    if (!isFields(content))
        return false;
    return content['parts'] === undefined ? addPart(prompt, content) : addContent(prompt, content['parts']);
}
/** Anything but text and what is written as JSON (images, audio, documents, what only the provider can read) is refused. */
function addPart(prompt, part) {
    const type = part['type'] ?? (Object.keys(part).every(key => geminiTextKeys.has(key)) ? 'gemini' : undefined);
    if (typeof type !== 'string' || !textTypes.has(type))
        return false;
    const said = ['text', 'refusal', 'thinking', 'arguments', 'name'].map(key => part[key]);
    for (const text of said)
        if (typeof text === 'string')
            prompt.texts.push(text);
    return (addContent(prompt, part['content']) &&
        addContent(prompt, part['output']) &&
        ['input', 'functionCall', 'functionResponse'].every(key => addJson(prompt, part[key])));
}
/** `input` is one text or many to embed, and a conversation to answer. */
function addInput(prompt, input, model) {
    const toEmbed = /embed/i.test(model) || (Array.isArray(input) && !input.every(isFields));
    return toEmbed ? addTexts(prompt, input) : addMessages(prompt, input);
}
/** A text, texts, or texts that the client has already made tokens of. */
function addTexts(prompt, input) {
    if (typeof input === 'string')
        return addText(prompt, input);
    if (!Array.isArray(input))
        return false;
    if (input.every(token => typeof token === 'number')) {
        prompt.overhead += input.length;
        return true;
    }
    return input.every(item => addTexts(prompt, item));
}
function addText(prompt, text) {
    prompt.texts.push(text);
    return true;
}
function addJson(prompt, value) {
    if (value === undefined || value === null)
        return true;
    return addText(prompt, JSON.stringify(value));
}
function isFields(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
const serverSideKeys = [
    'previous_response_id',
    'conversation',
    'cachedContent',
    'cached_content',
    'container'
];
const textTypes = new Set([
    'gemini',
    'text',
    'input_text',
    'output_text',
    'refusal',
    'thinking',
    'tool_use',
    'tool_result',
    'function_call',
    'function_call_output',
    'custom_tool_call',
    'custom_tool_call_output'
]);
const geminiTextKeys = new Set(['text', 'thought', 'thoughtSignature', 'functionCall', 'functionResponse']);
//# sourceMappingURL=prompt-text.js.map