// The virtual network's side: private endpoint, its DNS zone and records, peering, NSG, routes, service endpoints.
import type { Cause } from './cause.ts'

export const vnetConfig = {
  id: 'vnet-config',
  title: {
    en: 'The virtual network or private endpoint is not set up correctly',
    pl: 'Sieć wirtualna lub prywatny punkt końcowy są źle skonfigurowane',
  },
  circumstances: [
    { when: ({ signs }) => signs.has('talk-tier'), by: -2 },
    { when: ({ signs }) => signs.has('app-service-pull-fails') || signs.has('talk-app-service'), by: -0.6 },
    { when: ({ signs }) => signs.has('talk-list-closed'), by: -1.5 },
    {
      when: ({ entities, signs }) =>
        /^(?:8\.8\.|1\.1\.1\.1|1\.0\.0\.1|9\.9\.9\.9)/.test(entities.resolver ?? '') && signs.has('no-such-host'),
      by: -1.5,
    },
    {
      when: ({ topics }) => topics.has('private-endpoint'),
      by: 1.7,
      because: {
        en: 'The paste mentions a private endpoint.',
        pl: 'Wklejony tekst wspomina o prywatnym punkcie końcowym.',
      },
    },
    {
      when: ({ entities, signs }) => entities.addressKind === 'private' && !signs.has('connection-reset'),
      by: 1.4,
      because: { en: 'The client tried a private address.', pl: 'Klient łączył się z adresem prywatnym.' },
    },
    { when: ({ entities, topics }) => entities.addressKind === 'public' && !topics.has('private-endpoint'), by: -0.7 },
    { when: ({ topics }) => topics.has('vnet') || topics.has('nsg'), by: 0.6 },
    {
      when: ({ topics, signs }) =>
        topics.has('aks') && (signs.has('tcp-timeout') || signs.has('no-such-host') || signs.has('awaiting-headers')),
      by: 0.8,
    },
    {
      when: ({ entities, signs }) => entities.resolver?.startsWith('10.') === true && signs.has('no-such-host'),
      by: 0.3,
    },
    { when: ({ topics }) => topics.has('docker-desktop') && !topics.has('private-endpoint'), by: -0.8 },
    { when: ({ topics }) => topics.has('proxy') && !topics.has('private-endpoint'), by: -0.8 },
  ],
  ruledOutBy: [
    {
      en: 'The registry has no private endpoint: its DNS answer contains no `privatelink` name.',
      pl: 'Rejestr nie ma prywatnego punktu końcowego: w odpowiedzi DNS nie ma nazwy `privatelink`.',
    },
    {
      en: 'From inside the network, the name leads to a private address, and its port 443 answers.',
      pl: 'Z wnętrza sieci nazwa prowadzi do adresu prywatnego, a jego port 443 odpowiada.',
    },
  ],
  examples: [
    'Get "https://contoso.azurecr.io/v2/": dial tcp 10.77.9.9:443: i/o timeout',
    'NetworkRuleValidationError: Could not validate network rule for azurerm_container_registry',
  ],
} as const satisfies Cause
