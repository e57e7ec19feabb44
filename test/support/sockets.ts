// Servers on loopback that end with their test, and certificates made for it.
import { type AddressInfo, createServer, isIP, type Server, type Socket } from 'node:net'
import { generate } from 'selfsigned'

export type Certificate = { private: string; cert: string }

const day = 86_400_000

/** For all those names and addresses, self-signed. `from` and `to`: in days from now. */
export const certificateFor = (names: readonly string[], { from, to } = { from: -1, to: 90 }): Promise<Certificate> =>
  generate(
    [
      { name: 'commonName', value: names[0] ?? '' },
      { name: 'organizationName', value: 'Contoso' },
    ],
    {
      keyType: 'ec',
      notBeforeDate: new Date(Date.now() + from * day),
      notAfterDate: new Date(Date.now() + to * day),
      extensions: [
        {
          name: 'subjectAltName',
          altNames: names.map((name) => (isIP(name) ? { type: 7, ip: name } : { type: 2, value: name })),
        },
      ],
    },
  )

/** @param closing what to call at the end */
export async function listen(server: Server, closing: (() => void)[]): Promise<number> {
  const open = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    open.add(socket)
    socket.on('error', () => {})
    socket.on('close', () => open.delete(socket))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(() => {
    server.close()
    for (const socket of open) socket.destroy()
  })
  return (server.address() as AddressInfo).port
}

/** A port that refuses: nobody listens there any more. */
export async function refusingPort(): Promise<number> {
  const server = createServer()
  const port = await listen(server, [])
  await new Promise((resolve) => server.close(resolve))
  return port
}
