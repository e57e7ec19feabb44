// Too many requests for the tier or the identity.
import type { Cause } from './cause.ts'

export const throttledCause = {
  id: 'throttled',
  title: { en: 'Too many requests: the registry limits them', pl: 'Zbyt wiele żądań: rejestr je ogranicza' },
  circumstances: [],
  ruledOutBy: [
    {
      en: 'A single request some minutes later, from an idle identity, also gets 429.',
      pl: 'Pojedyncze żądanie kilka minut później, od bezczynnej tożsamości, też dostaje 429.',
    },
  ],
  examples: ['toomanyrequests: Too many requests. Please visit https://aka.ms/acr/skus#sku-feature-matrix'],
} as const satisfies Cause
