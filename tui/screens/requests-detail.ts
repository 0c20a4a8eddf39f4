/** One request opened: where its time went, what it used, how its price came about, what went wrong. */
import type { Row } from '../../schemas/row.js'
import { bar } from '../kit/charts.js'
import type { Look, Tone } from '../kit/look.js'
import { bytes, duration, whole } from '../kit/numbers.js'
import { titleLine } from '../kit/panel.js'
import { fitStyled, fitText, wrap } from '../kit/text.js'
import type { PriceCardRow } from '../queries/requests.js'
import type { Frame } from './screen.js'

/** Lines of `frame.width` cells, as many as there are. */
export function requestLines(row: Row, card: PriceCardRow | null, frame: Frame): string[] {
  const { width, look } = frame
  const part = (title: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : ['', titleLine(title, '', width, look), ...lines]
  const lines = [
    ...whereLines(row, width),
    ...part('Error', errorLines(row, width, look)),
    ...part('Time', [...phaseLines(row, width, look), ...gapLines(row, width, look)]),
    ...part('Tokens', tokenLines(row)),
    ...part('Price', priceLines(row, card, width))
  ]
  return lines.map(line => fitStyled(line, width))
}

function whereLines(row: Row, width: number): string[] {
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
  const how = facts([
    ['route', row.route],
    ['wire', row.wire],
    ['tier', row.service_tier],
    ['finish', row.finish_reason],
    ['ended by', row.ended_by],
    ['trace', row.trace_id],
    ['run', row.run_id],
    ['arm', row.arm]
  ])
  const sizes = `${bytes(row.request_bytes)} sent, ${bytes(row.response_bytes)} received`
  return [
    ` ${row.ts} UTC  ${row.method} ${row.path}`,
    ` ${row.provider}  ${model}${asked}  ${row.status ?? 'no status'}  ${sizes}`,
    ...wrap(how, width - 2).map(line => ` ${line}`),
    ...wrap(who, width - 2).map(line => ` ${line}`)
  ]
}

function facts(pairs: readonly (readonly [string, string])[]): string {
  return pairs.flatMap(([name, value]) => (value === '' ? [] : [`${name} ${value}`])).join(' · ')
}

function errorLines({ error_type, error_code, error_message }: Row, width: number, look: Look): string[] {
  if (error_type === '') return []
  const head = ` ${look.paint('bad', `! ${error_type}`)}${error_code === '' ? '' : `  ${error_code}`}`
  return [head, ...wrap(error_message, width - 2).map(line => ` ${line}`)]
}

interface Phase {
  name: string
  from: number
  to: number
  tone: Tone
}

/** What lies between the moments that are known; a moment that is not known joins its neighbours. */
function phasesOf(row: Row): Phase[] {
  const end = row.e2e_us
  if (end === null) return []
  const connectFrom =
    row.wait_us !== null && row.connect_us !== null ? Math.max(0, row.wait_us - row.connect_us) : null
  const moments: [string, number | null, Tone][] = [
    ['wait', connectFrom ?? row.wait_us, 'dim'],
    ['connect', connectFrom === null ? null : row.wait_us, 'second'],
    ['to first byte', row.ttfb_us, 'warn'],
    ['to first token', row.ttft_us, 'accent'],
    ['tokens', row.last_token_us, 'good'],
    [row.ttfb_us === null ? 'until it ended' : 'rest', end, 'plain']
  ]
  let from = 0
  return moments.flatMap(([name, to, tone]) => {
    if (to === null) return []
    const phase = { name, from, to: Math.max(from, to), tone }
    from = phase.to
    return [phase]
  })
}

/** One bar a phase, each at its place on the way from the request's head (0) to its end. */
function phaseLines(row: Row, width: number, look: Look): string[] {
  const end = Math.max(1, row.e2e_us ?? 1)
  const nameWidth = 16
  const barWidth = Math.max(10, width - nameWidth - 22)
  return phasesOf(row).map(({ name, from, to, tone }) => {
    const first = Math.min(barWidth - 1, Math.floor((from / end) * barWidth))
    const cells = Math.max(1, Math.min(barWidth - first, Math.round(((to - from) / end) * barWidth)))
    const track = look.paint('dim', look.glyphs.track.repeat(first))
    const rest = look.paint('dim', look.glyphs.track.repeat(barWidth - first - cells))
    const drawn = look.paint(tone, bar(1, cells, look.glyphs))
    return ` ${fitText(name, nameWidth)}${track}${drawn}${rest} ${fitText(duration(to - from), 7, 'right')} at ${duration(to)}`
  })
}

/** Of the gaps between frames their median, 95th percentile and longest are stored; each one is not. */
function gapLines(row: Row, width: number, look: Look): string[] {
  const { gap_p50_us: p50, gap_p95_us: p95, gap_max_us: most } = row
  const overhead = row.overhead_us === null ? [] : [` teeline itself added ${duration(row.overhead_us)}`]
  if (most === null) return overhead
  const barWidth = Math.max(10, width - 38)
  const gap = (name: string, us: number | null): string =>
    ` ${fitText(name, 16)}${bar((us ?? 0) / Math.max(1, most), barWidth, look.glyphs)} ${fitText(duration(us), 7, 'right')}`
  const stalls = row.stalls === 0 ? 'none over 1s' : `${row.stalls} over 1s`
  return [
    ` ${row.frames} frames; of the gaps between them these are stored, ${stalls}:`,
    gap('gap p50', p50),
    gap('gap p95', p95),
    gap('gap longest', most),
    ` time per output token ${duration(row.tpot_us)}`,
    ...overhead
  ]
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
    partial: '~ partly reported; the rest estimated or unknown',
    estimated: '~ estimated; the provider reported nothing',
    none: 'nothing was reported, nothing can be estimated'
  }
  return [...known, ...units, ` ${sources[row.usage_source]}`]
}

function priceLines(row: Row, card: PriceCardRow | null, width: number): string[] {
  const sources: Readonly<Record<Row['price_source'], string>> = {
    reported: 'the provider said so itself',
    override: 'by your own prices',
    list: 'at list price',
    none: 'no price is known for it'
  }
  const mark = row.usage_source === 'reported' || row.cost_usd === null ? '' : '~'
  const line = (name: string, text: string): string => ` ${fitText(name, 24)}${text}`
  return [
    line('cost', `${mark}${precise(row.cost_usd)}  ${sources[row.price_source]}`),
    line('at list price', precise(row.cost_list_usd)),
    ...(row.cost_reported_usd === null ? [] : [line('reported by provider', precise(row.cost_reported_usd))]),
    ...(row.price_card === '' ? [] : [line('price card', row.price_card)]),
    ...(card === null ? [] : rateLines(card.json, width))
  ]
}

function precise(amount: string | null): string {
  return amount === null ? '?' : `$${amount.replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '')}`
}

interface CardFacts {
  valid_from?: string | null
  free?: boolean
  rates?: Record<string, { usd: string; for: string; tiers?: { above_input_tokens: number; usd: string }[] }>
  comment?: string
}

/** The rates of a card; what cannot be read of it is shown as it is. */
function rateLines(json: string, width: number): string[] {
  let card: CardFacts
  try {
    card = JSON.parse(json) as CardFacts
  } catch {
    return wrap(json, width - 2).map(line => ` ${line}`)
  }
  const rates = Object.entries(card.rates ?? {}).map(([name, rate]) => {
    const tiers = (rate.tiers ?? []).map(
      tier => `, above ${whole(tier.above_input_tokens)} input $${tier.usd}`
    )
    return ` ${fitText(`  ${name}`, 24)}$${rate.usd} for ${rate.for}${tiers.join('')}`
  })
  const since = card.valid_from ? [` ${fitText('  valid from', 24)}${card.valid_from}`] : []
  const free = card.free === true ? ['   given away by the vendor'] : []
  const comment = wrap(card.comment ?? '', width - 4).map(line => `   ${line}`)
  return [...since, ...rates, ...free, ...comment]
}
