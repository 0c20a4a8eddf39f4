/** The ClickHouse error codes that the store raises by itself. The engine's own pass through as they are. */
const names = {
  36: 'BAD_ARGUMENTS',
  48: 'NOT_IMPLEMENTED',
  62: 'SYNTAX_ERROR',
  73: 'UNKNOWN_FORMAT',
  89: 'UNKNOWN_COMPRESSION_METHOD',
  202: 'TOO_MANY_SIMULTANEOUS_QUERIES',
  229: 'QUERY_IS_TOO_LARGE',
  271: 'CANNOT_DECOMPRESS',
  344: 'SUPPORT_IS_DISABLED',
  358: 'INTO_OUTFILE_NOT_ALLOWED',
  497: 'ACCESS_DENIED',
  516: 'AUTHENTICATION_FAILED',
  1002: 'UNKNOWN_EXCEPTION'
} as const

/** A refusal in ClickHouse's words: what clients parse is the code, the text and the name in brackets. */
export class StoreError extends Error {
  readonly code: number

  constructor(code: number, text: string) {
    super(text)
    this.name = 'StoreError'
    this.code = code
  }

  /** Raises one of the store's own errors, in the form that the engine gives its errors. */
  static of(code: keyof typeof names, what: string): StoreError {
    return new StoreError(code, `Code: ${code}. DB::Exception: ${what}. (${names[code]})`)
  }

  /** What was thrown, by the engine or by a bug, as a ClickHouse error. */
  static from(thrown: unknown): StoreError {
    if (thrown instanceof StoreError) return thrown
    const text = thrown instanceof Error ? thrown.message : String(thrown)
    const code = /^Code: (\d+)\./.exec(text)?.[1]
    if (code === undefined) return StoreError.of(1002, text)
    return new StoreError(Number(code), text.trimEnd())
  }
}

/** By ClickHouse's `exceptionCodeToHTTPStatus`: what the sender got wrong, what is not there, what may be tried again. */
const statuses: readonly (readonly [status: number, codes: readonly number[]])[] = [
  [400, [6, 25, 26, 27, 36, 38, 41, 42, 43, 44, 53, 62, 69, 72, 89, 117, 130, 271, 321, 427, 456, 457]],
  [403, [192, 193, 497, 516]],
  [404, [16, 46, 47, 50, 56, 60, 63, 73, 75, 78, 81, 115]],
  [408, [159]],
  [413, [229]],
  [501, [48]],
  [503, [202]]
]

export function httpStatusOf(code: number): number {
  return statuses.find(([, codes]) => codes.includes(code))?.[0] ?? 500
}
