/** A relay with plain sockets on both its sides. */
import { Peer, type PeerUpstream, startPeerUpstream } from './peer.js'
import { type Relay, type RelayOptions, startRelay } from './relay.js'

export interface Ends {
  /** Where all routes lead. */
  upstream: PeerUpstream
  relay: Relay
  /** A client that has sent nothing yet. */
  open(): Promise<Peer>
  /** A client that has sent this, and the upstream's end, which has got a head. */
  meet(request: string): Promise<{ client: Peer; server: Peer }>
  close(): Promise<void>
}

export async function startEnds(options: Omit<RelayOptions, 'upstream'> = {}): Promise<Ends> {
  const upstream = await startPeerUpstream()
  const relay = await startRelay({ ...options, upstream: `http://127.0.0.1:${upstream.port}` })
  const clients: Peer[] = []
  const open = async () => {
    const client = await Peer.open(relay.url)
    clients.push(client)
    return client
  }
  return {
    upstream,
    relay,
    open,
    meet: async request => {
      const client = await open()
      client.write(request)
      const server = await upstream.next()
      await server.until('\r\n\r\n')
      return { client, server }
    },
    close: async () => {
      for (const client of clients) client.socket.destroy()
      await relay.close()
      upstream.close()
    }
  }
}
