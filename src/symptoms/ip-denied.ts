// ACR answered, and refuses the address the request came from: IP rules, or public access off; both say the same.
// Not proxy-login-denied (a proxy's own 403) and not access-denied (a missing role).
import type { Symptom } from './symptom.ts'

export const ipDenied = {
  id: 'ip-denied',
  title: { en: "The registry's network rules refuse this address", pl: 'Reguły sieciowe rejestru odrzucają ten adres' },
  signs: {
    'client-ip-not-allowed': {
      says: [
        'is not allowed access',
        'client with ip',
        'aka.ms/acr/firewall',
        'ip address is not allowed',
        'ip is not allowed',
        'client ip may not have access',
        'not allowed access',
      ],
      means: {
        en: 'ACR names the address that it saw and refuses it: no network rule lets it in, or public access is off',
        pl: 'ACR podaje adres, który zobaczył, i go odrzuca: nie wpuszcza go żadna reguła sieciowa albo dostęp publiczny jest wyłączony',
      },
      weighs: { 'public-access-rules': 5, 'vnet-config': 1.7, 'client-firewall': 0.6 },
    },
    'portal-ip-no-access': {
      says: ['does not have access to this registry', 'may not have access to this registry'],
      and: /\bIP\b/i,
      means: {
        en: "the user's own machine asks for the list in the portal, and the registry refuses its address",
        pl: 'o listę w portalu pyta maszyna użytkownika, a rejestr odrzuca jej adres',
      },
      weighs: { 'public-access-rules': 5 },
      proves: true,
    },
    'cli-no-access': {
      says: [
        "looks like you don't have access to registry",
        'connectivity_forbidden_error',
        'see configured firewall rules',
      ],
      means: {
        en: 'the Azure CLI got 403 on /v2/ before any login: a network rule, not a role',
        pl: 'Azure CLI dostało 403 na /v2/ jeszcze przed logowaniem: to reguła sieciowa, a nie rola',
      },
      weighs: { 'public-access-rules': 4.8, 'vnet-config': 1.9, 'client-firewall': 1.4 },
      proves: true,
    },
    'login-403': {
      says: ['failed with status: 403', 'invalid status code from registry 403', 'status code from registry 403'],
      and: /\/v2\/|registry 403/i,
      means: {
        en: '403 on /v2/ comes before any login: a network rule, not a password',
        pl: '403 na /v2/ pojawia się jeszcze przed logowaniem: to reguła sieciowa, a nie hasło',
      },
      weighs: { 'public-access-rules': 4, 'client-firewall': 2.3 },
    },
    'exchange-403': {
      says: [
        'response code: 403',
        'exchange api response code: 403',
        'exchange endpoint returned error status: 403',
        'exchange failed with status 403',
      ],
      means: {
        en: 'the token exchange was refused with 403: usually network rules, sometimes a missing role',
        pl: 'wymianę tokenu odrzucono z kodem 403: zwykle to reguły sieciowe, czasem brak roli',
      },
      weighs: { 'public-access-rules': 4, 'credentials-unauthorized': 2.8, 'vnet-config': 0.8 },
      proves: true,
    },
    'anonymous-token-403': {
      says: ['failed to fetch anonymous token', 'failed to fetch oauth token'],
      and: /403/,
      means: {
        en: 'the token request itself was refused with 403: network rules or the link of the DNS zone, not the role',
        pl: 'samo żądanie tokenu odrzucono z kodem 403: to reguły sieciowe lub łącze strefy DNS, a nie rola',
      },
      weighs: { 'public-access-rules': 4.2, 'vnet-config': 2.8 },
    },
    'status-403': {
      status: [403],
      means: {
        en: 'a 403 from the registry means a network rule more often than a missing role',
        pl: '403 od rejestru częściej oznacza regułę sieciową niż brak roli',
      },
      weighs: { 'public-access-rules': 2.9, 'credentials-unauthorized': 2, 'client-firewall': 1.2 },
    },
    'login-events-403': {
      says: ['.azurecr.'],
      and: /\d\.\d{1,3}[\s,|"]{1,20}[a-z0-9-]{1,63}\.azurecr\.(?:io|cn|us)[\s,|"]{1,80}403\b/i,
      means: {
        en: "the registry's own log shows that it refused this address with 403",
        pl: 'dziennik rejestru pokazuje, że odrzucił on ten adres z kodem 403',
      },
      weighs: { 'public-access-rules': 4.8, 'vnet-config': 1 },
      proves: true,
    },
    'plain-403': {
      says: [
        '403 forbidden',
        'status code 403',
        'status: 403',
        'http 403',
        '403 error',
        'error 403',
        'returned 403',
        '(forbidden)',
        'got 403',
        'a 403',
        'blad 403',
        'bledem 403',
        'httpstatus: 403',
        '403 (forbidden)',
        '403)',
      ],
      not: /failed with status: 403|from registry 403|storage|proxy|tunnel|terraform|token exchange|Response code: 403|anonymous token|blob\.core/i,
      means: {
        en: 'a 403 from the registry means a network rule more often than a missing role',
        pl: '403 od rejestru częściej oznacza regułę sieciową niż brak roli',
      },
      weighs: { 'public-access-rules': 3.3, 'client-firewall': 1.7, 'credentials-unauthorized': 2, 'vnet-config': 1 },
    },
    'talk-ip-denied': {
      talk: {
        all: ['registry', 'public-access', 'trouble'],
        none: ['acr-tasks', 'defender', 'list', 'terraform', 'tier'],
      },
      means: {
        en: 'this says that public access to the registry is restricted',
        pl: 'to opis ograniczonego dostępu publicznego do rejestru',
      },
      weighs: { 'public-access-rules': 3, 'vnet-config': 1.4 },
    },
    'talk-add-my-ip': {
      talk: { all: ['registry', 'publicly', 'trouble'], none: ['acr-tasks', 'defender', 'dns'] },
      means: {
        en: 'this says that access over the internet is refused',
        pl: 'to opis odrzuconego dostępu przez internet',
      },
      weighs: { 'public-access-rules': 2, 'vnet-config': 2.2 },
    },
    'talk-address-changed': {
      talk: { all: ['registry', 'address-changed', 'trouble'] },
      means: {
        en: 'this says that the address of the client changes, but network rules allow fixed addresses',
        pl: 'to opis zmieniającego się adresu klienta, a reguły sieciowe dopuszczają stałe adresy',
      },
      weighs: { 'public-access-rules': 4 },
    },
    'talk-policy': {
      talk: { all: ['registry', 'policy', 'trouble'] },
      means: { en: 'this says that a policy changes the access', pl: 'to opis zasady (policy), która zmienia dostęp' },
      weighs: { 'public-access-rules': 3, 'credentials-unauthorized': 1 },
    },
    'talk-ip-of-runner': {
      talk: { all: ['registry', 'address-denied'], none: ['acr-tasks', 'defender'] },
      means: { en: 'this says that an address is refused', pl: 'to opis odrzuconego adresu' },
      weighs: { 'public-access-rules': 3.4, 'vnet-config': 1 },
    },
  },
  examples: [
    "denied: client with IP '1.2.3.4' is not allowed access. Refer https://aka.ms/acr/firewall to grant access.",
    '{"errors":[{"code":"DENIED","message":"client with IP \\u00271.2.3.4\\u0027 is not allowed access. Refer https://aka.ms/acr/firewall to grant access. CorrelationId: 0d1e2f33-0000-4000-8000-0a0b0c0d0e0f"}]}',
    'Error response from daemon: login attempt to https://contoso.azurecr.io/v2/ failed with status: 403 Forbidden',
    "Looks like you don't have access to registry 'contoso.azurecr.io'. To see configured firewall rules, run 'az acr show --query networkRuleSet --name contoso'.",
    "An error occurred: CONNECTIVITY_REFRESH_TOKEN_ERROR\nAccess to registry 'contoso.azurecr.io' was denied. Response code: 403. Please try running 'az login' again to refresh permissions.\nUnable to get admin user credentials with message: Admin user is disabled.",
  ],
  lookalikes: [
    { paste: 'failed to push ghcr.io/civic/vote:1: unexpected status: 403 Forbidden', is: 'none' },
    { paste: 'Get "https://contoso.azurecr.io/v2/": Forbidden', is: 'proxy-login-denied' },
  ],
} as const satisfies Symptom
