// The registry's name leads (or should lead) to a private address, and that path does not work: DNS answers with the
// wrong kind of address, or the private address cannot be reached.
import type { Symptom } from './symptom.ts'

export const privateEndpointUnreachable = {
  id: 'private-endpoint-unreachable',
  title: { en: 'The private endpoint cannot be reached', pl: 'Prywatny punkt końcowy jest nieosiągalny' },
  signs: {
    'private-address-fails': {
      says: [
        'dial tcp',
        'econnrefused',
        'etimedout',
        'ehostunreach',
        'i/o timeout',
        'timed out',
        'no route to host',
        'failed to connect',
        'connection refused',
        'unreachable',
        'trying 10.',
        'trying 172.',
        'trying 192.168.',
      ],
      and: /(?<![\d.])(?:10\.\d{1,3}|192\.168|172\.(?:1[6-9]|2\d|3[01]))\.\d{1,3}\.\d{1,3}:443|(?:Trying|connect to|Failed to connect to) (?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.)/i,
      not: /->(?!10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.)|connection reset|proxyconnect/i,
      means: {
        en: 'the name leads to a private address that does not answer: peering, an NSG, a route, a firewall or the private endpoint itself',
        pl: 'nazwa prowadzi do adresu prywatnego, który nie odpowiada: peering, NSG, trasa, zapora albo sam prywatny punkt końcowy',
      },
      weighs: { 'vnet-config': 4.6, 'client-firewall': 1.2 },
    },
    'host-not-reachable': {
      says: ['host is not reachable'],
      means: {
        en: 'the host behind the private endpoint does not answer',
        pl: 'host za prywatnym punktem końcowym nie odpowiada',
      },
      weighs: { 'vnet-config': 3.6, 'client-firewall': 2 },
    },
    'routing-check-fails': {
      says: [
        'dns routing to registry',
        'dns routing verification failed',
        "doesn't have private endpoints",
        'more than one private endpoint in the vnet',
        'error resolving dns for fqdn',
        'dns routing will be unreliable',
      ],
      means: {
        en: 'check-health with --vnet found that DNS does not lead to the private endpoint',
        pl: 'check-health z --vnet stwierdziło, że DNS nie prowadzi do prywatnego punktu końcowego',
      },
      weighs: { 'vnet-config': 5 },
      proves: true,
    },
    'endpoint-replication-fails': {
      says: ['failed to replicate private endpoint', 'contains static ipconfigurations', 'privatelinkserviceproxies'],
      means: {
        en: 'a replica could not be added because of a private endpoint',
        pl: 'nie udało się dodać repliki z powodu prywatnego punktu końcowego',
      },
      weighs: { 'vnet-config': 4.8, 'credentials-unauthorized': 0.8 },
    },
    'privatelink-in-answer': {
      says: ['.privatelink.azurecr.', 'privatelink.azurecr.io'],
      not: /certificate|x509|"\S{0,200}v2|: OK/i,
      means: {
        en: 'the privatelink name shows that the registry has a private endpoint',
        pl: 'nazwa privatelink pokazuje, że rejestr ma prywatny punkt końcowy',
      },
      weighs: { 'vnet-config': 2.2 },
    },
    'talk-private-endpoint': {
      talk: {
        all: ['private-endpoint', 'trouble', 'registry'],
        none: ['defender', 'acr-tasks', 'save', 'list', 'import', 'terraform'],
      },
      means: {
        en: 'this says that the private endpoint does not work',
        pl: 'to opis niedziałającego prywatnego punktu końcowego',
      },
      weighs: { 'vnet-config': 3.2, 'public-access-rules': 0.9, 'client-firewall': 0.6 },
    },
    'talk-public-address-inside': {
      talk: { all: ['dns', 'publicly', 'private-endpoint'] },
      means: {
        en: 'this describes a public address where a private one should be',
        pl: 'to opis adresu publicznego tam, gdzie powinien być prywatny',
      },
      weighs: { 'vnet-config': 3.4 },
    },
    'talk-endpoint-state': {
      talk: { all: ['private-endpoint', 'endpoint-state'] },
      means: {
        en: 'this says that a private endpoint connection is not approved',
        pl: 'to opis niezatwierdzonego połączenia prywatnego punktu końcowego',
      },
      weighs: { 'vnet-config': 4.4 },
    },
    'talk-vpn': {
      talk: { all: ['vpn', 'registry', 'trouble'], none: ['push'] },
      means: {
        en: 'this says that the way over VPN or from on-premises does not work',
        pl: 'to opis niedziałającej drogi przez VPN lub z sieci lokalnej',
      },
      weighs: { 'vnet-config': 2.4, 'client-firewall': 1.8 },
    },
    'talk-vnet': {
      talk: {
        all: ['vnet', 'registry', 'trouble'],
        none: ['list', 'save', 'acr-tasks', 'defender', 'machine-learning'],
      },
      means: {
        en: 'this describes a virtual network on the way to the registry',
        pl: 'to opis sieci wirtualnej na drodze do rejestru',
      },
      weighs: { 'vnet-config': 2.2, 'public-access-rules': 0.8 },
    },
  },
  examples: [
    'Get "https://contoso.azurecr.io/v2/": dial tcp 10.77.9.9:443: i/o timeout',
    'DNS routing to registry "contoso.azurecr.io" through private IP is incorrect. Expect: 10.0.0.7, Actual: 20.45.122.144',
    'host is not reachable: contoso.azurecr.io (private endpoint)',
    "From the VM the registry's private endpoint can't be reached, peering is there",
  ],
  lookalikes: [
    { paste: 'Get "https://contoso.azurecr.io/v2/": dial tcp 20.61.99.10:443: i/o timeout', is: 'client-timeout' },
    { paste: "private endpoint of our storage account can't be reached", is: 'none' },
  ],
} as const satisfies Symptom
