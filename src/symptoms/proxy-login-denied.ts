// A proxy stands in the way: it refuses, breaks off, or wants credentials. Not ip-denied: there the request passed
// and ACR itself refuses the address it came from.
import type { Symptom } from './symptom.ts'

export const proxyLoginDenied = {
  id: 'proxy-login-denied',
  title: { en: 'Access through a proxy is refused', pl: 'Dostęp przez serwer proxy jest odrzucany' },
  signs: {
    'proxy-connect-fails': {
      says: [
        'proxyconnect tcp',
        'proxyerror',
        'cannot connect to proxy',
        'unable to connect to proxy',
        'proxy connect aborted',
        'tunnel connection failed',
        'could not resolve proxy',
        "couldn't resolve proxy",
        'proxy tunnel',
        'tunnel request to proxy',
        'err_proxy_connection_failed',
        'err_tunnel_connection_failed',
        'failed to connect to proxy',
      ],
      means: {
        en: 'the connection to the proxy failed, before the registry was reached',
        pl: 'nie powiodło się połączenie z serwerem proxy, jeszcze przed rejestrem',
      },
      weighs: { 'client-firewall': 5.6 },
    },
    'proxy-wants-credentials': {
      says: [
        'proxy authentication required',
        'proxyauthenticationrequired',
        'http code 407',
        'status: 407',
        '407 proxy',
        'response 407',
        'error 407',
        'status code 407',
        '407 from proxy',
      ],
      means: { en: 'the proxy asks for credentials', pl: 'serwer proxy żąda poświadczeń' },
      weighs: { 'client-firewall': 5.6 },
    },
    'status-407': {
      status: [407],
      means: { en: 'the proxy asks for credentials', pl: 'serwer proxy żąda poświadczeń' },
      weighs: { 'client-firewall': 5 },
    },
    'proxy-refuses': {
      says: [
        'from proxy after connect',
        'connect tunnel failed',
        'blocked by proxy',
        'blocked by url filter',
        'access denied by proxy',
        'policy of the proxy',
        'cache access denied',
        'zscaler',
        'web filter',
        'url category',
      ],
      means: { en: 'the policy of the proxy blocks this address', pl: 'zasady serwera proxy blokują ten adres' },
      weighs: { 'client-firewall': 5 },
    },
    'block-page': {
      says: [
        'is blocked by',
        'access blocked',
        'blocked by your',
        'web access policy',
        'url blocked',
        'content blocked',
        'website blocked',
        'text/html',
        '<html',
        '<!doctype html',
      ],
      and: /block|policy|category|text\/html.{0,200}403|403.{0,200}<|access denied/i,
      means: {
        en: "a web page of a proxy or filter came back, not the registry's JSON",
        pl: 'wróciła strona serwera proxy lub filtra, a nie JSON rejestru',
      },
      weighs: { 'client-firewall': 5, 'public-access-rules': -2 },
    },
    'connect-status-only': {
      says: [
        '": forbidden',
        '/: forbidden',
        '": service unavailable',
        '/: service unavailable',
        '": bad gateway',
        '/: bad gateway',
        '": gateway timeout',
        '/: gateway timeout',
        '": method not allowed',
        '": not found',
      ],
      and: /(?:Get|Head|Put|Post|Patch) "?https:\/\/\S+?"?: (?:Forbidden|Service Unavailable|Bad Gateway|Gateway Time-?out|Method Not Allowed|Not Found)(?=[\s"'\\)]|$)/i,
      means: {
        en: 'clients written in Go print a status without a number when a proxy refuses CONNECT',
        pl: 'klienci napisani w Go wypisują status bez numeru, gdy serwer proxy odrzuca CONNECT',
      },
      weighs: { 'client-firewall': 4.6, 'public-access-rules': 1.6 },
    },
    'login-attempt-403': {
      says: ['login attempt failed with status: 403'],
      means: {
        en: 'older Docker prints this for any 403 at login: from the proxy, or from ACR because of the address of the proxy',
        pl: 'starszy Docker wypisuje to przy każdym 403 podczas logowania: od proxy albo od ACR z powodu adresu proxy',
      },
      weighs: { 'public-access-rules': 3.4, 'client-firewall': 3 },
    },
    'ping-ended-early': {
      says: ['eof'],
      and: /\/v2\/\\?"?: (?:unexpected )?EOF\b/,
      means: {
        en: 'the very first request was cut off without an answer, as by a proxy that drops CONNECT',
        pl: 'już pierwsze żądanie przerwano bez odpowiedzi, jak robi to proxy, które zrywa CONNECT',
      },
      weighs: { 'client-firewall': 4.2 },
    },
    'cli-proxy-fails': {
      says: ["error: ('cannot connect to proxy", "('cannot connect to proxy.'"],
      means: {
        en: 'the Azure CLI could not get through its proxy',
        pl: 'Azure CLI nie przeszło przez swój serwer proxy',
      },
      weighs: { 'client-firewall': 5.4 },
      proves: true,
    },
    'talk-proxy': {
      talk: { all: ['registry', 'proxy', 'trouble'] },
      means: {
        en: 'this describes a proxy on the way to the registry',
        pl: 'to opis serwera proxy na drodze do rejestru',
      },
      weighs: { 'client-firewall': 3.2 },
    },
  },
  examples: [
    'Error response from daemon: login attempt failed with status: 403 Forbidden\n(docker login contoso.azurecr.io)',
    'Error response from daemon: Get https://contoso.azurecr.io/v2/: proxyconnect tcp: EOF Login failed',
    'Get "https://contoso.azurecr.io/v2/": Forbidden',
    'Get "https://contoso.azurecr.io/v2/": Proxy Authentication Required',
    "HTTPSConnectionPool(host='contoso.azurecr.io', port=443): Max retries exceeded with url: /v2/ (Caused by ProxyError('Cannot connect to proxy.', OSError('Tunnel connection failed: 403 Forbidden')))",
  ],
  lookalikes: [
    {
      paste: "Get https://contoso.azurecr.io/v2/: denied: client with IP '203.0.113.9' is not allowed access.",
      is: 'ip-denied',
    },
    {
      paste: 'proxyconnect tcp: dial tcp 10.0.0.1:3128: connect: connection refused while pulling ghcr.io/a/b:1',
      is: 'none',
    },
  ],
} as const satisfies Symptom
