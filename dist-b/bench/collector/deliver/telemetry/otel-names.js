/**
 * Every name that goes out over OTLP. The conventions for GenAI are in development: v1.41 is their last text in the main
 * repository, and what follows it in their own has other names for some; `OTEL_SEMCONV_STABILITY_OPT_IN` chooses.
 */
/** Attributes that both editions name alike, those of other conventions, and those that a consumer reads. */
export const attribute = {
    operation: 'gen_ai.operation.name',
    provider: 'gen_ai.provider.name',
    requestModel: 'gen_ai.request.model',
    requestStream: 'gen_ai.request.stream',
    responseModel: 'gen_ai.response.model',
    responseId: 'gen_ai.response.id',
    finishReasons: 'gen_ai.response.finish_reasons',
    timeToFirstChunk: 'gen_ai.response.time_to_first_chunk',
    inputTokens: 'gen_ai.usage.input_tokens',
    outputTokens: 'gen_ai.usage.output_tokens',
    cacheReadTokens: 'gen_ai.usage.cache_read.input_tokens',
    reasoningTokens: 'gen_ai.usage.reasoning.output_tokens',
    tokenType: 'gen_ai.token.type',
    errorType: 'error.type',
    serverAddress: 'server.address',
    serverPort: 'server.port',
    httpStatus: 'http.response.status_code',
    httpMethod: 'http.request.method',
    user: 'user.id',
    session: 'session.id',
    /** The conventions' own; Datadog groups by it. */
    conversation: 'gen_ai.conversation.id',
    /** OpenLIT's and Langfuse's; a number, as they read it. */
    usageCost: 'gen_ai.usage.cost',
    /** OpenLIT's, which adds nothing up itself. */
    totalTokens: 'gen_ai.usage.total_tokens',
    langfuseType: 'langfuse.observation.type',
    langfuseFirstToken: 'langfuse.observation.completion_start_time',
    /** Before any other name for tokens, whose parts only its later versions take out of the totals. */
    langfuseUsage: 'langfuse.observation.usage_details',
    /** Before `gen_ai.usage.cost`, of which it takes a zero for none and guesses. */
    langfuseCost: 'langfuse.observation.cost_details',
    langfuseUser: 'langfuse.user.id',
    langfuseSession: 'langfuse.session.id',
    id: 'teeline.id',
    route: 'teeline.route',
    target: 'teeline.target',
    wire: 'teeline.wire',
    endedBy: 'teeline.ended_by',
    errorCode: 'teeline.error.code',
    feature: 'teeline.feature',
    key: 'teeline.key_id',
    run: 'teeline.run_id',
    arm: 'teeline.arm',
    usageSource: 'teeline.usage_source',
    priceSource: 'teeline.price_source',
    /** The exact amount, a decimal string. */
    cost: 'teeline.cost_usd',
    tpot: 'teeline.tpot',
    overhead: 'teeline.overhead',
    stallCount: 'teeline.stalls',
    longestGap: 'teeline.longest_gap',
    gap: 'teeline.gap',
    systemInstructions: 'gen_ai.system_instructions',
    inputMessages: 'gen_ai.input.messages',
    outputMessages: 'gen_ai.output.messages',
    toolDefinitions: 'gen_ai.tool.definitions',
    contentCut: 'teeline.content.cut'
};
/** What the SDK calls the set of all that was beyond its bound. */
export const overflow = 'otel.metric.overflow';
/** Each tag of `x-teeline-tag-NAME` is an attribute of its own. */
export const tagPrefix = 'teeline.tag.';
export const event = {
    firstToken: 'teeline.first_token',
    stall: 'teeline.stall',
    abort: 'teeline.abort'
};
/** Metrics of ours, which no convention has. */
export const ownMetric = {
    cost: 'teeline.cost.usd',
    tpot: 'teeline.tpot',
    overhead: 'teeline.overhead'
};
const released = {
    schemaUrl: 'https://opentelemetry.io/schemas/1.41.0',
    cacheWriteTokens: 'gen_ai.usage.cache_creation.input_tokens',
    duration: 'gen_ai.client.operation.duration',
    timeToFirstChunk: 'gen_ai.client.operation.time_to_first_chunk',
    timePerOutputChunk: 'gen_ai.client.operation.time_per_output_chunk',
    tokens: { kind: 'one', histogram: 'gen_ai.client.token.usage' }
};
const latest = {
    schemaUrl: 'https://opentelemetry.io/schemas/gen-ai/1.42.0',
    cacheWriteTokens: 'gen_ai.usage.cache_write.input_tokens',
    duration: 'gen_ai.client.inference.duration',
    timeToFirstChunk: 'gen_ai.client.inference.time_to_first_chunk',
    timePerOutputChunk: 'gen_ai.client.inference.time_per_output_chunk',
    tokens: {
        kind: 'many',
        counters: {
            input: 'gen_ai.client.inference.usage.input_tokens',
            output: 'gen_ai.client.inference.usage.output_tokens',
            cacheRead: 'gen_ai.client.inference.usage.cache_read.input_tokens',
            cacheWrite: 'gen_ai.client.inference.usage.cache_write.input_tokens',
            reasoning: 'gen_ai.client.inference.usage.reasoning.output_tokens'
        },
        histograms: {
            input: 'gen_ai.client.inference.operation.input_tokens',
            output: 'gen_ai.client.inference.operation.output_tokens'
        }
    }
};
/** The edition that the environment chooses. */
export function editionOf(env) {
    const chosen = (env['OTEL_SEMCONV_STABILITY_OPT_IN'] ?? '').split(',').map(name => name.trim());
    return chosen.includes('gen_ai_latest_experimental') ? latest : released;
}
//# sourceMappingURL=otel-names.js.map