import { describe, expect, it, onTestFinished, vi } from 'vitest'
import type { CostLines } from '../../schemas/cost.js'
import type { Row } from '../../schemas/row.js'
import type { Question, Source } from '../../tui/feed.js'
import { widthOf } from '../../tui/kit/text.js'
import type { TailRow } from '../../tui/queries/requests.js'
import { Requests } from '../../tui/screens/requests.js'
import { defaultView } from '../../tui/view.js'
import { answer, frameOf, sizes } from '../support/screen-rows.js'

function tailRow(n: number, change: Partial<TailRow> = {}): TailRow {
  const time = `2026-11-21 14:03:${String(n % 60).padStart(2, '0')}.000000`
  return {
    ts: time,
    id: `id-${n}`,
    ended: time,
    status: 200,
    error_type: '',
    provider: 'openai',
    model: 'gpt-5.2',
    route: '/openai',
    user: 'u_8f31',
    feature: 'chat',
    e2e_us: 1_550_000,
    ttft_us: 170_000,
    tpot_us: 14_100,
    input_tokens: 5_406,
    output_tokens: 561,
    cost_usd: '0.024300000',
    price_source: 'list',
    usage_source: 'reported',
    streamed: true,
    stalls: 0,
    attempt: 1,
    ...change
  } as TailRow
}

const opened = {
  ...tailRow(30),
  request_model: 'gpt-5.2',
  response_model: 'gpt-5.2-2026-08-07',
  method: 'POST',
  path: '/v1/chat/completions',
  wire: 'openai.chat',
  service_tier: '',
  finish_reason: '',
  ended_by: 'upstream',
  trace_id: '',
  run_id: '',
  arm: '',
  session: '',
  key_id: 'abcdef012345',
  tags: { team: 'search' },
  error_type: 'truncated_stream',
  error_code: '',
  error_message: 'the stream ended without its last event',
  target: '/openai',
  upstream_host: 'api.openai.com',
  shadow_of: '',
  response_id: 'chatcmpl-1',
  capture: 'full',
  mutated: false,
  ttfv_us: 170_000,
  rate_limit: { 'x-ratelimit-remaining-requests': '41' },
  wait_us: 21_000,
  connect_us: 20_000,
  ttfb_us: 90_000,
  last_token_us: 1_500_000,
  gap_p50_us: 8_000,
  gap_p95_us: 30_000,
  gap_max_us: 1_200_000,
  gaps_us: Array.from({ length: 119 }, (_, at) => (at === 70 ? 1_200_000 : 8_000)),
  frames: 120,
  stalls: 1,
  overhead_us: 140,
  cache_read_tokens: 512,
  cache_write_tokens: null,
  cache_write_1h_tokens: null,
  reasoning_tokens: null,
  audio_input_tokens: null,
  audio_output_tokens: null,
  image_input_tokens: null,
  image_output_tokens: null,
  tool_input_tokens: null,
  units: { web_searches: 2 },
  cost_list_usd: '0.027000000',
  cost_reported_usd: null,
  price_card: 'genai-prices@1/openai/gpt-5.2',
  usage_source: 'partial',
  request_bytes: 4_096,
  response_bytes: 22_000
} as unknown as Row

const card = {
  card_id: 'genai-prices@1/openai/gpt-5.2',
  provider: 'openai',
  model: 'gpt-5.2',
  source: 'genai-prices',
  source_version: '1',
  json: JSON.stringify({
    valid_from: null,
    rates: { input_mtok: { usd: '1.25', for: '1M tokens', tiers: [] } }
  })
}

const explained: CostLines = {
  lines: [
    { name: 'input', quantity: 4_894, unitUsd: '1.25', unit: '1M tokens', usd: '0.0061175' },
    { name: 'web searches', quantity: 2, unitUsd: '10', unit: '1,000 searches', usd: '0.02' }
  ],
  sumUsd: '0.0261175',
  factor: { value: '0.7', by: 'rules', feesUsd: null }
}

function open(row: Row = opened): Requests {
  const screen = new Requests()
  answer(screen, 'requests', [tailRow(30, { id: row.id })])
  screen.draw(frameOf(sizes[0]))
  screen.press('enter', defaultView)
  answer(screen, 'request', [row])
  if (row.price_card !== '') answer(screen, 'price card', [card])
  return screen
}

describe('the tail', () => {
  it.each(sizes)('fills $columns x $rows exactly', size => {
    const screen = new Requests()
    const rows = [
      tailRow(9, { error_type: 'http_429', status: 429, cost_usd: null, model: '通义千问-max' }),
      tailRow(8)
    ]
    answer(screen, 'requests', rows)
    const frame = frameOf(size)
    const lines = screen.draw(frame)
    for (const line of lines) expect(widthOf(line)).toBe(frame.width)
    expect(lines[2]).toMatch(/▸14:03:09.000 429 通义千问-max.*\?/)
    expect(lines[3]).toContain('14:03:08.000 200 gpt-5.2')
  })

  it('draws in a wide terminal how long each took, to a scale that one slow request does not stretch', () => {
    const screen = new Requests()
    const rows = Array.from({ length: 40 }, (_, at) => tailRow(40 - at))
    const others = {
      e2e_us: 600_000_000,
      error_type: 'upstream_timeout',
      ttft_us: null,
      cost_usd: null
    } as const
    answer(screen, 'requests', [tailRow(42, { ...others, usage_source: 'none' }), ...rows])
    for (const columns of [200, 300]) {
      const [, head = '', slow = '', ordinary = ''] = screen.draw(frameOf({ columns, rows: 60 }))
      expect(head).toMatch(/TO 2\.00s: ░ TTFT ▄ TOKENS ▒ WHOLE *$/)
      expect(slow).toMatch(/ – ! upstream_timeout +▒+…$/)
      const [, first = '', rest = ''] = /(░+)(▄+)/.exec(ordinary) ?? []
      // 170 ms and 1.55 s.
      expect(first.length / (first.length + rest.length)).toBeCloseTo(170 / 1_550, 1)
      expect(widthOf(ordinary)).toBe(columns)
      expect(ordinary.trimEnd().length).toBeGreaterThan(columns * 0.85)
    }
    expect(screen.draw(frameOf(sizes[1]))[1]).not.toContain('TOKENS')
  })

  it('puts rows that come later above, each once, whatever order they come in', () => {
    const screen = new Requests()
    answer(screen, 'requests', [tailRow(5), tailRow(3)])
    answer(screen, 'requests', [tailRow(6), tailRow(5), tailRow(4)])
    const shown = screen.draw(frameOf(sizes[0])).slice(2)
    expect(shown.map(line => line.slice(7, 9))).toEqual(['06', '05', '04', '03'])
  })

  it('asks again for the last two seconds, and every two seconds for as far back as rows may be late', async () => {
    vi.useFakeTimers()
    onTestFinished(() => void vi.useRealTimers())
    const screen = new Requests()
    const [tail] = screen.feeds(defaultView)
    const asked: unknown[] = []
    const source = {
      query: async ({ params }: Question) => {
        asked.push(params['overlap'])
        return [tailRow(5)]
      }
    } as unknown as Source
    for (let n = 0; n < 9; n++) {
      await tail?.refresh(source, defaultView, new AbortController().signal)
      await vi.advanceTimersByTimeAsync(500)
    }
    expect(asked).toEqual([undefined, 2, 2, 2, 10, 2, 2, 2, 10])
  })

  it('keeps the row under the cursor where it is, and says how many came', () => {
    const screen = new Requests()
    const rows = Array.from({ length: 40 }, (_, at) => tailRow(40 - at))
    answer(screen, 'requests', rows)
    const frame = frameOf(sizes[0])
    screen.draw(frame)
    for (let n = 0; n < 3; n++) screen.press('down', defaultView)
    const before = screen.draw(frame).findIndex(line => line.startsWith('▸'))
    answer(screen, 'requests', [tailRow(42), tailRow(41)])
    const lines = screen.draw(frame)
    expect(lines.findIndex(line => line.startsWith('▸'))).toBe(before)
    expect(lines[before]).toContain(':37.000')
    expect(lines[0]).toContain('+2 new above')
  })

  it('says that the window has more than are shown, from the first answer on', async () => {
    const screen = new Requests()
    const [tail] = screen.feeds(defaultView)
    const newest = Array.from({ length: 500 }, (_, n) => tailRow(500 - n))
    const answers = [newest, [tailRow(501)]]
    const source = { query: async () => answers.shift() ?? [] } as unknown as Source
    const note = async (): Promise<string> => {
      await tail?.refresh(source, defaultView, new AbortController().signal)
      return screen.draw(frameOf(sizes[0]))[0] ?? ''
    }
    expect(await note()).toContain(' 1 of the newest 500 ')
    expect(await note()).toContain(' 1 of the newest 501 ')
  })

  it('says why it is empty and what to do', () => {
    const screen = new Requests()
    expect(screen.draw(frameOf(sizes[0])).join('\n')).toContain('Looking for the store')
    answer(screen, 'requests', [])
    expect(screen.draw(frameOf(sizes[0])).join('\n')).toMatch(/No requests in the last 15m[\s\S]*teeline up/)
  })
})

describe('an opened request', () => {
  it.each(sizes)('fits $columns x $rows', size => {
    const frame = frameOf(size)
    const lines = open().draw(frame)
    for (const line of lines) expect(widthOf(line)).toBe(frame.width)
    // Whether there is more of it than is seen.
    if (size.rows < 60) expect(lines[0]).toMatch(/ j: \d+ more lines · Esc: back ─$/)
    else expect(lines[0]).toMatch(/─ Esc: back ─$/)
  })

  it('says in 60 columns too that there is more of it', () => {
    const id = 'BZiq6ThgRS-cfvUTV8iKIw-1001'
    const [title] = open({ ...opened, id }).draw(frameOf({ columns: 60, rows: 16 }))
    expect(title).toMatch(/^─ Request BZiq6.*… ─+ j: \d+ more lines · Esc: back ─$/)
  })

  it.each(['reported', 'partial', 'estimated', 'none'] as const)(
    'says in full where tokens are from: %s',
    source => {
      const frame = (columns: number) => frameOf({ columns, rows: 60 })
      const screen = open({ ...opened, usage_source: source })
      const said = (columns: number): string => {
        const lines = screen.draw(frame(columns)).map(line => line.slice(0, 44).trim())
        const from = lines.findIndex(line => line.startsWith('─ Tokens'))
        return lines.slice(from).find(line => /reported/.test(line)) ?? ''
      }
      expect(said(120)).toBe(said(80))
      expect(said(120)).not.toContain('…')
    }
  )

  it('keeps out of the footer what does nothing while it is open', () => {
    const screen = open()
    expect(screen.idle).toEqual(expect.arrayContaining(['enter', 'sort', 'reverse']))
    screen.press('escape', defaultView)
    expect(screen.idle).toEqual(['group'])
  })

  it('misses no price where nothing was used, as the list says', () => {
    const text = open({
      ...opened,
      usage_source: 'none',
      cost_usd: null,
      cost_list_usd: null,
      price_card: '',
      request_model: ''
    })
      .draw(frameOf({ columns: 120, rows: 60 }))
      .join('\n')
    expect(text).toMatch(/cost +– +no usage is known/)
    expect(text).not.toMatch(/\?|prices check/)
  })

  it('tells its phases, gaps, tokens, price and error', () => {
    const text = open()
      .draw(frameOf({ columns: 120, rows: 60 }))
      .join('\n')
    expect(text).toMatch(/wait .* 1\.0ms at 1\.0ms/)
    expect(text).toMatch(/connect .* 20ms at 21ms/)
    expect(text).toMatch(/to first byte .* 69ms at 90ms/)
    expect(text).toMatch(/to first token .* 80ms at 170ms/)
    expect(text).toMatch(/tokens .* 1\.33s at 1\.50s/)
    expect(text).toContain('p50 8.0ms · p95 30ms · longest 1.20s · ! 1 over 1s · TPOT 14ms a token')
    expect(text).toMatch(/Gaps between its 120 frames .* log scale, 1.0ms to 2.00s/)
    expect(text).toMatch(/TTFB 90ms│ +│TTFT 170ms .*E2E 1.55s│|│TTFT 170ms .*E2E 1.55s│/)
    expect(text).toMatch(/x-ratelimit-remaining-requests +41/)
    expect(text).toContain('response chatcmpl-1')
    expect(text).toContain('prices of          genai-prices 1, valid at any date')
    expect(text).toMatch(/of it read from cache +512/)
    expect(text).toMatch(/web_searches +2/)
    expect(text).toContain('~$0.0243')
    expect(text).toContain('$1.25 for 1M tokens')
    expect(text).toContain('! truncated_stream')
    expect(text).toContain('asked for gpt-5.2')
  })

  it('shows a blank for each control character that a provider or a caller wrote', () => {
    const evil = 'a\x1b[2Jb\x9b31mc\r\nd\u202e'
    const wrote = {
      response_model: evil,
      error_code: evil,
      error_message: evil,
      user: evil,
      session: evil,
      path: evil,
      price_card: evil,
      tags: { team: evil },
      units: { [evil]: 2 },
      rate_limit: { 'x-ratelimit-remaining-requests': evil }
    }
    const frame = frameOf({ columns: 120, rows: 80 })
    for (const line of open({ ...opened, ...wrote } as Row).draw(frame)) {
      expect(line).not.toMatch(/[\p{Cc}\u202e]/u)
      expect(widthOf(line)).toBe(frame.width)
    }
  })

  it.each([
    ['0 frames', { gap_max_us: null, gaps_us: [], frames: 0 }, /No frame with output came/],
    ['1 frame', { gap_max_us: null, gaps_us: [], frames: 1 }, /One frame with output: nothing lies between/],
    ['1 gap', { gaps_us: [1_200_000], frames: 2 }, /the only one/],
    [
      '2 gaps',
      { gaps_us: [9_000, 12_000], frames: 3, stalls: 0 },
      /none over 1s[\s\S]*linear|linear[\s\S]*none over 1s/
    ],
    ['no list of them', { gaps_us: undefined }, /this was recorded before they were kept/]
  ])('draws what there is of a stream with %s', (_, change, expected) => {
    const frame = frameOf({ columns: 120, rows: 60 })
    const lines = open({ ...opened, ...change } as Row).draw(frame)
    for (const line of lines) expect(widthOf(line)).toBe(frame.width)
    expect(lines.join('\n')).toMatch(expected)
  })

  it('says of an answer that came whole only when it came', () => {
    const whole = {
      streamed: false,
      ttft_us: null,
      ttfv_us: null,
      last_token_us: null,
      tpot_us: null,
      frames: 0
    }
    const text = open({ ...opened, ...whole, gap_max_us: null, gaps_us: [], ended_by: 'complete' } as Row)
      .draw(frameOf({ columns: 120, rows: 60 }))
      .join('\n')
    expect(text).toMatch(/answer +1\.46s at 1\.55s +E2E: last byte passed on/)
    expect(text).not.toContain('Gaps')
  })

  it('explains its price line by line, and is copied with that', () => {
    const screen = open()
    answer(screen, 'cost', [explained])
    const text = screen.draw(frameOf({ columns: 80, rows: 80 })).join('\n')
    expect(text).toMatch(/input +4,894 × +\$1\.25 \/ 1M tokens += {1,2}\$0\.0061175/)
    expect(text).toMatch(/sum += +\$0\.0261175/)
    expect(text).toMatch(/× 0\.7 for your own rules += +\$0\.0243/)
    expect(screen.json(defaultView)).toEqual({
      request: opened,
      gaps_per_value: 1,
      price_card: card,
      cost: explained
    })
  })

  it('is closed by Esc, which then means nothing more', () => {
    const screen = open()
    expect(screen.press('escape', defaultView)).toBe(true)
    expect(screen.draw(frameOf(sizes[0]))[0]).toContain('Requests as they ended')
    expect(screen.press('escape', defaultView)).toBe(false)
  })
})
