/** An OTLP receiver on loopback, http/protobuf and grpc, that decodes with the protocol's own descriptors. */
import { createServer, type Server as HttpServer, type RequestListener } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { gunzipSync } from 'node:zlib'
import { type handleUnaryCall, Server, ServerCredentials, type ServiceDefinition } from '@grpc/grpc-js'

export type Value = string | number | boolean | Value[] | null

export interface ReceivedSpan {
  name: string
  kind: number
  traceId: string
  spanId: string
  parentSpanId: string
  traceState: string
  /** Microseconds since 1970. */
  startUs: number
  endUs: number
  attributes: Record<string, Value>
  events: { name: string; atUs: number; attributes: Record<string, Value> }[]
  status: { code: number; message: string }
  resource: Record<string, Value>
  scope: string
  schemaUrl: string
}

export interface ReceivedPoint {
  attributes: Record<string, Value>
  /** Of a counter, or the sum of a histogram. */
  sum: number
  count: number
  bounds: number[]
}

export interface ReceivedMetric {
  name: string
  unit: string
  points: ReceivedPoint[]
}

export interface OtlpReceiver {
  /** What `OTEL_EXPORTER_OTLP_ENDPOINT` shall be. */
  url: string
  spans: ReceivedSpan[]
  /** As the last export had them. */
  metrics: Map<string, ReceivedMetric>
  /** Of each request, lower case. */
  headers: Record<string, string>[]
  /** Of each request over http. */
  paths: string[]
  /** Of the last request. */
  resource: Record<string, Value>
  /** Everything received, for a look at what must not be in it. */
  bytes(): Buffer
  close(): Promise<void>
}

interface Message<T> {
  decode(bytes: Uint8Array): T
  encode(message: object): { finish(): Uint8Array }
}

/** As protobufjs gives them: nanoseconds as Long, bytes as Buffer. */
interface KeyValue {
  key: string
  value: { stringValue?: string; boolValue?: boolean; intValue?: unknown; doubleValue?: number } & {
    arrayValue?: { values: KeyValue['value'][] }
  }
}

interface TraceRequest {
  resourceSpans: {
    resource: { attributes: KeyValue[] }
    scopeSpans: {
      scope: { name: string }
      schemaUrl: string
      spans: {
        name: string
        kind: number
        traceId: Uint8Array
        spanId: Uint8Array
        parentSpanId?: Uint8Array
        traceState?: string
        startTimeUnixNano: unknown
        endTimeUnixNano: unknown
        attributes: KeyValue[]
        events: { name: string; timeUnixNano: unknown; attributes: KeyValue[] }[]
        status?: { code?: number; message?: string }
      }[]
    }[]
  }[]
}

interface DataPoint {
  attributes: KeyValue[]
  asDouble?: number
  asInt?: unknown
  sum?: number
  count?: unknown
  explicitBounds?: number[]
}

interface MetricsRequest {
  resourceMetrics: {
    resource: { attributes: KeyValue[] }
    scopeMetrics: {
      metrics: {
        name: string
        unit: string
        sum?: { dataPoints: DataPoint[] }
        histogram?: { dataPoints: DataPoint[] }
      }[]
    }[]
  }[]
}

const { opentelemetry } = createRequire(import.meta.url)('otlp-descriptors/build/src/generated/root.js')
const { trace, metrics } = opentelemetry.proto.collector
const traceRequest: Message<TraceRequest> = trace.v1.ExportTraceServiceRequest
const traceResponse: Message<object> = trace.v1.ExportTraceServiceResponse
const metricsRequest: Message<MetricsRequest> = metrics.v1.ExportMetricsServiceRequest
const metricsResponse: Message<object> = metrics.v1.ExportMetricsServiceResponse

/** A server's own certificate, with which the receiver speaks TLS. */
export interface ReceiverTls {
  cert: Buffer
  key: Buffer
}

export async function startOtlpReceiver(
  protocol: 'http/protobuf' | 'grpc',
  tls: ReceiverTls | null = null
): Promise<OtlpReceiver> {
  const chunks: Buffer[] = []
  const received: Received = {
    spans: [],
    metrics: new Map(),
    headers: [],
    paths: [],
    resource: {},
    bytes: () => Buffer.concat(chunks)
  }
  const take: Take = (signal, body, headers, path) => {
    chunks.push(body)
    received.headers.push(headers)
    if (path !== null) received.paths.push(path)
    if (signal === 'traces') {
      const spans = spansOf(traceRequest.decode(body))
      Object.assign(received.resource, spans[0]?.resource)
      received.spans.push(...spans)
      return
    }
    const request = metricsRequest.decode(body)
    Object.assign(received.resource, attributesOf(request.resourceMetrics[0]?.resource.attributes ?? []))
    for (const metric of metricsOf(request)) received.metrics.set(metric.name, metric)
  }
  const listening = protocol === 'grpc' ? await listenGrpc(take, tls) : await listenHttp(take, tls)
  return { ...received, ...listening }
}

type Received = Pick<OtlpReceiver, 'spans' | 'metrics' | 'headers' | 'paths' | 'resource' | 'bytes'>
type Take = (
  signal: 'traces' | 'metrics',
  body: Buffer,
  headers: Record<string, string>,
  path: string | null
) => void

async function listenHttp(take: Take, tls: ReceiverTls | null): Promise<Pick<OtlpReceiver, 'url' | 'close'>> {
  const onRequest: RequestListener = (request, response) => {
    const chunks: Buffer[] = []
    request.on('data', chunk => chunks.push(chunk))
    request.on('end', () => {
      const path = request.url ?? ''
      const signal = path.endsWith('/traces') ? 'traces' : 'metrics'
      const body = Buffer.concat(chunks)
      const isPacked = request.headers['content-encoding'] === 'gzip'
      take(signal, isPacked ? gunzipSync(body) : body, request.headers as Record<string, string>, path)
      response.writeHead(200, { 'content-type': 'application/x-protobuf' })
      response.end((signal === 'traces' ? traceResponse : metricsResponse).encode({}).finish())
    })
  }
  const server: HttpServer = tls === null ? createServer(onRequest) : createTlsServer(tls, onRequest)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: urlOf(port, tls),
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
  }
}

async function listenGrpc(take: Take, tls: ReceiverTls | null): Promise<Pick<OtlpReceiver, 'url' | 'close'>> {
  const server = new Server()
  for (const signal of ['traces', 'metrics'] as const) {
    const response = signal === 'traces' ? traceResponse : metricsResponse
    const name = signal === 'traces' ? 'trace.v1.TraceService' : 'metrics.v1.MetricsService'
    const service: ServiceDefinition = {
      export: {
        path: `/opentelemetry.proto.collector.${name}/Export`,
        requestStream: false,
        responseStream: false,
        requestDeserialize: (bytes: Buffer) => bytes,
        requestSerialize: (bytes: Buffer) => bytes,
        responseDeserialize: (bytes: Buffer) => bytes,
        responseSerialize: () => Buffer.from(response.encode({}).finish())
      }
    }
    const handle: handleUnaryCall<Buffer, object> = ({ request, metadata }, done) => {
      take(signal, request, metadata.getMap() as Record<string, string>, null)
      done(null, {})
    }
    server.addService(service, { export: handle })
  }
  const port = await new Promise<number>((resolve, reject) => {
    const credentials =
      tls === null
        ? ServerCredentials.createInsecure()
        : ServerCredentials.createSsl(null, [{ cert_chain: tls.cert, private_key: tls.key }])
    server.bindAsync('127.0.0.1:0', credentials, (error, bound) =>
      error === null ? resolve(bound) : reject(error)
    )
  })
  return {
    url: urlOf(port, tls),
    close: async () => server.forceShutdown()
  }
}

function urlOf(port: number, tls: ReceiverTls | null): string {
  return tls === null ? `http://127.0.0.1:${port}` : `https://localhost:${port}`
}

function spansOf(request: TraceRequest): ReceivedSpan[] {
  return request.resourceSpans.flatMap(({ resource, scopeSpans }) =>
    scopeSpans.flatMap(({ scope, schemaUrl, spans }) =>
      spans.map(span => ({
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
      }))
    )
  )
}

function metricsOf(request: MetricsRequest): ReceivedMetric[] {
  const all = request.resourceMetrics.flatMap(({ scopeMetrics }) => scopeMetrics.flatMap(one => one.metrics))
  return all.map(({ name, unit, sum, histogram }) => ({
    name,
    unit,
    points: (histogram ?? sum ?? { dataPoints: [] }).dataPoints.map(point => ({
      attributes: attributesOf(point.attributes),
      sum: histogram ? Number(point.sum) : Number(point.asDouble ?? String(point.asInt)),
      count: Number(String(point.count ?? 0)),
      bounds: [...(point.explicitBounds ?? [])]
    }))
  }))
}

function attributesOf(list: KeyValue[]): Record<string, Value> {
  return Object.fromEntries(list.map(({ key, value }) => [key, plainValue(value)]))
}

function plainValue(value: KeyValue['value']): Value {
  const { stringValue, boolValue, intValue, doubleValue, arrayValue } = value
  if (arrayValue) return arrayValue.values.map(plainValue)
  // Fields of a oneof that are not there are NULL on the prototype.
  if (Object.hasOwn(value, 'intValue')) return Number(String(intValue))
  if (Object.hasOwn(value, 'doubleValue')) return doubleValue ?? null
  if (Object.hasOwn(value, 'boolValue')) return boolValue ?? null
  return stringValue ?? null
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}

function microseconds(nanos: unknown): number {
  return Number(BigInt(String(nanos)) / 1000n)
}
