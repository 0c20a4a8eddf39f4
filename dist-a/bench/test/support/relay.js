/** The relay by itself, in this process: its tapes are kept in memory instead of becoming rows. */
import { Value } from 'typebox/value';
import { startCollector } from '../../collector/collector.js';
import { TapeReader } from '../../collector/record/tape-reader.js';
import { routesOf } from '../../collector/routing/routes.js';
import { configSchema } from '../../schemas/config.js';
import { until } from './until.js';
export async function startRelay(options) {
    const config = configOf(options);
    const tapes = [];
    const reader = new TapeReader({ captureBytes: options.captureBytes ?? config.record.captureBytes, maxBytes: 2 ** 28 }, tape => {
        tapes.push(copyOf(tape));
        return undefined;
    });
    const recorder = {
        postMessage(message) {
            reader.read(message.memory, message.usedBytes);
            // The real one comes back later too, never within the call.
            setImmediate(() => collector.journal.recycle(message.number));
        }
    };
    const collector = await startCollector(config.collector, routesOf(config), recorder);
    return {
        url: collector.url,
        collector,
        tapes,
        ended: async (count) => {
            await until(`${count} tapes`, () => {
                collector.journal.flush();
                return tapes.length >= count;
            });
            return tapes;
        },
        close: async () => {
            collector.cut();
            await collector.close();
        }
    };
}
/** The reader uses a tape's memory again. */
export function copyOf(tape) {
    const { request, response } = tape;
    return {
        ...tape,
        request: { ...request, head: Buffer.from(request.head) },
        response: { ...response, head: Buffer.from(response.head) }
    };
}
function configOf(options) {
    const { upstream, usage = 'observe' } = options;
    const route = (prefix, provider) => ({ prefix, provider, upstream, usage });
    return Value.Default(configSchema, {
        collector: { listen: '127.0.0.1:0', drainTimeoutMs: 1_000, ...options.collector },
        routes: [route('/openai', 'openai'), route('/anthropic', 'anthropic'), route('/gemini', 'gcp.gemini')]
    });
}
//# sourceMappingURL=relay.js.map