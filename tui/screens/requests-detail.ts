/** One request opened: where its time went, what it used, how its price came about, what went wrong. */
import type { Row } from '../../schemas/row.js'
import type { Look } from '../kit/look.js'
import { bytes, duration, whole } from '../kit/numbers.js'
import { beside, titleLine } from '../kit/panel.js'
import { fitStyled, fitText, harmless, wrap } from '../kit/text.js'
import { type Priced, priceLines } from './requests-price.js'
import { gapPart, phaseLines } from './requests-time.js'
import type { Frame } from './screen.js'

/** From this width on, tokens and price stand beside each other. */
const widthForTwo = 118
const tokenWidth = 44

/** Lines of `frame.width` cells, as many as there are. */
export function requestLines(asStored: Row, priced: Priced, frame: Frame): string[] {
  const row = withoutControls(asStored)
  const { width, look } = frame
  const part = (title: string, lines: readonly string[], note = '', cells = width): string[] =>
    lines.length === 0 ? [] : ['', titleLine(title, note, cells, look), ...lines]
  const gaps = gapPart(row, frame)
  const lines = [
    ...headLines(row, width),
    ...part('Error', errorLines(row, width, look)),
    ...part("Time, counted from the request's head", phaseLines(row, frame), addedNote(row)),
    ...(gaps === null ? [] : part(gaps.title, gaps.lines, gaps.note)),
    ...usedLines(row, priced, width, part),
    ...part('Exchange', exchangeLines(row, width)),
    ...part('Rate limits, as the provider told', limitLines(row, width))
  ]
  return lines.map(line => fitStyled(line, width))
}

/** What providers and callers wrote stands on lines of its own here, in no cell of a table that would see to it. */
function withoutControls(row: Row): Row {
  const entries = Object.entries(row).map(([key, value]) => [key, harmlessValue(value)] as const)
  return Object.fromEntries(entries) as unknown as Row
}

function harmlessValue(value: unknown): unknown {
  if (typeof value === 'string') return harmless(value)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [harmless(key), harmlessValue(inner)] as const)
  )
}

type Part = (title: string, lines: readonly string[], note?: string, cells?: number) => string[]

function usedLines(row: Row, priced: Priced, width: number, part: Part): string[] {
  if (width < widthForTwo) {
    return [...part('Tokens', tokenLines(row)), ...part('Price', priceLines(row, priced, width))]
  }
  const rest = width - tokenWidth - 2
  const tokens = part('Tokens', tokenLines(row), '', tokenWidth)
  return beside(tokens, part('Price', priceLines(row, priced, rest), '', rest), tokenWidth, width)
}

function addedNote({ overhead_us }: Row): string {
  return overhead_us === null ? '' : `teeline itself added ${duration(overhead_us)}`
}

function headLines(row: Row, width: number): string[] {
  const model = row.response_model === '' ? row.request_model : row.response_model
  const asked =
    row.request_model !== model && row.request_model !== '' ? ` (asked for ${row.request_model})` : ''
  const who = facts([
    ['user', row.user],
    ['feature', row.feature],
    ['session', row.session],
    ['key', row.key_id],
    ...Object.entries(row.tags)
  ])
  const sizes = `${bytes(row.request_bytes)} sent, ${bytes(row.response_bytes)} received`
  return [
    ` ${row.ts} UTC  ${row.method} ${row.path}`,
    ` ${row.provider}  ${model}${asked}  ${row.status ?? 'no status'}  ${sizes}`,
    ...wrap(who === '' ? 'not attributed to a user, a feature or a session' : who, width - 2).map(
      line => ` ${line}`
    )
  ]
}

/** What else is known of it: where it went, and how it ended. */
function exchangeLines(row: Row, width: number): string[] {
  const how = facts([
    ['route', row.route],
    ['target', row.target === row.route ? '' : row.target],
    ['host', row.upstream_host],
    ['wire', row.wire],
    ['tier', row.service_tier],
    ['finish', row.finish_reason],
    ['ended by', row.ended_by],
    ['attempt', row.attempt > 1 ? String(row.attempt) : ''],
    ['capture', row.capture === 'full' ? '' : row.capture],
    ['changed by teeline', row.mutated ? 'yes' : ''],
    ['shadow of', row.shadow_of],
    ['response', row.response_id],
    ['trace', row.trace_id],
    ['run', row.run_id],
    ['arm', row.arm]
  ])
  return wrap(how, width - 2).map(line => ` ${line}`)
}

function facts(pairs: readonly (readonly [string, string])[]): string {
  return pairs.flatMap(([name, value]) => (value === '' ? [] : [`${name} ${value}`])).join(' · ')
}

function errorLines({ error_type, error_code, error_message }: Row, width: number, look: Look): string[] {
  if (error_type === '') return []
  const head = ` ${look.paint('bad', `! ${error_type}`)}${error_code === '' ? '' : `  ${error_code}`}`
  return [head, ...wrap(error_message, width - 2).map(line => ` ${line}`)]
}

function tokenLines(row: Row): string[] {
  const kinds = [
    ['input', row.input_tokens],
    ['of it read from cache', row.cache_read_tokens],
    ['of it written to cache', row.cache_write_tokens],
    ['of that for 1 h', row.cache_write_1h_tokens],
    ['of it audio', row.audio_input_tokens],
    ['of it images', row.image_input_tokens],
    ['of it by tools', row.tool_input_tokens],
    ['output', row.output_tokens],
    ['of it reasoning', row.reasoning_tokens],
    ['of it audio', row.audio_output_tokens],
    ['of it images', row.image_output_tokens]
  ] as const
  const known = kinds.flatMap(([name, tokens]) =>
    tokens === null ? [] : [` ${fitText(name, 24)}${fitText(whole(tokens), 12, 'right')}`]
  )
  const units = Object.entries(row.units).map(
    ([name, n]) => ` ${fitText(name, 24)}${fitText(String(n), 12, 'right')}`
  )
  const sources: Readonly<Record<Row['usage_source'], string>> = {
    reported: 'as the provider reported',
    partial: '~ part reported, rest estimated or unknown',
    estimated: '~ estimated; the provider reported nothing',
    none: 'nothing reported, nothing to estimate from'
  }
  return [...known, ...units, ` ${sources[row.usage_source]}`]
}

function limitLines({ rate_limit }: Row, width: number): string[] {
  const names = Object.keys(rate_limit ?? {}).sort()
  const most = Math.max(0, ...names.map(name => name.length))
  const nameWidth = Math.min(most, width - 20)
  return names.map(
    name => ` ${fitText(name, nameWidth)}  ${fitText(rate_limit[name] ?? '', width - nameWidth - 4)}`
  )
}
