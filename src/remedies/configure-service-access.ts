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
        en: 'Read the network settings of the registry. If `trustedServices` is None, no trusted service gets in; AzureServices (the default) lets them pass the network rules. If `public` is Enabled and `defaultAction` is Allow, the network is not the cause.',
        pl: 'Sprawdź ustawienia sieciowe rejestru. Jeśli `trustedServices` ma wartość None, nie wejdzie żadna zaufana usługa; AzureServices (domyślnie) pozwala im ominąć reguły sieciowe. Jeśli `public` to Enabled, a `defaultAction` to Allow, sieć nie jest przyczyną.',
      },
      command:
        'az acr show -n {registry} --query "{tier:sku.name,trustedServices:networkRuleBypassOptions,public:publicNetworkAccess,defaultAction:networkRuleSet.defaultAction}"',
      who: 'registry-owner',
    },
    {
      text: {
        en: 'For ACR Tasks, read the setting that decides since 1 June 2025. If it is false or empty, a task that signs in with its system-assigned identity gets 403.',
        pl: 'Dla ACR Tasks odczytaj ustawienie, które decyduje od 1 czerwca 2025. Jeśli ma wartość false lub jest puste, zadanie logujące się tożsamością przypisaną przez system dostaje 403.',
      },
      command:
        'az resource show --namespace Microsoft.ContainerRegistry --resource-type registries -n {registry} -g {resourceGroup} --api-version 2025-06-01-preview --query properties.networkRuleBypassAllowedForTasks',
      who: 'registry-owner',
      fits: ['acr-tasks'],
    },
    {
      text: {
        en: 'Let tasks pass the network rules; trusted services must be allowed as well. Give the task a system-assigned identity: in practice, a user-assigned one has not passed the rules.',
        pl: 'Pozwól zadaniom omijać reguły sieciowe; zaufane usługi też muszą być dozwolone. Daj zadaniu tożsamość przypisaną przez system: przypisana przez użytkownika w praktyce reguł nie omija.',
      },
      command:
        'az resource update --namespace Microsoft.ContainerRegistry --resource-type registries -n {registry} -g {resourceGroup} --api-version 2025-06-01-preview --set properties.networkRuleBypassAllowedForTasks=true',
      who: 'registry-owner',
      exposes: {
        en: 'Every task of the registry passes the network rules. A task that prints its token into the log gives it to everyone who reads the log.',
        pl: 'Reguły sieciowe omija każde zadanie w rejestrze. Zadanie, które wypisze swój token w dzienniku, udostępnia go każdemu, kto czyta dziennik.',
      },
      undo: { en: 'Run the same command with =false.', pl: 'Uruchom to samo polecenie z =false.' },
      fits: ['acr-tasks'],
    },
    {
      text: {
        en: 'App Service and Functions are not trusted services. They reach the registry through VNet integration, but only if the image pull is routed there: routing all application traffic does not include it. The older WEBSITE_PULL_IMAGE_OVER_VNET=true still works.',
        pl: 'App Service i Functions nie są zaufanymi usługami. Łączą się z rejestrem przez integrację z siecią wirtualną, ale tylko gdy skieruje się tamtędy pobieranie obrazu: routing całego ruchu aplikacji go nie obejmuje. Starsze WEBSITE_PULL_IMAGE_OVER_VNET=true nadal działa.',
      },
      command:
        'az resource update -g <app-resource-group> -n <app> --resource-type Microsoft.Web/sites --set properties.outboundVnetRouting.imagePullTraffic=true',
      who: 'developer',
      exposes: {
        en: 'The pull then depends on the DNS and the routes of that virtual network.',
        pl: 'Pobieranie zależy odtąd od DNS i tras tej sieci wirtualnej.',
      },
      undo: { en: 'Run the same command with =false.', pl: 'Uruchom to samo polecenie z =false.' },
      fits: ['app-service'],
    },
    {
      text: {
        en: 'In the Kudu console of the app, the name must resolve to the private address, and tcpping to port 443 must succeed. If not, link the private DNS zone to the virtual network of the integration. "failed to load ACR Tags" in Deployment Center is harmless.',
        pl: 'W konsoli Kudu aplikacji nazwa musi wskazywać adres prywatny, a tcpping na port 443 musi się udać. Jeśli tak nie jest, połącz prywatną strefę DNS z siecią wirtualną integracji. Komunikat „failed to load ACR Tags” w Deployment Center jest niegroźny.',
      },
      command: 'nslookup {loginServer}',
      who: 'developer',
      fits: ['app-service'],
    },
    {
      text: {
        en: 'Container Apps behind a firewall need access to the login server, *.blob.core.windows.net, mcr.microsoft.com, *.data.mcr.microsoft.com and, with a managed identity, *.identity.azure.net and login.microsoftonline.com. With public access off, even their own token exchange was refused from an Azure address (seen in June 2026): look for that address in the error of the revision.',
        pl: 'Container Apps za zaporą potrzebują dostępu do serwera logowania, *.blob.core.windows.net, mcr.microsoft.com, *.data.mcr.microsoft.com, a przy tożsamości zarządzanej także do *.identity.azure.net i login.microsoftonline.com. Przy wyłączonym dostępie publicznym odrzucana bywa nawet ich własna wymiana tokenu z adresu Azure (zaobserwowano w czerwcu 2026): poszukaj tego adresu w błędzie rewizji.',
      },
      who: 'network-team',
      exposes: { en: 'Opens the environment to these hosts.', pl: 'Otwiera środowisko na te hosty.' },
      undo: { en: 'Remove the rules.', pl: 'Usuń dodane reguły.' },
      fits: ['container-apps'],
    },
    {
      text: {
        en: 'Allow trusted services, if the caller is one of them (Defender for Cloud, Container Instances, Machine Learning, or an import). In the portal: Networking > Public access > Firewall exception > Allow trusted Microsoft services.',
        pl: 'Zezwól zaufanym usługom, jeśli obraz pobiera jedna z nich (Defender for Cloud, Container Instances, Machine Learning albo import). W portalu: Networking > Public access > Firewall exception > Allow trusted Microsoft services.',
      },
      command: 'az acr update -n {registry} --allow-trusted-services true',
      who: 'registry-owner',
      exposes: {
        en: 'Lets these services pass all network rules. Except for Defender and import, each of them still needs an identity with a role.',
        pl: 'Pozwala tym usługom omijać wszystkie reguły sieciowe. Poza Defenderem i importem każda nadal potrzebuje tożsamości z rolą.',
      },
      undo: { en: 'Run the same command with false.', pl: 'Uruchom to samo polecenie z wartością false.' },
    },
    {
      text: {
        en: 'Defender for Cloud does scan restricted registries when trusted services are allowed, although the network article says that it cannot. Turn on Environment settings > (subscription) > Containers > Agentless container vulnerability assessment. It covers images that were pushed, imported, or pulled in the last 30 days.',
        pl: 'Defender for Cloud skanuje rejestry z ograniczeniami, gdy zaufane usługi są dozwolone, choć artykuł o sieci temu przeczy. Włącz Environment settings > (subskrypcja) > Containers > Agentless container vulnerability assessment. Skanowane są obrazy wypchnięte, zaimportowane albo pobrane w ostatnich 30 dniach.',
      },
      who: 'subscription-owner',
      exposes: { en: 'The Containers plan costs money.', pl: 'Plan Containers jest płatny.' },
      undo: { en: 'Turn the plan off on the same page.', pl: 'Wyłącz plan na tej samej stronie.' },
      fits: ['defender'],
    },
    {
      text: {
        en: 'For an import, allow trusted services on the restricted registry, be it source or target. If public access to the source is off, give its resource id and write the image without a login server. If exportPolicy of the source is disabled, the import is refused.',
        pl: 'Przy imporcie zezwól zaufanym usługom w rejestrze z ograniczeniami, źródłowym lub docelowym. Jeśli dostęp publiczny do źródła jest wyłączony, podaj jego identyfikator zasobu, a obraz bez serwera logowania. Jeśli exportPolicy źródła ma wartość disabled, import zostanie odrzucony.',
      },
      command: 'az acr import -n {registry} --source {repository}:{tag} --registry <source-registry-id>',
      who: 'registry-owner',
      exposes: { en: 'Copies the image into the target registry.', pl: 'Kopiuje obraz do rejestru docelowego.' },
      undo: { en: 'Delete the imported image.', pl: 'Usuń zaimportowany obraz.' },
      fits: ['import'],
    },
    {
      text: {
        en: 'Give the managed identity of the service the right to pull. In a registry with ABAC repository permissions, the role is Container Registry Repository Reader instead. Only a managed identity passes the network rules, usually a system-assigned one; the admin user and service principals do not.',
        pl: 'Nadaj tożsamości zarządzanej usługi prawo pobierania. W rejestrze z uprawnieniami ABAC do repozytoriów właściwą rolą jest Container Registry Repository Reader. Reguły sieciowe omija tylko tożsamość zarządzana, zwykle przypisana przez system; użytkownik administratora i jednostki usługi ich nie omijają.',
      },
      command:
        'az role assignment create --assignee <principal-id> --role AcrPull --scope "/subscriptions/{subscription}/resourceGroups/{resourceGroup}/providers/Microsoft.ContainerRegistry/registries/{registry}"',
      who: 'subscription-owner',
      exposes: {
        en: 'Whoever controls that service can pull every image in the registry.',
        pl: 'Kto kontroluje tę usługę, może pobrać każdy obraz z rejestru.',
      },
      undo: {
        en: 'Run `az role assignment delete` with the same values.',
        pl: 'Uruchom `az role assignment delete` z tymi samymi wartościami.',
      },
      fits: ['container-instances', 'machine-learning', 'managed-identity', 'app-service', 'container-apps'],
    },
    {
      text: {
        en: 'Find out which service pulls. Trusted services are Defender for Cloud, Container Instances and Machine Learning (the last two with a managed identity), and import (list of February 2025). App Service is not trusted; ACR Tasks have not been since 1 June 2025. A registry with a service endpoint admits no trusted service.',
        pl: 'Ustal, która usługa pobiera obraz. Zaufane usługi to Defender for Cloud, Container Instances i Machine Learning (dwie ostatnie z tożsamością zarządzaną) oraz import (lista z lutego 2025). App Service nie jest zaufana, a ACR Tasks nie są zaufane od 1 czerwca 2025. Rejestr z punktem końcowym usługi nie wpuszcza żadnej zaufanej usługi.',
      },
      who: 'registry-owner',
    },
    {
      text: {
        en: 'az acr build fails when public access is off. Run it on an agent pool in your virtual network (Premium, preview, Linux only). The subnet needs outbound 443 to AzureKeyVault, Storage, EventHub and AzureActiveDirectory, and 443 and 12000 to AzureMonitor. A timeout at creation means that these are missing.',
        pl: 'az acr build nie działa przy wyłączonym dostępie publicznym. Uruchamiaj go w puli agentów we własnej sieci wirtualnej (Premium, wersja zapoznawcza, tylko Linux). Podsieć potrzebuje wyjścia na port 443 do AzureKeyVault, Storage, EventHub i AzureActiveDirectory oraz na porty 443 i 12000 do AzureMonitor. Przekroczenie czasu przy tworzeniu puli oznacza, że tego brakuje.',
      },
      command: 'az acr agentpool create --registry {registry} --name <agent-pool> --tier S2 --subnet-id <subnet-id>',
      who: 'registry-owner',
      exposes: { en: 'Costs money as long as the pool has machines.', pl: 'Kosztuje, dopóki w puli są maszyny.' },
      undo: { en: 'Run `az acr agentpool delete`.', pl: 'Uruchom `az acr agentpool delete`.' },
      fits: ['acr-tasks'],
    },
    {
      text: { en: 'Build the image on that pool.', pl: 'Zbuduj obraz w tej puli.' },
      command: 'az acr build -r {registry} --agent-pool <agent-pool> --image {repository}:{tag} .',
      who: 'developer',
      exposes: {
        en: 'Uploads the current folder as build context and pushes the image under this tag.',
        pl: 'Wysyła bieżący folder jako kontekst budowania i wypycha obraz pod tym tagiem.',
      },
      fits: ['acr-tasks'],
    },
    {
      text: {
        en: 'Other ways for tasks: add the ranges of AzureContainerRegistry.<Region> as IP rules (only with selected networks; at most 200 rules), or run docker build on a machine in the network. In an ABAC registry, tasks get no access to data without a Repository role. A dual-stack (IPv6) registry runs no tasks at all.',
        pl: 'Inne możliwości dla zadań: dodaj zakresy AzureContainerRegistry.<Region> jako reguły IP (tylko przy wybranych sieciach; najwyżej 200 reguł) albo uruchom docker build na maszynie w sieci. W rejestrze ABAC zadania nie mają dostępu do danych bez roli Repository. Rejestr dual-stack (IPv6) w ogóle nie uruchamia zadań.',
      },
      command:
        'az network list-service-tags --location {region} --query "values[?starts_with(name, \'AzureContainerRegistry\')].{tag:name,ranges:properties.addressPrefixes}"',
      who: 'registry-owner',
      exposes: {
        en: 'As IP rules, these ranges let tasks of other customers in the region reach the login.',
        pl: 'Jako reguły IP te zakresy dopuszczają do logowania zadania innych klientów w regionie.',
      },
      undo: { en: 'Remove these IP rules.', pl: 'Usuń te reguły IP.' },
      fits: ['acr-tasks'],
    },
    {
      text: {
        en: 'Container Instances can pull from a restricted Premium registry with a managed identity that has the role (older pages say that they cannot). Windows groups in a virtual network need a user-assigned identity.',
        pl: 'Container Instances mogą pobierać z rejestru Premium z ograniczeniami za pomocą tożsamości zarządzanej z rolą (starsze strony temu przeczą). Grupy Windows w sieci wirtualnej potrzebują tożsamości przypisanej przez użytkownika.',
      },
      command:
        'az container create -g <container-resource-group> -n <container-group> --image {loginServer}/{repository}:{tag} --acr-identity <identity-id> --assign-identity <identity-id>',
      who: 'developer',
      exposes: { en: 'Starts a container group that costs money.', pl: 'Uruchamia płatną grupę kontenerów.' },
      undo: { en: 'Run `az container delete`.', pl: 'Uruchom `az container delete`.' },
      fits: ['container-instances'],
    },
    {
      text: {
        en: 'App Service pulls with a token for Azure Resource Manager. This policy must therefore be enabled.',
        pl: 'App Service pobiera obraz z tokenem dla Azure Resource Manager. Dlatego ta zasada musi mieć wartość enabled.',
      },
      command: 'az acr config authentication-as-arm show -r {registry}',
      who: 'registry-owner',
      fits: ['app-service'],
    },
    {
      text: {
        en: 'For Machine Learning, the registry of the workspace must be Premium, with a private endpoint and trusted services allowed. Images must then be built on a CPU cluster of the workspace that can reach the internet for base images. The command needs the ml extension.',
        pl: 'W Machine Learning rejestr obszaru roboczego musi być Premium, z prywatnym punktem końcowym i dozwolonymi zaufanymi usługami. Obrazy trzeba wtedy budować w klastrze CPU obszaru roboczego, który ma dostęp do internetu po obrazy bazowe. Polecenie wymaga rozszerzenia ml.',
      },
      command:
        'az ml workspace update -n <workspace> -g <workspace-resource-group> --image-build-compute <cpu-cluster>',
      who: 'developer',
      exposes: { en: 'The cluster costs money while it builds.', pl: 'Klaster kosztuje podczas budowania.' },
      undo: { en: 'Set the previous compute again.', pl: 'Ustaw ponownie poprzedni klaster.' },
      fits: ['machine-learning'],
    },
    {
      text: {
        en: 'Microsoft-hosted agents of Azure DevOps cannot use a private endpoint, and the check of a service connection comes from the cloud and fails while public access is off. Run a self-hosted agent in the virtual network.',
        pl: 'Agenci Azure DevOps hostowani przez Microsoft nie mogą korzystać z prywatnego punktu końcowego, a weryfikacja połączenia usługi odbywa się z chmury i nie działa przy wyłączonym dostępie publicznym. Uruchom własnego agenta w sieci wirtualnej.',
      },
      who: 'developer',
      fits: ['azure-devops'],
    },
    {
      text: {
        en: 'The browser, not Azure, loads the repository list in the portal. Open it from a network that the registry admits, or from inside the virtual network.',
        pl: 'Listę repozytoriów w portalu pobiera przeglądarka, a nie Azure. Otwórz ją z sieci dopuszczonej przez rejestr albo z wnętrza sieci wirtualnej.',
      },
      who: 'developer',
      fits: ['portal'],
    },
    {
      text: {
        en: 'As a last resort, only with the consent of the owner and only if nothing above works, remove the restriction. The network article names this first, but that is out of date.',
        pl: 'W ostateczności, tylko za zgodą właściciela i gdy nic z powyższego nie działa, usuń ograniczenie. Artykuł o sieci podaje to jako pierwsze rozwiązanie, ale jest to już nieaktualne.',
      },
      command: 'az acr update -n {registry} --public-network-enabled true --default-action Allow',
      who: 'registry-owner',
      exposes: {
        en: 'The whole internet can reach the registry. Only the login protects it.',
        pl: 'Z rejestrem połączy się cały internet. Chroni go już tylko logowanie.',
      },
      undo: {
        en: 'Run the same command with `--default-action Deny`, or with `--public-network-enabled false`.',
        pl: 'Uruchom to samo polecenie z `--default-action Deny` albo z `--public-network-enabled false`.',
      },
      fits: ['public-access'],
    },
  ],
  verify: {
    en: 'Run the operation of the service again: the container, revision, web app or task gets its image without 403, and ContainerRegistryLoginEvents shows its identity with 200. For Defender, push a test tag and wait until it appears in the recommendation on registry images.',
    pl: 'Powtórz operację usługi: kontener, rewizja, aplikacja lub zadanie dostaje obraz bez 403, a ContainerRegistryLoginEvents pokazuje jej tożsamość z 200. Dla Defendera wypchnij testowy tag i poczekaj, aż pojawi się w rekomendacji o obrazach rejestru.',
  },
  links: [
    {
      title: { en: 'Trusted services and a restricted registry', pl: 'Zaufane usługi a rejestr z ograniczeniami' },
      url: 'https://learn.microsoft.com/azure/container-registry/allow-access-trusted-services',
    },
    {
      title: { en: 'Network bypass for ACR Tasks', pl: 'Omijanie reguł sieciowych przez ACR Tasks' },
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
      title: { en: 'Pulling an image into a web app fails', pl: 'Błąd pobierania obrazu do aplikacji internetowej' },
      url: 'https://learn.microsoft.com/troubleshoot/azure/azure-container-registry/pull-image-to-web-app-fail',
    },
  ],
} as const satisfies Remedy
