/** Moments as the store has them. */

/** `YYYY-MM-DD hh:mm:ss.ffffff`, UTC, of milliseconds since the epoch, which may have a fraction. */
export function storeTime(epochMs: number): string {
  const us = Math.round(epochMs * 1000)
  const text = new Date(Math.floor(us / 1000)).toISOString().replace('T', ' ').replace('Z', '')
  return `${text}${String(us % 1000).padStart(3, '0')}`
}
