/**
 * The configuration: one schema gives the type, the check, the defaults, the environment names and the documentation.
 * Units stand in key names; a key that stores content or weakens safety begins `dangerously`. `form` says in words what
 * `pattern` says to a machine.
 */
import Type, { type Static } from 'typebox'
import { overrideKeys } from './prices.js'

const closed = { additionalProperties: false } as const
const section = { ...closed, default: {} } as const

const hostPort = (description: string, value: string) =>
  Type.String({
    pattern: '^(\\[[0-9a-fA-F:]+\\]|[^:\\s]+):\\d{1,5}$',
    form: 'host:port, such as 127.0.0.1:8787',
    default: value,
    description
  })

const bytes = (description: string, value: number, minimum = 1) =>
  Type.Integer({ minimum, maximum: 2 ** 48, default: value, description })

const milliseconds = (description: string, value: number, minimum = 0) =>
  Type.Integer({ minimum, maximum: 86_400_000, default: value, description })

const collector = Type.Object(
  {
    listen: hostPort('Where apps send their calls.', '127.0.0.1:8787'),
    admin: hostPort('Health, readiness, metrics, routes and statistics. Loopback only.', '127.0.0.1:8788'),
    workers: Type.Integer({
      minimum: 1,
      maximum: 64,
      default: 1,
      description:
        'Processes that relay and record, each on its own core; they share the address and divide tapeBufferBytes and outboxMaxBytes.'
    }),
    maxBodyBytes: bytes('A larger request body gets 413.', 104_857_600),
    connectTimeoutMs: milliseconds('Upstream TCP and TLS set-up; past it 504.', 10_000, 1),
    headersTimeoutMs: milliseconds('Wait for an upstream to begin its answer; past it 504.', 600_000, 1),
    idleTimeoutMs: milliseconds(
      'Silence within an answer, past which it is cut, or within a request body, past which its client gets 408.',
      300_000,
      1
    ),
    drainTimeoutMs: milliseconds('On a stop signal open answers may go on for this long.', 30_000),
    responseHeader: Type.Boolean({ default: true, description: 'Add x-teeline-id to each answer.' }),
    tapeBufferBytes: bytes('Bytes copied for the recorder and not yet read by it.', 67_108_864, 1_048_576)
  },
  section
)

const store = Type.Object(
  {
    url: Type.Optional(
      Type.String({
        pattern: '^https?://',
        form: 'an http or https URL',
        description: 'A ClickHouse server; without it, the embedded one.'
      })
    ),
    user: Type.String({ default: 'default', description: 'User at store.url.' }),
    password: Type.Optional(
      Type.String({ description: 'Password at store.url; env:NAME reads it from the environment.' })
    ),
    database: Type.String({
      pattern: '^[A-Za-z_][A-Za-z0-9_]*$',
      form: 'a name of letters, digits and underscores',
      default: 'teeline',
      description: 'Database.'
    }),
    cluster: Type.Optional(
      Type.String({
        pattern: '^[A-Za-z0-9_.-]+$',
        form: 'a name of letters, digits, dots, hyphens and underscores',
        description: 'Cluster name: tables become Replicated and are created ON CLUSTER.'
      })
    ),
    listen: hostPort('Where the embedded ClickHouse answers.', '127.0.0.1:8123')
  },
  section
)

const record = Type.Object(
  {
    flushIntervalMs: milliseconds(
      'A row is on its way to the store at most this long after its end.',
      1_000,
      10
    ),
    dangerouslyStoreBodies: Type.Boolean({
      default: false,
      description:
        'Keep what was asked and answered, as text, in the table bodies for seven days; at most captureBytes of each.'
    }),
    captureBytes: bytes(
      'Bytes kept of each direction of one exchange; past it the middle is counted only.',
      4_194_304,
      4_096
    ),
    outboxMaxBytes: bytes(
      'Disk that undelivered rows may take; past it new rows are dropped and counted.',
      1_073_741_824,
      1_048_576
    )
  },
  section
)

const prices = Type.Object(
  {
    override: Type.Optional(
      Type.String({
        minLength: 1,
        form: 'a file',
        description: 'File with more rules and rates, beside this one; those here come first.'
      })
    ),
    ...overrideKeys
  },
  section
)

const route = Type.Object(
  {
    prefix: Type.String({
      pattern: '^(/[A-Za-z0-9._~-]+)+$',
      form: 'a path such as /openai',
      description: 'Path prefix; an equal built-in prefix is replaced.'
    }),
    provider: Type.String({ minLength: 1, description: "OpenTelemetry's provider name, or any other." }),
    upstream: Type.String({
      pattern: '^https?://[^\\s?#]+$',
      form: 'an http or https URL without a query',
      description: 'Origin, and a base path if it has one.'
    }),
    usage: Type.Union([Type.Literal('observe'), Type.Literal('inject')], {
      default: 'observe',
      description:
        'inject: ask for the usage of chat streams whose client did not; changes the request, and its row says so.'
    })
  },
  closed
)

const budget = Type.Object(
  {
    name: Type.String({ minLength: 1, description: 'What screens, reports and alerts call it.' }),
    usd: Type.Number({ exclusiveMinimum: 0, description: 'US dollars for each period.' }),
    period: Type.Union([Type.Literal('day'), Type.Literal('week'), Type.Literal('month')], {
      default: 'month',
      description: 'Calendar period in UTC; weeks begin on Monday.'
    }),
    match: Type.Object(
      {
        route: Type.Optional(Type.String({ description: 'Only calls of this route.' })),
        provider: Type.Optional(Type.String({ description: 'Only calls to this provider.' })),
        model: Type.Optional(
          Type.String({ description: 'Only calls of this model; * stands for any run of characters.' })
        ),
        feature: Type.Optional(Type.String({ description: 'Only calls with this x-teeline-feature.' })),
        user: Type.Optional(Type.String({ description: 'Only calls with this x-teeline-user.' })),
        key: Type.Optional(Type.String({ description: 'Only calls with this key_id.' }))
      },
      { ...closed, default: {} }
    )
  },
  closed
)

const metrics = Type.Object(
  {
    maxSeries: Type.Integer({
      minimum: 10,
      maximum: 1_000_000,
      default: 2_000,
      description: 'Label sets that /metrics keeps apart; what comes after them is counted under "other".'
    })
  },
  section
)

export const configSchema = Type.Object(
  {
    collector,
    store,
    record,
    prices,
    routes: Type.Array(route, {
      default: [],
      description: 'More routes, and overrides of the built-in ones.'
    }),
    budgets: Type.Array(budget, {
      default: [],
      description: 'What may be spent; shown beside what is spent, and alerted on. Nothing is blocked.'
    }),
    metrics,
    logLevel: Type.Union([Type.Literal('error'), Type.Literal('warn'), Type.Literal('info')], {
      default: 'info',
      description: 'Least level that is logged to stderr.'
    })
  },
  section
)

export type Config = Static<typeof configSchema>

/** Dotted paths whose values are never shown. */
export const secretPaths: ReadonlySet<string> = new Set(['store.password'])
