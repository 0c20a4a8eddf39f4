/** What a report can be made by, and the column or expression of `requests` that tells it. */
import { TeelineError } from '../../schemas/errors.js'
import { modelSql } from '../filter.js'
import type { Grouping } from '../view.js'

export const dimensions: Readonly<Record<Grouping, string>> = {
  model: modelSql,
  provider: 'provider',
  feature: 'feature',
  user: '`user`',
  key: 'key_id',
  route: 'route'
}

/** @throws TeelineError `TEELINE_USAGE`: there is no such dimension. */
export function dimensionOf(name: string): Grouping {
  if (name in dimensions) return name as Grouping
  const hint = `It can be one of ${Object.keys(dimensions).join(', ')}.`
  throw new TeelineError('TEELINE_USAGE', `a report cannot be made by ${name}`, hint)
}
