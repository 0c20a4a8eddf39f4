/** Parts of messages as OpenAI's two APIs and their dialects write them. */
import { fieldsOf, listOf, textOf } from '../json.js'
import { mediaPart, type Part, textParts } from './speech.js'

/** A message's content: a text, or a list of parts. */
export function openaiParts(content: unknown): Part[] {
  if (!Array.isArray(content)) return textParts(content)
  return content.flatMap(item => (typeof item === 'string' ? textParts(item) : partsOf(item)))
}

function partsOf(item: unknown): Part[] {
  const part = fieldsOf<PartField>(item)
  const type = textOf(part.type)
  switch (type) {
    case 'text':
    case 'input_text':
    case 'output_text':
      return textParts(part.text)
    case 'refusal':
      return textParts(part.refusal)
    case 'thinking':
      return thoughtsOf(part.thinking)
    case 'image_url':
    case 'input_image':
      return [mediaPart('image', { url: urlOf(part.image_url), fileId: part.file_id })]
    case 'video_url':
      return [mediaPart('video', { url: urlOf(part.video_url) })]
    case 'input_audio':
      return [mediaPart('audio', { mimeType: audioType(part.input_audio) })]
    case 'file':
    case 'input_file':
      return [fileOf(part)]
    default:
      return [{ type: type === '' ? 'unknown' : type }]
  }
}

type PartField =
  | 'type'
  | 'text'
  | 'refusal'
  | 'thinking'
  | 'image_url'
  | 'video_url'
  | 'input_audio'
  | 'file'
  | 'file_id'
  | 'file_url'

/** Mistral's: a text, or a list of texts. */
function thoughtsOf(thinking: unknown): Part[] {
  if (!Array.isArray(thinking)) return textParts(thinking, 'reasoning')
  return listOf(thinking).flatMap(thought => textParts(fieldsOf<'text'>(thought).text, 'reasoning'))
}

/** Chat has an object with a `url`, responses the URL itself. */
function urlOf(image: unknown): unknown {
  return typeof image === 'string' ? image : fieldsOf<'url'>(image).url
}

function audioType(audio: unknown): string {
  const format = textOf(fieldsOf<'format'>(audio).format)
  return format === '' ? '' : `audio/${format}`
}

function fileOf(part: { file?: unknown; file_id?: unknown; file_url?: unknown }): Part {
  const fileId = part.file_id ?? fieldsOf<'file_id'>(part.file).file_id
  return mediaPart('document', { url: part.file_url, fileId })
}
