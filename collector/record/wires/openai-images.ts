/** Images as OpenAI makes them: JSON, or a stream whose frames are ever better pictures. Azure, Together and xAI alike. */
import { faultIn } from '../fault.js'
import { countOf, type Fields, fieldsOf, isObject, listOf, textOf } from '../json.js'
import type { Reading } from '../reading.js'
import type { Usage } from '../usage.js'
import { mergeWords, spoken } from '../words.js'
import { tokenUsage } from './openai-words.js'
import type { Output, Wire } from './wire.js'

export const openaiImages: Wire = {
  name: 'openai.images',
  operation: 'image_generation',
  estimable: false,
  asked: ({ path }) => /\/images\/(generations|edits|variations)$/.test(path),
  fits: value =>
    Array.isArray(value['data']) || isObject(value['usage']) || eventType.test(textOf(value['type'])),
  read: readImages,
  usage: usageOfImages
}

type Answer = Fields<'type' | 'data' | 'usage' | 'model' | 'error'>

function readImages(value: Record<string, unknown>, reading: Reading): Output {
  const answer: Answer = value
  const type = textOf(answer.type)
  if (type === 'error' || isObject(answer.error)) reading.fault ??= faultIn(value)
  if (typeof answer.model === 'string') reading.responseModel = answer.model
  if (isObject(answer.usage)) {
    reading.usage = mergeWords(reading.usage, answer.usage)
    reading.usageFinal = true
  }
  if (type.endsWith('.completed')) {
    count(1, reading)
    reading.ended = true
    return 'visible'
  }
  if (type.endsWith('.partial_image')) return 'visible'
  count(listOf(answer.data).length, reading)
  return 'none'
}

function count(images: number, reading: Reading): void {
  if (images > 0) reading.units.set('images', (reading.units.get('images') ?? 0) + images)
}

/**
 * GPT's image models report tokens; without details, all output is images. DALL·E and others report nothing: what was made
 * is counted, and its price depends on size and quality.
 */
function usageOfImages(reading: Reading): Partial<Usage> {
  if (reading.usage === null) {
    return reading.units.size === 0 ? {} : { units: Object.fromEntries(reading.units), source: 'estimated' }
  }
  const usage = tokenUsage(reading)
  const { output_tokens, output_tokens_details } = fieldsOf<'output_tokens' | 'output_tokens_details'>(
    spoken(reading.usage)
  )
  if (isObject(output_tokens_details)) return usage
  return { ...usage, imageOutputTokens: countOf(output_tokens) }
}

const eventType = /^image_(generation|edit)\./
