// The client could not turn the registry's name into an address. Not private-endpoint-unreachable: there the name
// resolves, but to an address that the client cannot reach. A resolver that says "no such name" is another thing than
// one that fails or is silent: the first may be a wrong name, the others never are.
import type { Symptom } from './symptom.ts'

export const dnsLookup = {
  id: 'dns-lookup',
  title: { en: 'The registry name does not resolve in DNS', pl: 'Nie można rozwiązać nazwy rejestru w DNS' },
  signs: {
    'no-such-host': {
      says: [
        'no such host',
        'nxdomain',
        'non-existent domain',
        "server can't find",
        'name or service not known',
        'nodename nor servname',
        'getaddrinfo enotfound',
        'getaddrinfo failed',
        'could not resolve host',
        "couldn't resolve host",
        'unable to resolve host',
        'unresolvable host',
        'failed to resolve specified fqdn',
        'the remote name could not be resolved',
        'name could not be resolved',
        'unknownhostexception',
        'no address associated with hostname',
        'nameresolutionerror',
        "failed to resolve '",
        'host not found',
        'no such host is known',
        'err_name_not_resolved',
        'errno 11001',
        'errno -2',
        'nie mozna rozpoznac nazwy',
        'nie ma takiego hosta',
      ],
      not: /failed to resolve reference(?!.*no such host)/i,
      means: {
        en: 'the DNS server answers that this name does not exist',
        pl: 'serwer DNS odpowiada, że taka nazwa nie istnieje',
      },
      weighs: { 'registry-name': 3.4, 'client-firewall': 2.9, 'vnet-config': 2.5 },
    },
    'health-dns-error': {
      says: ['connectivity_dns_error', 'failed to reach dns for registry'],
      means: {
        en: 'the Azure CLI found no (IPv4) address for the registry name',
        pl: 'Azure CLI nie znalazło adresu (IPv4) dla nazwy rejestru',
      },
      weighs: { 'registry-name': 3.3, 'client-firewall': 2.8, 'vnet-config': 2.2 },
      proves: true,
    },
    'resolver-fails': {
      says: [
        'server misbehaving',
        'servfail',
        'server failure',
        'temporary failure in name resolution',
        'eai_again',
        'errno -3',
        'query refused',
        'refused by dns',
      ],
      means: {
        en: 'the DNS server itself fails, so the name need not be wrong',
        pl: 'zawodzi sam serwer DNS, więc nazwa nie musi być błędna',
      },
      weighs: { 'client-firewall': 3.9, 'vnet-config': 3.4, 'registry-name': -1 },
    },
    'resolver-silent': {
      says: [
        'i/o timeout',
        'no servers could be reached',
        'dns request timed out',
        'query timed out',
        'resolution timed out',
        'etimeout',
        'read udp',
        'name resolution timed out',
        'resolving timed out',
      ],
      and: /:53\b|\blookup\b|servers could be reached|dns|resol|nslookup|query[A-Z]? /i,
      not: /refused|dial tcp (?!lookup)\S+:443/i,
      means: {
        en: 'the DNS server never answers, so the name need not be wrong',
        pl: 'serwer DNS w ogóle nie odpowiada, więc nazwa nie musi być błędna',
      },
      weighs: { 'client-firewall': 3.9, 'vnet-config': 3.4, 'registry-name': -1 },
    },
    'resolver-refused': {
      says: ['connection refused'],
      and: /:53\b/,
      means: {
        en: 'no DNS server listens at the address that this client uses',
        pl: 'pod adresem, którego używa ten klient, nie działa żaden serwer DNS',
      },
      weighs: { 'client-firewall': 4.6, 'vnet-config': 1.6, 'registry-name': -2 },
    },
    'lookup-fails': {
      says: ['dial tcp: lookup', 'dial tcp lookup', 'checking host name resolution'],
      and: /lookup \S+|FAILED/,
      not: /SUCCEEDED/,
      means: {
        en: 'the DNS lookup of the name is the step that failed',
        pl: 'krokiem, który się nie powiódł, jest wyszukanie nazwy w DNS',
      },
      weighs: { 'client-firewall': 2.5, 'registry-name': 2.7, 'vnet-config': 2.1 },
    },
    'no-address': {
      says: [
        "can't find",
        'no answer',
        'no internal type for both ipv4 and ipv6',
        'no address found',
        'answer: 0',
        'has no a record',
      ],
      and: /azurecr|no answer|ANSWER: 0/i,
      not: /can't find (?:the|any|my|a)\b/i,
      means: {
        en: 'this DNS server returns no address for the name',
        pl: 'ten serwer DNS nie zwraca adresu dla nazwy',
      },
      weighs: { 'vnet-config': 2.6, 'registry-name': 2.2, 'client-firewall': 2 },
    },
    'talk-dns': {
      talk: { all: ['registry', 'dns', 'trouble'] },
      means: {
        en: 'this says that the registry name does not resolve',
        pl: 'to opis problemu z rozwiązywaniem nazwy rejestru',
      },
      weighs: { 'client-firewall': 1.6, 'vnet-config': 1.6, 'registry-name': 1.2 },
    },
  },
  examples: [
    'dial tcp: lookup myregistry.azurecr.io',
    'dial tcp: lookup myregistry.azurecr.io on 10.0.0.10:53: no such host',
    'Get "https://acrhelios-b7c1d0e2f3a4b5c6.azurecr.io/v2/": dial tcp: lookup acrhelios-b7c1d0e2f3a4b5c6.azurecr.io on 127.0.0.53:53: server misbehaving',
    'Error response from daemon: Get "https://contoso.azurecr.cn/v2/": dial tcp: lookup contoso.azurecr.cn on 10.1.0.4:53: read udp 10.1.0.9:41022->10.1.0.4:53: i/o timeout',
    "2026-10-02 08:11:02 An error occurred: CONNECTIVITY_DNS_ERROR\nFailed to reach DNS for registry 'contoso.azurecr.io'. Please check if the spelling is correct.",
    "** server can't find contoso.azurecr.io: NXDOMAIN",
    'curl: (6) Could not resolve host: contoso.azurecr.io',
  ],
  lookalikes: [
    { paste: 'dial tcp: lookup registry-1.docker.io on 10.0.0.10:53: no such host', is: 'none' },
    {
      paste: 'Get "https://contoso.azurecr.io/v2/": dial tcp 10.2.0.5:443: i/o timeout',
      is: 'private-endpoint-unreachable',
    },
  ],
} as const satisfies Symptom
