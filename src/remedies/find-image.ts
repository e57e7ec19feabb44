// The registry answers, the image is not there. Often mistaken for missing rights, because some clients say "pull access
// denied" for both; and for a network fault, because a replica may only lag behind.
import type { Remedy } from './remedy.ts'

export const findImage = {
  id: 'find-image',
  title: { en: 'Find the image, or push it again', pl: 'Znajdź obraz albo wypchnij go ponownie' },
  steps: [
    {
      text: {
        en: 'List the newest tags of the repository. If no tag is given, Docker asks for latest, which exists only if somebody pushed it.',
        pl: 'Wyświetl najnowsze tagi repozytorium. Jeśli nie podano tagu, Docker pyta o latest, który istnieje tylko wtedy, gdy ktoś go wypchnął.',
      },
      command:
        'az acr repository show-tags -n {registry} --repository {repository} --orderby time_desc --top 20 -o table',
      who: 'developer',
    },
    {
      text: {
        en: 'List the repositories and compare the name letter by letter, including the whole path. Names are lower case. If there is no registry in front of the name, Docker asks Docker Hub.',
        pl: 'Wyświetl repozytoria i porównaj nazwę litera po literze, razem z całą ścieżką. Nazwy są pisane małymi literami. Jeśli przed nazwą nie ma rejestru, Docker pyta Docker Hub.',
      },
      command: 'az acr repository list -n {registry} -o table',
      who: 'developer',
    },
    {
      text: {
        en: 'If the image was pushed a moment ago in another region, the replica needs a little time. Wait and try again, and see whether all replicas are online.',
        pl: 'Jeśli obraz wypchnięto przed chwilą w innym regionie, replika potrzebuje trochę czasu. Odczekaj i spróbuj ponownie; sprawdź też, czy wszystkie repliki są online.',
      },
      command: 'az acr replication list -r {registry} -o table',
      who: 'developer',
      fits: ['geo-replication'],
    },
    {
      text: {
        en: 'If the image is really not there, push it again from where it was built.',
        pl: 'Jeśli obrazu naprawdę nie ma, wypchnij go ponownie z miejsca, w którym go zbudowano.',
      },
      command: 'docker push {loginServer}/{repository}:{tag}',
      who: 'developer',
      exposes: {
        en: 'Overwrites the tag for everybody if it does exist.',
        pl: 'Nadpisuje tag wszystkim, jeśli jednak istnieje.',
      },
      undo: { en: 'Push the previous image under this tag.', pl: 'Wypchnij pod tym tagiem poprzedni obraz.' },
    },
    {
      text: {
        en: '"no match for platform" means that the image exists, but not for this processor or operating system. See which platforms it has, and build the missing one.',
        pl: '„no match for platform” oznacza, że obraz istnieje, ale nie dla tego procesora lub systemu operacyjnego. Sprawdź, jakie ma platformy, i zbuduj brakującą.',
      },
      command: 'docker manifest inspect {loginServer}/{repository}:{tag}',
      who: 'developer',
    },
    {
      text: {
        en: 'If the image was asked for by digest, list the manifests. A manifest without tags may have been removed by a retention policy or a purge task.',
        pl: 'Jeśli obraz pobierano według skrótu (digest), wyświetl manifesty. Manifest bez tagów mogła usunąć zasada przechowywania lub zadanie czyszczące.',
      },
      command: 'az acr manifest list-metadata -r {registry} -n {repository}',
      who: 'developer',
    },
    {
      text: {
        en: 'See who deleted or untagged the image. This needs the diagnostic setting for repository events.',
        pl: 'Sprawdź, kto usunął obraz lub zdjął z niego tag. Wymaga to ustawienia diagnostycznego dla zdarzeń repozytoriów.',
      },
      command:
        "az monitor log-analytics query --workspace <workspace-id> --analytics-query \"ContainerRegistryRepositoryEvents | where TimeGenerated > ago(7d) and OperationName in ('Delete', 'Untag') and Repository == '{repository}' | project TimeGenerated, OperationName, Tag, Digest, Identity, CallerIpAddress\"",
      who: 'registry-owner',
    },
  ],
  verify: {
    en: 'The tag appears in the list, and docker pull with the full name succeeds.',
    pl: 'Tag jest na liście, a docker pull z pełną nazwą się udaje.',
  },
  links: [
    {
      title: { en: 'Error "manifest tagged by ... is not found"', pl: 'Błąd „manifest tagged by … is not found”' },
      url: 'https://learn.microsoft.com/troubleshoot/azure/azure-container-registry/manifest-tag-not-found',
    },
    {
      title: { en: 'Frequently asked questions about the registry', pl: 'Często zadawane pytania o rejestr' },
      url: 'https://learn.microsoft.com/azure/container-registry/container-registry-faq',
    },
    {
      title: { en: 'Geo-replication', pl: 'Replikacja geograficzna' },
      url: 'https://learn.microsoft.com/azure/container-registry/container-registry-geo-replication',
    },
  ],
} as const satisfies Remedy
