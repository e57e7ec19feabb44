// Too many requests for the tier or the identity.
import type { Cause } from './cause.ts'

export const throttledCause = {
  id: 'throttled',
  title: { en: 'Too many requests: the registry throttles', pl: 'Za dużo żądań: rejestr je ogranicza' },
  circumstances: [],
  ruledOutBy: [
    {
      en: 'A single request, minutes later and from an idle identity, is answered 429 too.',
      pl: 'Pojedyncze żądanie, kilka minut później i od bezczynnej tożsamości, też dostaje 429.',
    },
  ],
  examples: ['toomanyrequests: Too many requests. Please visit https://aka.ms/acr/skus#sku-feature-matrix'],
} as const satisfies Cause
