/** OpenAI's legacy text completions: chat without roles, `choices[].text` instead of messages. */
import { readChat } from './openai-chat.js';
import { chatUsage } from './openai-words.js';
export const openaiCompletions = {
    name: 'openai.completions',
    operation: 'text_completion',
    estimable: true,
    asked: ({ path, body }) => path.endsWith('/completions') &&
        !path.endsWith('/chat/completions') &&
        (body === null || 'prompt' in body),
    fits: value => Array.isArray(value['choices']),
    read: readChat,
    usage: chatUsage
};
//# sourceMappingURL=openai-completions.js.map