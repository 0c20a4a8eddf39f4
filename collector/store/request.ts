import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { formFields } from './request-body.js'
import type { SessionSetup } from './session.js'
import { readStatement, refuseFileName, refuseFileNames, type Statement } from './statement.js'
import { StoreError } from './store-error.js'

/** A request to the store, read and checked. */
export interface StoreRequest extends SessionSetup {
  queryId: string
  statement: Statement
  /** The SQL; for an INSERT, up to where its rows begin. */
  sql: string
  rows: Buffer
  /** The format of the answer, unless the statement names one. */
  defaultFormat: string
  gzip: boolean
  /** Answer when all is done, not as rows come. */
  waitEnd: boolean
}

/**
 * Reads a request as ClickHouse's HTTP interface does: `query` in the URL, the body, or one behind the other;
 * `param_*`; what else stands in the URL is a setting.
 *
 * @throws StoreError for what cannot be done here, rather than doing something else.
 */
export async function readRequest(request: IncomingMessage, url: URL, body: Buffer): Promise<StoreRequest> {
  const fields = new Map(url.searchParams)
  const contentType = request.headers['content-type'] ?? ''
  const isForm = contentType.startsWith('multipart/form-data')
  if (isForm) for (const [name, value] of await formFields(body, contentType)) fields.set(name, value)
  refuseUnsupported(fields)
  const sql = sqlOf(fields.get('query') ?? '', isForm ? Buffer.alloc(0) : body)
  const setup = setupOf(fields, request)
  refuseFiles(sql, setup)
  return {
    queryId: queryIdOf(fields),
    ...sql,
    ...setup,
    defaultFormat: formatOf(fields, request),
    gzip: isOn(fields.get('enable_http_compression')) && acceptsGzip(request),
    waitEnd: isOn(fields.get('wait_end_of_query'))
  }
}

/** The name of the request for its client; it stands in the answer whatever happens. */
export function queryIdOf(fields: URLSearchParams | Map<string, string>): string {
  const given = fields.get('query_id') ?? ''
  return /^[\x21-\x7e]{1,256}$/.test(given) ? given : randomUUID()
}

function sqlOf(query: string, body: Buffer): Pick<StoreRequest, 'sql' | 'rows' | 'statement'> {
  const inUrl = query.trim() === '' ? undefined : readStatement(query)
  if (inUrl?.rowsAt !== undefined) {
    const begun = Buffer.from(query.slice(inUrl.rowsAt))
    const rows = begun.toString().trim() === '' ? body : Buffer.concat([begun, body])
    return { sql: query.slice(0, inUrl.rowsAt), rows, statement: inUrl }
  }
  const whole = query.trim() === '' ? body : Buffer.concat([Buffer.from(`${query}\n`), body])
  // One character a byte, so that offsets hold for the bytes: the rows need not be text.
  const statement = readStatement(whole.toString('latin1'))
  const end = statement.rowsAt ?? whole.length
  const sql = whole.toString('utf8', 0, end)
  const sourceAt =
    statement.sourceAt === undefined ? undefined : whole.toString('utf8', 0, statement.sourceAt).length
  return { sql, rows: whole.subarray(end), statement: { ...statement, sourceAt } }
}

/** Names that are not settings: of the HTTP interface itself, or of the answer's form. */
const interfaceNames = new Set([
  'query',
  'query_id',
  'user',
  'password',
  'database',
  'default_format',
  'wait_end_of_query',
  'buffer_size',
  'quota_key',
  'compress',
  'decompress',
  'enable_http_compression',
  'client_protocol_version',
  'close_session',
  'session_id',
  'session_check',
  'session_timeout',
  'role'
])

function setupOf(fields: Map<string, string>, request: IncomingMessage): SessionSetup {
  const settings = new Map<string, string>()
  const parameters = new Map<string, string>()
  for (const [name, value] of fields) {
    if (interfaceNames.has(name)) continue
    if (!/^\w+$/.test(name)) throw StoreError.of(36, `'${name}' is no name of a setting`)
    if (name.startsWith('param_')) parameters.set(name.slice('param_'.length), value)
    else settings.set(name, value)
  }
  // As ClickHouse: GET is for reading. 2 lets other settings be set, but not this one.
  if (request.method === 'GET' && settings.get('readonly') !== '1') settings.set('readonly', '2')
  const database = fields.get('database') ?? headerOf(request, 'x-clickhouse-database')
  return { settings, parameters, database }
}

function refuseUnsupported(fields: Map<string, string>): void {
  if (fields.has('session_id')) {
    throw StoreError.of(48, 'Sessions are not supported by the embedded store: send all in one request')
  }
  if (fields.has('role')) throw StoreError.of(48, 'Roles are not supported by the embedded store')
  if (isOn(fields.get('compress')) || isOn(fields.get('decompress'))) {
    throw StoreError.of(48, "ClickHouse's own compression is not supported by the embedded store: use gzip")
  }
}

/** Names can come as parameters, and the rows of VALUES may be expressions. */
function refuseFiles(
  { statement, rows }: Pick<StoreRequest, 'rows' | 'statement'>,
  { parameters }: SessionSetup
): void {
  const isValues = statement.format?.toUpperCase() === 'VALUES'
  const namesAreGiven = statement.words.has('IDENTIFIER') || (isValues && rows.includes('Identifier'))
  if (namesAreGiven) for (const name of parameters.values()) refuseFileName(name)
  if (isValues) refuseFileNames(rows.toString('latin1'))
}

function formatOf(fields: Map<string, string>, request: IncomingMessage): string {
  const format = headerOf(request, 'x-clickhouse-format') ?? fields.get('default_format') ?? 'TabSeparated'
  if (!/^\w+$/.test(format)) throw StoreError.of(73, 'Unknown format')
  return format
}

function headerOf(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name]
  return Array.isArray(value) ? value[0] : value
}

function isOn(value: string | undefined): boolean {
  return value === '1' || value === 'true'
}

function acceptsGzip(request: IncomingMessage): boolean {
  return /\bgzip\b/.test(headerOf(request, 'accept-encoding') ?? '')
}
