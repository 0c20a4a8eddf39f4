/** HTML that cannot be broken out of: whatever is put into a template is text, unless it was made by a template itself. */

export interface Html {
  readonly markup: string
}

type Part = string | number | Html | readonly Html[]

/** `` html`<td>${name}</td>` ``: strings and numbers are escaped, also for attributes in double quotes. */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Html {
  const markup = strings.reduce((text, string, at) => `${text}${markupOf(parts[at - 1] ?? '')}${string}`)
  return { markup }
}

/** For markup from a serializer, which escaped it already. Never for a string from elsewhere. */
export function alreadyEscaped(markup: string): Html {
  return { markup }
}

/** Names come from whoever calls: control characters would move a terminal's cursor, and no HTML may hold them. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, '\ufffd')
}

function markupOf(part: Part): string {
  if (typeof part === 'number') return String(part)
  if (typeof part === 'string') return printable(part).replace(/[&<>"']/g, sign => entities[sign] ?? sign)
  if ('markup' in part) return part.markup
  return part.map(({ markup }) => markup).join('')
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;'
}
