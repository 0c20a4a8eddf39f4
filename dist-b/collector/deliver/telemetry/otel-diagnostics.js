/** What OpenTelemetry finds wrong with its variables: an address that is none, an unknown sampler, a file that is not there. */
import { DiagLogLevel, diag } from '@opentelemetry/api';
/**
 * Runs `start` with the SDK's warnings in the log. Only then: later ones may hold what a receiver answered. Addresses and
 * headers, which may be or hold secrets, are `***`. With `OTEL_LOG_LEVEL` the SDK writes all of its own by itself.
 */
export function withDiagnostics(env, log, start) {
    if ((env['OTEL_LOG_LEVEL']?.trim() ?? '') !== '')
        return start();
    const said = new Set();
    const say = message => {
        // Each signal's exporter reads them anew.
        if (!said.has(message))
            log('warn', `telemetry: ${withoutSecrets(message, env)}`);
        said.add(message);
    };
    diag.setLogger({ error: say, warn: say, info, debug: info, verbose: info }, DiagLogLevel.WARN);
    try {
        return start();
    }
    finally {
        diag.disable();
    }
}
function withoutSecrets(message, env) {
    const values = Object.entries(env).flatMap(([name, value]) => secretName.test(name) && value ? [value] : []);
    return values.reduce((text, value) => text.replaceAll(value, '***'), message);
}
const secretName = /^OTEL_EXPORTER_OTLP_(.*_)?(HEADERS|ENDPOINT)$/;
function info() { }
//# sourceMappingURL=otel-diagnostics.js.map