/** OpenAI's responses over WebSocket: the same events, one `response.create` of the client's after another. */
import { faultIn } from '../fault.js';
import { fieldsOf, textOf } from '../json.js';
import { openaiResponses } from './openai-responses.js';
export const openaiResponsesLive = {
    wire: openaiResponses,
    asked: ({ path }) => path.endsWith('/responses'),
    hear(value, session) {
        if (value['type'] !== 'response.create')
            return;
        const { model } = fieldsOf(value);
        if (typeof model === 'string')
            session.askedModel = model;
        session.ask(value);
    },
    read
};
function read(value, session) {
    const { type, response } = fieldsOf(value);
    if (type === 'error') {
        const fault = faultIn(value);
        if (fault !== null)
            session.fail(fault);
        return 'none';
    }
    const name = textOf(type);
    if (!name.startsWith('response.'))
        return 'none';
    const { id } = fieldsOf(response);
    const given = name === 'response.created' ? session.begin(textOf(id)) : session.find(textOf(id));
    const output = openaiResponses.read(value, given.reading);
    if (given.reading.ended)
        session.end(given);
    return output;
}
//# sourceMappingURL=openai-responses-live.js.map