// A way to a server on loopback that can be frozen: connections stay open, and nothing goes through any more, as when a network
// swallows packets.
import { connect, createServer, type Socket } from 'node:net'
import { listen } from './sockets.ts'

export type Freezing = { port: number; freeze(): void; close(): void }

export async function freezing(to: number): Promise<Freezing> {
  const closing: (() => void)[] = []
  const sockets: Socket[] = []
  let frozen = false
  const server = createServer((near) => {
    const far = connect(to, '127.0.0.1')
    sockets.push(near, far)
    far.on('error', () => near.destroy())
    near.on('error', () => far.destroy())
    near.on('close', () => far.destroy())
    far.on('close', () => near.destroy())
    near.on('data', (data) => frozen || far.write(data))
    far.on('data', (data) => frozen || near.write(data))
  })
  const port = await listen(server, closing)
  return {
    port,
    freeze() {
      frozen = true
    },
    close() {
      for (const close of closing) close()
      for (const socket of sockets) socket.destroy()
    },
  }
}
