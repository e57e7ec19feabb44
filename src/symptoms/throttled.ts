// ACR slows the caller down (429). Not kubelet's own "pull QPS exceeded", and not Docker Hub's pull rate limit.
import type { Symptom } from './symptom.ts'

export const throttled = {
  id: 'throttled',
  title: { en: 'The registry limits the number of requests', pl: 'Rejestr ogranicza liczbę żądań' },
  signs: {
    'too-many-requests': {
      says: [
        'toomanyrequests',
        'too many requests',
        'connectivity_toomanyrequests_error',
        'status: 429',
        'status code 429',
        'status code: 429',
        '429 too',
        'http 429',
        'too_many_requests',
        'retry-after',
      ],
      not: /pull rate limit|rate limit exceeded for|api\.github/i,
      means: {
        en: 'the registry answered 429: too many requests in a minute',
        pl: 'rejestr odpowiedział 429: zbyt wiele żądań na minutę',
      },
      weighs: { throttled: 5.6 },
    },
    'exchange-429': {
      says: ['response code: 429'],
      means: {
        en: 'the token exchange was limited (429), which the CLI shows as a login failure',
        pl: 'wymiana tokenu została ograniczona (429), co CLI pokazuje jako błąd logowania',
      },
      weighs: { throttled: 6 },
      proves: true,
    },
    'status-429': {
      status: [429],
      means: {
        en: 'the registry answered 429: too many requests in a minute',
        pl: 'rejestr odpowiedział 429: zbyt wiele żądań na minutę',
      },
      weighs: { throttled: 4.4 },
    },
    'talk-throttled': {
      talk: { all: ['registry', 'throttling'] },
      means: { en: 'this says that requests are limited', pl: 'to opis ograniczania żądań' },
      weighs: { throttled: 4 },
    },
  },
  examples: [
    'toomanyrequests: Too many requests. Please visit https://aka.ms/acr/skus#sku-feature-matrix to view limits of all service tiers.',
    'pinging container registry contoso.azurecr.io: too many requests to registry',
    "Access to registry 'contoso.azurecr.io' was denied. Response code: 429. Please try running 'az login' again to refresh permissions.",
  ],
  lookalikes: [
    {
      paste:
        'toomanyrequests: You have reached your pull rate limit. You may increase the limit by upgrading: https://www.docker.com/increase-rate-limit',
      is: 'none',
    },
    { paste: 'Failed to pull image: pull QPS exceeded', is: 'none' },
  ],
} as const satisfies Symptom
