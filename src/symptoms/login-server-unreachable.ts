// The Azure CLI says this after any failed HTTPS request to /v2/: DNS, TCP, TLS or proxy. So alone it tells little;
// lines around it tell more.
import type { Symptom } from './symptom.ts'

export const loginServerUnreachable = {
  id: 'login-server-unreachable',
  title: { en: 'The Azure CLI cannot reach the registry', pl: 'Azure CLI nie może połączyć się z rejestrem' },
  signs: {
    'cli-could-not-connect': {
      says: [
        'could not connect to the registry login server',
        'is reachable from your environment',
        'nie mozna nawiazac polaczenia z serwerem logowania rejestru',
      ],
      means: {
        en: 'the Azure CLI got no answer over HTTPS; DNS, TCP, TLS or a proxy may be the cause',
        pl: 'Azure CLI nie dostało odpowiedzi przez HTTPS; przyczyną może być DNS, TCP, TLS lub proxy',
      },
      weighs: { 'client-firewall': 3.6, 'registry-name': 2.2, 'vnet-config': 2.4 },
      proves: true,
    },
    'no-challenge': {
      says: ['connectivity_challenge_error', 'did not issue a challenge'],
      means: {
        en: 'nothing answered, or what answered does not behave like the registry',
        pl: 'nic nie odpowiedziało albo odpowiedziało coś, co nie zachowuje się jak rejestr',
      },
      weighs: {
        'client-firewall': 2.9,
        'vnet-config': 2,
        'public-access-rules': 1.8,
        'registry-name': 1.6,
        'service-side': 1.8,
      },
      proves: true,
    },
    'odd-challenge': {
      says: [
        'connectivity_aad_login_error',
        'connectivity_www_authenticate_error',
        'does not support aad login',
        'did not ask properly for a basic',
      ],
      means: {
        en: 'the answer lacks what ACR always sends: something else answers',
        pl: 'w odpowiedzi brakuje tego, co ACR zawsze wysyła: odpowiada coś innego',
      },
      weighs: { 'client-firewall': 3.2, 'service-side': 2.4 },
      proves: true,
    },
    'not-a-registry-page': {
      says: [
        'server gave http response to https client',
        "invalid character '<' looking for beginning of value",
        'captive portal',
        '<!doctype html',
        '<html',
      ],
      means: {
        en: 'a web page or plain HTTP came back instead of the registry',
        pl: 'zamiast rejestru odpowiedziała strona WWW albo zwykłe HTTP',
      },
      weighs: { 'client-firewall': 3.6, 'docker-config': 0.8 },
      echoOf: ['server-error', 'gateway-error'],
    },
  },
  examples: [
    "Could not connect to the registry login server 'contoso.azurecr.io'. Please verify that the registry exists and the URL 'https://contoso.azurecr.io/v2/' is reachable from your environment.",
    "An error occurred: CONNECTIVITY_CHALLENGE_ERROR\nRegistry 'contoso.azurecr.io' did not issue a challenge.",
  ],
  lookalikes: [
    {
      paste: 'Unable to connect to the server: dial tcp: lookup aks-dev-1a2b.hcp.westeurope.azmk8s.io: no such host',
      is: 'none',
    },
  ],
} as const satisfies Symptom
