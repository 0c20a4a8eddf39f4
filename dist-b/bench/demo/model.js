/** The simulated models: real names, so that real prices apply, and speeds and faults of our own making. */
const steady = { rateLimited: 0.004, overloaded: 0.002, brokenStream: 0.001, stall: 0.002 };
export const simulatedModels = [
    {
        name: 'gpt-4o',
        wire: 'openai',
        firstTokenMs: { median: 420, sigma: 0.35 },
        gapMs: { median: 16, sigma: 0.5 },
        outputTokens: { median: 110, sigma: 0.5 },
        faults: { ...steady, rateLimited: 0.012 }
    },
    {
        name: 'gpt-4o-mini',
        wire: 'openai',
        firstTokenMs: { median: 310, sigma: 0.35 },
        gapMs: { median: 11, sigma: 0.5 },
        outputTokens: { median: 90, sigma: 0.5 },
        faults: steady
    },
    {
        name: 'claude-sonnet-4-5',
        wire: 'anthropic',
        firstTokenMs: { median: 780, sigma: 0.4 },
        gapMs: { median: 19, sigma: 0.6 },
        outputTokens: { median: 140, sigma: 0.5 },
        faults: { ...steady, overloaded: 0.01, stall: 0.01 }
    },
    {
        name: 'claude-haiku-4-5',
        wire: 'anthropic',
        firstTokenMs: { median: 390, sigma: 0.35 },
        gapMs: { median: 9, sigma: 0.5 },
        outputTokens: { median: 100, sigma: 0.5 },
        faults: steady
    },
    {
        name: 'gemini-2.5-flash',
        wire: 'gemini',
        firstTokenMs: { median: 340, sigma: 0.45 },
        gapMs: { median: 8, sigma: 0.7 },
        outputTokens: { median: 120, sigma: 0.5 },
        faults: { ...steady, brokenStream: 0.008 }
    },
    {
        name: 'deepseek-chat',
        wire: 'openai',
        firstTokenMs: { median: 1100, sigma: 0.5 },
        gapMs: { median: 28, sigma: 0.5 },
        outputTokens: { median: 120, sigma: 0.5 },
        faults: { ...steady, overloaded: 0.015 }
    }
];
//# sourceMappingURL=model.js.map