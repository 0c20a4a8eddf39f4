/** What a caller's trace context says beyond its ids, which the row has: the sampling flag and the vendors' state. */

export interface CallerTrace {
  sampled: boolean
  /** `tracestate`, as it came, several of them as one; empty when there was none. */
  state: string
}

/** Of raw headers: name, value, name, value …; asked only when the row says that its `traceparent` was good. */
export function callerTraceOf(headers: readonly string[]): CallerTrace {
  const flags = Number.parseInt(textOf(headers, 'traceparent').trim().split('-')[3] ?? '', 16)
  return { sampled: (flags & 1) === 1, state: textOf(headers, 'tracestate') }
}

function textOf(headers: readonly string[], name: string): string {
  let text = ''
  for (let i = 0; i < headers.length; i += 2) {
    if ((headers[i] as string).toLowerCase() !== name) continue
    text = text === '' ? (headers[i + 1] as string) : `${text},${headers[i + 1]}`
  }
  return text
}
