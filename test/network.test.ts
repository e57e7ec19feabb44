// What real sockets do, as src/ports.ts tells it: a DNS server, TCP and TLS servers and proxies of our own, on loopback.
import assert from 'node:assert/strict'
import { createSocket } from 'node:dgram'
import { createServer as createHttpServer, type IncomingMessage } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import { connect as connectTo, createServer as createTcpServer, type Server, type Socket } from 'node:net'
import { after, before, describe, test } from 'node:test'
import { type Answer, decode, encode } from 'dns-packet'
import type { Line } from '../adapters/network/line.ts'
import { type NetworkOptions, network } from '../adapters/network/network.ts'
import type { Network } from '../src/ports.ts'
import { type Certificate, certificateFor, listen as listenUntil, refusingPort } from './support/sockets.ts'

const host = 'contoso.azurecr.io'
const closing: (() => void)[] = []
after(() => {
  for (const close of closing) close()
})
const soon = (ms = 1500) => AbortSignal.timeout(ms)

const listen = (server: Server) => listenUntil(server, closing)
const made = (name: string, days?: { from: number; to: number }) => certificateFor([name], days)

const over = (port: number, options: Partial<NetworkOptions> = {}) =>
  network({ env: {}, dial: () => ({ host: '127.0.0.1', port }), ...options })

async function connected(net: Network<Line>): Promise<Line> {
  const opened = await net.connect('20.61.99.10', soon())
  assert.ok(opened.ok)
  return opened.line
}

describe('DNS itself', () => {
  type Reply = { rcode?: number; answers?: Answer[]; authorities?: Answer[]; silent?: boolean }
  async function dnsServer(reply: (type: string) => Reply): Promise<string> {
    const socket = createSocket('udp4')
    socket.on('message', (message, from) => {
      const { id, questions = [] } = decode(message)
      const { rcode = 0, answers = [], authorities = [], silent } = reply(String(questions[0]?.type))
      if (!silent)
        socket.send(
          encode({ type: 'response', id: id ?? 0, flags: rcode, questions, answers, authorities }),
          from.port,
          from.address,
        )
    })
    await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve))
    closing.push(() => socket.close())
    return `127.0.0.1:${socket.address().port}`
  }
  const ask = async (reply: (type: string) => Reply) =>
    network({ env: {}, dnsServers: [await dnsServer(reply)] }).resolve(host, soon())

  test('tells the chain and the addresses', async () => {
    const answers: Answer[] = [
      { type: 'CNAME', name: host, data: 'weu.fe.azcr.io' },
      { type: 'CNAME', name: 'weu.fe.azcr.io', data: 'r0929weu-az.westeurope.cloudapp.azure.com' },
      { type: 'A', name: 'r0929weu-az.westeurope.cloudapp.azure.com', data: '20.61.99.10' },
    ]
    const { chain, server, ...said } = await ask((type) => (type === 'A' ? { answers } : {}))
    assert.deepEqual(said, { ok: true, addresses: ['20.61.99.10'] })
    assert.deepEqual(chain, ['weu.fe.azcr.io', 'r0929weu-az.westeurope.cloudapp.azure.com'])
    assert.equal(server, '127.0.0.1')
  })

  for (const [name, reply, why] of [
    ['no such name', { rcode: 3 }, 'no-such-name'],
    ['a name without address', {}, 'no-address'],
    ['SERVFAIL', { rcode: 2 }, 'failed'],
    ['REFUSED', { rcode: 5 }, 'failed'],
    ['silence', { silent: true }, 'timeout'],
  ] as const)
    test(`tells ${name}`, async () => {
      const said = await ask(() => reply)
      assert.ok(!said.ok)
      assert.equal(said.why, why)
    })

  test('tells on whose word there is no such name', async () => {
    const data = { mname: 'ns1-03.azure-dns.com', rname: 'x.y', serial: 1, refresh: 1, retry: 1, expire: 1, minimum: 1 }
    const said = await ask(() => ({ rcode: 3, authorities: [{ type: 'SOA', name: 'azurecr.io', ttl: 1, data }] }))
    assert.deepEqual(said.authority, { zone: 'azurecr.io', primary: 'ns1-03.azure-dns.com' })
  })

  test('waits for IPv6 where there is no IPv4', async () => {
    const server = createSocket('udp4')
    server.on('message', (message, from) => {
      const { id = 0, questions = [] } = decode(message)
      const six = questions[0]?.type === 'AAAA'
      const answers: Answer[] = six ? [{ type: 'AAAA', name: host, data: '2603:1030::1' }] : []
      const said = encode({ type: 'response', id, questions, answers })
      setTimeout(() => server.send(said, from.port, from.address), six ? 400 : 0)
    })
    await new Promise<void>((resolve) => server.bind(0, '127.0.0.1', resolve))
    closing.push(() => server.close())
    const told = await network({ env: {}, dnsServers: [`127.0.0.1:${server.address().port}`] }).resolve(host, soon())
    assert.ok(told.ok, JSON.stringify(told))
  })

  test('takes no answer from a stranger, and asks nobody else once there is one', async () => {
    const stranger = createSocket('udp4')
    closing.push(() => stranger.close())
    const right: Answer = { type: 'A', name: host, data: '20.61.99.10' }
    let others = 0
    const second = await dnsServer(() => {
      others++
      return { silent: true }
    })
    const server = createSocket('udp4')
    server.on('message', (message, from) => {
      const { id = 0, questions = [] } = decode(message)
      const said = (answers: Answer[]) => encode({ type: 'response', id, questions, answers })
      stranger.send(said([{ ...right, data: '20.6.6.6' } as Answer]), from.port, from.address)
      setTimeout(() => server.send(said([right]), from.port, from.address), 50)
    })
    await new Promise<void>((resolve) => server.bind(0, '127.0.0.1', resolve))
    closing.push(() => server.close())
    const net = network({ env: {}, dnsServers: [`127.0.0.1:${server.address().port}`, second] })
    const told = await net.resolve(host, soon(3000))
    assert.ok(told.ok)
    assert.deepEqual(told.addresses, ['20.61.99.10'])
    await new Promise((resolve) => setTimeout(resolve, 1100))
    assert.equal(others, 0)
  })

  test('goes on to the next server', async () => {
    const silent = await dnsServer(() => ({ silent: true }))
    const speaking = await dnsServer((type) =>
      type === 'A' ? { answers: [{ type: 'A', name: host, data: '20.1.1.1' }] } : {},
    )
    const said = await network({ env: {}, dnsServers: [silent, speaking] }).resolve(host, soon(3000))
    assert.ok(said.ok)
  })
})

describe('TCP', () => {
  test('tells a refusal from silence', async () => {
    const port = await listen(createTcpServer())
    const free = await refusingPort()
    assert.ok((await over(port).connect('20.61.99.10', soon())).ok)
    const refused = await over(free).connect('20.61.99.10', soon())
    assert.deepEqual(refused, { ok: false, why: 'refused', code: 'ECONNREFUSED' })
    assert.deepEqual(await over(port).connect('20.61.99.10', AbortSignal.abort()), { ok: false, why: 'timeout' })
  })
})

describe('TLS and HTTP', () => {
  let good: Certificate
  before(async () => {
    good = await made(host)
  })
  type Handler = Parameters<typeof createHttpsServer>[1]
  async function secured(
    certificate: Certificate,
    handler: Handler = (_, response) => void response.end(),
    ca: string[] = [certificate.cert],
  ) {
    const port = await listen(createHttpsServer({ key: certificate.private, cert: certificate.cert }, handler))
    const net = over(port, { ca })
    const line = await connected(net)
    return { net, line, told: await net.secure(line, host, soon()) }
  }

  test('tells the certificate', async () => {
    const { net, line, told } = await secured(good)
    assert.ok(told.ok, JSON.stringify(told))
    assert.equal(told.certificate?.issuerOrganisation, 'Contoso')
    assert.deepEqual(told.certificate?.names, [host])
    net.close(line)
  })

  test('tells who is not trusted, not meant, or out of date', async () => {
    const why = async (certificate: Certificate, ca?: string[]) => {
      const { told } = await secured(certificate, undefined, ca)
      return told.ok ? 'ok' : told.why
    }
    assert.equal(await why(good, []), 'untrusted')
    assert.equal(await why(await made('gateway.contoso.example')), 'wrong-host')
    assert.equal(await why(await made(host, { from: -30, to: -1 })), 'outdated')
    assert.equal(await why(await made(host, { from: 1, to: 30 })), 'outdated')
    assert.equal(await why(await made(host, { from: -30, to: -1 }), []), 'untrusted')
    assert.equal(await why(await made(host, { from: -30, to: -1 }), [good.cert]), 'untrusted')
  })

  test('tells a reset, an end, silence and another protocol', async () => {
    const why = async (behave: (socket: Socket) => void) => {
      const net = over(await listen(createTcpServer(behave)))
      const told = await net.secure(await connected(net), host, soon(500))
      return told.ok ? 'ok' : told.why
    }
    assert.equal(await why((socket) => socket.once('data', () => socket.resetAndDestroy())), 'reset')
    assert.equal(await why((socket) => socket.once('data', () => socket.end())), 'closed')
    assert.equal(await why(() => {}), 'timeout')
    assert.equal(
      await why((socket) => socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'))),
      'broken',
    )
  })

  test('asks several things over one connection, and sends nothing that was not asked for', async () => {
    const heard: IncomingMessage[] = []
    const { net, line } = await secured(good, (request, response) => {
      heard.push(request)
      response.writeHead(request.url === '/move' ? 307 : 401, {
        location: 'https://elsewhere.example/',
        'WWW-Authenticate': 'Bearer x',
      })
      response.end('no')
    })
    for (const path of ['/v2/', '/move']) {
      const told = await net.request(line, host, { method: 'GET', path, atMost: 100 }, soon())
      assert.ok(told.ok)
      assert.equal(told.status, path === '/move' ? 307 : 401)
      assert.equal(told.headers['www-authenticate'], 'Bearer x')
      assert.equal(new TextDecoder().decode(told.body), 'no')
    }
    assert.equal(new Set(heard.map(({ socket }) => socket)).size, 1)
    assert.equal(heard.length, 2)
    assert.deepEqual(Object.keys(heard[0]?.headers ?? {}).sort(), ['accept', 'connection', 'host', 'user-agent'])
    net.close(line)
  })

  for (const [name, handler] of [
    ['says that it closes', (_, response) => void response.writeHead(401, { connection: 'close' }).end('no')],
    [
      'closes unannounced',
      (request, response) => {
        response.end('no')
        setTimeout(() => request.socket.destroy(), 10)
      },
    ],
    ['sends more than is read', (_, response) => void response.end('x'.repeat(500_000))],
  ] as const satisfies readonly (readonly [string, Handler])[])
    test(`asks on over a new connection where the server ${name}`, async () => {
      const { net, line } = await secured(good, handler)
      for (let turn = 0; turn < 3; turn++) {
        const told = await net.request(line, host, { method: 'GET', path: '/', atMost: 10 }, soon())
        assert.ok(told.ok, JSON.stringify(told))
        await new Promise((resolve) => setTimeout(resolve, 40))
      }
      net.close(line)
      const told = await net.request(line, host, { method: 'GET', path: '/', atMost: 10 }, soon())
      assert.ok(!told.ok)
    })

  test('keeps the connection when the time of what is over runs out', async () => {
    const { net, line } = await secured(good, (_, response) => void response.end('no'))
    const { socket } = line
    for (let turn = 0; turn < 2; turn++) {
      assert.ok((await net.request(line, host, { method: 'GET', path: '/', atMost: 10 }, soon(50))).ok)
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    assert.ok(line.socket === socket && !socket.destroyed)
    net.close(line)
  })

  test('sends nothing over a new connection that is not trusted', async () => {
    let asked = 0
    const answer: Handler = (_, response) => {
      asked++
      response.writeHead(200, { connection: 'close' }).end()
    }
    const stranger = await made(host)
    const ports = [good, stranger].map(({ private: key, cert }) => listen(createHttpsServer({ key, cert }, answer)))
    const [first = 0, second = 0] = await Promise.all(ports)
    let port = first
    const net = network({ env: {}, ca: [good.cert], dial: () => ({ host: '127.0.0.1', port }) })
    const line = await connected(net)
    assert.ok((await net.secure(line, host, soon())).ok)
    const ask = () => net.request(line, host, { method: 'GET', path: '/', atMost: 10 }, soon())
    assert.ok((await ask()).ok)
    port = second
    await new Promise((resolve) => setTimeout(resolve, 40))
    assert.deepEqual(await ask(), { ok: false, why: 'closed' })
    assert.equal(asked, 1)
    net.close(line)
  })

  test('reads no more than was asked for, and no longer', async () => {
    const { net, line } = await secured(good, (_, response) => {
      const drip = setInterval(() => response.write('x'.repeat(1000)), 20)
      response.on('close', () => clearInterval(drip))
    })
    const began = performance.now()
    const told = await net.request(
      line,
      host,
      { method: 'GET', path: '/', atMost: 1_000_000, bodyWithin: 200 },
      soon(5000),
    )
    assert.ok(told.ok && told.body.length > 1000 && performance.now() - began < 2000)
    const short = await secured(good, (_, response) => void response.end('x'.repeat(100_000)))
    const few = await short.net.request(short.line, host, { method: 'GET', path: '/', atMost: 5000 }, soon())
    assert.ok(few.ok && few.body.length === 5000)
  })

  test('tells how much of the time it was busy itself', async () => {
    const { net, line } = await secured(good, (_, response) => void setTimeout(() => response.end('no'), 20))
    const asking = net.request(line, host, { method: 'GET', path: '/', atMost: 10 }, soon(3000))
    await new Promise((resolve) => setTimeout(resolve, 1))
    for (const until = performance.now() + 200; performance.now() < until; );
    const told = await asking
    assert.ok(told.ok)
    const { headers = 0 } = told.ownMs ?? {}
    assert.ok(headers >= 195 && headers <= told.headersMs, `${headers} of ${told.headersMs} ms`)
    net.close(line)
  })

  test('tells silence, an end and rubbish from an answer', async () => {
    const why = async (handler: Handler) => {
      const { net, line } = await secured(good, handler)
      const told = await net.request(line, host, { method: 'GET', path: '/', atMost: 100 }, soon(500))
      return told.ok ? 'ok' : told.why
    }
    assert.equal(await why(() => {}), 'timeout')
    assert.equal(await why((request) => request.socket.end()), 'closed')
    assert.equal(await why((request) => request.socket.end('what?\r\n\r\n')), 'broken')
    const cutShort: Handler = ({ socket }, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('x')
      setTimeout(() => socket.end(), 50)
    }
    assert.equal(await why(cutShort), 'closed')
    assert.equal(await why((_, response) => void response.writeHead(200, { big: 'x'.repeat(40_000) }).end()), 'broken')
  })
})

describe('a proxy', () => {
  const through = (url: string, env: NodeJS.ProcessEnv = {}) => network({ env: { HTTPS_PROXY: url, ...env } })

  test('applies as the environment says, and shows no credentials', () => {
    const shown = (env: NodeJS.ProcessEnv, name = host) => network({ env }).proxyFor(name)?.url
    assert.equal(shown({ HTTPS_PROXY: 'http://me:secret@proxy.example:3128' }), 'http://proxy.example:3128')
    assert.equal(shown({ https_proxy: 'proxy.example:3128' }), 'http://proxy.example:3128')
    assert.equal(shown({}), undefined)
    assert.equal(shown({ HTTPS_PROXY: 'http://me:secret@:::' }), 'HTTPS_PROXY')
    assert.equal(shown({ HTTPS_PROXY: 'http://p:1', NO_PROXY: '', no_proxy: host }), undefined)
    for (const exempt of [host, '.azurecr.io', 'azurecr.io', '*.azurecr.io', '*', `x, ${host}`, `${host}:443`])
      assert.equal(shown({ HTTPS_PROXY: 'http://p:1', NO_PROXY: exempt }), undefined, exempt)
    for (const other of ['contoso', 'ontoso.azurecr.io', 'evil.example', '', '10.0.0.0/8'])
      assert.equal(shown({ HTTPS_PROXY: 'http://p:1', NO_PROXY: other }), 'http://p:1', other)
  })

  test('lets through, with its credentials', async () => {
    const echo = await listen(createTcpServer((socket) => socket.pipe(socket)))
    let login: string | undefined
    const server = createHttpServer()
    server.on('connect', (request, socket) => {
      login = request.headers['proxy-authorization']
      const there = connectTo(echo, '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n')
        there.pipe(socket).pipe(there)
      })
    })
    const net = through(`http://me:p%40ss@127.0.0.1:${await listen(server)}`)
    const tunnelled = await net.tunnel(host, soon())
    assert.ok(tunnelled.ok)
    assert.equal(login, `Basic ${btoa('me:p@ss')}`)
    net.close(tunnelled.line)
  })

  test('of another kind is a value too', async () => {
    for (const url of ['socks5://127.0.0.1:1080', 'ftp://proxy.example'])
      assert.deepEqual(await through(url).tunnel(host, soon()), {
        ok: false,
        at: 'reach',
        why: 'broken',
        code: 'no-http-proxy',
      })
  })

  test('whose address cannot be read lets nothing out around it', async () => {
    assert.deepEqual(await through('http://:::').tunnel(host, soon()), {
      ok: false,
      at: 'reach',
      why: 'broken',
      code: 'no address',
    })
  })

  const answering = async (answer: string) => {
    const server = createHttpServer()
    server.on('connect', (_, socket) => socket.end(answer))
    return through(`http://127.0.0.1:${await listen(server)}`).tunnel(host, soon())
  }
  for (const status of [403, 407, 502])
    test(`that answers ${status} is told from the registry`, async () => {
      const told = await answering(`HTTP/1.1 ${status} No\r\nServer: squid\r\nContent-Length: 0\r\n\r\n`)
      assert.deepEqual(told, { ok: false, at: 'answer', status, server: 'squid' })
    })

  test('that resets or stalls at once was there', async () => {
    for (const behave of [(socket: Socket) => socket.resetAndDestroy(), () => {}])
      for (const scheme of ['http', 'https']) {
        const told = await through(`${scheme}://127.0.0.1:${await listen(createTcpServer(behave))}`).tunnel(
          host,
          soon(300),
        )
        assert.ok(!told.ok)
        assert.equal(told.at, 'closed', scheme)
      }
  })

  test('that closes, is not there, or speaks no TLS', async () => {
    const closed = await answering('')
    assert.ok(!closed.ok)
    assert.equal(closed.at, 'closed')
    const unreachable = await through(`http://127.0.0.1:${await refusingPort()}`).tunnel(host, soon())
    assert.ok(!unreachable.ok)
    assert.equal(unreachable.at, 'reach')
    const plain = await through(`https://127.0.0.1:${await listen(createHttpServer())}`).tunnel(host, soon())
    assert.ok(!plain.ok)
    assert.equal(plain.at, 'closed')
  })
})
