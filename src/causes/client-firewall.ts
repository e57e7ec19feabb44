// Something at the client's side stands between: a firewall, a proxy, TLS inspection, the resolver.
import type { Cause } from './cause.ts'

export const clientFirewall = {
  id: 'client-firewall',
  title: {
    en: 'A firewall, proxy or resolver on the client side is in the way',
    pl: 'Zapora, proxy lub serwer DNS po stronie klienta blokuje dostęp',
  },
  circumstances: [
    {
      when: ({ topics }) => topics.has('proxy'),
      by: 1.4,
      because: { en: 'A proxy is in sight.', pl: 'W grze jest serwer proxy.' },
    },
    {
      when: ({ topics }) => topics.has('tls-inspection'),
      by: 1,
      because: { en: 'TLS inspection is in sight.', pl: 'W grze jest inspekcja TLS.' },
    },
    {
      when: ({ entities }) => entities.addressKind === 'public',
      by: 0.8,
      because: { en: 'The address tried is a public one.', pl: 'Wypróbowany adres jest publiczny.' },
    },
    { when: ({ entities, signs }) => entities.addressKind === 'private' && signs.has('private-address-fails'), by: -2 },
    { when: ({ topics, entities }) => topics.has('private-endpoint') && entities.addressKind !== 'public', by: -1 },
    {
      when: ({ topics, signs }) => topics.has('docker-desktop') && signs.has('no-such-host'),
      by: 1,
      because: {
        en: "Docker Desktop's own resolver was asked, not the system's.",
        pl: 'Zapytano serwer DNS Docker Desktop, nie systemowy.',
      },
    },
    { when: ({ topics }) => topics.has('acr-tasks') && !topics.has('proxy'), by: -1.2 },
    { when: ({ talk }) => talk.has('another'), by: 0.7 },
  ],
  ruledOutBy: [
    {
      en: 'From the same machine and component, `/v2/` of the login server answers 401 and a layer downloads.',
      pl: 'Z tej samej maszyny i składnika `/v2/` serwera logowania odpowiada 401, a warstwa się pobiera.',
    },
    {
      en: 'The same request fails alike from a network without that firewall or proxy.',
      pl: 'To samo żądanie zawodzi tak samo z sieci bez tej zapory czy proxy.',
    },
  ],
  examples: [
    'Get "https://contoso.azurecr.io/v2/": proxyconnect tcp: EOF',
    'Get "https://contoso.azurecr.io/v2/": x509: certificate signed by unknown authority',
  ],
} as const satisfies Cause
