/**
 * Anthropic's message batches: the receipt that starts one, and its results, one line for each request. What a batch costs
 * is told by its results only, each time that they are fetched.
 */
import type { Ask } from '../ask.js'
import { fieldsOf, isObject, textOf } from '../json.js'
import type { Reading } from '../reading.js'
import type { Usage } from '../usage.js'
import { addWords, sumUsages } from '../usage-sum.js'
import { mergeWords, usageOf } from '../words.js'
import { messageUsage } from './anthropic-words.js'
import type { Output, Wire } from './wire.js'

export const anthropicBatches: Wire = {
  name: 'anthropic.batches',
  operation: 'batch',
  estimable: false,
  asked: asksForBatch,
  fits: value => 'custom_id' in value || value['type'] === 'message_batch',
  read: readBatch,
  usage: usageOfResults
}

function asksForBatch({ method, path }: Ask): boolean {
  return method === 'GET'
    ? /\/messages\/batches\/[^/]+\/results$/.test(path)
    : path.endsWith('/messages/batches')
}

function readBatch(value: Record<string, unknown>, reading: Reading): Output {
  if (value['type'] === 'message_batch') {
    reading.responseId = textOf(value['id'])
    reading.pending = true
    return 'none'
  }
  const { type, message } = fieldsOf<'type' | 'message'>(value['result'])
  reading.serviceTier = 'batch'
  reading.usageFinal = true
  reading.parts ??= []
  // How the requests ended: `succeeded`, `errored`, `canceled`, `expired`. Only the first are billed.
  reading.usage = addWords(reading.usage, Object.fromEntries([[textOf(type), 1]]))
  if (isObject(message)) readMessage(message, reading)
  return 'none'
}

/** Each request is priced by itself: long prompts have prices of their own. */
function readMessage(message: Record<string, unknown>, reading: Reading): void {
  const { model, usage } = fieldsOf<'model' | 'usage'>(message)
  if (reading.responseModel === '') reading.responseModel = textOf(model)
  reading.usage = addWords(reading.usage, mergeWords(null, usage))
  const known = usageOf(messageUsage(fieldsOf(usage), none))
  for (const run of known.parts ?? [{ model: '', usage: known }]) {
    reading.parts?.push({ ...run, model: run.model === '' ? textOf(model) : run.model })
  }
}

function usageOfResults({ parts }: Reading): Partial<Usage> {
  if (parts === null || parts.length === 0) return {}
  return { ...sumUsages(parts.map(part => part.usage)), parts }
}

const none: ReadonlyMap<string, number> = new Map()
