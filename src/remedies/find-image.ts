// The registry answers, the image is not there. Often mistaken for missing rights, because some clients say "pull access
// denied" for both; and for a network fault, because a replica may only lag behind.
import type { Remedy } from './remedy.ts'

export const findImage = {
  id: 'find-image',
  title: { en: 'Find the image, or put it there', pl: 'Znajdź obraz albo dostarcz go do rejestru' },
  steps: [
    {
      text: {
        en: 'List the repositories and compare letter by letter, the whole path included. They are lower case; without a registry in front of the name Docker asks Docker Hub.',
        pl: 'Wypisz repozytoria i porównaj litera po literze, razem z całą ścieżką. Nazwy są pisane małymi literami; bez rejestru przed nazwą Docker pyta Docker Hub.',
      },
      command: 'az acr repository list -n {registry} -o table',
      who: 'developer',
    },
    {
      text: {
        en: 'List the newest tags. Without a tag Docker asks for latest, which exists only if somebody pushed it.',
        pl: 'Wypisz najnowsze tagi. Bez tagu Docker pyta o latest, który istnieje tylko wtedy, gdy ktoś go wypchnął.',
      },
      command:
        'az acr repository show-tags -n {registry} --repository {repository} --orderby time_desc --top 20 -o table',
      who: 'developer',
    },
    {
      text: {
        en: 'Asked by digest: list the manifests. One without tags may have been removed by a retention policy or a purge task.',
        pl: 'Pobieranie według digestu: wypisz manifesty. Manifest bez tagów mogła usunąć zasada przechowywania lub zadanie czyszczące.',
      },
      command: 'az acr manifest list-metadata -r {registry} -n {repository}',
      who: 'developer',
    },
    {
      text: {
        en: 'See who deleted or untagged it (needs the diagnostic setting for repository events).',
        pl: 'Sprawdź, kto go usunął lub zdjął tag (wymaga ustawienia diagnostycznego dla zdarzeń repozytoriów).',
      },
      command:
        "az monitor log-analytics query --workspace <workspace-id> --analytics-query \"ContainerRegistryRepositoryEvents | where TimeGenerated > ago(7d) and OperationName in ('Delete', 'Untag') and Repository == '{repository}' | project TimeGenerated, OperationName, Tag, Digest, Identity, CallerIpAddress\"",
      who: 'registry-owner',
    },
    {
      text: {
        en: 'Pushed a moment ago in another region: the replica needs a little time. Wait and repeat, and look whether all replicas are online.',
        pl: 'Obraz wypchnięto przed chwilą w innym regionie: replika potrzebuje trochę czasu. Odczekaj i powtórz, sprawdź też, czy wszystkie repliki są online.',
      },
      command: 'az acr replication list -r {registry} -o table',
      who: 'developer',
      fits: ['geo-replication'],
    },
    {
      text: {
        en: '"no match for platform": the image exists, but not for this processor or system. See which platforms it has, and build the missing one.',
        pl: '„no match for platform”: obraz istnieje, ale nie dla tego procesora lub systemu. Sprawdź, jakie ma platformy, i zbuduj brakującą.',
      },
      command: 'docker manifest inspect {loginServer}/{repository}:{tag}',
      who: 'developer',
    },
    {
      text: {
        en: 'Really not there: push it again from where it was built.',
        pl: 'Naprawdę go nie ma: wypchnij go ponownie z miejsca, gdzie powstał.',
      },
      command: 'docker push {loginServer}/{repository}:{tag}',
      who: 'developer',
      exposes: {
        en: 'Overwrites the tag for everybody, if it does exist.',
        pl: 'Nadpisuje tag wszystkim, jeśli jednak istnieje.',
      },
      undo: { en: 'Push the former image under the tag.', pl: 'Wypchnij pod tym tagiem poprzedni obraz.' },
    },
  ],
  verify: {
    en: 'The tag appears in the list, and docker pull of the full name ends.',
    pl: 'Tag jest na liście, a docker pull pełnej nazwy się udaje.',
  },
  links: [
    {
      title: { en: 'Manifest tag is not found', pl: 'Błąd „manifest tagged by … is not found”' },
      url: 'https://learn.microsoft.com/troubleshoot/azure/azure-container-registry/manifest-tag-not-found',
    },
    {
      title: { en: 'Questions about the registry', pl: 'Rejestr – często zadawane pytania' },
      url: 'https://learn.microsoft.com/azure/container-registry/container-registry-faq',
    },
    {
      title: { en: 'Geo-replication', pl: 'Replikacja geograficzna' },
      url: 'https://learn.microsoft.com/azure/container-registry/container-registry-geo-replication',
    },
  ],
} as const satisfies Remedy
