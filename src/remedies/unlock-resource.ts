// A lock on an image, a repository or the registry itself. Often mistaken for a missing push right, although the
// message "The operation is disallowed on this registry, repository or image" comes after the rights were checked.
import type { Remedy } from './remedy.ts'

export const unlockResource = {
  id: 'unlock-resource',
  title: { en: 'Find the lock and lift it', pl: 'Znajdź blokadę i ją zdejmij' },
  steps: [
    {
      text: {
        en: 'Read the attributes of the image. writeEnabled, deleteEnabled or readEnabled false is a lock.',
        pl: 'Odczytaj atrybuty obrazu. writeEnabled, deleteEnabled lub readEnabled o wartości false to blokada.',
      },
      command: 'az acr repository show -n {registry} --image {repository}:{tag}',
      who: 'developer',
    },
    {
      text: {
        en: 'Read those of the whole repository as well: a lock there holds for every tag.',
        pl: 'Odczytaj też atrybuty całego repozytorium: blokada na nim dotyczy każdego tagu.',
      },
      command: 'az acr repository show -n {registry} --repository {repository}',
      who: 'developer',
    },
    {
      text: {
        en: 'Ask why it was locked, then unlock the image; often pushing under a new tag is the better way.',
        pl: 'Zapytaj, dlaczego go zablokowano, i odblokuj obraz; często lepiej wypchnąć pod nowym tagiem.',
      },
      command:
        'az acr repository update -n {registry} --image {repository}:{tag} --write-enabled true --delete-enabled true',
      who: 'registry-owner',
      exposes: {
        en: 'Everyone with push or delete rights can overwrite or delete the image again.',
        pl: 'Każdy z prawem push lub delete może znów nadpisać lub usunąć obraz.',
      },
      undo: { en: 'The same command with false twice.', pl: 'To samo polecenie z false w obu miejscach.' },
    },
    {
      text: {
        en: 'Or unlock the whole repository, if the lock is there.',
        pl: 'Albo odblokuj całe repozytorium, jeśli blokada jest na nim.',
      },
      command:
        'az acr repository update -n {registry} --repository {repository} --write-enabled true --delete-enabled true',
      who: 'registry-owner',
      exposes: {
        en: 'All images in it can be overwritten and deleted again.',
        pl: 'Wszystkie obrazy w nim można znów nadpisywać i usuwać.',
      },
      undo: { en: 'The same command with false twice.', pl: 'To samo polecenie z false w obu miejscach.' },
    },
    {
      text: {
        en: 'Quarantine enabled keeps a pushed image back until it is approved: release the image by the scanner or process that your company uses for it.',
        pl: 'Włączona kwarantanna wstrzymuje wypchnięty obraz do zatwierdzenia: zwolnij obraz przez skaner lub proces używany w Twojej firmie.',
      },
      command: 'az acr show -n {registry} --query policies.quarantinePolicy.status -o tsv',
      who: 'registry-owner',
    },
    {
      text: {
        en: 'No lock anywhere: a full registry gives the same message.',
        pl: 'Nigdzie nie ma blokady: pełny rejestr zwraca ten sam komunikat.',
      },
      command: 'az acr show-usage -n {registry} -o table',
      who: 'registry-owner',
    },
    {
      text: {
        en: 'The settings of the registry cannot be changed or deleted (ScopeLocked): look for a lock of Azure Resource Manager on it or its group.',
        pl: 'Ustawień rejestru nie da się zmienić ani usunąć (ScopeLocked): poszukaj blokady Azure Resource Manager na nim lub na jego grupie.',
      },
      command: 'az lock list --resource-group {resourceGroup} -o table',
      who: 'subscription-owner',
      fits: ['portal', 'azure-cli', 'terraform', 'policy'],
    },
    {
      text: {
        en: 'Remove that lock for the time of the change.',
        pl: 'Usuń tę blokadę na czas zmiany.',
      },
      command: 'az lock delete --ids <lock-id>',
      who: 'subscription-owner',
      exposes: {
        en: 'Everyone with rights can change or delete what it protected.',
        pl: 'Każdy z uprawnieniami może zmienić lub usunąć to, co chroniła.',
      },
      undo: {
        en: 'az lock create with the former name, type and scope.',
        pl: 'az lock create z poprzednią nazwą, typem i zakresem.',
      },
      fits: ['portal', 'azure-cli', 'terraform', 'policy'],
    },
  ],
  verify: {
    en: 'The attributes show true, and the push or delete that was refused goes through.',
    pl: 'Atrybuty mają wartość true, a odrzucony wcześniej push lub delete przechodzi.',
  },
  links: [
    {
      title: { en: 'Push fails: operation disallowed', pl: 'Push kończy się błędem „operation is disallowed”' },
      url: 'https://learn.microsoft.com/troubleshoot/azure/azure-container-registry/troubleshoot-push-error-operation-disallowed-timeout',
    },
    {
      title: { en: 'Questions about the registry', pl: 'Rejestr – często zadawane pytania' },
      url: 'https://learn.microsoft.com/azure/container-registry/container-registry-faq',
    },
  ],
} as const satisfies Remedy
