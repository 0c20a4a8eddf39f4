/** docs/configuration.md, made from the schema: what is documented is what is checked. */
import { configSchema, secretPaths } from '../schemas/config.js'

interface Node {
  type?: string
  description?: string
  default?: unknown
  form?: string
  minimum?: number
  exclusiveMinimum?: number
  maximum?: number
  properties?: Record<string, Node>
  patternProperties?: Record<string, Node>
  items?: Node
  anyOf?: { const: string }[]
}

/** The page as Markdown. */
export function configurationPage(): string {
  const schema = configSchema as Node
  const sections = Object.entries(schema.properties ?? {}).filter(([, node]) => node.properties !== undefined)
  const itemsOf = (name: string) => schema.properties?.[name]?.items?.properties ?? {}
  const single = Object.entries(schema.properties ?? {}).filter(([, node]) => node.properties === undefined)
  return [
    '# Configuration',
    '',
    'Made from the schema by `npm run docs`. A flag beats the environment, which beats the file (`--config FILE`, else what',
    '`TEELINE_CONFIG` names, else `teeline.yaml` where the command is started, if there is one), which beats the default. A key',
    'of the file that does not exist is an error, and all errors come at once. `teeline up --print-config` shows what is in',
    'force, secrets as `***`. Only `up` takes flags for single keys: `--listen` and `--admin` of `collector`, `--store-listen`,',
    '`--log-level`.',
    '',
    '`password: env:NAME` takes the value from the environment. `TEELINE_DATA` and `--data` name the data directory',
    '(default `.teeline`): outbox, dead-letter file, embedded store.',
    '',
    ...sections.flatMap(([name, node]) => section(name, node)),
    '## routes',
    '',
    ...table(itemsOf('routes'), 'routes[]'),
    '',
    '## budgets',
    '',
    schema.properties?.['budgets']?.description ?? '',
    '',
    ...table(itemsOf('budgets'), 'budgets[]'),
    '',
    '## The rest',
    '',
    ...table(Object.fromEntries(single.filter(([, node]) => node.items === undefined)), ''),
    ''
  ].join('\n')
}

function section(name: string, node: Node): string[] {
  return [`## ${name}`, '', ...table(node.properties ?? {}, name), '']
}

function table(properties: Record<string, Node>, prefix: string): string[] {
  return [
    '| key | value | default | environment | meaning |',
    '|---|---|---|---|---|',
    ...rows(properties, prefix)
  ]
}

function rows(properties: Record<string, Node>, prefix: string): string[] {
  return Object.entries(properties).flatMap(([key, node]) => {
    const path = prefix === '' ? key : `${prefix}.${key}`
    return node.properties === undefined ? [row(path, node)] : rows(node.properties, path)
  })
}

function row(path: string, node: Node): string {
  const shown =
    node.default === undefined ? '' : `\`${secretPaths.has(path) ? '***' : JSON.stringify(node.default)}\``
  const isOneValue = !path.includes('[]') && node.type !== 'array' && node.patternProperties === undefined
  const variable = !isOneValue ? '' : `\`${environmentName(path.split('.'))}\``
  return `| \`${path}\` | ${valueText(node)} | ${shown} | ${variable} | ${node.description ?? ''} |`
}

function valueText(node: Node): string {
  if (node.anyOf !== undefined) return node.anyOf.map(({ const: value }) => `\`${value}\``).join(', ')
  if (node.exclusiveMinimum !== undefined) return `over ${node.exclusiveMinimum}`
  if (node.type === 'integer') return `${node.minimum} … ${node.maximum}`
  return node.form ?? node.type ?? ''
}

/** `collector`, `maxBodyBytes` → `TEELINE_COLLECTOR_MAX_BODY_BYTES`. */
export function environmentName(path: readonly string[]): string {
  return `TEELINE_${path.map(word => word.replace(/[A-Z]/g, '_$&').toUpperCase()).join('_')}`
}
