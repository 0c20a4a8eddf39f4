/**
 * OpenAI's batch objects. They are asked for again and again while a batch runs and after, and what they say is the sum of
 * what the file of results says line by line: so the file's row has the tokens and the cost, and the rows of the object
 * have its counts beside, as units of their own, where no sum takes them for more work.
 */
import { countOf, type Fields, fieldsOf, isObject, textOf } from '../json.js'
import type { Reading } from '../reading.js'
import type { Usage } from '../usage.js'
import { mergeWords, setUnit, spoken } from '../words.js'
import type { Output, Wire } from './wire.js'

export const openaiBatches: Wire = {
  name: 'openai.batches',
  operation: 'batch',
  estimable: false,
  asked: ({ path }) => /(?<!\/messages)\/batches(\/[^/]+(\/cancel)?)?$/.test(path),
  fits: value => value['object'] === 'batch',
  read: readBatch,
  usage: unitsOfBatch
}

type Batch = Fields<'id' | 'model' | 'status' | 'usage' | 'request_counts'>

function readBatch(value: Record<string, unknown>, reading: Reading): Output {
  const batch: Batch = value
  reading.responseId = textOf(batch.id)
  reading.responseModel = textOf(batch.model)
  reading.finishReason = textOf(batch.status)
  reading.serviceTier = 'batch'
  reading.pending = true
  const { completed } = fieldsOf<'completed'>(batch.request_counts)
  setUnit(reading.units, 'batch_requests', completed)
  if (isObject(batch.usage)) reading.usage = mergeWords(reading.usage, batch.usage)
  return 'none'
}

function unitsOfBatch(reading: Reading): Partial<Usage> {
  const words = fieldsOf<'input_tokens' | 'output_tokens'>(spoken(reading.usage))
  const units = new Map(reading.units)
  setUnit(units, 'batch_input_tokens', countOf(words.input_tokens))
  setUnit(units, 'batch_output_tokens', countOf(words.output_tokens))
  return { units: Object.fromEntries(units) }
}
