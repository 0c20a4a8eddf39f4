/**
 * What was read off a text, remembered: names of headers and columns, content types and keys are few, and come with every
 * exchange. They come from whoever calls, so the memory has a bound; when it is full it begins anew.
 */
export function remembered<T extends object | string | boolean>(
  read: (text: string) => T,
  { most = 500, longest = 200 }: { most?: number; longest?: number } = {}
): (text: string) => T {
  const known = new Map<string, T>()
  return text => {
    const found = known.get(text)
    if (found !== undefined) return found
    // Part of a larger text would keep all of that in memory.
    const own = text.length > longest ? '' : Buffer.from(text).toString()
    if (own !== text) return read(text)
    if (known.size === most) known.clear()
    const value = read(own)
    known.set(own, value)
    return value
  }
}
