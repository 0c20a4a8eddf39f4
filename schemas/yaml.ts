/** YAML of the user's. What is wrong with it is told without a word of it, since a password may stand in it. */
import { LineCounter, parseDocument, type YAMLError } from 'yaml'

/**
 * What the text says; NULL when it is empty.
 *
 * @throws Error with the reason and the place: `Unresolved alias at line 3, column 11`.
 */
export function parseYaml(text: string): unknown {
  const lines = new LineCounter()
  // Pretty errors quote the line; so would a warning, of a tag that nobody knows.
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: 'error' })
  const [fault] = [...document.errors, ...document.warnings]
  if (fault !== undefined) throw new Error(`${withoutQuote(fault)}${placeOf(fault, lines)}`)
  try {
    return document.toJS()
  } catch (error) {
    // Without a cause: its stack would quote the text.
    throw new Error(withoutQuote(error as Error))
  }
}

/** What to do about such an error. */
export const mendYaml =
  'Put it right there; a value that begins with a sign such as * ! & % @ has to stand in quotes.'

/** The parser puts what it has read after a colon, or a backslash. */
function withoutQuote({ message }: Error): string {
  return message.replace(/(?<=[\w)]): .*| *\\.*/s, '')
}

function placeOf({ pos }: YAMLError, lines: LineCounter): string {
  const { line, col } = lines.linePos(pos[0])
  return ` at line ${line}, column ${col}`
}
