/** A YAML file of the user's, as far as the configuration has such. */
import { readFileSync } from 'node:fs'
import { TeelineError } from '../schemas/errors.js'
import { mendYaml, parseYaml } from '../schemas/yaml.js'

/**
 * What the file says; NULL when it is empty.
 *
 * @param whereElse - What to do when it cannot be read: a whole sentence.
 * @throws TeelineError `TEELINE_CONFIG_UNREADABLE`
 */
export function readYaml(file: string, whereElse: string): unknown {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    throw unreadable(file, error, whereElse)
  }
  try {
    return parseYaml(text)
  } catch (error) {
    throw unreadable(file, error, mendYaml)
  }
}

function unreadable(file: string, error: unknown, hint: string): TeelineError {
  return new TeelineError(
    'TEELINE_CONFIG_UNREADABLE',
    `cannot read ${file}: ${(error as Error).message}`,
    hint
  )
}
