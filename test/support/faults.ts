// Every fault that a check is tried on over real sockets, with what it has to find: one table for the tests, for the bench and
// for docs/checks.md.
import { network } from '../../adapters/network/network.ts'
import type { Check } from '../../src/check.ts'
import { check } from '../../src/checks/check.ts'
import type { FindingId } from '../../src/ids.ts'
import { type AzureFault, type FakeAzure, startFakeAzure } from './fake-azure.ts'
import {
  type Answer,
  acr,
  answerOf,
  blobHost,
  challenge,
  controlHost,
  dataHost,
  denied,
  login,
} from './fake-network.ts'

export type Fault = AzureFault & {
  finding: FindingId | null
  /** With a user name and a password. */
  login?: true
  name?: string
  image?: string
  /** Somebody keeps silent or is slow, and the check waits. */
  waits?: true
}

const says = (path: string, answer: Answer): Pick<AzureFault, 'answer'> => ({
  answer: (host, request) => (host === login && request.path.startsWith(path) ? answer : undefined),
})
const layerAt = (location: string) => says('/v2/app/web/blobs/', acr(307, '', { location }))
const atData = (answer: Answer): Pick<AzureFault, 'answer'> => ({
  answer: (host) => (host === dataHost ? answer : undefined),
})
const closing: AzureFault['answer'] = (host, request) => {
  const said = answerOf({}, host, request)
  return 'ok' in said ? said : { ...said, headers: { ...said.headers, connection: 'close' } }
}
const privateName = 'contoso.privatelink.azurecr.io'
const privately = { chain: [privateName], address: '10.1.2.3' }
const publicly = {
  chain: [privateName, 'weu.fe.azcr.io', 'r0929weu-az.westeurope.cloudapp.azure.com'],
  address: '20.61.99.10',
}
const allOut = (fault: 'dropped' | 'refused') => ({ [login]: fault, [dataHost]: fault, [controlHost]: fault })

export const faults: Readonly<Record<string, Fault>> = {
  'nothing is wrong': { finding: null },
  'nothing is wrong, with a login': { finding: null, login: true },
  'nothing is wrong, and layers lie in blob storage': {
    finding: null,
    login: true,
    ...layerAt(`https://${blobHost}/0123//data?sig=secret`),
  },
  'the suffix is misspelt': { finding: 'name-invalid', name: 'contoso.azureacr.io' },

  'DNS knows no such name': { finding: 'name-not-found', dns: { [login]: { says: 'NXDOMAIN' } } },
  'the alias of a private endpoint leads nowhere': {
    finding: 'name-not-found',
    dns: { [login]: { chain: [privateName], says: 'NXDOMAIN' } },
  },
  'the name has no address': { finding: 'no-address', dns: { [login]: {} } },
  'a DNS filter leads to this machine': { finding: 'no-address', dns: { [login]: { address: '127.0.0.1' } } },
  'DNS answers SERVFAIL': { finding: 'resolver-failed', dns: { [login]: { says: 'SERVFAIL' } } },
  'DNS keeps silent': { finding: 'resolver-timeout', dns: { [login]: { says: 'silent' } }, waits: true },
  'DNS leads to this machine as soon as its first answer was judged': {
    finding: null,
    login: true,
    dnsLater: { [login]: { address: '127.0.0.1' } },
    answer: closing,
  },

  'packets to the registry are dropped': {
    finding: 'tcp-timeout',
    sockets: { [login]: 'dropped' },
    waits: true,
  },
  'there is no route to the private endpoint': {
    finding: 'private-address-unreachable',
    dns: { [login]: privately },
    sockets: { [login]: 'dropped' },
    waits: true,
  },
  'the connection is refused': { finding: 'tcp-refused', sockets: { [login]: 'refused' } },
  'the connection is reset after the TLS hello': { finding: 'connection-reset', sockets: { [login]: 'reset' } },

  'the TLS handshake stalls': { finding: 'tls-timeout', sockets: { [login]: 'stalled' }, waits: true },
  'the certificate is of an unknown authority': { finding: 'tls-untrusted', sockets: { [login]: 'untrusted' } },
  'the certificate is for another name': { finding: 'tls-wrong-host', sockets: { [login]: 'wrong-host' } },
  'the certificate is out of date': { finding: 'tls-expired', sockets: { [login]: 'outdated' } },
  'what listens speaks no TLS': { finding: 'not-a-registry', sockets: { [login]: 'no-tls' } },

  'what listens speaks no HTTP': { finding: 'not-a-registry', sockets: { [login]: 'no-http' } },
  'the registry keeps silent over TLS': { finding: 'http-timeout', sockets: { [login]: 'silent' }, waits: true },
  'the registry does not let this address in': { finding: 'ip-denied', ...says('/v2/', denied) },
  'the public way to a registry with a private endpoint is refused': {
    finding: 'public-route-denied',
    dns: { [login]: publicly },
    ...says('/v2/', denied),
  },
  'a sign-in page of the network answers': {
    finding: 'not-a-registry',
    ...says('/v2/', { status: 302, headers: { location: 'https://portal.example/' } }),
  },
  'the challenge sends the login to another host': {
    finding: 'not-a-registry',
    login: true,
    ...says('/v2/', acr(401, '', { 'www-authenticate': 'Bearer realm="https://evil.example/oauth2/token"' })),
  },
  'the registry answers 503': { finding: 'service-error', ...says('/v2/', { status: 503 }) },
  'the registry answers 429': { finding: 'throttled', ...says('/v2/', acr(429, {}, { 'retry-after': '5' })) },
  'the registry closes after each answer': { finding: null, login: true, answer: closing },

  'the password is wrong': { finding: 'token-rejected', login: true, ...says('/oauth2/', acr(401, {})) },
  'the identity may not pull': { finding: 'token-denied', login: true, ...says('/oauth2/', acr(403, {})) },
  'the tag does not exist': { finding: 'image-not-found', login: true, image: 'app/web:nope' },

  'the data endpoint has no name': {
    finding: 'data-endpoint-name',
    login: true,
    dns: { [dataHost]: { says: 'NXDOMAIN' } },
  },
  'the data endpoint’s name leads to this machine': {
    finding: 'data-endpoint-name',
    login: true,
    dns: { [dataHost]: { address: '127.0.0.1' } },
  },
  'the data endpoint’s name leads inside the cloud': {
    finding: 'data-endpoint-name',
    login: true,
    dns: { [dataHost]: { address: '169.254.169.254' } },
  },
  'packets to the data endpoint are dropped': {
    finding: 'data-endpoint-timeout',
    sockets: { [dataHost]: 'dropped' },
    waits: true,
  },
  'packets to the data endpoint are dropped, with a login': {
    finding: 'data-endpoint-timeout',
    login: true,
    sockets: { [dataHost]: 'dropped' },
    waits: true,
  },
  'the TLS handshake with the data endpoint stalls': {
    finding: 'data-endpoint-timeout',
    login: true,
    sockets: { [dataHost]: 'stalled' },
    waits: true,
  },
  'the data endpoint keeps silent over TLS': {
    finding: 'data-endpoint-timeout',
    login: true,
    sockets: { [dataHost]: 'silent' },
    waits: true,
  },
  'packets to blob storage are dropped': {
    finding: 'data-endpoint-timeout',
    login: true,
    sockets: { [blobHost]: 'dropped' },
    ...layerAt(`https://${blobHost}/0123//data?sig=secret`),
    waits: true,
  },
  'the data endpoint refuses': { finding: 'data-endpoint-failed', login: true, sockets: { [dataHost]: 'refused' } },
  'the data endpoint resets': { finding: 'data-endpoint-failed', login: true, sockets: { [dataHost]: 'reset' } },
  'the data endpoint’s certificate is not trusted': {
    finding: 'data-endpoint-failed',
    login: true,
    sockets: { [dataHost]: 'untrusted' },
  },
  'the data endpoint answers 403': { finding: 'data-endpoint-failed', login: true, ...atData({ status: 403 }) },
  'the layer is sent for to this machine': {
    finding: 'not-a-registry',
    login: true,
    ...layerAt('https://127.0.0.1/layer'),
  },
  'the layer is sent for to the cloud’s metadata': {
    finding: 'not-a-registry',
    login: true,
    ...layerAt('https://169.254.169.254/metadata/instance'),
  },
  'the layer is sent for to another cloud': {
    finding: 'not-a-registry',
    login: true,
    ...layerAt('https://contoso.chinaeast2.data.azurecr.cn/layer'),
  },
  'the layer is sent for to another registry': {
    finding: 'not-a-registry',
    login: true,
    ...layerAt('https://fabrikam.westeurope.data.azurecr.io/layer'),
  },
  'the layer comes slowly': {
    finding: 'slow',
    login: true,
    ...atData({ status: 200, body: 'x'.repeat(64 * 1024), bodyMs: 800 }),
    waits: true,
  },

  'a proxy lets through': { finding: null, login: true, proxy: () => 200 },
  'a proxy behind TLS lets through': { finding: null, login: true, proxy: 'secure' },
  'a proxy is not there': { finding: 'proxy-unreachable', proxy: 'down' },
  'packets to the proxy are dropped': { finding: 'proxy-unreachable', proxy: 'dropped', waits: true },
  'the proxy is a SOCKS proxy': { finding: 'proxy-unreachable', proxy: 'socks' },
  'a proxy refuses': { finding: 'proxy-denied', proxy: () => 403 },
  'a proxy wants a login': { finding: 'proxy-auth-required', proxy: () => 407 },
  'a proxy closes': { finding: 'proxy-closed', proxy: 'closed' },
  'a proxy keeps silent': { finding: 'proxy-closed', proxy: 'stalled', waits: true },
  'a proxy answers 502': { finding: 'proxy-closed', proxy: () => 502 },
  'a proxy is asked over TLS and speaks none': { finding: 'proxy-closed', proxy: 'plain-as-secure' },
  'a proxy behind TLS is not trusted': { finding: 'proxy-closed', proxy: 'secure-untrusted' },
  'a proxy refuses the data endpoint': {
    finding: 'data-endpoint-failed',
    login: true,
    proxy: (host) => (host === dataHost ? 403 : 200),
  },
  'a proxy reads along, and is not trusted': {
    finding: 'tls-untrusted',
    proxy: () => 200,
    sockets: { [login]: 'untrusted' },
  },
  'the registry lets nobody in by way of the proxy': {
    finding: 'ip-denied',
    proxy: () => 200,
    ...says('/v2/', denied),
  },
  'the registry is far away, by way of the proxy': {
    finding: 'slow',
    proxy: () => 200,
    ...says('/v2/', { ...challenge, headersMs: 200 }),
  },

  'the other host is down, and nothing else': { finding: null, sockets: { [controlHost]: 'refused' } },
  'everything is refused': { finding: 'cut-off', sockets: allOut('refused') },
  'packets to everywhere are dropped': { finding: 'cut-off', sockets: allOut('dropped'), waits: true },
}

/** The whole check of a fault, over sockets of its own. */
export async function tried(
  fault: Fault,
  deadlineMs: number,
): Promise<{ check: Check } & Pick<FakeAzure, 'dialled' | 'heard'>> {
  const azure = await startFakeAzure(fault)
  try {
    const { name = 'contoso', image, login: withLogin } = fault
    const done = await check(
      {
        name,
        deadlineMs,
        ...(image && { image }),
        ...(withLogin && { credentials: { kind: 'password', username: 'contoso', password: 'secret' } }),
      },
      { net: network(azure.options), today: () => new Date(), vantage: { kind: 'host', name: 'here' } },
    )
    return { check: done('en'), dialled: azure.dialled, heard: azure.heard }
  } finally {
    azure.close()
  }
}
