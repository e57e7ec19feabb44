// The registry's own public rules: the address is not listed, or public access is off. Both answer with the same 403.
import type { Cause } from './cause.ts'

export const publicAccessRules = {
  id: 'public-access-rules',
  title: {
    en: "The registry's network rules do not let this client in",
    pl: 'Reguły sieciowe rejestru nie wpuszczają tego klienta',
  },
  circumstances: [
    {
      when: ({ topics, signs }) => topics.has('import') && signs.has('resource-denied'),
      by: 3.2,
      because: {
        en: 'When an import is denied, the cause is usually the network rules of the other registry.',
        pl: 'Gdy import jest odrzucany, przyczyną są zwykle reguły sieciowe drugiego rejestru.',
      },
    },
    {
      when: ({ signs }) => signs.has('no-challenge') && signs.has('acr-repository-list'),
      by: 1.6,
      because: {
        en: 'This is how a list of repositories fails from outside when public access is off.',
        pl: 'Tak kończy się wyświetlanie listy repozytoriów z zewnątrz przy wyłączonym dostępie publicznym.',
      },
    },
    { when: ({ entities }) => entities.clientIp !== undefined, by: 0.8 },
    {
      when: ({ signs }) => signs.has('privatelink-in-answer') || signs.has('talk-public-address-inside'),
      by: -1.2,
    },
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
        en: 'The paste says that public access is off or restricted.',
        pl: 'Wklejony tekst mówi o wyłączonym lub ograniczonym dostępie publicznym.',
      },
    },
  ],
  ruledOutBy: [
    {
      en: '`publicNetworkAccess` is Enabled and `defaultAction` is Allow, or the address that ACR names is among the network rules.',
      pl: '`publicNetworkAccess` to Enabled, a `defaultAction` to Allow, albo adres podany przez ACR jest w regułach sieciowych.',
    },
    {
      en: 'The 403 has no text from ACR (no DENIED, no correlation id): then it comes from a proxy.',
      pl: 'Odpowiedź 403 nie zawiera tekstu ACR (DENIED ani identyfikatora korelacji): wtedy pochodzi z serwera proxy.',
    },
  ],
  examples: [
    "denied: client with IP '203.0.113.25' is not allowed access. Refer https://aka.ms/acr/firewall to grant access.",
  ],
} as const satisfies Cause
