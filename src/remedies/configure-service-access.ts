// Azure's own services before a registry with network rules. Often mistaken for a plain missing IP rule: services come
// from Azure's changing addresses, so they pass by identity and a switch, or by a private road. Microsoft's network
// article (31 October 2023) still calls several of them impossible; the steps say what holds now.
import type { Remedy } from './remedy.ts'

export const configureServiceAccess = {
  id: 'configure-service-access',
  title: {
    en: 'Let the Azure service into the restricted registry',
    pl: 'Wpuść usługę Azure do rejestru z ograniczeniami sieci',
  },
  steps: [
    {
      text: {
        en: 'Read the exceptions of the registry. bypass None keeps every trusted service out; AzureServices (the default) lets them pass the rules; with public access Enabled and Allow the network is not to blame.',
        pl: 'Odczytaj wyjątki rejestru. bypass None nie wpuszcza żadnej zaufanej usługi; AzureServices (domyślnie) pozwala im ominąć reguły; przy dostępie publicznym Enabled i Allow sieć nie jest winna.',
      },
      command:
        'az acr show -n {registry} --query "{sku:sku.name,bypass:networkRuleBypassOptions,pna:publicNetworkAccess,defaultAction:networkRuleSet.defaultAction}"',
      who: 'registry-owner',
    },
    {
      text: {
        en: 'Sort out who pulls. Trusted are Defender for Cloud, Container Instances and Machine Learning (both with a managed identity) and import (list of February 2025); not trusted are App Service, and ACR Tasks no more since 1 June 2025. A registry with a service endpoint admits no trusted service.',
        pl: 'Ustal, kto pobiera. Zaufane są Defender for Cloud, Container Instances i Machine Learning (obie z tożsamością zarządzaną) oraz import (lista z lutego 2025); niezaufane są App Service, a od 1 czerwca 2025 także ACR Tasks. Rejestr z punktem końcowym usługi nie wpuszcza żadnej zaufanej usługi.',
      },
      who: 'registry-owner',
    },
    {
      text: {
        en: 'Allow trusted services. In the portal: Networking > Public access > Firewall exception > Allow trusted Microsoft services.',
        pl: 'Zezwól zaufanym usługom. W portalu: Networking > Public access > Firewall exception > Allow trusted Microsoft services.',
      },
      command: 'az acr update -n {registry} --allow-trusted-services true',
      who: 'registry-owner',
      exposes: {
        en: 'Lets these services past all network rules; except for Defender and import each still needs an identity with a role.',
        pl: 'Przepuszcza te usługi mimo reguł sieci; poza Defenderem i importem każda nadal potrzebuje tożsamości z rolą.',
      },
      undo: { en: 'The same command with false.', pl: 'To samo polecenie z wartością false.' },
    },
    {
      text: {
        en: "Give the service's managed identity the right to pull; in a registry with ABAC repository permissions the role is Container Registry Repository Reader instead. Only a managed identity bypasses the rules, as a rule a system-assigned one; admin user and service principal do not.",
        pl: 'Daj tożsamości zarządzanej usługi prawo pobierania; w rejestrze z uprawnieniami ABAC rolą jest Container Registry Repository Reader. Reguły omija tylko tożsamość zarządzana, zasadniczo przypisana przez system; użytkownik administratora i jednostka usługi – nie.',
      },
      command:
        'az role assignment create --assignee <principal-id> --role AcrPull --scope "/subscriptions/{subscription}/resourceGroups/{resourceGroup}/providers/Microsoft.ContainerRegistry/registries/{registry}"',
      who: 'subscription-owner',
      exposes: {
        en: 'Whoever controls that service can pull every image of the registry.',
        pl: 'Kto kontroluje tę usługę, pobierze każdy obraz z rejestru.',
      },
      undo: {
        en: 'az role assignment delete with the same values.',
        pl: 'az role assignment delete z tymi samymi wartościami.',
      },
      fits: ['container-instances', 'machine-learning', 'managed-identity', 'app-service', 'container-apps'],
    },
    {
      text: {
        en: 'ACR Tasks: read the switch that decides since 1 June 2025. false or empty means 403 for a task that signs in with its system-assigned identity.',
        pl: 'ACR Tasks: odczytaj przełącznik, który decyduje od 1 czerwca 2025. false lub brak wartości oznacza 403 dla zadania, które loguje się tożsamością przypisaną przez system.',
      },
      command:
        'az resource show --namespace Microsoft.ContainerRegistry --resource-type registries -n {registry} -g {resourceGroup} --api-version 2025-06-01-preview --query properties.networkRuleBypassAllowedForTasks',
      who: 'registry-owner',
      fits: ['acr-tasks'],
    },
    {
      text: {
        en: 'Let tasks past the rules; trusted services must be allowed as well. Give the task a system-assigned identity: a user-assigned one has not bypassed the rules in practice.',
        pl: 'Przepuść zadania mimo reguł; zaufane usługi też muszą być dozwolone. Daj zadaniu tożsamość przypisaną przez system: przypisana przez użytkownika w praktyce reguł nie omija.',
      },
      command:
        'az resource update --namespace Microsoft.ContainerRegistry --resource-type registries -n {registry} -g {resourceGroup} --api-version 2025-06-01-preview --set properties.networkRuleBypassAllowedForTasks=true',
      who: 'registry-owner',
      exposes: {
        en: 'Every task of the registry passes the network rules; a task that prints its token into the log gives it to everyone who reads the log.',
        pl: 'Reguły sieci omija każde zadanie w rejestrze; zadanie, które wypisze swój token do dziennika, udostępnia go każdemu czytającemu dziennik.',
      },
      undo: { en: 'The same command with =false.', pl: 'To samo polecenie z =false.' },
      fits: ['acr-tasks'],
    },
    {
      text: {
        en: 'az acr build fails with public access off: run it on an agent pool in your VNet (Premium, preview, Linux only). The subnet needs outbound 443 to AzureKeyVault, Storage, EventHub and AzureActiveDirectory, and 443 and 12000 to AzureMonitor; a timeout at creation means these are missing.',
        pl: 'az acr build zawodzi przy wyłączonym dostępie publicznym: uruchamiaj go w puli agentów w swojej sieci (Premium, wersja zapoznawcza, tylko Linux). Podsieć potrzebuje wyjścia na 443 do AzureKeyVault, Storage, EventHub i AzureActiveDirectory oraz na 443 i 12000 do AzureMonitor; timeout przy tworzeniu oznacza ich brak.',
      },
      command: 'az acr agentpool create --registry {registry} --name <agent-pool> --tier S2 --subnet-id <subnet-id>',
      who: 'registry-owner',
      exposes: {
        en: 'Costs money as long as the pool has machines.',
        pl: 'Kosztuje, dopóki pula ma maszyny.',
      },
      undo: { en: 'az acr agentpool delete.', pl: 'az acr agentpool delete.' },
      fits: ['acr-tasks'],
    },
    {
      text: { en: 'Build on that pool.', pl: 'Zbuduj obraz w tej puli.' },
      command: 'az acr build -r {registry} --agent-pool <agent-pool> --image {repository}:{tag} .',
      who: 'developer',
      exposes: {
        en: 'Uploads the current folder as build context and pushes the image under this tag.',
        pl: 'Wysyła bieżący folder jako kontekst builda i wypycha obraz pod tym tagiem.',
      },
      fits: ['acr-tasks'],
    },
    {
      text: {
        en: 'Further ways for tasks: the ranges of AzureContainerRegistry.<Region> as IP rules (only with selected networks; mind the 200), or docker build on a machine in the network. An ABAC registry gives tasks no data access without a Repository role, and a dual-stack (IPv6) registry runs none at all.',
        pl: 'Inne drogi dla zadań: zakresy AzureContainerRegistry.<Region> jako reguły IP (tylko przy wybranych sieciach; limit 200) albo docker build na maszynie w sieci. Rejestr ABAC nie daje zadaniom dostępu do danych bez roli Repository, a rejestr dual-stack (IPv6) nie uruchamia ich wcale.',
      },
      command:
        'az network list-service-tags --location {region} --query "values[?starts_with(name, \'AzureContainerRegistry\')].{tag:name,ranges:properties.addressPrefixes}"',
      who: 'registry-owner',
      exposes: {
        en: "As IP rules these ranges let other customers' tasks of the region reach the login.",
        pl: 'Jako reguły IP te zakresy dopuszczają do logowania zadania innych klientów w regionie.',
      },
      undo: { en: 'Remove these IP rules.', pl: 'Usuń te reguły IP.' },
      fits: ['acr-tasks'],
    },
    {
      text: {
        en: 'Defender for Cloud does scan restricted registries when trusted services are allowed, whatever the network article says. Turn on Environment settings > (subscription) > Containers > Agentless container vulnerability assessment; it covers images pushed, imported, or pulled in the last 30 days.',
        pl: 'Defender for Cloud skanuje rejestry z ograniczeniami, gdy zaufane usługi są dozwolone, wbrew artykułowi o sieci. Włącz Environment settings > (subskrypcja) > Containers > Agentless container vulnerability assessment; skanowane są obrazy wypchnięte, zaimportowane albo pobrane w ostatnich 30 dniach.',
      },
      who: 'subscription-owner',
      exposes: { en: 'The Containers plan costs money.', pl: 'Plan Containers jest płatny.' },
      undo: { en: 'Turn the plan off on the same page.', pl: 'Wyłącz plan na tej samej stronie.' },
      fits: ['defender'],
    },
    {
      text: {
        en: 'Container Instances reach a restricted Premium registry with a managed identity that has the role (older pages say they cannot); Windows groups in a VNet only with a user-assigned one.',
        pl: 'Container Instances sięgają do rejestru Premium z ograniczeniami przez tożsamość zarządzaną z rolą (starsze strony temu przeczą); grupy Windows w sieci wirtualnej tylko przez przypisaną przez użytkownika.',
      },
      command:
        'az container create -g <container-resource-group> -n <container-group> --image {loginServer}/{repository}:{tag} --acr-identity <identity-id> --assign-identity <identity-id>',
      who: 'developer',
      exposes: { en: 'Starts a container group that costs money.', pl: 'Uruchamia płatną grupę kontenerów.' },
      undo: { en: 'az container delete.', pl: 'az container delete.' },
      fits: ['container-instances'],
    },
    {
      text: {
        en: 'App Service and Functions are not trusted but do reach the registry through VNet integration, if the image pull is routed there: routing all application traffic does not cover it. The older WEBSITE_PULL_IMAGE_OVER_VNET=true still works.',
        pl: 'App Service i Functions nie są zaufane, ale sięgają do rejestru przez integrację z siecią wirtualną, jeśli poprowadzi się tamtędy pobieranie obrazu: routing całego ruchu aplikacji go nie obejmuje. Starsze WEBSITE_PULL_IMAGE_OVER_VNET=true nadal działa.',
      },
      command:
        'az resource update -g <app-resource-group> -n <app> --resource-type Microsoft.Web/sites --set properties.outboundVnetRouting.imagePullTraffic=true',
      who: 'developer',
      exposes: {
        en: 'The pull then depends on the DNS and routes of that VNet.',
        pl: 'Pobieranie zależy odtąd od DNS i tras tej sieci.',
      },
      undo: { en: 'The same command with =false.', pl: 'To samo polecenie z =false.' },
      fits: ['app-service'],
    },
    {
      text: {
        en: 'In the app\'s Kudu console the name must resolve to the private address (and tcpping to port 443 must answer); if not, link the private zone to the integration VNet. "failed to load ACR Tags" in Deployment Center is harmless.',
        pl: 'W konsoli Kudu aplikacji nazwa musi się rozwiązywać na adres prywatny (a tcpping na port 443 odpowiadać); jeśli nie, połącz strefę prywatną z siecią integracji. „failed to load ACR Tags” w Deployment Center jest niegroźne.',
      },
      command: 'nslookup {loginServer}',
      who: 'developer',
      fits: ['app-service'],
    },
    {
      text: {
        en: 'App Service pulls with a token for Azure Resource Manager: this policy must be enabled.',
        pl: 'App Service pobiera z tokenem dla Azure Resource Manager: ta zasada musi być enabled.',
      },
      command: 'az acr config authentication-as-arm show -r {registry}',
      who: 'registry-owner',
      fits: ['app-service'],
    },
    {
      text: {
        en: "Container Apps behind a firewall need the login server, *.blob.core.windows.net, mcr.microsoft.com, *.data.mcr.microsoft.com and, with a managed identity, *.identity.azure.net and login.microsoftonline.com. With public access off even their own token exchange was seen refused from an Azure address (June 2026): look for that address in the revision's error.",
        pl: 'Container Apps za zaporą potrzebują serwera logowania, *.blob.core.windows.net, mcr.microsoft.com, *.data.mcr.microsoft.com, a przy tożsamości zarządzanej także *.identity.azure.net i login.microsoftonline.com. Przy wyłączonym dostępie publicznym widziano nawet odmowę wymiany tokenu z adresu Azure (czerwiec 2026): szukaj tego adresu w błędzie rewizji.',
      },
      who: 'network-team',
      exposes: { en: 'Opens the environment to these hosts.', pl: 'Otwiera środowisko na te hosty.' },
      undo: { en: 'Remove the rules again.', pl: 'Usuń dodane reguły.' },
      fits: ['container-apps'],
    },
    {
      text: {
        en: 'Machine Learning: the workspace registry must be Premium, with private endpoint and trusted services. Images then have to be built on a CPU cluster of the workspace that can reach the internet for base images (needs the ml extension).',
        pl: 'Machine Learning: rejestr obszaru roboczego musi być Premium, z prywatnym punktem końcowym i zaufanymi usługami. Obrazy trzeba wtedy budować w klastrze CPU obszaru roboczego z wyjściem do internetu po obrazy bazowe (wymaga rozszerzenia ml).',
      },
      command:
        'az ml workspace update -n <workspace> -g <workspace-resource-group> --image-build-compute <cpu-cluster>',
      who: 'developer',
      exposes: { en: 'The cluster costs money while it builds.', pl: 'Klaster kosztuje podczas budowania.' },
      undo: { en: 'Set the former compute again.', pl: 'Ustaw ponownie poprzedni klaster.' },
      fits: ['machine-learning'],
    },
    {
      text: {
        en: 'Import: allow trusted services on the registry that is restricted, source or target. A source with public access off is named by resource id, its image without a login server; exportPolicy disabled on the source forbids the import.',
        pl: 'Import: zezwól zaufanym usługom w tym rejestrze, który ma ograniczenia – źródłowym lub docelowym. Źródło z wyłączonym dostępem publicznym podaje się przez id zasobu, a obraz bez serwera logowania; exportPolicy disabled w źródle zabrania importu.',
      },
      command: 'az acr import -n {registry} --source {repository}:{tag} --registry <source-registry-id>',
      who: 'registry-owner',
      exposes: { en: 'Copies the image into the target registry.', pl: 'Kopiuje obraz do rejestru docelowego.' },
      undo: { en: 'Delete the imported image.', pl: 'Usuń zaimportowany obraz.' },
      fits: ['import'],
    },
    {
      text: {
        en: 'Azure DevOps: Microsoft-hosted agents cannot use a private endpoint, and the check of a service connection fails from the cloud while public access is off. Run a self-hosted agent inside the VNet.',
        pl: 'Azure DevOps: agenci hostowani przez Microsoft nie mogą korzystać z prywatnego punktu końcowego, a weryfikacja połączenia usługi z chmury zawodzi przy wyłączonym dostępie publicznym. Uruchom własnego agenta w sieci wirtualnej.',
      },
      who: 'developer',
      fits: ['azure-devops'],
    },
    {
      text: {
        en: 'The repository list in the portal is asked by the browser, not by Azure: open it from a network that the registry admits, or from inside the VNet.',
        pl: 'Listę repozytoriów w portalu pobiera przeglądarka, a nie Azure: otwórz ją z sieci dopuszczonej przez rejestr albo z wnętrza sieci wirtualnej.',
      },
      who: 'developer',
      fits: ['portal'],
    },
    {
      text: {
        en: 'Last resort, only with the owner and only when no way above works: remove the restriction. The network article gives this as its first remedy; that is out of date.',
        pl: 'Ostateczność, tylko za zgodą właściciela i gdy żadna z powyższych dróg nie działa: usuń ograniczenie. Artykuł o sieci podaje to jako pierwsze rozwiązanie; to już nieaktualne.',
      },
      command: 'az acr update -n {registry} --public-network-enabled true --default-action Allow',
      who: 'registry-owner',
      exposes: {
        en: 'The whole internet can reach the registry; only the login protects it.',
        pl: 'Do rejestru dotrze cały internet; chroni go już tylko logowanie.',
      },
      undo: {
        en: 'The same command with --default-action Deny, or with --public-network-enabled false.',
        pl: 'To samo polecenie z --default-action Deny albo z --public-network-enabled false.',
      },
      fits: ['public-access'],
    },
  ],
  verify: {
    en: "Run the service's operation again: the container, revision, web app or task gets its image without 403, and ContainerRegistryLoginEvents shows its identity with 200. For Defender push a test tag and wait for it in the recommendation on registry images.",
    pl: 'Powtórz operację usługi: kontener, rewizja, aplikacja lub zadanie dostaje obraz bez 403, a ContainerRegistryLoginEvents pokazuje jej tożsamość z 200. Dla Defendera wypchnij testowy tag i poczekaj, aż pojawi się w rekomendacji o obrazach rejestru.',
  },
  links: [
    {
      title: { en: 'Trusted services and a restricted registry', pl: 'Zaufane usługi a rejestr z ograniczeniami' },
      url: 'https://learn.microsoft.com/azure/container-registry/allow-access-trusted-services',
    },
    {
      title: { en: 'Network bypass for ACR Tasks', pl: 'Omijanie reguł sieci przez ACR Tasks' },
      url: 'https://learn.microsoft.com/azure/container-registry/manage-network-bypass-policy-for-tasks',
    },
    {
      title: { en: 'Agent pools for ACR Tasks', pl: 'Pule agentów ACR Tasks' },
      url: 'https://learn.microsoft.com/azure/container-registry/tasks-agent-pools',
    },
    {
      title: { en: 'Scan images with Defender', pl: 'Skanowanie obrazów w Defenderze' },
      url: 'https://learn.microsoft.com/azure/container-registry/scan-images-defender',
    },
    {
      title: { en: 'Container Instances with a managed identity', pl: 'Container Instances z tożsamością zarządzaną' },
      url: 'https://learn.microsoft.com/azure/container-instances/using-azure-container-registry-mi',
    },
    {
      title: { en: 'Pull an image into a web app fails', pl: 'Błąd pobierania obrazu do aplikacji internetowej' },
      url: 'https://learn.microsoft.com/troubleshoot/azure/azure-container-registry/pull-image-to-web-app-fail',
    },
  ],
} as const satisfies Remedy
