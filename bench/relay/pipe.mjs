/**
 * The floor: a Node process that moves bytes between two sockets and reads none of them. No proxy in Node costs less.
 *
 * Started by `fork` with the upstream's port; sends `{ port }`.
 */
import { connect, createServer } from 'node:net'

const upstreamPort = Number(process.argv[2])
const server = createServer({ noDelay: true }, client => {
  const upstream = connect({ port: upstreamPort, host: '127.0.0.1', noDelay: true })
  join(client, upstream)
  join(upstream, client)
})
server.listen(0, '127.0.0.1', 4096, () => {
  process.send?.({ port: /** @type {import('node:net').AddressInfo} */ (server.address()).port })
})
process.on('disconnect', () => process.exit(0))

/** @param {import('node:net').Socket} from @param {import('node:net').Socket} to */
function join(from, to) {
  from.on('data', bytes => to.write(bytes))
  from.on('error', () => to.destroy())
  from.on('close', () => to.destroy())
}
