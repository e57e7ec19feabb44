// The registry's own public rules: the address is not listed, or public access is off. Both answer with the same 403.
import type { Cause } from './cause.ts'

export const publicAccessRules = {
  id: 'public-access-rules',
  title: {
    en: "The registry's public network rules keep this client out",
    pl: 'Publiczne reguły sieciowe rejestru nie wpuszczają tego klienta',
  },
  circumstances: [
    {
      when: ({ topics, signs }) => topics.has('import') && signs.has('resource-denied'),
      by: 2.6,
      because: {
        en: 'An import that is denied mostly meets the network rules of the other registry.',
        pl: 'Odrzucony import najczęściej trafia na reguły sieciowe drugiego rejestru.',
      },
    },
    {
      when: ({ signs }) => signs.has('no-challenge') && signs.has('acr-repository-list'),
      by: 1.6,
      because: {
        en: 'Listing repositories from outside fails so when public access is off.',
        pl: 'Tak zawodzi wyliczanie repozytoriów z zewnątrz przy wyłączonym dostępie publicznym.',
      },
    },
    { when: ({ entities }) => entities.clientIp !== undefined, by: 0.8 },
    {
      when: ({ topics, signs }) =>
        topics.has('acr-tasks') &&
        (signs.has('client-ip-not-allowed') || signs.has('plain-403') || signs.has('task-login-fails')),
      by: -1.6,
    },
    {
      when: ({ topics, signs }) =>
        topics.has('private-endpoint') &&
        !signs.has('client-ip-not-allowed') &&
        !signs.has('exchange-403') &&
        !signs.has('plain-403'),
      by: -0.4,
    },
    {
      when: ({ talk, topics }) => talk.has('closed-to-public') && !topics.has('acr-tasks') && !topics.has('defender'),
      by: 0.8,
      because: {
        en: 'Public access is described as off or restricted.',
        pl: 'Opis mówi o wyłączonym lub ograniczonym dostępie publicznym.',
      },
    },
  ],
  ruledOutBy: [
    {
      en: '`publicNetworkAccess` is Enabled and `defaultAction` is Allow, or the address ACR names is among the rules.',
      pl: '`publicNetworkAccess` to Enabled, a `defaultAction` to Allow, albo adres podany przez ACR jest w regułach.',
    },
    {
      en: 'The 403 has no ACR body (no DENIED, no correlation id): then a proxy said it.',
      pl: '403 nie ma treści ACR (bez DENIED i identyfikatora korelacji): wtedy powiedziało to proxy.',
    },
  ],
  examples: [
    "denied: client with IP '203.0.113.25' is not allowed access. Refer https://aka.ms/acr/firewall to grant access.",
  ],
} as const satisfies Cause
