/** Whether to export at all, told from the standard variables before any of OpenTelemetry is loaded. */
/**
 * What the environment asks for; NULL when it asks for nothing, or `OTEL_SDK_DISABLED` says so. Unlike an SDK's own
 * default, no export begins without an endpoint or an `otlp` in it.
 */
export function signalsOf(env) {
    if (textOf(env['OTEL_SDK_DISABLED']).toLowerCase() === 'true')
        return null;
    const anyEndpoint = isSet(env['OTEL_EXPORTER_OTLP_ENDPOINT']);
    const wants = (signal) => {
        const exporters = textOf(env[`OTEL_${signal}_EXPORTER`]);
        if (exporters !== '')
            return exporters.split(',').some(name => name.trim() === 'otlp');
        return anyEndpoint || isSet(env[`OTEL_EXPORTER_OTLP_${signal}_ENDPOINT`]);
    };
    const signals = { traces: wants('TRACES'), metrics: wants('METRICS') };
    return signals.traces || signals.metrics ? signals : null;
}
/**
 * Whether what was said shall stand on spans. The variable was `true` or `false` at first and says now on which signal;
 * those that only want it on events do not want it on spans.
 */
export function asksForContent(env) {
    const value = textOf(env['OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT']).toLowerCase();
    return ['true', 'span_only', 'span_and_event'].includes(value);
}
/** The specification reads an empty variable as an unset one. */
function isSet(value) {
    return textOf(value) !== '';
}
function textOf(value) {
    return value?.trim() ?? '';
}
//# sourceMappingURL=otel-signals.js.map