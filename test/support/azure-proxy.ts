// A forward proxy in front of the fake Azure, in every way in which proxies go wrong.
import { createServer as createHttpServer, type IncomingMessage } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import { connect, createServer as createTcpServer } from 'node:net'
import type { Duplex } from 'node:stream'
import { silentPort } from './silent-port.ts'
import { type Certificate, listen, refusingPort } from './sockets.ts'

/** A proxy as the only way out. A function: what it answers to CONNECT by host, 200 lets through. */
export type ProxyFault =
  | ((host: string) => number)
  | 'secure'
  | 'secure-untrusted'
  | 'plain-as-secure'
  | 'closed'
  | 'stalled'
  | 'down'
  | 'dropped'
  | 'socks'

const letsThrough = () => 200

/**
 * @param portOf where a host is
 * @param closing what to call at the end
 * @returns its address, as HTTPS_PROXY has it
 */
export async function startAzureProxy(
  fault: ProxyFault,
  { good, stranger }: { good: Certificate; stranger: Certificate },
  portOf: (host: string) => number,
  closing: (() => void)[],
): Promise<string> {
  const statusFor = typeof fault === 'function' ? fault : letsThrough
  const tunnel = (request: IncomingMessage, socket: Duplex) => {
    socket.on('error', () => {})
    if (fault === 'closed') return void socket.end()
    const [host = ''] = (request.url ?? '').split(':')
    const status = statusFor(host)
    if (status !== 200) return void socket.end(`HTTP/1.1 ${status} No\r\nContent-Length: 0\r\n\r\n`)
    const onward = connect(portOf(host), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n')
      socket.pipe(onward).pipe(socket)
    })
    onward.on('error', () => socket.destroy())
    closing.push(() => onward.destroy())
  }
  const plain = () => listen(createHttpServer().on('connect', tunnel), closing)
  const secure = ({ private: key, cert }: Certificate) =>
    listen(createHttpsServer({ key, cert }).on('connect', tunnel), closing)

  if (fault === 'secure') return `https://127.0.0.1:${await secure(good)}`
  if (fault === 'secure-untrusted') return `https://127.0.0.1:${await secure(stranger)}`
  if (fault === 'plain-as-secure') return `https://127.0.0.1:${await plain()}`
  if (fault === 'socks') return 'socks5://127.0.0.1:1080'
  if (fault === 'stalled') return `http://127.0.0.1:${await listen(createTcpServer(), closing)}`
  if (fault === 'down') return `http://127.0.0.1:${await refusingPort()}`
  if (fault === 'dropped') return `http://127.0.0.1:${await silentPort()}`
  return `http://127.0.0.1:${await plain()}`
}
