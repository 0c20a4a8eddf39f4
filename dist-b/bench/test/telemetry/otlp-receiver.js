/** An OTLP receiver on loopback, http/protobuf and grpc, that decodes with the protocol's own descriptors. */
import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { createRequire } from 'node:module';
import { gunzipSync } from 'node:zlib';
import { Server, ServerCredentials } from '@grpc/grpc-js';
const { opentelemetry } = createRequire(import.meta.url)('otlp-descriptors/build/src/generated/root.js');
const { trace, metrics } = opentelemetry.proto.collector;
const traceRequest = trace.v1.ExportTraceServiceRequest;
const traceResponse = trace.v1.ExportTraceServiceResponse;
const metricsRequest = metrics.v1.ExportMetricsServiceRequest;
const metricsResponse = metrics.v1.ExportMetricsServiceResponse;
export async function startOtlpReceiver(protocol, tls = null) {
    const chunks = [];
    const received = {
        spans: [],
        metrics: new Map(),
        headers: [],
        paths: [],
        resource: {},
        bytes: () => Buffer.concat(chunks)
    };
    const take = (signal, body, headers, path) => {
        chunks.push(body);
        received.headers.push(headers);
        if (path !== null)
            received.paths.push(path);
        if (signal === 'traces') {
            const spans = spansOf(traceRequest.decode(body));
            Object.assign(received.resource, spans[0]?.resource);
            received.spans.push(...spans);
            return;
        }
        const request = metricsRequest.decode(body);
        Object.assign(received.resource, attributesOf(request.resourceMetrics[0]?.resource.attributes ?? []));
        for (const metric of metricsOf(request))
            received.metrics.set(metric.name, metric);
    };
    const listening = protocol === 'grpc' ? await listenGrpc(take, tls) : await listenHttp(take, tls);
    return { ...received, ...listening };
}
async function listenHttp(take, tls) {
    const onRequest = (request, response) => {
        const chunks = [];
        request.on('data', chunk => chunks.push(chunk));
        request.on('end', () => {
            const path = request.url ?? '';
            const signal = path.endsWith('/traces') ? 'traces' : 'metrics';
            const body = Buffer.concat(chunks);
            const isPacked = request.headers['content-encoding'] === 'gzip';
            take(signal, isPacked ? gunzipSync(body) : body, request.headers, path);
            response.writeHead(200, { 'content-type': 'application/x-protobuf' });
            response.end((signal === 'traces' ? traceResponse : metricsResponse).encode({}).finish());
        });
    };
    const server = tls === null ? createServer(onRequest) : createTlsServer(tls, onRequest);
    await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address();
    return {
        url: urlOf(port, tls),
        close: () => new Promise(resolve => {
            server.close(() => resolve());
            server.closeAllConnections();
        })
    };
}
async function listenGrpc(take, tls) {
    const server = new Server();
    for (const signal of ['traces', 'metrics']) {
        const response = signal === 'traces' ? traceResponse : metricsResponse;
        const name = signal === 'traces' ? 'trace.v1.TraceService' : 'metrics.v1.MetricsService';
        const service = {
            export: {
                path: `/opentelemetry.proto.collector.${name}/Export`,
                requestStream: false,
                responseStream: false,
                requestDeserialize: (bytes) => bytes,
                requestSerialize: (bytes) => bytes,
                responseDeserialize: (bytes) => bytes,
                responseSerialize: () => Buffer.from(response.encode({}).finish())
            }
        };
        const handle = ({ request, metadata }, done) => {
            take(signal, request, metadata.getMap(), null);
            done(null, {});
        };
        server.addService(service, { export: handle });
    }
    const port = await new Promise((resolve, reject) => {
        const credentials = tls === null
            ? ServerCredentials.createInsecure()
            : ServerCredentials.createSsl(null, [{ cert_chain: tls.cert, private_key: tls.key }]);
        server.bindAsync('127.0.0.1:0', credentials, (error, bound) => error === null ? resolve(bound) : reject(error));
    });
    return {
        url: urlOf(port, tls),
        close: async () => server.forceShutdown()
    };
}
function urlOf(port, tls) {
    return tls === null ? `http://127.0.0.1:${port}` : `https://localhost:${port}`;
}
function spansOf(request) {
    return request.resourceSpans.flatMap(({ resource, scopeSpans }) => scopeSpans.flatMap(({ scope, schemaUrl, spans }) => spans.map(span => ({
        name: span.name,
        kind: span.kind,
        traceId: hex(span.traceId),
        spanId: hex(span.spanId),
        parentSpanId: hex(span.parentSpanId ?? new Uint8Array()),
        traceState: span.traceState ?? '',
        startUs: microseconds(span.startTimeUnixNano),
        endUs: microseconds(span.endTimeUnixNano),
        attributes: attributesOf(span.attributes),
        events: span.events.map(event => ({
            name: event.name,
            atUs: microseconds(event.timeUnixNano),
            attributes: attributesOf(event.attributes)
        })),
        status: { code: span.status?.code ?? 0, message: span.status?.message ?? '' },
        resource: attributesOf(resource.attributes),
        scope: scope.name,
        schemaUrl
    }))));
}
function metricsOf(request) {
    const all = request.resourceMetrics.flatMap(({ scopeMetrics }) => scopeMetrics.flatMap(one => one.metrics));
    return all.map(({ name, unit, sum, histogram }) => ({
        name,
        unit,
        points: (histogram ?? sum ?? { dataPoints: [] }).dataPoints.map(point => ({
            attributes: attributesOf(point.attributes),
            sum: histogram ? Number(point.sum) : Number(point.asDouble ?? String(point.asInt)),
            count: Number(String(point.count ?? 0)),
            bounds: [...(point.explicitBounds ?? [])]
        }))
    }));
}
function attributesOf(list) {
    return Object.fromEntries(list.map(({ key, value }) => [key, plainValue(value)]));
}
function plainValue(value) {
    const { stringValue, boolValue, intValue, doubleValue, arrayValue } = value;
    if (arrayValue)
        return arrayValue.values.map(plainValue);
    // Fields of a oneof that are not there are NULL on the prototype.
    if (Object.hasOwn(value, 'intValue'))
        return Number(String(intValue));
    if (Object.hasOwn(value, 'doubleValue'))
        return doubleValue ?? null;
    if (Object.hasOwn(value, 'boolValue'))
        return boolValue ?? null;
    return stringValue ?? null;
}
function hex(bytes) {
    return Buffer.from(bytes).toString('hex');
}
function microseconds(nanos) {
    return Number(BigInt(String(nanos)) / 1000n);
}
//# sourceMappingURL=otlp-receiver.js.map