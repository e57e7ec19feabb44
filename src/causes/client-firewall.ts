// Something at the client's side stands between: a firewall, a proxy, TLS inspection, the resolver.
import type { Cause } from './cause.ts'

export const clientFirewall = {
  id: 'client-firewall',
  title: {
    en: 'A firewall, proxy or DNS server on the client side blocks the way',
    pl: 'Zapora, proxy lub serwer DNS po stronie klienta blokuje drogę',
  },
  circumstances: [
    {
      when: ({ topics }) => topics.has('proxy'),
      by: 1.4,
      because: { en: 'The paste mentions a proxy.', pl: 'Wklejony tekst wspomina o serwerze proxy.' },
    },
    {
      when: ({ topics }) => topics.has('tls-inspection'),
      by: 1,
      because: { en: 'The paste mentions TLS inspection.', pl: 'Wklejony tekst wspomina o inspekcji TLS.' },
    },
    {
      when: ({ entities }) => entities.addressKind === 'public',
      by: 0.8,
      because: { en: 'The client tried a public address.', pl: 'Klient łączył się z adresem publicznym.' },
    },
    { when: ({ entities, signs }) => entities.addressKind === 'private' && signs.has('private-address-fails'), by: -2 },
    { when: ({ topics, entities }) => topics.has('private-endpoint') && entities.addressKind !== 'public', by: -1 },
    {
      when: ({ topics, signs }) => topics.has('docker-desktop') && signs.has('no-such-host'),
      by: 1,
      because: {
        en: 'The DNS server of Docker Desktop was asked, not that of the system.',
        pl: 'Zapytano serwer DNS Docker Desktop, a nie systemowy.',
      },
    },
    { when: ({ topics }) => topics.has('acr-tasks') && !topics.has('proxy'), by: -1.2 },
    { when: ({ talk }) => talk.has('another'), by: 0.7 },
  ],
  ruledOutBy: [
    {
      en: 'From the same machine and component, `/v2/` of the login server answers 401, and a layer can be downloaded.',
      pl: 'Z tej samej maszyny i komponentu `/v2/` serwera logowania odpowiada 401, a warstwę da się pobrać.',
    },
    {
      en: 'The same request fails in the same way from a network without that firewall or proxy.',
      pl: 'To samo żądanie kończy się tak samo z sieci bez tej zapory czy proxy.',
    },
  ],
  examples: [
    'Get "https://contoso.azurecr.io/v2/": proxyconnect tcp: EOF',
    'Get "https://contoso.azurecr.io/v2/": x509: certificate signed by unknown authority',
  ],
} as const satisfies Cause
