/** Anthropic's legacy text completions (`/v1/complete`): no usage at all, so that both counts are estimates. */
import { faultIn } from '../fault.js'
import { type Fields, textOf } from '../json.js'
import type { Reading } from '../reading.js'
import type { Output, Wire } from './wire.js'

export const anthropicComplete: Wire = {
  name: 'anthropic.complete',
  operation: 'text_completion',
  estimable: true,
  asked: ({ path, body }) => path.endsWith('/complete') && (body === null || 'prompt' in body),
  fits: value => value['type'] === 'completion' || typeof value['completion'] === 'string',
  read: readCompletion,
  usage: () => ({})
}

type Completion = Fields<'id' | 'model' | 'completion' | 'stop_reason'>

function readCompletion(value: Record<string, unknown>, reading: Reading): Output {
  const completion: Completion = value
  reading.fault ??= faultIn(value)
  if (reading.responseId === '') reading.responseId = textOf(completion.id)
  if (reading.responseModel === '') reading.responseModel = textOf(completion.model)
  if (typeof completion.stop_reason === 'string') {
    reading.finishReason = completion.stop_reason
    reading.ended = true
  }
  const text = textOf(completion.completion)
  reading.output.add(text)
  return text === '' ? 'none' : 'visible'
}
