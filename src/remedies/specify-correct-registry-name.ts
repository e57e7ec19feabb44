// The name itself. Often mistaken for a DNS or firewall fault: a typo, a forgotten hash or another cloud's suffix gives
// the very same "no such host" as a broken resolver.
import type { Remedy } from './remedy.ts'

export const specifyCorrectRegistryName = {
  id: 'specify-correct-registry-name',
  title: { en: 'Use the right registry name', pl: 'Użyj właściwej nazwy rejestru' },
  steps: [
    {
      text: {
        en: 'List the registries of this subscription with their login servers, and copy the name from there rather than typing it.',
        pl: 'Wypisz rejestry tej subskrypcji z ich serwerami logowania i skopiuj nazwę stamtąd zamiast ją przepisywać.',
      },
      command: 'az acr list --query "[].{name:name,loginServer:loginServer,group:resourceGroup}" -o table',
      who: 'developer',
    },
    {
      text: {
        en: 'Look the name up on a public resolver. No such name there means that it is wrong, the registry is deleted, or the hash is missing; an answer there but none at home means the resolver is to blame.',
        pl: 'Sprawdź nazwę na publicznym serwerze DNS. Brak nazwy oznacza, że jest błędna, rejestr usunięto albo brakuje skrótu; odpowiedź tam, a brak u siebie – winny jest Twój serwer DNS.',
      },
      command: 'nslookup {loginServer} 1.1.1.1',
      who: 'developer',
      exposes: {
        en: 'Tells that resolver the name of your registry.',
        pl: 'Ujawnia temu serwerowi nazwę Twojego rejestru.',
      },
    },
    {
      text: {
        en: 'Mind the form: docker login, pull and push take the whole login server in lower case (azurecr.io, not azureacr.io), az acr login takes the resource name without a suffix.',
        pl: 'Uważaj na formę: docker login, pull i push przyjmują cały serwer logowania małymi literami (azurecr.io, nie azureacr.io), a az acr login – nazwę zasobu bez sufiksu.',
      },
      command: 'az acr login -n {registry}',
      who: 'developer',
      undo: { en: 'docker logout.', pl: 'docker logout.' },
    },
    {
      text: {
        en: 'Not in the list: the registry may be in another subscription or tenant. Choose that one and list again.',
        pl: 'Nie ma go na liście: rejestr może być w innej subskrypcji lub dzierżawie. Wybierz ją i wypisz ponownie.',
      },
      command: 'az account set --subscription {subscription}',
      who: 'developer',
      undo: {
        en: 'az account set with the former subscription.',
        pl: 'az account set z poprzednią subskrypcją.',
      },
    },
    {
      text: {
        en: 'Still nowhere: ask whether the name is taken at all. nameAvailable true means that no registry of this name exists; a name just deleted stays reserved for its tenant for a while.',
        pl: 'Nadal go nie ma: sprawdź, czy nazwa jest w ogóle zajęta. nameAvailable true oznacza, że rejestr o tej nazwie nie istnieje; świeżo usunięta nazwa pozostaje przez pewien czas zarezerwowana dla swojej dzierżawy.',
      },
      command: 'az acr check-name -n {registry}',
      who: 'developer',
    },
    {
      text: {
        en: 'A registry made with a domain name label has a hash in its login server (name-hash.azurecr.io): use that everywhere except in az acr login. az acr check-health without read access looks up the name without the hash and reports a DNS error that is none; give az aks check-acr the whole login server.',
        pl: 'Rejestr utworzony z etykietą nazwy domeny ma skrót w serwerze logowania (nazwa-skrót.azurecr.io): używaj go wszędzie poza az acr login. az acr check-health bez prawa odczytu pyta o nazwę bez skrótu i zgłasza pozorny błąd DNS; az aks check-acr podaj cały serwer logowania.',
      },
      command: 'az acr show -n {registry} --query loginServer -o tsv',
      who: 'developer',
      fits: ['name-label-hash', 'aks'],
    },
    {
      text: {
        en: 'See which cloud the CLI is in: the suffix is azurecr.io in the public one, azurecr.us in US Government, azurecr.cn in China.',
        pl: 'Sprawdź, w której chmurze działa CLI: sufiks to azurecr.io w publicznej, azurecr.us w US Government i azurecr.cn w Chinach.',
      },
      command: 'az cloud show --query name -o tsv',
      who: 'developer',
      fits: ['sovereign-cloud', 'azure-cli'],
    },
  ],
  verify: {
    en: 'nslookup gives the login server an address, and az acr login -n with the resource name says "Login Succeeded".',
    pl: 'nslookup zwraca adres serwera logowania, a az acr login -n z nazwą zasobu wypisuje „Login Succeeded”.',
  },
  links: [
    {
      title: { en: 'Troubleshoot registry login', pl: 'Rozwiązywanie problemów z logowaniem do rejestru' },
      url: 'https://learn.microsoft.com/azure/container-registry/container-registry-troubleshoot-login-authn-authz',
    },
    {
      title: { en: 'Create a registry, with or without a hash', pl: 'Tworzenie rejestru, ze skrótem lub bez' },
      url: 'https://learn.microsoft.com/azure/container-registry/container-registry-get-started-azure-cli',
    },
    {
      title: { en: 'Endpoints of a registry', pl: 'Punkty końcowe rejestru' },
      url: 'https://learn.microsoft.com/azure/container-registry/container-registry-endpoint-reference',
    },
  ],
} as const satisfies Remedy
