/** The templates; `raw` has none. */
export const wireTemplates = {
    'openai.chat': { path: () => '/chat/completions', body: openAiChat },
    'openai.responses': { path: () => '/responses', body: openAiResponses },
    'openai.embeddings': {
        path: () => '/embeddings',
        body: ({ messages }, model) => ({ model, input: messages.at(-1)?.text ?? '' })
    },
    'anthropic.messages': {
        path: () => '/messages',
        headers: { 'anthropic-version': '2023-06-01' },
        body: anthropicMessages
    },
    'gemini.generate': {
        path: (model, stream) => `/models/${encodeURIComponent(model)}:${stream ? 'streamGenerateContent?alt=sse' : 'generateContent'}`,
        body: geminiGenerate
    }
};
/** Newer models of OpenAI refuse `max_tokens`; most others know nothing else. */
const renamedLimit = new Set(['openai', 'azure']);
/** Sends usage with each stream, and refuses keys that it does not know. */
const refusesStreamOptions = new Set(['mistral']);
function openAiChat(prompt, model, route) {
    const provider = route.split('/')[1] ?? '';
    const asksUsage = prompt.stream && !refusesStreamOptions.has(provider);
    const images = prompt.images.map(data => ({
        type: 'image_url',
        image_url: { url: `data:image/png;base64,${data}` }
    }));
    const system = prompt.system === '' ? [] : [{ role: 'system', content: prompt.system }];
    return {
        model,
        messages: [
            ...system,
            ...conversation(prompt, text => [{ type: 'text', text }, ...images]).map(([role, content]) => ({
                role,
                content
            }))
        ],
        [renamedLimit.has(provider) ? 'max_completion_tokens' : 'max_tokens']: prompt.outputTokens,
        stream: prompt.stream,
        ...(asksUsage && { stream_options: { include_usage: true } }),
        ...(prompt.tools.length > 0 && {
            tools: prompt.tools.map(tool => ({ type: 'function', function: tool }))
        })
    };
}
function openAiResponses(prompt, model) {
    const images = prompt.images.map(data => ({
        type: 'input_image',
        image_url: `data:image/png;base64,${data}`
    }));
    return {
        model,
        ...(prompt.system !== '' && { instructions: prompt.system }),
        input: conversation(prompt, text => [{ type: 'input_text', text }, ...images]).map(([role, content]) => ({
            role,
            content
        })),
        // Less than 16 is refused.
        max_output_tokens: Math.max(16, prompt.outputTokens),
        stream: prompt.stream,
        ...(prompt.tools.length > 0 && { tools: prompt.tools.map(tool => ({ type: 'function', ...tool })) })
    };
}
function anthropicMessages(prompt, model) {
    const images = prompt.images.map(data => ({
        type: 'image',
        source: { type: 'base64', media_type: 'image/png', data }
    }));
    return {
        model,
        max_tokens: prompt.outputTokens,
        ...(prompt.system !== '' && { system: prompt.system }),
        messages: conversation(prompt, text => [{ type: 'text', text }, ...images]).map(([role, content]) => ({
            role,
            content
        })),
        stream: prompt.stream,
        ...(prompt.tools.length > 0 && {
            tools: prompt.tools.map(({ name, description, parameters }) => ({
                name,
                description,
                input_schema: parameters
            }))
        })
    };
}
function geminiGenerate(prompt) {
    const images = prompt.images.map(data => ({ inlineData: { mimeType: 'image/png', data } }));
    const last = prompt.messages.length - 1;
    return {
        ...(prompt.system !== '' && { systemInstruction: { parts: [{ text: prompt.system }] } }),
        contents: prompt.messages.map(({ role, text }, index) => ({
            role: role === 'user' ? 'user' : 'model',
            parts: index === last ? [{ text }, ...images] : [{ text }]
        })),
        generationConfig: { maxOutputTokens: prompt.outputTokens },
        ...(prompt.tools.length > 0 && { tools: [{ functionDeclarations: prompt.tools }] })
    };
}
/** Role and content of each message; the last one has the images, and only then is content a list of parts. */
function conversation({ messages, images }, withImages) {
    const last = messages.length - 1;
    return messages.map(({ role, text }, index) => [
        role,
        index === last && images.length > 0 ? withImages(text) : text
    ]);
}
//# sourceMappingURL=wires.js.map