// The registry is up and asks for less. Often mistaken for a failed login, since the Azure CLI wraps a 429 in
// CONNECTIVITY_REFRESH_TOKEN_ERROR; and for the node's own "pull QPS exceeded", which has nothing to do with ACR.
import type { Remedy } from './remedy.ts'

export const reduceRequestRate = {
  id: 'reduce-request-rate',
  title: { en: 'Ask the registry less often at once', pl: 'Wysyłaj do rejestru mniej żądań naraz' },
  steps: [
    {
      text: {
        en: 'Pause: a drained budget fills up within about a minute. Repeat after the time that Retry-After gives, with a growing delay instead of at once.',
        pl: 'Zrób przerwę: wyczerpany limit odnawia się w ciągu około minuty. Ponów po czasie z nagłówka Retry-After, z rosnącym odstępem, a nie natychmiast.',
      },
      who: 'developer',
    },
    {
      text: {
        en: 'See who causes it: identity, address and operation of the 429s of the last hour (needs the diagnostic setting).',
        pl: 'Sprawdź, kto to powoduje: tożsamość, adres i operacja odpowiedzi 429 z ostatniej godziny (wymaga ustawienia diagnostycznego).',
      },
      command:
        'az monitor log-analytics query --workspace <workspace-id> --analytics-query "ContainerRegistryRepositoryEvents | where TimeGenerated > ago(1h) and ResultDescription == \'429\' | summarize n = count() by bin(TimeGenerated, 5m), OperationName, Repository, Identity, CallerIpAddress"',
      who: 'registry-owner',
    },
    {
      text: {
        en: 'Compare tier and limits. Requests per minute for the whole registry (Basic and Standard / Premium): reading 10,000 / 20,000, writing 2,000 / 4,000, deleting 1,000 / 4,000; one identity gets half.',
        pl: 'Porównaj warstwę i limity. Żądania na minutę dla całego rejestru (Basic i Standard / Premium): odczyt 10 000 / 20 000, zapis 2000 / 4000, usuwanie 1000 / 4000; jedna tożsamość dostaje połowę.',
      },
      command: 'az acr show -n {registry} --query sku.name -o tsv',
      who: 'registry-owner',
    },
    {
      text: {
        en: 'Give each pipeline and cluster an identity of its own. All anonymous callers count as one, and so does everybody who uses the admin user.',
        pl: 'Daj każdemu potokowi i klastrowi osobną tożsamość. Wszyscy anonimowi klienci liczą się jako jeden, tak samo wszyscy korzystający z użytkownika administratora.',
      },
      who: 'registry-owner',
    },
    {
      text: {
        en: 'Lower the parallel transfers of a client: {"max-concurrent-downloads":2,"max-concurrent-uploads":2} in /etc/docker/daemon.json, then restart Docker. Fewer layers help as well.',
        pl: 'Zmniejsz liczbę równoległych transferów klienta: {"max-concurrent-downloads":2,"max-concurrent-uploads":2} w /etc/docker/daemon.json, potem uruchom Dockera ponownie. Pomaga też mniej warstw w obrazie.',
      },
      who: 'developer',
      exposes: {
        en: 'Outage: the restart stops the containers of this machine.',
        pl: 'Przerwa: restart zatrzymuje kontenery na tej maszynie.',
      },
      undo: { en: 'Remove both values and restart Docker.', pl: 'Usuń obie wartości i uruchom Dockera ponownie.' },
      fits: ['docker', 'push'],
    },
    {
      text: {
        en: 'Spread the start of many nodes and pods, set imagePullPolicy IfNotPresent with fixed tags, and keep big base images in the node image. "pull QPS exceeded" is the limit of the node itself.',
        pl: 'Rozłóż w czasie start wielu węzłów i podów, ustaw imagePullPolicy IfNotPresent przy stałych tagach i trzymaj duże obrazy bazowe w obrazie węzła. „pull QPS exceeded” to limit samego węzła.',
      },
      who: 'developer',
      fits: ['aks', 'containerd'],
    },
    {
      text: {
        en: 'Limits count per replica: a replica near the callers takes its share of the load.',
        pl: 'Limity liczą się osobno dla każdej repliki: replika blisko klientów przejmie część obciążenia.',
      },
      command: 'az acr replication list -r {registry} -o table',
      who: 'registry-owner',
      fits: ['geo-replication', 'aks'],
    },
    {
      text: {
        en: 'If the load is justified: move to Premium, or ask support to raise the limits.',
        pl: 'Jeśli obciążenie jest uzasadnione: przejdź na Premium albo poproś pomoc techniczną o podniesienie limitów.',
      },
      command: 'az acr update -n {registry} --sku Premium',
      who: 'subscription-owner',
      exposes: { en: 'Premium costs more per day.', pl: 'Premium ma wyższą opłatę dzienną.' },
      undo: { en: 'The same command with the former tier.', pl: 'To samo polecenie z poprzednią warstwą.' },
    },
  ],
  verify: {
    en: 'The same pull or push runs through without 429, and the query on 429 stays empty at the next peak.',
    pl: 'Ten sam pull lub push przechodzi bez 429, a zapytanie o 429 pozostaje puste przy następnym szczycie.',
  },
  links: [
    {
      title: { en: 'Limits of the tiers', pl: 'Limity warstw' },
      url: 'https://learn.microsoft.com/azure/container-registry/container-registry-skus',
    },
    {
      title: { en: 'Troubleshoot registry performance', pl: 'Rozwiązywanie problemów z wydajnością rejestru' },
      url: 'https://learn.microsoft.com/azure/container-registry/container-registry-troubleshoot-performance',
    },
  ],
} as const satisfies Remedy
