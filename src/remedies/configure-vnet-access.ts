// The private road to the registry: private endpoint, its DNS, and the network between. Often mistaken for a wrong
// name or a missing role: the public name still resolves, only to the wrong address for where the client stands.
import type { Remedy } from './remedy.ts'

export const configureVnetAccess = {
  id: 'configure-vnet-access',
  title: {
    en: 'Repair the way through the virtual network to the registry',
    pl: 'Napraw drogę do rejestru przez sieć wirtualną',
  },
  steps: [
    {
      text: {
        en: "Look the public name up on the failing machine (for AKS: on the node). Right is a CNAME to privatelink and a private address; a public address means that this resolver does not see the private zone; no such name under privatelink means that the zone lacks the registry's record.",
        pl: 'Sprawdź publiczną nazwę na maszynie z błędem (w AKS: na węźle). Dobrze, gdy jest CNAME do privatelink i adres prywatny; adres publiczny oznacza, że ten serwer DNS nie widzi strefy prywatnej; brak nazwy w privatelink – że w strefie nie ma rekordu rejestru.',
      },
      command: 'nslookup {loginServer}',
      who: 'developer',
    },
    {
      text: {
        en: 'Look up each data endpoint, too: it needs a private address of its own. Public or missing here, while the login server is private, is why login works and layers hang.',
        pl: 'Sprawdź także każdy punkt końcowy danych: musi mieć własny adres prywatny. Publiczny albo żaden, podczas gdy serwer logowania jest prywatny – dlatego logowanie działa, a warstwy wiszą.',
      },
      command: 'nslookup {dataEndpoint}',
      who: 'developer',
    },
    {
      text: {
        en: 'Try the connection. Any HTTP answer means that the way is open; a timeout to a private address means peering, NSG, route or firewall. Where a proxy is set, the private hosts belong into NO_PROXY.',
        pl: 'Spróbuj się połączyć. Każda odpowiedź HTTP oznacza otwartą drogę; timeout do adresu prywatnego – peering, NSG, trasę lub zaporę. Jeśli ustawiono proxy, prywatne hosty muszą być w NO_PROXY.',
      },
      command: 'curl -v https://{loginServer}/v2/',
      who: 'developer',
    },
    {
      text: {
        en: 'Read the state of the connections. Approved: go on with DNS and routing; Pending: approve it; Disconnected: delete both sides and create it anew; two endpoints of one registry in one VNet: remove one, its DNS is unreliable.',
        pl: 'Odczytaj stan połączeń. Approved: przejdź do DNS i tras; Pending: zatwierdź; Disconnected: usuń obie strony i utwórz ponownie; dwa punkty końcowe jednego rejestru w jednej sieci wirtualnej: usuń jeden, bo DNS będzie zawodny.',
      },
      command:
        'az acr private-endpoint-connection list --registry-name {registry} --query "[].{name:name,status:privateLinkServiceConnectionState.status,endpoint:privateEndpoint.id}" -o table',
      who: 'registry-owner',
    },
    {
      text: {
        en: 'Approve a Pending connection that you know; adding a replica sets a manually approved one back to Pending.',
        pl: 'Zatwierdź połączenie Pending, które znasz; dodanie repliki cofa ręcznie zatwierdzone połączenie do Pending.',
      },
      command: 'az acr private-endpoint-connection approve --registry-name {registry} -n <connection>',
      who: 'registry-owner',
      exposes: {
        en: "Lets that network reach the registry past the IP rules; its subscription may be someone else's.",
        pl: 'Wpuszcza tę sieć do rejestru z pominięciem reguł IP; jej subskrypcja może należeć do kogoś innego.',
      },
      undo: {
        en: 'az acr private-endpoint-connection reject with the same name.',
        pl: 'az acr private-endpoint-connection reject z tą samą nazwą.',
      },
      fits: ['private-endpoint'],
    },
    {
      text: {
        en: "See which VNets the private zone is linked to. The client's VNet must be there (for AKS that of the nodes), and that of a custom DNS server as well.",
        pl: 'Sprawdź, z którymi sieciami wirtualnymi połączono strefę prywatną. Musi tam być sieć klienta (w AKS sieć węzłów), a także sieć własnego serwera DNS.',
      },
      command:
        'az network private-dns link vnet list -g <zone-resource-group> -z privatelink.azurecr.io --query "[].{link:name,vnet:virtualNetwork.id,state:virtualNetworkLinkState}" -o table',
      who: 'network-team',
    },
    {
      text: {
        en: 'Add the missing link. Use the zone that holds the records rather than a second one of the same name (US Government: privatelink.azurecr.us).',
        pl: 'Dodaj brakujące łącze. Użyj strefy, która zawiera rekordy, zamiast drugiej o tej samej nazwie (US Government: privatelink.azurecr.us).',
      },
      command:
        'az network private-dns link vnet create -g <zone-resource-group> --zone-name privatelink.azurecr.io --name <link> --virtual-network <vnet-id> --registration-enabled false',
      who: 'network-team',
      exposes: {
        en: 'This VNet then asks the zone for every registry that has a private endpoint: those without a record in it stop resolving there.',
        pl: 'Ta sieć pyta odtąd strefę o każdy rejestr z prywatnym punktem końcowym: te, które nie mają w niej rekordu, przestają się rozwiązywać.',
      },
      undo: { en: 'Delete the link.', pl: 'Usuń łącze.' },
      fits: ['private-endpoint', 'dns', 'vnet', 'aks'],
    },
    {
      text: {
        en: 'Compare what the client got with the real addresses of the endpoint (its network interface is named in the private endpoint): one for registry, one for registry_data_<region> of each region. Another private address is the record of a deleted endpoint.',
        pl: 'Porównaj odpowiedź u klienta z prawdziwymi adresami punktu końcowego (jego interfejs sieciowy jest podany w prywatnym punkcie końcowym): jeden dla registry i po jednym dla registry_data_<region> w każdym regionie. Inny adres prywatny to rekord po usuniętym punkcie końcowym.',
      },
      command:
        'az network nic show --ids <nic-id> --query "ipConfigurations[].{member:privateLinkConnectionProperties.requiredMemberName,fqdns:privateLinkConnectionProperties.fqdns,ip:privateIPAddress}"',
      who: 'network-team',
      fits: ['private-endpoint', 'dns', 'data-endpoint'],
    },
    {
      text: {
        en: 'Let a DNS zone group write and keep all records, instead of doing it by hand. Clients keep using the public name: the certificate does not cover *.privatelink.azurecr.io.',
        pl: 'Niech grupa stref DNS zapisuje i utrzymuje wszystkie rekordy zamiast Ciebie. Klienci nadal używają nazwy publicznej: certyfikat nie obejmuje *.privatelink.azurecr.io.',
      },
      command:
        'az network private-endpoint dns-zone-group create -g <network-resource-group> --endpoint-name <private-endpoint> -n default --private-dns-zone <zone-id> --zone-name acr',
      who: 'network-team',
      exposes: {
        en: 'Sends every client of the linked VNets to the private address at once.',
        pl: 'Od razu kieruje wszystkich klientów połączonych sieci na adres prywatny.',
      },
      undo: {
        en: 'Delete the zone group; its records go with it.',
        pl: 'Usuń grupę stref; jej rekordy znikną razem z nią.',
      },
      fits: ['private-endpoint', 'dns', 'data-endpoint'],
    },
    {
      text: {
        en: "Read the VNet's DNS servers; an empty list is Azure's own. A custom server must forward azurecr.io to 168.63.129.16 and stand in a VNet that is linked to the zone.",
        pl: 'Odczytaj serwery DNS sieci wirtualnej; pusta lista oznacza DNS platformy Azure. Własny serwer musi przekazywać azurecr.io do 168.63.129.16 i stać w sieci połączonej ze strefą.',
      },
      command: 'az network vnet show -g <network-resource-group> -n <vnet> --query dhcpOptions.dnsServers',
      who: 'network-team',
      fits: ['dns', 'vnet', 'private-endpoint', 'aks'],
    },
    {
      text: {
        en: 'On-premises or VPN: set conditional forwarders for azurecr.io and <region>.data.azurecr.io (not for privatelink.azurecr.io) to a DNS forwarder in the VNet or the inbound endpoint of Azure DNS Private Resolver; 168.63.129.16 answers only inside a VNet. This asks the resolver that the error names.',
        pl: 'Sieć lokalna lub VPN: ustaw warunkowe przekazywanie azurecr.io i <region>.data.azurecr.io (a nie privatelink.azurecr.io) do serwera DNS w sieci wirtualnej albo do przychodzącego punktu końcowego Azure DNS Private Resolver; 168.63.129.16 odpowiada tylko wewnątrz sieci wirtualnej. Polecenie odpytuje serwer DNS z błędu.',
      },
      command: 'nslookup {loginServer} {resolver}',
      who: 'network-team',
      fits: ['dns', 'vpn', 'docker-desktop'],
    },
    {
      text: {
        en: "Peering between the client's VNet and the endpoint's must stand Connected in both directions; through a hub it must allow forwarded traffic.",
        pl: 'Peering między siecią klienta a siecią punktu końcowego musi mieć stan Connected w obu kierunkach; przez koncentrator (hub) musi przepuszczać ruch przekazywany.',
      },
      command: 'az network vnet peering list -g <network-resource-group> --vnet-name <vnet> -o table',
      who: 'network-team',
      fits: ['vnet', 'private-endpoint', 'vpn', 'aks'],
    },
    {
      text: {
        en: "Read the rules in force on the client's network interface: no deny may hit the endpoint's address, or the tag AzureContainerRegistry on the public road, on TCP 443. Rules on the endpoint's own subnet count only with network policies on.",
        pl: 'Odczytaj reguły obowiązujące na interfejsie sieciowym klienta: żadna odmowa nie może obejmować adresu punktu końcowego ani – na drodze publicznej – tagu AzureContainerRegistry na TCP 443. Reguły w podsieci punktu końcowego działają tylko przy włączonych zasadach sieciowych.',
      },
      command: 'az network nic list-effective-nsg -g <client-resource-group> -n <client-nic>',
      who: 'network-team',
      fits: ['nsg', 'vnet', 'aks'],
    },
    {
      text: {
        en: 'If an NSG stands in the way of the public road, allow the tag outbound; without dedicated data endpoints also Storage.<Region>, and AzureActiveDirectory for sign-in.',
        pl: 'Jeśli drogę publiczną blokuje NSG, zezwól na ten tag w ruchu wychodzącym; bez dedykowanych punktów końcowych danych także na Storage.<Region>, a do logowania na AzureActiveDirectory.',
      },
      command:
        'az network nsg rule create -g <network-resource-group> --nsg-name <nsg> -n AllowACR --priority 200 --direction Outbound --access Allow --protocol Tcp --destination-port-ranges 443 --destination-address-prefixes AzureContainerRegistry.{region}',
      who: 'network-team',
      exposes: {
        en: 'Lets the subnet reach every registry in that region, not only yours; the Storage tag every storage account.',
        pl: 'Przepuszcza podsieć do każdego rejestru w tym regionie, nie tylko Twojego; tag Storage – do każdego konta magazynu.',
      },
      undo: { en: 'Delete the rule AllowACR.', pl: 'Usuń regułę AllowACR.' },
      fits: ['nsg'],
    },
    {
      text: {
        en: 'Read the routes in force: next hop None drops, VirtualAppliance sends the traffic to a firewall, which must then allow the login server and all data endpoints on 443. The denied host name stands in the log of Azure Firewall.',
        pl: 'Odczytaj obowiązujące trasy: następny przeskok None odrzuca ruch, VirtualAppliance kieruje go do zapory, która musi przepuszczać serwer logowania i wszystkie punkty końcowe danych na 443. Zablokowaną nazwę hosta pokazuje dziennik Azure Firewall.',
      },
      command: 'az network nic show-effective-route-table -g <client-resource-group> -n <client-nic> -o table',
      who: 'network-team',
      fits: ['azure-firewall', 'vnet', 'nsg', 'aks'],
    },
    {
      text: {
        en: 'The network is in another subscription or tenant: look whether the resource provider is registered there. Anything but Registered is why the settings cannot be saved ("Could not validate network rule").',
        pl: 'Sieć jest w innej subskrypcji lub dzierżawie: sprawdź, czy zarejestrowano tam dostawcę zasobów. Stan inny niż Registered to powód, dla którego ustawień nie da się zapisać („Could not validate network rule”).',
      },
      command:
        'az provider show -n Microsoft.ContainerRegistry --subscription <vnet-subscription> --query registrationState -o tsv',
      who: 'subscription-owner',
      fits: ['cross-subscription', 'vnet', 'service-endpoint'],
    },
    {
      text: {
        en: 'Register it, repeat the step before until it says Registered, then save again. In the portal: Subscriptions > (that of the VNet) > Resource providers > Microsoft.ContainerRegistry > Register.',
        pl: 'Zarejestruj go, powtarzaj poprzedni krok aż do Registered, potem zapisz ustawienia ponownie. W portalu: Subskrypcje > (subskrypcja sieci) > Dostawcy zasobów > Microsoft.ContainerRegistry > Zarejestruj.',
      },
      command: 'az provider register --namespace Microsoft.ContainerRegistry --subscription <vnet-subscription>',
      who: 'subscription-owner',
      exposes: {
        en: 'Lets people with rights in that subscription create registries there.',
        pl: 'Pozwala osobom z uprawnieniami w tej subskrypcji tworzyć w niej rejestry.',
      },
      undo: {
        en: 'az provider unregister, once nothing uses it any more.',
        pl: 'az provider unregister, gdy nic już z niego nie korzysta.',
      },
      fits: ['cross-subscription', 'vnet', 'service-endpoint'],
    },
    {
      text: {
        en: 'Service endpoint (still a preview, VMs and AKS only; no Azure Bastion, US Government or China): enable it on the subnet. Name every service endpoint that the subnet has already, too: the command replaces the list.',
        pl: 'Punkt końcowy usługi (nadal wersja zapoznawcza, tylko maszyny wirtualne i AKS; bez Azure Bastion, US Government i Chin): włącz go w podsieci. Wymień też wszystkie punkty końcowe usług, które podsieć już ma: polecenie zastępuje listę.',
      },
      command:
        'az network vnet subnet update -n <subnet> --vnet-name <vnet> -g <network-resource-group> --service-endpoints Microsoft.ContainerRegistry',
      who: 'network-team',
      exposes: {
        en: 'Outage for other services of this subnet whose service endpoint is not named.',
        pl: 'Przerwa dla innych usług tej podsieci, których punktów końcowych nie wymieniono.',
      },
      undo: { en: 'Run it with the former list.', pl: 'Uruchom je z poprzednią listą.' },
      fits: ['service-endpoint'],
    },
    {
      text: {
        en: 'Add the subnet to the registry (100 subnets at most; not in the portal). Public access stays Enabled with Deny; az acr show may print no subnets although they are admitted. A private endpoint is what Microsoft recommends, but not both from one VNet.',
        pl: 'Dodaj podsieć do rejestru (najwyżej 100 podsieci; nie da się tego zrobić w portalu). Dostęp publiczny zostaje Enabled z Deny; az acr show może nie pokazać podsieci, choć są dopuszczone. Microsoft zaleca prywatny punkt końcowy, ale nie oba naraz z jednej sieci.',
      },
      command: 'az acr network-rule add -n {registry} --subnet <subnet-id>',
      who: 'registry-owner',
      exposes: {
        en: 'Every machine in that subnet can reach the registry. Trusted services do not pass a registry with service endpoints.',
        pl: 'Do rejestru dotrze każda maszyna z tej podsieci. Zaufane usługi nie przejdą do rejestru z punktami końcowymi usług.',
      },
      undo: {
        en: 'az acr network-rule remove with the same subnet.',
        pl: 'az acr network-rule remove z tą samą podsiecią.',
      },
      fits: ['service-endpoint'],
    },
    {
      text: {
        en: "Test from an AKS node. It checks the node's DNS, the identity and the token exchange, not the layers. On a private cluster az aks command invoke can run nslookup, but in a pod, while the pull uses the node's resolver.",
        pl: 'Przetestuj z węzła AKS. Polecenie sprawdza DNS węzła, tożsamość i wymianę tokenu, ale nie warstwy. W klastrze prywatnym nslookup uruchomi az aks command invoke, lecz w podzie, a pull używa serwera DNS węzła.',
      },
      command: 'az aks check-acr -g {clusterResourceGroup} -n {cluster} --acr {loginServer}',
      who: 'developer',
      exposes: {
        en: 'Starts a short-lived pod on the host network, with root rights, in the namespace default.',
        pl: 'Uruchamia na krótko poda w sieci hosta, z prawami root, w przestrzeni nazw default.',
      },
      fits: ['aks'],
    },
    {
      text: {
        en: "A replica needs one more address in every endpoint's subnet (three replicas take 4, with regional endpoints 7; plan a /27) and, where records are kept by hand, one for its data endpoint. A full subnet or a static IP makes adding the replica fail.",
        pl: 'Replika potrzebuje dodatkowego adresu w podsieci każdego punktu końcowego (trzy repliki zajmują 4, z regionalnymi punktami końcowymi 7; zaplanuj /27), a przy ręcznych rekordach także rekordu dla punktu końcowego danych. Pełna podsieć lub statyczny adres IP uniemożliwia dodanie repliki.',
      },
      command:
        'az network private-dns record-set a add-record -g <zone-resource-group> -z privatelink.azurecr.io -n {registry}.{region}.data -a <data-endpoint-ip>',
      who: 'network-team',
      undo: { en: 'Remove the record.', pl: 'Usuń rekord.' },
      fits: ['geo-replication', 'data-endpoint'],
    },
    {
      text: {
        en: 'No private endpoint yet: create one (Premium), then the zone privatelink.azurecr.io, its link and the zone group from the steps above. In the portal: Networking > Private access > Create a private endpoint connection.',
        pl: 'Nie ma jeszcze prywatnego punktu końcowego: utwórz go (Premium), a potem strefę privatelink.azurecr.io, jej łącze i grupę stref z kroków powyżej. W portalu: Networking > Private access > Create a private endpoint connection.',
      },
      command:
        'az network private-endpoint create -n <private-endpoint> -g <network-resource-group> --vnet-name <vnet> --subnet <subnet> --private-connection-resource-id "/subscriptions/{subscription}/resourceGroups/{resourceGroup}/providers/Microsoft.ContainerRegistry/registries/{registry}" --group-ids registry --connection-name acr-conn',
      who: 'network-team',
      exposes: {
        en: 'Costs money, and turns on dedicated data endpoints for everybody: clients that allow only *.blob.core.windows.net lose downloads. Repositories stay listed only from inside the VNet once public access is off.',
        pl: 'Kosztuje i włącza wszystkim dedykowane punkty końcowe danych: klienci, którzy przepuszczają tylko *.blob.core.windows.net, tracą pobieranie. Po wyłączeniu dostępu publicznego listę repozytoriów widać tylko z sieci wirtualnej.',
      },
      undo: {
        en: 'Delete the private endpoint together with its records or the zone link, or clients get "unresolvable host".',
        pl: 'Usuń prywatny punkt końcowy razem z jego rekordami lub łączem strefy, inaczej klienci dostaną „unresolvable host”.',
      },
      fits: ['private-endpoint'],
    },
  ],
  verify: {
    en: 'On the failing machine the login server and every data endpoint resolve to the endpoint\'s private addresses, and a docker pull ends. Inside the VNet az acr check-health with --vnet ends with "DNS routing to private endpoint : OK". With a service endpoint: az acr login works from the subnet and gets 403 elsewhere.',
    pl: 'Na maszynie z błędem serwer logowania i każdy punkt końcowy danych rozwiązują się na prywatne adresy punktu końcowego, a docker pull się udaje. Wewnątrz sieci wirtualnej az acr check-health z --vnet kończy się „DNS routing to private endpoint : OK”. Przy punkcie końcowym usługi: az acr login działa z podsieci, a skądinąd dostaje 403.',
  },
  links: [
    {
      title: { en: 'Private endpoints of a registry', pl: 'Prywatne punkty końcowe rejestru' },
      url: 'https://learn.microsoft.com/azure/container-registry/container-registry-private-endpoints',
    },
    {
      title: { en: 'Service endpoints of a registry', pl: 'Punkty końcowe usługi rejestru' },
      url: 'https://learn.microsoft.com/azure/container-registry/container-registry-vnet',
    },
    {
      title: {
        en: 'Troubleshoot private endpoint connectivity',
        pl: 'Rozwiązywanie problemów z prywatnym punktem końcowym',
      },
      url: 'https://learn.microsoft.com/azure/private-link/troubleshoot-private-endpoint-connectivity',
    },
    {
      title: { en: 'Outbound rules of AKS clusters', pl: 'Reguły ruchu wychodzącego klastrów AKS' },
      url: 'https://learn.microsoft.com/azure/aks/outbound-rules-control-egress',
    },
    {
      title: { en: 'Debug DNS in Kubernetes', pl: 'Debugowanie DNS w Kubernetes' },
      url: 'https://kubernetes.io/docs/tasks/administer-cluster/dns-debugging-resolution/',
    },
    {
      title: { en: 'Service tags', pl: 'Tagi usług' },
      url: 'https://learn.microsoft.com/azure/virtual-network/service-tags-overview',
    },
  ],
} as const satisfies Remedy
