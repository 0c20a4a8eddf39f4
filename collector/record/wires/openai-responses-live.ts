/** OpenAI's responses over WebSocket: the same events, one `response.create` of the client's after another. */
import { faultIn } from '../fault.js'
import { fieldsOf, textOf } from '../json.js'
import type { Session } from '../session.js'
import type { LiveWire } from './live-wire.js'
import { openaiResponses } from './openai-responses.js'
import type { Output } from './wire.js'

export const openaiResponsesLive: LiveWire = {
  wire: openaiResponses,
  asked: ({ path }) => path.endsWith('/responses'),
  hear(value, session) {
    if (value['type'] !== 'response.create') return
    const { model } = fieldsOf<'model'>(value)
    if (typeof model === 'string') session.askedModel = model
    session.ask(value)
  },
  read
}

function read(value: Record<string, unknown>, session: Session): Output {
  const { type, response } = fieldsOf<'type' | 'response'>(value)
  if (type === 'error') {
    const fault = faultIn(value)
    if (fault !== null) session.fail(fault)
    return 'none'
  }
  const name = textOf(type)
  if (!name.startsWith('response.')) return 'none'
  const { id } = fieldsOf<'id'>(response)
  const given = name === 'response.created' ? session.begin(textOf(id)) : session.find(textOf(id))
  const output = openaiResponses.read(value, given.reading)
  if (given.reading.ended) session.end(given)
  return output
}
