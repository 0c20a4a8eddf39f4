/** Moderation: free of charge, and without usage. Mistral's answers are the same, and have one. */
import { isObject, textOf } from '../json.js'
import type { Reading } from '../reading.js'
import { mergeWords } from '../words.js'
import { chatUsage } from './openai-words.js'
import type { Output, Wire } from './wire.js'

export const openaiModeration: Wire = {
  name: 'openai.moderation',
  operation: 'moderation',
  estimable: false,
  asked: ({ path }) => /\/moderations$/.test(path),
  fits: value => Array.isArray(value['results']),
  read: readModeration,
  usage: chatUsage
}

function readModeration(value: Record<string, unknown>, reading: Reading): Output {
  reading.responseModel = textOf(value['model'])
  reading.responseId = textOf(value['id'])
  if (isObject(value['usage'])) {
    reading.usage = mergeWords(reading.usage, value['usage'])
    reading.usageFinal = true
  }
  return 'none'
}
