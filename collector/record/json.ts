/** Reading other people's JSON: every field is `unknown` until it has been looked at. */

/** An object of which only these names are looked at; any of them may be missing or of any type. */
export type Fields<K extends string> = { readonly [Key in K]?: unknown }

/** `value` as an object with the fields `K`; an empty one when it is something else. Never throws. */
export function fieldsOf<K extends string>(value: unknown): Fields<K> {
  return (isObject(value) ? value : nothing) as Fields<K>
}

/** A JSON object before anything in it has been looked at. */
export type JsonObject = Record<string, unknown>

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : none
}

/** A string, or `''` when it is something else. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

/** A count: a whole number from zero up. Everything else is not a count and gives NULL; zero stays zero. */
export function countOf(value: unknown): number | null {
  if (typeof value !== 'number' || !(value >= 0) || value > Number.MAX_SAFE_INTEGER) return null
  return Math.round(value)
}

/** The parsed text, or `undefined` when it is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** `text` without lone surrogates, which no UTF-8 column can hold. (In Node since 20, in TypeScript's library since ES2024.) */
export function wellFormed(text: string): string {
  return (text as unknown as { toWellFormed(): string }).toWellFormed()
}

const nothing = Object.freeze({})
const none: readonly unknown[] = Object.freeze([])
