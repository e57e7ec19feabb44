// Azure itself: the service answers with its own fault, or is down where you are.
import type { Cause } from './cause.ts'

export const serviceSide = {
  id: 'service-side',
  title: { en: 'The fault is on the Azure side', pl: 'Usterka jest po stronie Azure' },
  signs: {
    'server-error': {
      says: [
        '500 internal server error',
        'http status: 50',
        'internal server error',
        'status code 500',
        'status code: 500',
        'status: 500',
        'response code: 50',
        'http 500',
        'unknown: internal error',
        'an internal error occurred',
        'internalservererror',
      ],
      not: /proxy|unauthorized:|denied:|not found:|manifest unknown|no such host|too many requests/i,
      means: {
        en: 'the registry answered with an error of its own (5xx)',
        pl: 'rejestr odpowiedział własnym błędem (5xx)',
      },
      weighs: { 'service-side': 4.4, 'client-firewall': 0.8 },
    },
    'gateway-error': {
      says: [
        '503 service unavailable',
        '502 bad gateway',
        '504 gateway',
        'status code 503',
        'status code: 503',
        'status: 503',
        'status: 502',
        'status: 504',
        'status code 502',
        'status code 504',
        'status code 50',
        'service unavailable',
        'temporarily unavailable',
        'serviceunavailable',
        'gateway time',
        'registry 503',
        'registry 502',
        'registry 504',
        'registry 500',
      ],
      and: /\b50[234]\b|received|response|ServiceUnavailable|temporarily|unexpected/i,
      not: /": (?:Service Unavailable|Gateway Time|Bad Gateway)|\/: (?:Service Unavailable|Gateway Time|Bad Gateway)|from proxy|tunnel connection/i,
      means: {
        en: 'a gateway in between answered that the service is unavailable (5xx)',
        pl: 'brama po drodze odpowiedziała, że usługa jest niedostępna (5xx)',
      },
      weighs: { 'service-side': 3.9, 'client-firewall': 1.8 },
    },
    'entra-slow-inside': {
      says: ['aad get access token', 'get aad token failed', 'aad token service'],
      means: {
        en: "the registry's own request to Entra ID failed",
        pl: 'nie powiodło się żądanie samego rejestru do Entra ID',
      },
      weighs: { 'service-side': 4 },
      proves: true,
    },
    'task-timed-out': {
      says: ['task has timed out', 'run timed out'],
      means: { en: 'the time for the whole task ran out', pl: 'skończył się czas całego zadania' },
      weighs: { 'service-side': 1, 'slow-transfer': 0.8 },
    },
    'odd-status': {
      status: [408, 411, 412, 413, 416, 500, 501, 502, 503, 504, 520, 522, 524, 599],
      means: {
        en: 'a registry that works does not answer with this status',
        pl: 'działający rejestr nie odpowiada takim statusem',
      },
      weighs: { 'service-side': 3.2, 'client-firewall': 1.6 },
    },
    'cache-rule-fails': {
      says: ['424 failed dependency', 'for cache rule'],
      means: {
        en: 'the registry could not fetch from the source of the cache rule',
        pl: 'rejestr nie mógł pobrać obrazu ze źródła reguły pamięci podręcznej',
      },
      weighs: { 'service-side': 3.6, 'credentials-invalid': 2 },
    },
    'customer-key-lost': {
      says: ['cmk_error', "encryption doesn't exist", 'key vault key', 'customer-managed key'],
      and: /encryption|CMK|key/i,
      means: {
        en: 'the identity or key that encrypts the registry no longer exists',
        pl: 'tożsamość lub klucz szyfrujący rejestr już nie istnieje',
      },
      weighs: { 'service-side': 3.8 },
      proves: true,
    },
    'challenge-404': {
      says: ['failed with status: 404', 'status code from registry 404'],
      means: {
        en: '/v2/ answered 404, which a working registry never does',
        pl: '/v2/ odpowiedziało 404, czego działający rejestr nigdy nie robi',
      },
      weighs: { 'service-side': 3.2, 'registry-name': 2.6, 'client-firewall': 1.6 },
    },
  },
  circumstances: [
    {
      when: ({ signs }) =>
        signs.has('waiting-for-agent') && signs.has('task-timed-out') && !signs.has('own-agent-pool'),
      by: 3,
      because: { en: 'The task never got an agent.', pl: 'Zadanie nie dostało agenta.' },
    },
    { when: ({ signs }) => signs.has('challenge-404') && signs.has('no-challenge'), by: 0.8 },
  ],
  ruledOutBy: [
    {
      en: 'Another client on another network uses the same registry at the same time without problems.',
      pl: 'Inny klient w innej sieci korzysta w tym samym czasie z tego rejestru bez problemów.',
    },
    {
      en: 'Service Health shows no incident for Container Registry in the region, and a second try works.',
      pl: 'Service Health nie pokazuje incydentu usługi Container Registry w regionie, a ponowna próba się udaje.',
    },
  ],
  examples: ['received unexpected HTTP status: 500 Internal Server Error (docker push contoso.azurecr.io/app:1)'],
} as const satisfies Cause
