// The client found an address and got no answer, or the connection broke off. Whether the address is private decides
// much, and is weighed by the causes (causes/vnet-config.ts).
import type { Symptom } from './symptom.ts'

/** A connection to a port that no registry has: an application's own trouble. */
const otherPort = String.raw`^(?!.*(?::|port )(?:443|80)\b).{0,400}?(?:\d{1,3}:|\bport )(?!53\b)\d{2,5}\b`

export const clientTimeout = {
  id: 'client-timeout',
  title: { en: 'The registry does not answer in time', pl: 'Rejestr nie odpowiada na czas' },
  signs: {
    'awaiting-headers': {
      says: [
        'client.timeout exceeded',
        'while awaiting headers',
        'request canceled while waiting for connection',
        'client.timeout or context cancellation',
      ],
      means: { en: 'the client stopped waiting for an answer', pl: 'klient nie doczekał się odpowiedzi' },
      weighs: { 'client-firewall': 3.4, 'vnet-config': 1.9, 'service-side': 1.3 },
    },
    'tcp-timeout': {
      says: [
        'i/o timeout',
        'connection timed out',
        'connect timeout',
        'connecttimeout',
        'connect timed out',
        'operation timed out',
        'winerror 10060',
        'errno 110',
        'etimedout',
        'did not properly respond after a period of time',
        'failed to connect to',
        'connection attempt failed',
        'timed out after',
        'port 443: timed out',
        'read timed out',
        'sockettimeoutexception',
        'connection timeout',
        'und_err_connect_timeout',
        'unable to connect to the remote server',
        'network operation timed out',
        'request timed out',
        '|timed out|',
      ],
      not: new RegExp(
        String.raw`:53\b|lookup \S+: i\/o|refused|reset|gateway time|no servers could be reached|dns request timed|docker daemon|retryable|task has timed out|proxyconnect|SSLError|${otherPort}`,
        'i',
      ),
      means: {
        en: 'the attempt to connect got no answer: something on the way drops the packets',
        pl: 'próba połączenia pozostała bez odpowiedzi: coś po drodze odrzuca pakiety',
      },
      weighs: { 'client-firewall': 3.4, 'vnet-config': 1.8 },
    },
    'deadline-exceeded': {
      says: ['context deadline exceeded', 'deadline exceeded'],
      means: { en: 'the time allowed for the request ran out', pl: 'upłynął czas przeznaczony na żądanie' },
      weighs: { 'client-firewall': 2.9, 'vnet-config': 1.6, 'service-side': 0.8 },
    },
    'tcp-refused': {
      says: [
        'connection refused',
        'econnrefused',
        'actively refused',
        'errno 111',
        'winerror 10061',
        "couldn't connect to server",
      ],
      not: new RegExp(
        String.raw`:53\b|docker\.sock|proxyconnect|docker daemon|docker_engine|ProxyError|127\.0\.0\.1|localhost|\[::1\]|${otherPort}`,
        'i',
      ),
      means: {
        en: 'something on the way refuses the connection; the registry itself always listens on port 443',
        pl: 'coś po drodze odrzuca połączenie; sam rejestr zawsze nasłuchuje na porcie 443',
      },
      weighs: { 'client-firewall': 3.8, 'vnet-config': 1.9 },
    },
    'connection-reset': {
      says: [
        'connection reset',
        'econnreset',
        'forcibly closed',
        'broken pipe',
        'connection aborted',
        'remotedisconnected',
        'remote end closed connection',
        'connection was closed',
        'unexpectedly closed',
        'socket hang up',
        'connectionreseterror',
        'recv failure',
        'empty reply from server',
        'use of closed network connection',
      ],
      not: /FileNotFoundError|docker_engine|docker\.sock/i,
      means: {
        en: 'an open connection was cut, as firewalls and inspecting proxies do',
        pl: 'otwarte połączenie zostało zerwane, jak robią to zapory i serwery proxy z inspekcją',
      },
      weighs: { 'client-firewall': 3.7, 'slow-transfer': 0.8, 'service-side': 0.8, 'vnet-config': 0.8 },
    },
    'ended-early': {
      says: ['eof'],
      and: /(?:^|[\s:"'(])(?:unexpected )?EOF\b/,
      not: /proxyconnect|<<|EOF\s*[<|&]/,
      means: {
        en: 'the other side closed the connection without an answer, as firewalls and proxies do',
        pl: 'druga strona zamknęła połączenie bez odpowiedzi, jak robią to zapory i serwery proxy',
      },
      weighs: { 'client-firewall': 3.5, 'slow-transfer': 1, 'service-side': 0.6, 'vnet-config': 0.8 },
    },
    'firewall-log-denies': {
      says: ['deny', 'drop'],
      and: /(?:azurecr\.(?:io|cn|us)|blob\.core\.[a-z.]{3,20})["':,.\s]{1,80}(?:443)?.{0,120}\b(?:Deny|Drop)\b/i,
      means: {
        en: "the firewall's own log shows that it denied the host of the registry",
        pl: 'dziennik zapory pokazuje, że zablokowała ona host rejestru',
      },
      weighs: { 'client-firewall': 4.6, 'vnet-config': 2.6 },
    },
    'nsg-denies': {
      says: ['userrule_deny', 'defaultrule_deny', 'denyinternetoutbound', 'denyalloutbound', 'securityrules/deny'],
      means: {
        en: 'a network security group denies the outbound traffic',
        pl: 'sieciowa grupa zabezpieczeń blokuje ruch wychodzący',
      },
      weighs: { 'vnet-config': 3.2, 'client-firewall': 3.2 },
    },
    'no-route': {
      says: [
        'no route to host',
        'network is unreachable',
        'ehostunreach',
        'enetunreach',
        'unreachable host',
        'network unreachable',
      ],
      means: { en: 'this machine has no route to the address', pl: 'ta maszyna nie ma trasy do tego adresu' },
      weighs: { 'client-firewall': 2.9, 'vnet-config': 2.6 },
    },
    'tls-stalls': {
      says: [
        'tls handshake timeout',
        'handshake timed out',
        'handshake operation timed out',
        'ssl connection timeout',
        'tls handshake eof',
        'handshake_failure',
        'ssl_error_syscall',
        'unexpected eof while reading',
      ],
      means: {
        en: 'the connection opens but TLS never completes: something in between holds it back',
        pl: 'połączenie się otwiera, ale TLS nie dochodzi do skutku: coś po drodze je wstrzymuje',
      },
      weighs: { 'client-firewall': 3.9, 'slow-transfer': 0.6, 'service-side': 0.4, 'vnet-config': 0.5 },
    },
    'upload-breaks': {
      says: [
        'error while copying content to a stream',
        'a task was canceled',
        'taskcanceledexception',
        'httpclient.timeout',
        'write: connection timed out',
        'failed to copy: unexpected eof',
        'write operation timed out',
      ],
      and: /push|upload|publish|copying content|task was canceled|TaskCanceled|layer|blob|write/i,
      means: { en: 'a long upload was cut off', pl: 'długie wysyłanie zostało przerwane' },
      weighs: { 'client-firewall': 3, 'slow-transfer': 3.1 },
    },
    'push-retries': {
      says: ['retrying in'],
      means: { en: 'a layer is sent again and again', pl: 'ta sama warstwa jest wysyłana wciąż od nowa' },
      weighs: { 'client-firewall': 0.9, 'slow-transfer': 0.9, 'service-side': 0.4 },
    },
    'talk-ipv6': {
      talk: { all: ['registry', 'ipv6', 'trouble'] },
      means: {
        en: 'IPv6 is in use: firewalls that list addresses must also list IPv6 addresses',
        pl: 'w użyciu jest IPv6: zapory z listami adresów muszą zawierać także adresy IPv6',
      },
      weighs: { 'client-firewall': 3.8, 'vnet-config': 1 },
    },
    'pull-canceled': {
      says: ['code = canceled desc', 'code = canceled'],
      means: {
        en: 'the node stopped before the download was complete',
        pl: 'węzeł przerwał, zanim pobieranie się skończyło',
      },
      weighs: { 'slow-transfer': 3.6, 'client-firewall': 1.6 },
    },
    'talk-no-connection': {
      talk: {
        all: ['registry', 'firewall', 'trouble'],
        none: ['public-access', 'private-endpoint', 'defender', 'save', 'acr-tasks'],
      },
      means: {
        en: 'this describes a registry that cannot be reached behind a firewall',
        pl: 'to opis rejestru nieosiągalnego zza zapory',
      },
      weighs: { 'client-firewall': 2.6, 'public-access-rules': 1.2 },
    },
  },
  examples: [
    'Error response from daemon: Get "https://myregistry.azurecr.io/v2/": net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)',
    'Get "https://contoso.azurecr.io/v2/": dial tcp 20.61.99.10:443: i/o timeout',
    'Get "https://contoso.azurecr.io/v2/": context deadline exceeded',
    "HTTPSConnectionPool(host='contoso.azurecr.io', port=443): Max retries exceeded with url: /v2/ (Caused by NewConnectionError('[WinError 10060] A connection attempt failed'))",
    'read tcp 10.44.18.203:43262->52.236.186.80:443: read: connection reset by peer while pushing to contoso.azurecr.io',
    'curl: (28) Failed to connect to contoso.azurecr.io port 443 after 21117 ms: Timed out',
  ],
  lookalikes: [
    {
      paste:
        'Get "https://registry-1.docker.io/v2/": net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)',
      is: 'none',
    },
    {
      paste: 'Get "https://contoso.azurecr.io/v2/": dial tcp 10.77.9.9:443: i/o timeout',
      is: 'private-endpoint-unreachable',
    },
    {
      paste: 'lookup contoso.azurecr.io on 10.0.0.10:53: read udp 10.0.0.4:51000->10.0.0.10:53: i/o timeout',
      is: 'dns-lookup',
    },
  ],
} as const satisfies Symptom
