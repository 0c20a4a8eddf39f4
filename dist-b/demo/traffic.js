/** The apps of the demonstration, as load profiles: who asks which models how often, with prompts and answers of what length. */
const hours = 3600;
const arm = (target, weight) => {
    const [route, model] = target.split('/');
    return { route: `/${route}`, model, weight, apiKey: 'none' };
};
export const traffic = [
    {
        name: 'assistant',
        feature: 'assistant',
        durationS: 4 * hours,
        arms: [arm('openai/gpt-4o', 3), arm('anthropic/claude-sonnet-4-5', 2), arm('deepseek/deepseek-chat', 1)],
        arrivals: { kind: 'diurnal', lowPerS: 1, peakPerS: 4, periodS: 240, peakAtS: 40 },
        requests: {
            inputTokens: { kind: 'lognormal', median: 900, p99: 6000, max: 16_000 },
            outputTokens: { kind: 'lognormal', median: 120, p99: 600, max: 1_000 }
        },
        graceS: 1
    },
    {
        name: 'search',
        feature: 'search',
        durationS: 4 * hours,
        arms: [
            arm('openai/gpt-4o-mini', 4),
            arm('gemini/gemini-2.5-flash', 3),
            arm('anthropic/claude-haiku-4-5', 2)
        ],
        arrivals: { kind: 'poisson', ratePerS: 3 },
        requests: {
            inputTokens: { kind: 'lognormal', median: 350, p99: 2500, max: 8_000 },
            outputTokens: { kind: 'lognormal', median: 60, p99: 250, max: 400 }
        },
        graceS: 1
    }
];
const trial = (name, target) => ({
    name,
    feature: 'trial',
    durationS: 20,
    arms: [arm(target, 1)],
    arrivals: { kind: 'poisson', ratePerS: 3 },
    requests: {
        inputTokens: { kind: 'lognormal', median: 350, p99: 2500, max: 8_000 },
        outputTokens: { kind: 'lognormal', median: 60, p99: 250, max: 400 }
    },
    graceS: 5
});
/** The same calls to the model of today and to the one that may follow. */
export const trials = [
    trial('before', 'openai/gpt-4o'),
    trial('after', 'anthropic/claude-haiku-4-5')
];
//# sourceMappingURL=traffic.js.map