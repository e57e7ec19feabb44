// Diagnoses for tests of what is done with one.
import { diagnose } from '../../src/diagnose.ts'
import type { Diagnosis, Who } from '../../src/diagnosis.ts'
import { type CauseId, causeIds, remedyOf } from '../../src/ids.ts'
import { type SecretKind, secretKinds } from '../../src/paste/redact.ts'
import type { Lang } from '../../src/words/text.ts'

/** What people paste, by what comes of it. */
const pastes = {
  'ip-denied': {
    text: '$ docker pull contoso.azurecr.io/team/web:1.4\nError response from daemon: Get "https://contoso.azurecr.io/v2/team/web/manifests/1.4": denied: client with IP \'203.0.113.25\' is not allowed access. Refer https://aka.ms/acr/firewall to grant access. CorrelationId: 0f3c1d9e-7a52-4b8e-9d41-5f6a7b8c9d0e',
  },
  'dns-in-polish': {
    text: 'Od wczoraj klaster nie może pobrać obrazu z naszego rejestru, czy ktoś wie co jest?\nFailed to pull image "acrhelios-b7c1d0e2f3a4b5c6.azurecr.io/api:2024.11": dial tcp: lookup acrhelios-b7c1d0e2f3a4b5c6.azurecr.io on 10.0.0.10:53: no such host',
  },
  'secrets-in-the-paste': {
    text: 'docker login contoso.azurecr.io -u contoso -p Zm9vYmFy0123456789+ACRDabc123\nError response from daemon: login attempt to https://contoso.azurecr.io/v2/ failed with status: 403 Forbidden\nAuthorization: Bearer eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhY3IifQ.c2lnbmF0dXJl\nclient_secret=abc8Q~0123456789012345678901234567890ab',
  },
  unknown: { text: 'Segmentation fault (core dumped)' },
  'unknown-in-polish': { text: 'Hej, czy ktoś wie jak nazwać nasz rejestr contoso.azurecr.io po polsku?', lang: 'pl' },
  'another-service': {
    text: 'docker login -u me -p Sup3rSecret\ndocker pull nginx:1.27\nError response from daemon: Get "https://registry-1.docker.io/v2/": unauthorized: incorrect username or password',
  },
} as const satisfies Record<string, { text: string; lang?: Lang }>

/** Real diagnoses of real pastes, for tests of what is done with one. */
export const diagnoses = Object.fromEntries(
  Object.entries<{ text: string; lang?: Lang }>(pastes).map(([name, { text, lang }]) => [
    name,
    diagnose(text, { lang }),
  ]),
) as Record<keyof typeof pastes, Diagnosis>

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
    sure: true,
    lang,
    symptoms: [
      { id: 'ip-denied', title: foreign(), evidence: many(size.evidence, (i) => ({ line: i + 1, text: foreign() })) },
    ],
    causes: causes.map((id, i) => ({
      id,
      title: foreign(),
      confidence: 1 - i / 5,
      because: many(6, foreign),
      grounds: many(6, (line) => ({ means: foreign(), evidence: { line, text: foreign() } })),
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
    further: (['further-diagnosis', 'advanced-troubleshooting', 'next-steps'] as const).map((id) => ({
      id,
      title: foreign(),
      steps: many(6, () => ({ text: foreign(), command: foreign(), who: 'developer' as const })),
      links: [],
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
