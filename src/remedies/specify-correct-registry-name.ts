// The name itself. Often mistaken for a DNS or firewall fault: a typo, a forgotten hash or another cloud's suffix gives
// the very same "no such host" as a broken resolver.
import type { Remedy } from './remedy.ts'

export const specifyCorrectRegistryName = {
  id: 'specify-correct-registry-name',
  title: { en: 'Use the right registry name', pl: 'Użyj właściwej nazwy rejestru' },
  steps: [
    {
      text: {
        en: 'List the registries in this subscription with their login servers. Copy the name from there instead of typing it. If the registry is not listed, it may be in another subscription or tenant.',
        pl: 'Wyświetl rejestry w tej subskrypcji razem z ich serwerami logowania. Skopiuj nazwę z listy, zamiast ją przepisywać. Jeśli rejestru nie ma na liście, może być w innej subskrypcji lub dzierżawie.',
      },
      command: 'az acr list --query "[].{name:name,loginServer:loginServer,group:resourceGroup}" -o table',
      who: 'developer',
    },
    {
      text: {
        en: 'Look up the name on a public DNS server. If it does not know the name either, the name is wrong, the registry was deleted, or the hash is missing. If it knows the name but your own DNS server does not, your DNS server is the cause.',
        pl: 'Sprawdź nazwę na publicznym serwerze DNS. Jeśli on też jej nie zna, nazwa jest błędna, rejestr usunięto albo brakuje skrótu (hash). Jeśli on ją zna, a twój serwer DNS nie, przyczyną jest twój serwer DNS.',
      },
      command: 'nslookup {loginServer} 1.1.1.1',
      who: 'developer',
      exposes: {
        en: 'Tells that DNS server the name of your registry.',
        pl: 'Ujawnia temu serwerowi DNS nazwę twojego rejestru.',
      },
    },
    {
      text: {
        en: 'Use the right form of the name. docker login, pull and push take the whole login server in lower case (azurecr.io, not azureacr.io); az acr login takes the resource name without a suffix.',
        pl: 'Użyj właściwej postaci nazwy. docker login, pull i push przyjmują cały serwer logowania małymi literami (azurecr.io, nie azureacr.io); az acr login przyjmuje nazwę zasobu bez sufiksu.',
      },
      command: 'az acr login -n {registry}',
      who: 'developer',
      undo: { en: 'Run `docker logout`.', pl: 'Uruchom `docker logout`.' },
    },
    {
      text: {
        en: 'To look in another subscription, select it and list the registries again. For another tenant, sign in to that tenant first.',
        pl: 'Aby sprawdzić inną subskrypcję, wybierz ją i wyświetl rejestry ponownie. W przypadku innej dzierżawy najpierw się do niej zaloguj.',
      },
      command: 'az account set --subscription {subscription}',
      who: 'developer',
      undo: {
        en: 'Run `az account set` with the previous subscription.',
        pl: 'Uruchom `az account set` z poprzednią subskrypcją.',
      },
    },
    {
      text: {
        en: 'A registry with a domain name label has a hash in its login server (name-hash.azurecr.io). Use that form everywhere except in az acr login. az acr check-health without read access looks up the name without the hash and reports a DNS error that does not exist. az aks check-acr needs the whole login server.',
        pl: 'Rejestr z etykietą nazwy domeny ma skrót (hash) w serwerze logowania (nazwa-skrót.azurecr.io). Używaj tej postaci wszędzie poza az acr login. az acr check-health bez prawa odczytu sprawdza nazwę bez skrótu i zgłasza pozorny błąd DNS. az aks check-acr wymaga całego serwera logowania.',
      },
      command: 'az acr show -n {registry} --query loginServer -o tsv',
      who: 'developer',
      fits: ['name-label-hash', 'aks'],
    },
    {
      text: {
        en: 'If the registry is in no subscription, ask whether the name is in use at all. If nameAvailable is true, no registry with this name exists. A recently deleted name stays reserved for its tenant for a while.',
        pl: 'Jeśli rejestru nie ma w żadnej subskrypcji, sprawdź, czy nazwa jest w ogóle zajęta. Jeśli nameAvailable ma wartość true, rejestr o tej nazwie nie istnieje. Niedawno usunięta nazwa pozostaje przez pewien czas zarezerwowana dla swojej dzierżawy.',
      },
      command: 'az acr check-name -n {registry}',
      who: 'developer',
    },
    {
      text: {
        en: 'See which cloud the Azure CLI uses. The suffix is azurecr.io in the public cloud, azurecr.us in US Government and azurecr.cn in China.',
        pl: 'Sprawdź, której chmury używa Azure CLI. Sufiks to azurecr.io w chmurze publicznej, azurecr.us w US Government i azurecr.cn w Chinach.',
      },
      command: 'az cloud show --query name -o tsv',
      who: 'developer',
      fits: ['sovereign-cloud', 'azure-cli'],
    },
  ],
  verify: {
    en: 'nslookup returns an address for the login server, and az acr login -n with the resource name says "Login Succeeded".',
    pl: 'nslookup zwraca adres serwera logowania, a az acr login -n z nazwą zasobu kończy się komunikatem „Login Succeeded”.',
  },
  links: [
    {
      title: { en: 'Troubleshoot registry login', pl: 'Rozwiązywanie problemów z logowaniem do rejestru' },
      url: 'https://learn.microsoft.com/azure/container-registry/container-registry-troubleshoot-login-authn-authz',
    },
    {
      title: { en: 'Create a registry, with or without a hash', pl: 'Tworzenie rejestru, ze skrótem (hash) lub bez' },
      url: 'https://learn.microsoft.com/azure/container-registry/container-registry-get-started-azure-cli',
    },
    {
      title: { en: 'Endpoints of a registry', pl: 'Punkty końcowe rejestru' },
      url: 'https://learn.microsoft.com/azure/container-registry/container-registry-endpoint-reference',
    },
  ],
} as const satisfies Remedy
