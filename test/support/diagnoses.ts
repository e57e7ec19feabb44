// Diagnoses made by hand, for tests of what is done with one.
import type { Diagnosis, Step, Who } from '../../src/diagnosis.ts'
import { type CauseId, causeIds, remedyOf } from '../../src/ids.ts'
import { type SecretKind, secretKinds } from '../../src/paste/redact.ts'
import type { Lang } from '../../src/words/text.ts'

const docs = {
  title: 'Configure public IP network rules',
  url: 'https://learn.microsoft.com/azure/container-registry/container-registry-access-selected-networks',
}

const ipDenied: Diagnosis = {
  recognised: true,
  lang: 'en',
  symptoms: [
    {
      id: 'ip-denied',
      title: "The registry refuses this client's address",
      evidence: [
        {
          line: 2,
          text: 'Error response from daemon: Get "https://contoso.azurecr.io/v2/": denied: client with IP \'203.0.113.25\' is not allowed access. Refer https://aka.ms/acr/firewall to grant access.',
        },
      ],
    },
  ],
  causes: [
    {
      id: 'public-access-rules',
      title: "The registry's network rules refuse 203.0.113.25",
      confidence: 0.93,
      because: [
        "line 2: “denied: client with IP '203.0.113.25' is not allowed access” – the registry itself answered, named the address and refused it",
        'Only the rules of the public endpoint give this answer; a wrong password gives 401.',
      ],
      ruledOutBy: ['`az acr network-rule list --name contoso` shows 203.0.113.25, or the default action is Allow.'],
      remedy: 'configure-public-access',
    },
    {
      id: 'vnet-config',
      title: 'The private endpoint is bypassed',
      confidence: 0.31,
      because: [
        "line 2: “denied: client with IP '203.0.113.25' is not allowed access” – the client came by the public way",
      ],
      ruledOutBy: ['The registry has no private endpoint.'],
      remedy: 'configure-vnet-access',
    },
  ],
  remedies: [
    {
      id: 'configure-public-access',
      title: 'Let the address through the network rules of the registry',
      steps: [
        {
          text: 'See which addresses the registry lets in, and whether its public endpoint is on at all.',
          command: 'az acr show --name contoso --query "[publicNetworkAccess, networkRuleSet]"',
          who: 'registry-owner',
        },
        {
          text: 'Let the address in. Behind NAT use the outgoing range of the company.',
          command: 'az acr network-rule add --name contoso --ip-address 203.0.113.25',
          who: 'registry-owner',
          exposes: 'Everyone who leaves by this address can reach the registry; they still have to sign in.',
          undo: '`az acr network-rule remove --name contoso --ip-address 203.0.113.25`',
        },
        { text: 'Wait a few minutes, then sign in again.', command: 'az acr login --name contoso', who: 'developer' },
        {
          text: 'Inside Azure, use a private endpoint rather than public addresses.',
          who: 'network-team',
          more: true,
        },
        {
          text: 'With AKS, allow the outgoing address of the cluster.',
          command: 'az network public-ip show --ids <public-ip-id> --query ipAddress -o tsv',
          who: 'registry-owner',
          more: true,
        },
      ],
      verify: '`docker pull contoso.azurecr.io/team/web:1.4` downloads all layers from the same machine.',
      links: [docs],
    },
    {
      id: 'configure-vnet-access',
      title: 'Send the client to the private endpoint',
      steps: [
        {
          text: 'Look the name up on the machine that fails.',
          command: 'nslookup contoso.azurecr.io',
          who: 'developer',
        },
      ],
      verify: 'The name resolves to a private address.',
      links: [],
    },
  ],
  entities: {
    registry: 'contoso',
    loginServer: 'contoso.azurecr.io',
    repository: 'team/web',
    tag: '1.4',
    clientIp: '203.0.113.25',
    httpStatus: 403,
    errorCode: 'DENIED',
    client: 'docker',
    correlationId: '0f3c1d9e-7a52-4b8e-9d41-5f6a7b8c9d0e',
  },
  redacted: [],
}

const dnsInPolish: Diagnosis = {
  recognised: true,
  lang: 'pl',
  symptoms: [
    {
      id: 'dns-lookup',
      title: 'Nazwa rejestru nie ma adresu',
      evidence: [
        {
          line: 14,
          text: 'Failed to pull image "acrhelios-b7c1d0e2f3a4b5c6.azurecr.io/api:2024.11": dial tcp: lookup acrhelios-b7c1d0e2f3a4b5c6.azurecr.io on 10.0.0.10:53: no such host',
        },
        ...[17, 21, 25, 29, 33].map((line) => ({
          line,
          text: `dial tcp: lookup acrhelios-b7c1d0e2f3a4b5c6.azurecr.io on 10.0.0.10:53: no such host (${line})`,
        })),
      ],
    },
  ],
  causes: [
    {
      id: 'vnet-config',
      title: 'Strefa prywatnego DNS nie jest połączona z siecią klastra',
      confidence: 0.58,
      because: [
        'wiersz 14: “lookup acrhelios-b7c1d0e2f3a4b5c6.azurecr.io on 10.0.0.10:53: no such host” – odpowiedział DNS klastra, a nie publiczny',
      ],
      ruledOutBy: ['Ta sama nazwa ma adres na innej maszynie w tej samej sieci.'],
      remedy: 'configure-vnet-access',
    },
    {
      id: 'registry-name',
      title: 'W nazwie rejestru jest literówka',
      confidence: 0.34,
      because: ['Serwer DNS odpowiedział, że takiej nazwy nie ma.'],
      ruledOutBy: ['`az acr show` zna ten rejestr.'],
      remedy: 'specify-correct-registry-name',
    },
    {
      id: 'client-firewall',
      title: 'Firmowy serwer DNS nie pyta dalej',
      confidence: 0.12,
      because: [],
      ruledOutBy: [],
      remedy: 'configure-client-firewall-access',
    },
  ],
  remedies: [
    {
      id: 'configure-vnet-access',
      title: 'Połącz strefę DNS z siecią i sprawdź jej rekordy',
      steps: Array.from(
        { length: 8 },
        (_, i): Step => ({
          text: `Krok ${i + 1}: sprawdź połączenie strefy privatelink.azurecr.io z siecią klastra.`,
          command: 'az network private-dns link vnet list -g <dns-resource-group> -z privatelink.azurecr.io -o table',
          who: 'network-team',
          ...(i > 4 && { more: true as const }),
        }),
      ),
      verify: 'Z poda: `nslookup acrhelios-b7c1d0e2f3a4b5c6.azurecr.io` podaje prywatny adres.',
      links: [docs],
    },
    {
      id: 'specify-correct-registry-name',
      title: 'Podaj właściwą nazwę',
      steps: [],
      verify: 'Nazwa ma adres.',
      links: [],
    },
    {
      id: 'configure-client-firewall-access',
      title: 'Przepuść klienta',
      steps: [],
      verify: 'Nazwa ma adres.',
      links: [],
    },
  ],
  entities: {
    registry: 'acrhelios',
    loginServer: 'acrhelios-b7c1d0e2f3a4b5c6.azurecr.io',
    repository: 'api',
    tag: '2024.11',
    resolver: '10.0.0.10:53',
    client: 'kubelet',
  },
  redacted: [],
}

const nothing = (lang: Lang): Diagnosis => ({
  recognised: false,
  lang,
  symptoms: [],
  causes: [],
  remedies: [],
  entities: {},
  redacted: [],
})

export const diagnoses: Record<string, Diagnosis> = {
  'ip-denied': ipDenied,
  'dns-in-polish': dnsInPolish,
  'secrets-in-the-paste': {
    ...ipDenied,
    redacted: [
      { kind: 'registry-password', count: 1, rotate: true },
      { kind: 'client-secret', count: 2, rotate: true },
      { kind: 'jwt', count: 3, rotate: false },
    ],
  },
  unknown: nothing('en'),
  'unknown-in-polish': { ...nothing('pl'), entities: { registry: 'contoso', loginServer: 'contoso.azurecr.io' } },
  'another-service': {
    ...nothing('en'),
    otherService: 'docker.io',
    redacted: [{ kind: 'password', count: 1, rotate: true }],
  },
}

/** Foreign text for every place of a diagnosis that can hold some, in turn. */
export function filledWith(
  foreign: () => string,
  size: { causes: number; steps: number; evidence: number },
  lang: Lang,
): Diagnosis {
  const many = <T>(length: number, make: (i: number) => T) => Array.from({ length }, (_, i) => make(i))
  const who: readonly Who[] = ['developer', 'registry-owner', 'network-team', 'subscription-owner']
  const causes = causeIds.slice(0, size.causes) as readonly CauseId[]
  return {
    recognised: true,
    lang,
    symptoms: [
      { id: 'ip-denied', title: foreign(), evidence: many(size.evidence, (i) => ({ line: i + 1, text: foreign() })) },
    ],
    causes: causes.map((id, i) => ({
      id,
      title: foreign(),
      confidence: 1 - i / 5,
      because: many(6, foreign),
      ruledOutBy: many(6, foreign),
      remedy: remedyOf[id],
    })),
    remedies: causes.map((id) => ({
      id: remedyOf[id],
      title: foreign(),
      steps: many(size.steps, (i) => ({
        text: foreign(),
        command: foreign(),
        who: who[i % who.length] ?? 'developer',
        exposes: foreign(),
        undo: foreign(),
        ...(i % 3 === 2 && { more: true as const }),
      })),
      verify: foreign(),
      links: many(6, (i) => ({ title: foreign(), url: `https://learn.microsoft.com/${i}?${foreign()}` })),
    })),
    entities: {
      registry: foreign(),
      loginServer: foreign(),
      dataEndpoint: foreign(),
      blobHost: foreign(),
      region: foreign(),
      repository: foreign(),
      tag: foreign(),
      digest: foreign(),
      clientIp: foreign(),
      address: foreign(),
      addressKind: 'private',
      httpStatus: 403,
      errorCode: foreign(),
      correlationId: foreign(),
      client: foreign(),
      component: foreign(),
      resolver: foreign(),
      proxy: foreign(),
      tlsIssuer: foreign(),
      service: foreign(),
      resourceGroup: foreign(),
      subscription: foreign(),
      cluster: foreign(),
    },
    redacted: (Object.keys(secretKinds) as SecretKind[]).map((kind) => ({
      kind,
      count: 12,
      rotate: secretKinds[kind].rotate,
    })),
  }
}
