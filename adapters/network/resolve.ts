// What DNS itself says of a name: the chain of aliases, and whether a name does not exist, has no address, or nobody answers.
// Asked by ourselves, because the library of Node keeps the chain to itself.
import { randomInt } from 'node:crypto'
import { createSocket } from 'node:dgram'
import { getServers } from 'node:dns'
import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Answer, type DecodedPacket, decode, encode, RECURSION_DESIRED, streamEncode } from 'dns-packet'
import type { Resolved } from '../../src/ports.ts'
import { before } from './troubles.ts'

/** One server that keeps silent so long is asked again, and the next one with it. In milliseconds. */
const patienceMs = 1000
const mostServers = 3
const longestChain = 16

type Server = { address: string; port: number; shown: string }
type Kind = 'A' | 'AAAA'

function serverOf(text: string): Server {
  const [, six, sixPort] = /^\[(.+)\]:(\d+)$/.exec(text) ?? []
  const [, four, fourPort] = /^([\d.]+):(\d+)$/.exec(text) ?? []
  const address = six ?? four ?? text
  return { address, port: Number(sixPort ?? fourPort ?? 53), shown: address }
}

function question(host: string, kind: Kind) {
  return {
    type: 'query' as const,
    id: randomInt(0x10000),
    flags: RECURSION_DESIRED,
    questions: [{ type: kind, name: host }],
  }
}

const answers = (packet: DecodedPacket, { id, questions }: ReturnType<typeof question>) =>
  packet.id === id &&
  packet.type === 'response' &&
  packet.questions?.[0]?.name.toLowerCase() === questions[0]?.name.toLowerCase() &&
  packet.questions?.[0]?.type === questions[0]?.type

const isFrom = ({ address, port }: Server, from: { address: string; port: number }) =>
  from.port === port && (from.address === address || address === '0.0.0.0' || address.includes(':'))

function overUdp(server: Server, host: string, kind: Kind, signal: AbortSignal): Promise<DecodedPacket | undefined> {
  return new Promise((resolve) => {
    const asked = question(host, kind)
    const socket = createSocket(server.address.includes(':') ? 'udp6' : 'udp4')
    let again: NodeJS.Timeout | undefined
    const end = (packet?: DecodedPacket) => {
      clearTimeout(again)
      signal.removeEventListener('abort', stop)
      socket.removeAllListeners('message')
      try {
        socket.close()
      } catch {}
      resolve(packet)
    }
    const stop = () => end()
    socket.on('error', stop)
    socket.on('message', (message, from) => {
      if (!isFrom(server, from)) return
      try {
        const packet = decode(message)
        if (answers(packet, asked)) end(packet)
      } catch {
        // Rubbish, perhaps from somebody else: the answer may still come.
      }
    })
    if (signal.aborted) return end()
    signal.addEventListener('abort', stop, { once: true })
    const send = () => socket.send(encode(asked), server.port, server.address, (error) => error && stop())
    again = setTimeout(send, patienceMs)
    send()
  })
}

function overTcp(server: Server, host: string, kind: Kind, signal: AbortSignal): Promise<DecodedPacket | undefined> {
  return new Promise((resolve) => {
    const asked = question(host, kind)
    const socket = connect({ host: server.address, port: server.port })
    let heard = Buffer.alloc(0)
    const end = (packet?: DecodedPacket) => {
      signal.removeEventListener('abort', stop)
      socket.destroy()
      resolve(packet)
    }
    const stop = () => end()
    socket.on('error', stop)
    socket.on('close', stop)
    socket.on('data', (piece) => {
      heard = Buffer.concat([heard, piece])
      if (heard.length < 2 || heard.length < heard.readUInt16BE(0) + 2) return
      try {
        const packet = decode(heard.subarray(2, heard.readUInt16BE(0) + 2))
        end(answers(packet, asked) ? packet : undefined)
      } catch {
        end()
      }
    })
    if (signal.aborted) return end()
    signal.addEventListener('abort', stop, { once: true })
    socket.write(streamEncode(asked))
  })
}

async function askServer(server: Server, host: string, kind: Kind, signal: AbortSignal) {
  const packet = await overUdp(server, host, kind, signal)
  return packet?.flag_tc ? ((await overTcp(server, host, kind, signal)) ?? packet) : packet
}

const plain = (name: string) => name.toLowerCase().replace(/\.$/, '')

/** The names that `host` leads to, by the aliases of an answer. */
function chainIn(records: readonly Answer[], host: string): string[] {
  const next = new Map(
    records.flatMap((it) => (it.type === 'CNAME' ? [[plain(it.name), plain(it.data)] as const] : [])),
  )
  const chain: string[] = []
  for (let name = next.get(plain(host)); name && chain.length < longestChain; name = next.get(name)) {
    if (chain.includes(name)) break
    chain.push(name)
  }
  return chain
}

function authorityIn(packets: readonly DecodedPacket[]): Resolved['authority'] {
  for (const it of packets.flatMap(({ authorities }) => authorities ?? []))
    if (it.type === 'SOA') return { zone: plain(it.name), primary: plain(it.data.mname) }
  return undefined
}

function read(host: string, server: Server, packets: readonly DecodedPacket[]): Resolved {
  const records = packets.flatMap(({ answers: all }) => all ?? [])
  const authority = authorityIn(packets)
  const about = { chain: chainIn(records, host), server: server.shown, ...(authority && { authority }) }
  const addresses = records.flatMap((it) => (it.type === 'A' || it.type === 'AAAA' ? it.data : []))
  if (addresses.length > 0) return { ok: true, addresses: [...new Set(addresses)], ...about }
  const codes = packets.map((packet) => (packet as { rcode?: string }).rcode ?? 'NOERROR')
  const failedWith = codes.find((code) => code !== 'NOERROR' && code !== 'NXDOMAIN')
  if (codes.includes('NXDOMAIN')) return { ok: false, why: 'no-such-name', code: 'NXDOMAIN', ...about }
  if (failedWith) return { ok: false, why: 'failed', code: failedWith, ...about }
  return { ok: false, why: 'no-address', ...about }
}

/** A server that only keeps silent about IPv6 is not waited for long, and longer where there is no IPv4 address. */
async function askOne(server: Server, host: string, signal: AbortSignal): Promise<Resolved> {
  const six = askServer(server, host, 'AAAA', signal)
  const four = await askServer(server, host, 'A', signal)
  if (!four) return { ok: false, why: 'timeout', chain: [], server: server.shown }
  const enough = four.answers?.some(({ type }) => type === 'A')
  const slow = sleep(enough ? 200 : 1.5 * patienceMs, undefined, { ref: false })
  const other = await Promise.race([six, slow])
  return read(host, server, other ? [four, other] : [four])
}

async function askAll(servers: readonly Server[], host: string, signal: AbortSignal): Promise<Resolved> {
  const [first] = servers
  if (!first) return { ok: false, why: 'failed', code: 'no-server', chain: [] }
  const silent: Resolved = { ok: false, why: 'timeout', chain: [], server: first.shown }
  const done = new AbortController()
  const asking = AbortSignal.any([signal, done.signal])
  return new Promise<Resolved>((resolve) => {
    let left = servers.length
    let worst: Resolved | undefined
    const heard = (said: Resolved) => {
      left--
      if (said.ok || said.why === 'no-such-name' || said.why === 'no-address') return resolve(said)
      if (said.why === 'failed') worst ??= said
      if (left === 0) resolve(worst ?? silent)
    }
    servers.forEach((server, i) => {
      const start = () => void askOne(server, host, asking).then(heard)
      if (i === 0) start()
      else sleep(i * patienceMs, undefined, { ref: false, signal: asking }).then(start, () => {})
    })
    // Once there is an answer nobody else is asked.
  }).finally(() => done.abort())
}

export function resolver(servers: readonly string[] = getServers()) {
  const asked = servers.slice(0, mostServers).map(serverOf)
  return (host: string, signal: AbortSignal): Promise<Resolved> => {
    const [first] = asked
    const late: Resolved = { ok: false, why: 'timeout', chain: [], ...(first && { server: first.shown }) }
    return before(signal, askAll(asked, host, signal), late)
  }
}
