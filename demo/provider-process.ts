/** The simulated providers in a process of their own. Started by `fork`: sends `{ url }` once it listens; ends with its parent. */
import type { AddressInfo } from 'node:net'
import { buildProvider } from './provider.js'

const server = buildProvider(Number(process.argv[2] ?? 1))
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo
  process.send?.({ url: `http://127.0.0.1:${port}` })
})
process.on('disconnect', () => process.exit(0))
// The terminal sends Ctrl-C to the whole group; the parent decides when this one ends.
process.on('SIGINT', () => {})
