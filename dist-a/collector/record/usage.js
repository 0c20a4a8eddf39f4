/** A usage of which nothing is known. */
export function unknownUsage() {
    return {
        inputTokens: null,
        outputTokens: null,
        cacheReadTokens: null,
        cacheWriteTokens: null,
        cacheWrite1hTokens: null,
        reasoningTokens: null,
        audioInputTokens: null,
        audioOutputTokens: null,
        imageInputTokens: null,
        imageOutputTokens: null,
        toolInputTokens: null,
        units: {},
        source: 'none',
        method: '',
        json: '',
        reportedCostUsd: null
    };
}
//# sourceMappingURL=usage.js.map