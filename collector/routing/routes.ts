/** Which upstream a path belongs to. An upstream comes from here or from the configuration, never from a request. */
import type { Config } from '../../schemas/config.js'

/** A path prefix and what stands behind it. */
export interface Route {
  prefix: string
  provider: string
  /** Origin and base path; `{name}` is filled from the segment of that name in the prefix. */
  upstream: string
  /** `inject`: the one opt-in that changes requests, see relay/inject.ts. */
  usage: 'observe' | 'inject'
  /** What SDKs append to the prefix to get their base URL; only for showing. */
  basePath: string
}

/** One request's way: where to dispatch it, and what to write down. */
export interface Destination {
  route: Route
  /** Scheme and authority, for undici. */
  origin: string
  host: string
  /** Path and query as the upstream gets them, byte for byte the client's after the prefix. */
  path: string
}

/** The routes that are there with no configuration. */
export const builtInRoutes: readonly Route[] = (
  [
    { prefix: '/openai', provider: 'openai', upstream: 'https://api.openai.com', basePath: '/v1' },
    { prefix: '/anthropic', provider: 'anthropic', upstream: 'https://api.anthropic.com', basePath: '' },
    {
      prefix: '/gemini',
      provider: 'gcp.gemini',
      upstream: 'https://generativelanguage.googleapis.com',
      basePath: ''
    },
    {
      prefix: '/vertex',
      provider: 'gcp.vertex_ai',
      upstream: 'https://{location}aiplatform.googleapis.com',
      basePath: ''
    },
    {
      prefix: '/azure/{resource}',
      provider: 'azure.ai.openai',
      upstream: 'https://{resource}.openai.azure.com',
      basePath: ''
    },
    {
      prefix: '/bedrock/{region}',
      provider: 'aws.bedrock',
      upstream: 'https://bedrock-runtime.{region}.amazonaws.com',
      basePath: ''
    },
    { prefix: '/mistral', provider: 'mistral_ai', upstream: 'https://api.mistral.ai', basePath: '/v1' },
    { prefix: '/deepseek', provider: 'deepseek', upstream: 'https://api.deepseek.com', basePath: '' },
    { prefix: '/groq', provider: 'groq', upstream: 'https://api.groq.com', basePath: '/openai/v1' },
    { prefix: '/xai', provider: 'x_ai', upstream: 'https://api.x.ai', basePath: '/v1' },
    { prefix: '/cohere', provider: 'cohere', upstream: 'https://api.cohere.com', basePath: '/v2' },
    { prefix: '/openrouter', provider: 'openrouter', upstream: 'https://openrouter.ai', basePath: '/api/v1' },
    { prefix: '/together', provider: 'together', upstream: 'https://api.together.xyz', basePath: '/v1' },
    {
      prefix: '/fireworks',
      provider: 'fireworks',
      upstream: 'https://api.fireworks.ai',
      basePath: '/inference/v1'
    },
    { prefix: '/cerebras', provider: 'cerebras', upstream: 'https://api.cerebras.ai', basePath: '/v1' },
    { prefix: '/perplexity', provider: 'perplexity', upstream: 'https://api.perplexity.ai', basePath: '' },
    { prefix: '/moonshot', provider: 'moonshot_ai', upstream: 'https://api.moonshot.ai', basePath: '/v1' },
    {
      prefix: '/huggingface',
      provider: 'huggingface',
      upstream: 'https://router.huggingface.co',
      basePath: '/v1'
    },
    { prefix: '/holysheep', provider: 'holysheep', upstream: 'https://api.holysheep.ai', basePath: '/v1' },
    { prefix: '/ollama', provider: 'ollama', upstream: 'http://127.0.0.1:11434', basePath: '/v1' },
    { prefix: '/vllm', provider: 'vllm', upstream: 'http://127.0.0.1:8000', basePath: '/v1' }
  ] satisfies Omit<Route, 'usage'>[]
).map(route => ({ ...route, usage: 'observe' }))

/** The routes of a configuration: its own, and every built-in one whose prefix it does not replace. */
export function routesOf(config: Config): Route[] {
  const own = config.routes.map(route => {
    const upstream = route.upstream.replace(/\/+$/, '')
    return { ...route, upstream, basePath: basePathLike(route.prefix, upstream) }
  })
  const taken = new Set(own.map(route => route.prefix))
  return [...own, ...builtInRoutes.filter(route => !taken.has(route.prefix))]
}

/** What takes a built-in route's place is spoken to in the same way, unless its upstream names a path itself. */
function basePathLike(prefix: string, upstream: string): string {
  const replaced = builtInRoutes.find(route => route.prefix === prefix)
  return splitUpstream(upstream).base === '' ? (replaced?.basePath ?? '') : ''
}

/** Finds the destination of a request target such as `/openai/v1/models?limit=2`; null when no route has that prefix. */
export type FindDestination = (target: string) => Destination | null

/** Builds the look-up once: candidates by first segment, longest prefix first. */
export function buildRouter(routes: readonly Route[]): FindDestination {
  const byFirstSegment = new Map<string, Matcher[]>()
  for (const route of routes) {
    const matcher = buildMatcher(route)
    const list = byFirstSegment.get(matcher.first) ?? []
    list.push(matcher)
    list.sort((a, b) => b.segments - a.segments)
    byFirstSegment.set(matcher.first, list)
  }
  return target => {
    const path = target.startsWith('/') ? target : originForm(target)
    for (const matcher of byFirstSegment.get(firstSegment(path)) ?? []) {
      const destination = matcher.match(path)
      if (destination !== null) return destination
    }
    return null
  }
}

/** A client that takes the collector for a proxy names the whole URL; a server has to take that (RFC 9112 §3.2.2). */
function originForm(target: string): string {
  return target.replace(/^https?:\/\/[^/?#]*/i, '')
}

interface Matcher {
  first: string
  segments: number
  match: FindDestination
}

function buildMatcher(route: Route): Matcher {
  const segments = route.prefix.split('/').length - 1
  const match = route.upstream.includes('{') ? matchTemplate(route) : matchFixed(route)
  return { first: firstSegment(route.prefix), segments, match }
}

function firstSegment(target: string): string {
  let end = 1
  while (end < target.length && !isBoundary(target.charCodeAt(end))) end++
  return target.slice(1, end)
}

/** `/` and `?`. */
function isBoundary(code: number): boolean {
  return code === 47 || code === 63
}

function matchFixed(route: Route): FindDestination {
  const { origin, host, base } = splitUpstream(route.upstream)
  const { prefix } = route
  return target => {
    if (!target.startsWith(prefix)) return null
    if (target.length > prefix.length && !isBoundary(target.charCodeAt(prefix.length))) return null
    return { route, origin, host, path: base + restOf(target, prefix.length) }
  }
}

/**
 * A template's value is one segment of letters, digits and hyphens, so that it can name a host within the vendor's domain
 * and nothing else.
 */
function matchTemplate(route: Route): FindDestination {
  const pattern = new RegExp(
    `^${route.prefix.replace(/\{\w+\}/g, '([A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)')}(?=[/?]|$)`
  )
  return target => {
    const found = pattern.exec(target)
    if (found === null) return null
    const rest = restOf(target, found[0].length)
    const upstream = route.upstream.includes('{location}')
      ? vertexUpstream(rest)
      : route.upstream.replace(/\{\w+\}/, found[1] as string)
    // `xn--` and what is no name in Punycode: no host is called that.
    if (!URL.canParse(upstream)) return null
    const { origin, host, base } = splitUpstream(upstream)
    return { route, origin, host, path: base + rest }
  }
}

/** Vertex AI has a host for each location, and the location stands in the path: `/v1/projects/P/locations/L/…`. */
function vertexUpstream(path: string): string {
  const location = /^[^?]*?\/locations\/([a-z0-9-]+)(?:[/?]|$)/.exec(path)?.[1] ?? 'global'
  if (location === 'global') return 'https://aiplatform.googleapis.com'
  if (location === 'us' || location === 'eu') return `https://aiplatform.${location}.rep.googleapis.com`
  return `https://${location}-aiplatform.googleapis.com`
}

function restOf(target: string, start: number): string {
  const rest = target.slice(start)
  return rest.startsWith('/') ? rest : `/${rest}`
}

function splitUpstream(upstream: string): { origin: string; host: string; base: string } {
  const { origin, host, pathname } = new URL(upstream)
  return { origin, host, base: pathname === '/' ? '' : pathname.replace(/\/+$/, '') }
}
