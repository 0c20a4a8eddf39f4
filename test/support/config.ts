import { Value } from 'typebox/value'
import { type Config, configSchema } from '../../schemas/config.js'

/** A whole configuration from a part of one. */
export function configFrom(part: object): Config {
  return Value.Default(configSchema, structuredClone(part)) as Config
}
