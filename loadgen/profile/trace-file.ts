/** Recorded arrivals and lengths: the public trace formats, and the one that `teeline load record` writes. */
import { parse } from 'csv-parse/sync'
import type { TraceArrivals, TraceFormat } from './arrivals-schema.js'

/** One recorded request. */
export interface TraceRow {
  /** µs after the first row of the file; not yet scaled nor spread. */
  offsetUs: number
  /** NULL: not recorded; the profile's own lengths are drawn instead. */
  inputTokens: number | null
  outputTokens: number | null
  stream: boolean | null
  /** '' without one. */
  session: string
  /** Prefix blocks of 512 tokens: prompts that begin with the same ids begin with the same text. */
  blocks?: number[]
  /** Index of its arm, when the arms are those of the recording. */
  arm?: number
  /** The real request. */
  body?: Record<string, unknown>
  /** With a body that no wire is known for: the path after the route. */
  path?: string
  route?: string
  model?: string
  wire?: string
}

/** First line of a trace of ours; each further line is a `TraceLine`. */
export interface TraceHeader {
  format: 'teeline-trace'
  version: 1
  /** Where it is from, for people. */
  comment?: string
}

/** A line of a trace of ours. Leave out what is not known. */
export interface TraceLine {
  /** µs after the first request, whole, not decreasing. */
  offset_us: number
  input_tokens?: number | null
  output_tokens?: number | null
  stream?: boolean
  session?: string
  /** Route with its slash, model and wire as the row of the request had them. */
  route?: string
  model?: string
  wire?: string
  path?: string
  body?: Record<string, unknown>
}

/**
 * Rows of a trace in order of time.
 *
 * @param problems - Gets one line for each row that cannot be read, up to ten of them.
 */
export function readTrace(text: string, arrivals: TraceArrivals, problems: string[]): TraceRow[] {
  const format = arrivals.format ?? formatOf(firstLine(text))
  if (format === null) {
    problems.push(`${arrivals.file}: not a trace of a known format; name one with arrivals.format`)
    return []
  }
  const bad: string[] = []
  const rows = readers[format](text, arrivals.limit ?? Number.MAX_SAFE_INTEGER, bad)
  problems.push(...bad.slice(0, 10).map(problem => `${arrivals.file}: ${problem}`))
  if (bad.length > 10) problems.push(`${arrivals.file}: ${bad.length - 10} more such lines`)
  if (rows.length === 0 && bad.length === 0) problems.push(`${arrivals.file}: no requests in it`)
  return fromFirst(rows)
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] as string
}

/** Told by the first line. */
function formatOf(line: string): TraceFormat | null {
  if (line.includes('"teeline-trace"')) return 'teeline'
  if (line.startsWith('{') && line.includes('"hash_ids"')) return 'mooncake'
  if (/^\uFEFF?TIMESTAMP,/.test(line)) return 'azure'
  return /^\uFEFF?Timestamp,/.test(line) ? 'burstgpt' : null
}

type Reader = (text: string, limit: number, problems: string[]) => TraceRow[]

const readers: Record<TraceFormat, Reader> = {
  azure: (text, limit, problems) =>
    csvRows(text, limit, problems, cells => ({
      offsetUs: azureMoment(cells['TIMESTAMP'] ?? ''),
      inputTokens: whole(cells['ContextTokens']),
      outputTokens: whole(cells['GeneratedTokens'])
    })),
  burstgpt: (text, limit, problems) =>
    csvRows(text, limit, problems, cells => ({
      offsetUs: Number(cells['Timestamp']) * 1e6,
      inputTokens: whole(cells['Request tokens']),
      outputTokens: whole(cells['Response tokens']),
      session: cells['Session ID'] ?? ''
    })),
  mooncake: (text, limit, problems) =>
    jsonRows(text, limit, 0, problems, line => ({
      offsetUs: Number(line['timestamp']) * 1e3,
      inputTokens: whole(line['input_length']),
      outputTokens: whole(line['output_length']),
      blocks: line['hash_ids'] as number[]
    })),
  teeline: (text, limit, problems) => {
    const version = /"version" *: *(\d+)/.exec(firstLine(text))?.[1] ?? 'without a number'
    if (version !== '1') problems.push(`version ${version} of the format; this teeline reads 1`)
    return jsonRows(text, limit, 1, problems, line => ownRow(line as unknown as TraceLine))
  }
}

type Fields = Pick<TraceRow, 'offsetUs' | 'inputTokens' | 'outputTokens'> & Partial<TraceRow>

function ownRow(line: TraceLine): Fields {
  const { offset_us, input_tokens, output_tokens, stream, ...rest } = line
  return {
    ...rest,
    offsetUs: offset_us,
    inputTokens: input_tokens === undefined || input_tokens === null ? null : whole(input_tokens),
    outputTokens: output_tokens === undefined || output_tokens === null ? null : whole(output_tokens),
    stream: stream ?? null
  }
}

function csvRows(
  text: string,
  limit: number,
  problems: string[],
  read: (cells: Record<string, string | undefined>) => Fields
): TraceRow[] {
  let lines: Record<string, string | undefined>[]
  try {
    lines = parse(text, {
      columns: true,
      bom: true,
      skip_empty_lines: true,
      relax_column_count: true,
      ...(limit < Number.MAX_SAFE_INTEGER && { to: limit })
    })
  } catch (cause) {
    problems.push(`not CSV: ${(cause as Error).message}`)
    return []
  }
  return lines.flatMap((cells, index) => checked(read(cells), index + 2, problems))
}

function jsonRows(
  text: string,
  limit: number,
  headerLines: number,
  problems: string[],
  read: (line: Record<string, unknown>) => Fields
): TraceRow[] {
  const rows: TraceRow[] = []
  let number = 0
  for (const line of text.split('\n')) {
    number += 1
    if (number <= headerLines || line.trim() === '') continue
    if (rows.length === limit) break
    try {
      rows.push(...checked(read(JSON.parse(line) as Record<string, unknown>), number, problems))
    } catch {
      problems.push(`line ${number}: not JSON`)
    }
  }
  return rows
}

function checked(fields: Fields, line: number, problems: string[]): TraceRow[] {
  const { offsetUs, inputTokens, outputTokens, session = '' } = fields
  if (typeof session !== 'string' || !/^[\x20-\x7e]*$/.test(session)) {
    problems.push(`line ${line}: the session must be printable ASCII`)
    return []
  }
  if (Number.isFinite(offsetUs) && !Number.isNaN(inputTokens) && !Number.isNaN(outputTokens)) {
    return [{ stream: null, ...fields, session }]
  }
  problems.push(`line ${line}: time or token counts are missing or not numbers`)
  return []
}

/** NaN for anything that is not a count. */
function whole(value: unknown): number {
  const number = value === undefined || value === null || value === '' ? Number.NaN : Number(value)
  return Number.isInteger(number) && number >= 0 ? number : Number.NaN
}

/** `2023-11-16 18:17:03.9799600`, with or without fraction and zone, as µs; finer than `Date` reads, which stops at ms. */
function azureMoment(text: string): number {
  const parts = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)(\.\d+)?(Z|[+-]\d\d:\d\d)?$/.exec(text)
  if (parts === null) return Number.NaN
  const [, day, time, fraction, zone] = parts
  return (
    Date.parse(`${day}T${time}${zone ?? 'Z'}`) * 1e3 + Math.round(Number(`0${fraction ?? ''}`) * 1e7) / 10
  )
}

function fromFirst(rows: TraceRow[]): TraceRow[] {
  // The offsets of a day since 1970 in µs leave 52 bits half used: tenths of a µs survive.
  rows.sort((a, b) => a.offsetUs - b.offsetUs)
  const first = rows[0]?.offsetUs ?? 0
  for (const row of rows) row.offsetUs -= first
  return rows
}
