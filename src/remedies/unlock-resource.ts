// A lock on an image, a repository or the registry itself. Often mistaken for a missing push right, although the
// message "The operation is disallowed on this registry, repository or image" comes after the rights were checked.
import type { Remedy } from './remedy.ts'

export const unlockResource = {
  id: 'unlock-resource',
  title: { en: 'Find the lock and remove it', pl: 'Znajdź blokadę i ją usuń' },
  steps: [
    {
      text: {
        en: 'Read the attributes of the image. It is locked if writeEnabled, deleteEnabled or readEnabled is false.',
        pl: 'Odczytaj atrybuty obrazu. Jest on zablokowany, jeśli writeEnabled, deleteEnabled lub readEnabled ma wartość false.',
      },
      command: 'az acr repository show -n {registry} --image {repository}:{tag}',
      who: 'developer',
    },
    {
      text: {
        en: 'Ask why the image was locked, then unlock it. It is often better to push under a new tag instead.',
        pl: 'Zapytaj, dlaczego obraz zablokowano, i odblokuj go. Często lepiej jest wypchnąć obraz pod nowym tagiem.',
      },
      command:
        'az acr repository update -n {registry} --image {repository}:{tag} --write-enabled true --delete-enabled true',
      who: 'registry-owner',
      exposes: {
        en: 'Everyone with push or delete rights can overwrite or delete the image again.',
        pl: 'Każdy z prawem wypychania lub usuwania może znów nadpisać lub usunąć obraz.',
      },
      undo: {
        en: 'Run the same command with false in both places.',
        pl: 'Uruchom to samo polecenie z false w obu miejscach.',
      },
    },
    {
      text: {
        en: 'If the settings of the registry cannot be changed or deleted (ScopeLocked), look for an Azure Resource Manager lock on the registry or its resource group.',
        pl: 'Jeśli ustawień rejestru nie da się zmienić ani usunąć (ScopeLocked), poszukaj blokady Azure Resource Manager na rejestrze lub na jego grupie zasobów.',
      },
      command: 'az lock list --resource-group {resourceGroup} -o table',
      who: 'subscription-owner',
      fits: ['portal', 'azure-cli', 'terraform', 'policy'],
    },
    {
      text: { en: 'Remove that lock while you make the change.', pl: 'Usuń tę blokadę na czas zmiany.' },
      command: 'az lock delete --ids {lockId}',
      who: 'subscription-owner',
      exposes: {
        en: 'Everyone with rights can change or delete what it protected.',
        pl: 'Każdy, kto ma uprawnienia, może zmienić lub usunąć to, co chroniła.',
      },
      undo: {
        en: 'Run `az lock create` with the previous name, type and scope.',
        pl: 'Uruchom `az lock create` z poprzednią nazwą, typem i zakresem.',
      },
      fits: ['portal', 'azure-cli', 'terraform', 'policy'],
    },
    {
      text: {
        en: 'Read the attributes of the whole repository as well. A lock there applies to every tag.',
        pl: 'Odczytaj także atrybuty całego repozytorium. Blokada na nim dotyczy każdego tagu.',
      },
      command: 'az acr repository show -n {registry} --repository {repository}',
      who: 'developer',
    },
    {
      text: {
        en: 'If the lock is on the repository, unlock the whole repository.',
        pl: 'Jeśli blokada jest na repozytorium, odblokuj całe repozytorium.',
      },
      command:
        'az acr repository update -n {registry} --repository {repository} --write-enabled true --delete-enabled true',
      who: 'registry-owner',
      exposes: {
        en: 'All images in it can be overwritten and deleted again.',
        pl: 'Wszystkie obrazy w nim można znów nadpisywać i usuwać.',
      },
      undo: {
        en: 'Run the same command with false in both places.',
        pl: 'Uruchom to samo polecenie z false w obu miejscach.',
      },
    },
    {
      text: {
        en: 'If this prints enabled, quarantine holds back a pushed image until it is approved. Release the image with the scanner or process that your company uses for it.',
        pl: 'Jeśli polecenie wypisze enabled, kwarantanna wstrzymuje wypchnięty obraz do zatwierdzenia. Zwolnij obraz przez skaner lub proces używany w twojej firmie.',
      },
      command: 'az acr show -n {registry} --query policies.quarantinePolicy.status -o tsv',
      who: 'registry-owner',
    },
    {
      text: {
        en: 'If there is no lock anywhere, check the storage: a full registry gives the same message.',
        pl: 'Jeśli nigdzie nie ma blokady, sprawdź miejsce: pełny rejestr zwraca ten sam komunikat.',
      },
      command: 'az acr show-usage -n {registry} -o table',
      who: 'registry-owner',
    },
  ],
  verify: {
    en: 'The attributes show true, and the push or delete that was refused now succeeds.',
    pl: 'Atrybuty mają wartość true, a odrzucone wcześniej wypchnięcie lub usunięcie się udaje.',
  },
  links: [
    {
      title: { en: 'Error "operation is disallowed" at push', pl: 'Błąd „operation is disallowed” przy wypychaniu' },
      url: 'https://learn.microsoft.com/troubleshoot/azure/azure-container-registry/troubleshoot-push-error-operation-disallowed-timeout',
    },
    {
      title: { en: 'Frequently asked questions about the registry', pl: 'Często zadawane pytania o rejestr' },
      url: 'https://learn.microsoft.com/azure/container-registry/container-registry-faq',
    },
  ],
} as const satisfies Remedy
