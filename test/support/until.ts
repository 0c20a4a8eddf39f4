/**
 * Asks `probe` again and again until it gives something other than undefined, false or NULL; rejects after `withinMs`
 * with what was waited for and the last error.
 */
export async function until<T>(
  what: string,
  probe: () => T | Promise<T>,
  { withinMs = 20_000, everyMs = 20 } = {}
): Promise<Exclude<T, undefined | null | false>> {
  const deadline = performance.now() + withinMs
  let lastError: unknown
  for (;;) {
    try {
      const found = await probe()
      if (found !== undefined && found !== null && found !== false) {
        return found as Exclude<T, undefined | null | false>
      }
    } catch (error) {
      lastError = error
    }
    if (performance.now() > deadline) {
      throw new Error(`waited ${withinMs} ms for ${what}`, { cause: lastError })
    }
    await new Promise(resolve => setTimeout(resolve, everyMs))
  }
}
