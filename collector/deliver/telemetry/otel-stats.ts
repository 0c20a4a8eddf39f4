/** How the export of spans and metrics goes; in `/stats` and in `/metrics`. Knows nothing of OpenTelemetry's packages. */
export interface OtelStats {
  spansExported: number
  /** The queue was full. */
  spansDropped: number
  /** The receiver did not take them. */
  spansFailed: number
  spansQueued: number
  metricExportsFailed: number
  /** By name or status code, without the receiver's words; stays after it has passed. */
  lastError: string | null
}
