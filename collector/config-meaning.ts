/** What the schema of the configuration cannot say. */
import type { Config } from '../schemas/config.js'
import { isLoopback, splitAddress } from './address.js'

/**
 * The problems of a configuration, each with its place.
 *
 * @param textAt - The text at a path, where it is as the schema wants it: what is not has its problem already.
 */
export function meaningProblems(config: Config, textAt: (path: string) => string | undefined): string[] {
  const problems: string[] = []
  const check = (path: string, problemOf: (value: string) => string | false) => {
    const value = textAt(path)
    const problem = value !== undefined && problemOf(value)
    if (problem !== false) problems.push(`${path}: ${problem}`)
  }
  for (const path of ['collector.listen', 'collector.admin', 'store.listen'])
    check(path, address => splitAddress(address).port > 65_535 && 'a port is at most 65535')
  check(
    'collector.admin',
    address =>
      !isLoopback(splitAddress(address).host) && 'must be a loopback address (127.0.0.1, ::1 or localhost)'
  )
  check(
    'store.cluster',
    () => config.store.url === undefined && 'needs store.url; the embedded store is a single node'
  )
  check(
    'store.url',
    url => holdsCredentials(url) && 'must not hold credentials; set store.user and store.password'
  )
  const routes = Array.isArray(config.routes) ? config.routes : []
  for (const index of routes.keys())
    check(`routes.${index}.upstream`, url =>
      URL.canParse(url) ? holdsCredentials(url) && 'must not hold credentials' : 'not a URL'
    )
  problems.push(
    ...twins('routes', routes, ['prefix']),
    ...twins('budgets', config.budgets, ['name', 'period'])
  )
  return problems
}

/** Of two alike the second would never be asked, or its figures would stand under the name of the first. */
function twins(list: string, items: unknown, keys: readonly [string, ...string[]]): string[] {
  if (!Array.isArray(items)) return []
  const idOf = (item: Record<string, unknown> | null) => JSON.stringify(keys.map(key => item?.[key]))
  return items.flatMap((item, index) => {
    const first = items.findIndex(other => idOf(other) === idOf(item))
    return first < index && item?.[keys[0]] !== undefined
      ? [`${list}.${index}.${keys[0]}: stands in ${list}.${first} already`]
      : []
  })
}

/** What is shown and logged must not have to be searched for them. */
function holdsCredentials(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { username, password, searchParams } = new URL(text)
  return username !== '' || password !== '' || searchParams.has('user') || searchParams.has('password')
}
