// The same ladder over real sockets: DNS, TCP, TLS and HTTP of a fake Azure on loopback, one fault after another.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { network } from '../../adapters/network/network.ts'
import { check } from '../../src/checks/check.ts'
import type { FindingId } from '../../src/ids.ts'
import { type FakeAzure, startFakeAzure } from '../support/fake-azure.ts'
import { acr, blobHost, challenge, controlHost, dataHost, denied, login } from '../support/fake-network.ts'

type Fault = Parameters<FakeAzure['break']>[0]
type Case = { fault: Fault; finding: FindingId | null; login?: true }

const says = (path: string, answer: ReturnType<typeof acr>): Fault => ({
  answer: (host, request) => (host === login && request.path.startsWith(path) ? answer : undefined),
})

const cases: Record<string, Case> = {
  nothing: { fault: {}, finding: null },
  'nothing, with a login': { fault: {}, finding: null, login: true },
  NXDOMAIN: { fault: { dns: { [login]: 'NXDOMAIN' } }, finding: 'name-not-found' },
  'no address': { fault: { dns: { [login]: 'no-address' } }, finding: 'no-address' },
  SERVFAIL: { fault: { dns: { [login]: 'SERVFAIL' } }, finding: 'resolver-failed' },
  'a silent resolver': { fault: { dns: { [login]: 'silent' } }, finding: 'resolver-timeout' },
  refused: { fault: { sockets: { [login]: 'refused' } }, finding: 'tcp-refused' },
  reset: { fault: { sockets: { [login]: 'reset' } }, finding: 'connection-reset' },
  stalled: { fault: { sockets: { [login]: 'stalled' } }, finding: 'tls-timeout' },
  untrusted: { fault: { sockets: { [login]: 'untrusted' } }, finding: 'tls-untrusted' },
  'wrong host': { fault: { sockets: { [login]: 'wrong-host' } }, finding: 'tls-wrong-host' },
  outdated: { fault: { sockets: { [login]: 'outdated' } }, finding: 'tls-expired' },
  'silent over TLS': { fault: { sockets: { [login]: 'silent' } }, finding: 'http-timeout' },
  denied: { fault: says('/v2/', denied), finding: 'ip-denied' },
  throttled: { fault: says('/v2/', acr(429, {}, { 'retry-after': '5' })), finding: 'throttled' },
  '503': { fault: says('/v2/', { status: 503 }), finding: 'service-error' },
  portal: {
    fault: says('/v2/', { status: 302, headers: { location: 'https://portal.example/' } }),
    finding: 'not-a-registry',
  },
  'a wrong password': { fault: says('/oauth2/', acr(401, {})), finding: 'token-rejected', login: true },
  'no right': { fault: says('/oauth2/', acr(403, {})), finding: 'token-denied', login: true },
  'no data endpoint': { fault: { dns: { [dataHost]: 'NXDOMAIN' } }, finding: 'data-endpoint-name', login: true },
  'a stalled data endpoint': {
    fault: { sockets: { [dataHost]: 'stalled' } },
    finding: 'data-endpoint-timeout',
    login: true,
  },
  'a refusing data endpoint': {
    fault: { sockets: { [dataHost]: 'refused' } },
    finding: 'data-endpoint-failed',
    login: true,
  },
  'a server that closes after each answer': {
    fault: says('/v2/', { ...challenge, headers: { ...challenge.headers, connection: 'close' } }),
    finding: null,
  },
  'a proxy that lets through': { fault: { proxy: 'well' }, finding: null, login: true },
  'a proxy that refuses': { fault: { proxy: 403 }, finding: 'proxy-denied' },
  'a proxy that wants a login': { fault: { proxy: 407 }, finding: 'proxy-auth-required' },
  'a proxy that closes': { fault: { proxy: 'closed' }, finding: 'proxy-closed' },
  'a proxy that is not there': { fault: { proxy: 'down' }, finding: 'proxy-unreachable' },
  'a proxy before a closed registry': { fault: { proxy: 'well', ...says('/v2/', denied) }, finding: 'ip-denied' },
  'a control that is down, and nothing else': { fault: { sockets: { [controlHost]: 'refused' } }, finding: null },
  'no way out': {
    fault: { sockets: { [login]: 'refused', [controlHost]: 'refused', [blobHost]: 'refused' } },
    finding: 'cut-off',
  },
}

describe('over real sockets', () => {
  let azure: FakeAzure
  before(async () => {
    azure = await startFakeAzure()
  })
  after(() => azure.close())

  for (const [name, { fault, finding, login: withLogin }] of Object.entries(cases))
    test(name, async () => {
      azure.break(fault)
      const done = await check(
        {
          name: 'contoso',
          deadlineMs: 5000,
          ...(withLogin && { credentials: { kind: 'password', username: 'contoso', password: 'secret' } }),
        },
        { net: network(azure.options), today: () => new Date(), vantage: { kind: 'host', name: 'here' } },
      )
      assert.equal(done.finding, finding, JSON.stringify(done.steps, undefined, 1))
      assert.ok(done.ms < 5000)
      if (withLogin && finding === null) assert.equal(done.steps.find(({ id }) => id === 'layer')?.answer, 'yes')
    })
})
