// A DNS server on loopback that answers as real ones do: aliases first, then the address of the last of them.
import { createSocket } from 'node:dgram'
import { type Answer, decode, encode } from 'dns-packet'

/** `chain`: the aliases that the name leads to, in order; a name without an address exists all the same. */
export type DnsRecord = { chain?: readonly string[]; address?: string; says?: 'NXDOMAIN' | 'SERVFAIL' | 'silent' }

const codes = { SERVFAIL: 2, NXDOMAIN: 3 } as const

function answersOf(name: string, type: string, { chain = [], address }: DnsRecord): Answer[] {
  const names = [name, ...chain]
  const last = names.at(-1) ?? name
  return [
    ...chain.map((data, i): Answer => ({ type: 'CNAME', name: names[i] ?? name, data, ttl: 60 })),
    ...(address && type === 'A' ? [{ type: 'A' as const, name: last, data: address, ttl: 60 }] : []),
  ]
}

/**
 * @param recordOf undefined: there is no such name
 * @param closing what to call at the end
 * @returns its address and port
 */
export async function startFakeDns(
  recordOf: (host: string) => DnsRecord | undefined,
  closing: (() => void)[],
): Promise<string> {
  const server = createSocket('udp4')
  server.on('message', (message, from) => {
    const { id = 0, questions = [] } = decode(message)
    const { name = '', type = 'A' } = questions[0] ?? {}
    const record = recordOf(name.toLowerCase()) ?? { says: 'NXDOMAIN' }
    const { says } = record
    if (says === 'silent') return
    const answers = says === 'SERVFAIL' ? [] : answersOf(name, type, record)
    server.send(
      encode({ type: 'response', id, flags: says ? codes[says] : 0, questions, answers }),
      from.port,
      from.address,
    )
  })
  await new Promise<void>((resolve) => server.bind(0, '127.0.0.1', resolve))
  closing.push(() => server.close())
  return `127.0.0.1:${server.address().port}`
}
