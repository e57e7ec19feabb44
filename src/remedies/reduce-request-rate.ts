// The registry is up and asks for less. Often mistaken for a failed login, since the Azure CLI wraps a 429 in
// CONNECTIVITY_REFRESH_TOKEN_ERROR; and for the node's own "pull QPS exceeded", which has nothing to do with ACR.
import type { Remedy } from './remedy.ts'

export const reduceRequestRate = {
  id: 'reduce-request-rate',
  title: { en: 'Send fewer requests to the registry at once', pl: 'Wysyłaj do rejestru mniej żądań naraz' },
  steps: [
    {
      text: {
        en: 'Wait about a minute, then try again: a used-up limit recovers in that time. Repeat only after the time that Retry-After gives, and with a growing delay.',
        pl: 'Odczekaj około minuty i spróbuj ponownie: w tym czasie wyczerpany limit się odnawia. Ponawiaj dopiero po czasie z nagłówka Retry-After, z rosnącym odstępem.',
      },
      who: 'developer',
    },
    {
      text: {
        en: 'Spread the start of many nodes and pods over time, set imagePullPolicy to IfNotPresent with fixed tags, and keep big base images in the node image. "pull QPS exceeded" is a limit of the node itself.',
        pl: 'Rozłóż w czasie uruchamianie wielu węzłów i podów, ustaw imagePullPolicy na IfNotPresent przy stałych tagach i trzymaj duże obrazy bazowe w obrazie węzła. „pull QPS exceeded” to limit samego węzła.',
      },
      who: 'developer',
      fits: ['aks', 'containerd'],
    },
    {
      text: {
        en: 'Lower the number of parallel transfers of a client: put `{"max-concurrent-downloads":2,"max-concurrent-uploads":2}` into /etc/docker/daemon.json and restart Docker. Fewer layers also help.',
        pl: 'Zmniejsz liczbę równoległych transferów klienta: wpisz `{"max-concurrent-downloads":2,"max-concurrent-uploads":2}` do /etc/docker/daemon.json i uruchom Dockera ponownie. Pomaga też mniejsza liczba warstw.',
      },
      who: 'developer',
      exposes: {
        en: 'Outage: the restart stops the containers on this machine.',
        pl: 'Przerwa w działaniu: ponowne uruchomienie zatrzymuje kontenery na tej maszynie.',
      },
      undo: { en: 'Remove both values and restart Docker.', pl: 'Usuń obie wartości i uruchom Dockera ponownie.' },
      fits: ['docker', 'push'],
    },
    {
      text: {
        en: 'See who causes it: this lists identity, address and operation of the 429 answers in the last hour. It needs the diagnostic setting.',
        pl: 'Sprawdź, kto to powoduje: polecenie podaje tożsamość, adres i operację dla odpowiedzi 429 z ostatniej godziny. Wymaga ustawienia diagnostycznego.',
      },
      command:
        'az monitor log-analytics query --workspace <workspace-id> --analytics-query "ContainerRegistryRepositoryEvents | where TimeGenerated > ago(1h) and ResultDescription == \'429\' | summarize requests = count() by bin(TimeGenerated, 5m), OperationName, Repository, Identity, CallerIpAddress"',
      who: 'registry-owner',
    },
    {
      text: {
        en: 'Give each pipeline and each cluster an identity of its own. All anonymous callers count as one identity, and so do all who use the admin user.',
        pl: 'Daj każdemu potokowi i klastrowi osobną tożsamość. Wszyscy anonimowi klienci liczą się jako jedna tożsamość, podobnie jak wszyscy korzystający z użytkownika administratora.',
      },
      who: 'registry-owner',
    },
    {
      text: {
        en: 'Compare the tier with its limits in requests per minute for the whole registry (Basic and Standard / Premium): reading 10,000 / 20,000, writing 2,000 / 4,000, deleting 1,000 / 4,000. One identity gets half of that.',
        pl: 'Porównaj warstwę z jej limitami żądań na minutę dla całego rejestru (Basic i Standard / Premium): odczyt 10 000 / 20 000, zapis 2000 / 4000, usuwanie 1000 / 4000. Jedna tożsamość dostaje połowę tego.',
      },
      command: 'az acr show -n {registry} --query sku.name -o tsv',
      who: 'registry-owner',
    },
    {
      text: {
        en: 'Limits count for each replica separately: a replica near the callers takes a part of the load.',
        pl: 'Limity liczą się osobno dla każdej repliki: replika blisko klientów przejmuje część obciążenia.',
      },
      command: 'az acr replication list -r {registry} -o table',
      who: 'registry-owner',
      fits: ['geo-replication', 'aks'],
    },
    {
      text: {
        en: 'If the load is justified, move to Premium or ask support to raise the limits.',
        pl: 'Jeśli obciążenie jest uzasadnione, przejdź na Premium albo poproś pomoc techniczną o podniesienie limitów.',
      },
      command: 'az acr update -n {registry} --sku Premium',
      who: 'subscription-owner',
      exposes: { en: 'Premium costs more per day.', pl: 'Premium ma wyższą opłatę dzienną.' },
      undo: {
        en: 'Run the same command with the previous tier.',
        pl: 'Uruchom to samo polecenie z poprzednią warstwą.',
      },
    },
  ],
  verify: {
    en: 'The same pull or push finishes without 429, and the query for 429 stays empty at the next peak.',
    pl: 'To samo pobranie lub wypchnięcie kończy się bez 429, a zapytanie o 429 pozostaje puste przy następnym szczycie.',
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
