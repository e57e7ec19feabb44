// The private road to the registry: private endpoint, its DNS, and the network between. Often mistaken for a wrong
// name or a missing role: the public name still resolves, only to the wrong address for where the client stands.
import type { Remedy } from './remedy.ts'

export const configureVnetAccess = {
  id: 'configure-vnet-access',
  title: {
    en: 'Repair the way to the registry through the virtual network',
    pl: 'Napraw drogę do rejestru przez sieć wirtualną',
  },
  steps: [
    {
      text: {
        en: 'Look up the public name on the failing machine (for AKS, on the node). A CNAME to privatelink and a private address are right. A public address means that this DNS server does not see the private zone. If the privatelink name does not exist, the zone lacks the record of the registry.',
        pl: 'Sprawdź w DNS publiczną nazwę na maszynie, na której występuje błąd (w AKS: na węźle). CNAME do privatelink i adres prywatny to prawidłowa odpowiedź. Adres publiczny oznacza, że ten serwer DNS nie widzi strefy prywatnej. Jeśli nazwa privatelink nie istnieje, w strefie brakuje rekordu rejestru.',
      },
      command: 'nslookup {loginServer}',
      who: 'developer',
    },
    {
      text: {
        en: 'See which virtual networks the private DNS zone is linked to. The virtual network of the client must be there (for AKS, that of the nodes), and that of a custom DNS server too. If one is missing, link it to the zone.',
        pl: 'Sprawdź, z którymi sieciami wirtualnymi jest połączona prywatna strefa DNS. Musi być wśród nich sieć klienta (w AKS: sieć węzłów), a także sieć własnego serwera DNS. Jeśli którejś brakuje, połącz ją ze strefą.',
      },
      command:
        'az network private-dns link vnet list -g {zoneResourceGroup} -z privatelink.azurecr.io --query "[].{link:name,vnet:virtualNetwork.id,state:virtualNetworkLinkState}" -o table',
      who: 'network-team',
    },
    {
      text: {
        en: 'If the network settings cannot be saved ("Could not validate network rule"), or the network is in another subscription or tenant, check the resource provider there. Any state other than Registered is the cause: register the provider as in the next step.',
        pl: 'Jeśli nie da się zapisać ustawień sieci („Could not validate network rule”) albo sieć jest w innej subskrypcji lub dzierżawie, sprawdź tam dostawcę zasobów. Stan inny niż Registered jest przyczyną: zarejestruj dostawcę jak w następnym kroku.',
      },
      command:
        'az provider show -n Microsoft.ContainerRegistry --subscription {vnetSubscription} --query registrationState -o tsv',
      who: 'subscription-owner',
      fits: ['cross-subscription', 'vnet', 'service-endpoint'],
    },
    {
      text: {
        en: 'Register it, and repeat the previous step until it shows Registered. Then save the network settings again. In the portal: Subscriptions > (subscription of the network) > Resource providers > Microsoft.ContainerRegistry > Register.',
        pl: 'Zarejestruj go i powtarzaj poprzedni krok, aż pokaże Registered. Potem zapisz ustawienia sieci ponownie. W portalu: Subscriptions > (subskrypcja sieci) > Resource providers > Microsoft.ContainerRegistry > Register.',
      },
      command: 'az provider register --namespace Microsoft.ContainerRegistry --subscription {vnetSubscription}',
      who: 'subscription-owner',
      exposes: {
        en: 'Lets people with rights in that subscription create registries there.',
        pl: 'Pozwala osobom z uprawnieniami w tej subskrypcji tworzyć w niej rejestry.',
      },
      undo: {
        en: 'Run `az provider unregister` when nothing uses it any more.',
        pl: 'Uruchom `az provider unregister`, gdy nic już z niego nie korzysta.',
      },
      fits: ['cross-subscription', 'vnet', 'service-endpoint'],
    },
    {
      text: {
        en: 'Read the state of the private endpoint connections. If it is Approved, check DNS, peering, NSGs and routes; if it is Pending, approve it; if it is Disconnected, delete both sides and create it again. If one virtual network has two private endpoints of this registry, remove one, because its DNS is unreliable.',
        pl: 'Odczytaj stan połączeń prywatnych punktów końcowych. Przy stanie Approved sprawdź DNS, peering, NSG i trasy; połączenie Pending zatwierdź; przy Disconnected usuń obie strony i utwórz połączenie ponownie. Jeśli jedna sieć wirtualna ma dwa prywatne punkty końcowe tego rejestru, usuń jeden, bo DNS jest wtedy zawodny.',
      },
      command:
        'az acr private-endpoint-connection list --registry-name {registry} --query "[].{name:name,status:privateLinkServiceConnectionState.status,endpoint:privateEndpoint.id}" -o table',
      who: 'registry-owner',
    },
    {
      text: {
        en: 'Add the missing link. Use the zone that already holds the records, not a second zone with the same name (US Government: privatelink.azurecr.us).',
        pl: 'Dodaj brakujące łącze. Użyj strefy, która już zawiera rekordy, a nie drugiej o tej samej nazwie (US Government: privatelink.azurecr.us).',
      },
      command:
        'az network private-dns link vnet create -g {zoneResourceGroup} --zone-name privatelink.azurecr.io --name <link> --virtual-network {vnetId} --registration-enabled false',
      who: 'network-team',
      exposes: {
        en: 'This virtual network then asks the zone for every registry that has a private endpoint. Registries without a record in the zone no longer resolve there.',
        pl: 'Ta sieć wirtualna pyta odtąd strefę o każdy rejestr z prywatnym punktem końcowym. Nazwy rejestrów bez rekordu w strefie przestają być tam rozwiązywane.',
      },
      undo: { en: 'Delete the link.', pl: 'Usuń łącze.' },
      fits: ['private-endpoint', 'dns', 'vnet', 'aks'],
    },
    {
      text: {
        en: 'Approve a Pending connection if you know it. Adding a replica sets a manually approved connection back to Pending.',
        pl: 'Zatwierdź połączenie Pending, jeśli je znasz. Dodanie repliki cofa ręcznie zatwierdzone połączenie do stanu Pending.',
      },
      command: 'az acr private-endpoint-connection approve --registry-name {registry} -n {connection}',
      who: 'registry-owner',
      exposes: {
        en: 'Lets that network reach the registry regardless of the IP rules. Its subscription may belong to somebody else.',
        pl: 'Wpuszcza tę sieć do rejestru niezależnie od reguł IP. Jej subskrypcja może należeć do kogoś innego.',
      },
      undo: {
        en: 'Run `az acr private-endpoint-connection reject` with the same name.',
        pl: 'Uruchom `az acr private-endpoint-connection reject` z tą samą nazwą.',
      },
      fits: ['private-endpoint'],
    },
    {
      text: {
        en: 'Try the connection. Any HTTP answer means that the way is open. A timeout to a private address means that peering, an NSG, a route or a firewall blocks it. If a proxy is set, the private hosts must be in NO_PROXY.',
        pl: 'Spróbuj się połączyć. Każda odpowiedź HTTP oznacza, że droga jest otwarta. Przekroczenie czasu przy adresie prywatnym oznacza, że blokuje go peering, NSG, trasa lub zapora. Jeśli ustawiono proxy, prywatne hosty muszą być w NO_PROXY.',
      },
      command: 'curl -v https://{loginServer}/v2/',
      who: 'developer',
    },
    {
      text: {
        en: 'Look up each data endpoint too: it needs a private address of its own. If it is public or missing while the login server is private, login works but layers never finish.',
        pl: 'Sprawdź w DNS także każdy punkt końcowy danych: musi mieć własny adres prywatny. Jeśli adres jest publiczny lub go brakuje, a serwer logowania ma prywatny, logowanie działa, ale pobieranie warstw nigdy się nie kończy.',
      },
      command: 'nslookup {dataEndpoint}',
      who: 'developer',
    },
    {
      text: {
        en: 'Compare the address that the client got with those of the private endpoint (its properties name its network interface). There must be one for registry, and one for registry_data_<region> in each region. Another private address comes from the record of a deleted endpoint.',
        pl: 'Porównaj adres, który dostał klient, z adresami prywatnego punktu końcowego (jego właściwości podają interfejs sieciowy). Powinien być jeden dla registry i po jednym dla registry_data_<region> w każdym regionie. Inny adres prywatny pochodzi z rekordu po usuniętym punkcie końcowym.',
      },
      command:
        'az network nic show --ids {nicId} --query "ipConfigurations[].{member:privateLinkConnectionProperties.requiredMemberName,fqdns:privateLinkConnectionProperties.fqdns,ip:privateIPAddress}"',
      who: 'network-team',
      fits: ['private-endpoint', 'dns', 'data-endpoint'],
    },
    {
      text: {
        en: 'Let a DNS zone group create and update all records instead of doing it by hand. Clients keep using the public name, because the certificate does not cover *.privatelink.azurecr.io.',
        pl: 'Zamiast robić to ręcznie, pozwól grupie stref DNS tworzyć i aktualizować wszystkie rekordy. Klienci nadal używają nazwy publicznej, bo certyfikat nie obejmuje *.privatelink.azurecr.io.',
      },
      command:
        'az network private-endpoint dns-zone-group create -g {endpointResourceGroup} --endpoint-name {privateEndpoint} -n default --private-dns-zone {zoneId} --zone-name acr',
      who: 'network-team',
      exposes: {
        en: 'Sends every client of the linked virtual networks to the private address at once.',
        pl: 'Od razu kieruje wszystkich klientów połączonych sieci wirtualnych na adres prywatny.',
      },
      undo: {
        en: 'Delete the zone group. Its records are deleted with it.',
        pl: 'Usuń grupę stref. Jej rekordy znikną razem z nią.',
      },
      fits: ['private-endpoint', 'dns', 'data-endpoint'],
    },
    {
      text: {
        en: 'Read the DNS servers of the virtual network; an empty list means Azure DNS. A custom DNS server must forward azurecr.io to 168.63.129.16, and must be in a virtual network that is linked to the zone.',
        pl: 'Odczytaj serwery DNS sieci wirtualnej; pusta lista oznacza DNS platformy Azure. Własny serwer DNS musi przekazywać zapytania o azurecr.io do 168.63.129.16 i działać w sieci wirtualnej połączonej ze strefą.',
      },
      command: 'az network vnet show -g {networkResourceGroup} -n {vnet} --query dhcpOptions.dnsServers',
      who: 'network-team',
      fits: ['dns', 'vnet', 'private-endpoint', 'aks'],
    },
    {
      text: {
        en: 'On-premises or over VPN, set conditional forwarders for azurecr.io and <region>.data.azurecr.io (not for privatelink.azurecr.io). Point them to a DNS forwarder in the virtual network or to the inbound endpoint of Azure DNS Private Resolver, because 168.63.129.16 answers only inside a virtual network. This command asks the DNS server that the error names.',
        pl: 'W sieci lokalnej lub przez VPN ustaw warunkowe przekazywanie zapytań o azurecr.io i <region>.data.azurecr.io (nie o privatelink.azurecr.io). Skieruj je do serwera przekazującego DNS w sieci wirtualnej albo do przychodzącego punktu końcowego Azure DNS Private Resolver, bo 168.63.129.16 odpowiada tylko wewnątrz sieci wirtualnej. To polecenie odpytuje serwer DNS wymieniony w błędzie.',
      },
      command: 'nslookup {loginServer} {resolver}',
      who: 'network-team',
      fits: ['dns', 'vpn', 'docker-desktop'],
    },
    {
      text: {
        en: 'The peering between the virtual networks of the client and of the private endpoint must be Connected in both directions. Through a hub, it must also allow forwarded traffic.',
        pl: 'Peering między siecią wirtualną klienta a siecią prywatnego punktu końcowego musi mieć stan Connected w obu kierunkach. Przez koncentrator (hub) musi też przepuszczać ruch przekazywany.',
      },
      command: 'az network vnet peering list -g {networkResourceGroup} --vnet-name {vnet} -o table',
      who: 'network-team',
      fits: ['vnet', 'private-endpoint', 'vpn', 'aks'],
    },
    {
      text: {
        en: "Read the effective rules on the client's network interface. No rule may deny TCP 443 to the address of the private endpoint or, on the way over the internet, to the tag AzureContainerRegistry. Rules on the subnet of the private endpoint count only if network policies are on there.",
        pl: 'Odczytaj reguły obowiązujące na interfejsie sieciowym klienta. Żadna nie może blokować TCP 443 do adresu prywatnego punktu końcowego ani – na drodze przez internet – do tagu AzureContainerRegistry. Reguły w podsieci prywatnego punktu końcowego działają tylko przy włączonych tam zasadach sieciowych.',
      },
      command: 'az network nic list-effective-nsg -g <client-resource-group> -n <client-nic>',
      who: 'network-team',
      fits: ['nsg', 'vnet', 'aks'],
    },
    {
      text: {
        en: 'If an NSG blocks the way over the internet, allow the tag AzureContainerRegistry outbound. Without dedicated data endpoints, also allow Storage.<Region>; for sign-in, AzureActiveDirectory.',
        pl: 'Jeśli NSG blokuje drogę przez internet, zezwól na tag AzureContainerRegistry w ruchu wychodzącym. Bez dedykowanych punktów końcowych danych zezwól też na Storage.<Region>, a do logowania na AzureActiveDirectory.',
      },
      command:
        'az network nsg rule create -g {nsgResourceGroup} --nsg-name {nsg} -n AllowACR --priority 200 --direction Outbound --access Allow --protocol Tcp --destination-port-ranges 443 --destination-address-prefixes AzureContainerRegistry.{region}',
      who: 'network-team',
      exposes: {
        en: 'Lets the subnet reach every registry in that region, not only yours. The Storage tag lets it reach every storage account.',
        pl: 'Pozwala podsieci łączyć się z każdym rejestrem w tym regionie, nie tylko z twoim. Tag Storage pozwala łączyć się z każdym kontem magazynu.',
      },
      undo: { en: 'Delete the rule AllowACR.', pl: 'Usuń regułę AllowACR.' },
      fits: ['nsg'],
    },
    {
      text: {
        en: 'Read the effective routes. Next hop None drops the traffic. VirtualAppliance sends it to a firewall, which must then allow the login server and all data endpoints on port 443. The log of Azure Firewall shows which host name it denied.',
        pl: 'Odczytaj obowiązujące trasy. Następny przeskok None odrzuca ruch. VirtualAppliance kieruje go do zapory, która musi przepuszczać serwer logowania i wszystkie punkty końcowe danych na porcie 443. Dziennik Azure Firewall pokazuje, którą nazwę hosta zablokowano.',
      },
      command: 'az network nic show-effective-route-table -g <client-resource-group> -n <client-nic> -o table',
      who: 'network-team',
      fits: ['azure-firewall', 'vnet', 'nsg', 'aks'],
    },
    {
      text: {
        en: 'To use a service endpoint (still a preview; VMs and AKS only; not for Azure Bastion, US Government or China), enable it on the subnet. Name every service endpoint that the subnet already has as well, because the command replaces the list.',
        pl: 'Aby użyć punktu końcowego usługi (nadal wersja zapoznawcza; tylko maszyny wirtualne i AKS; nie działa z Azure Bastion, w US Government ani w Chinach), włącz go w podsieci. Wymień też wszystkie punkty końcowe usług, które podsieć już ma, bo polecenie zastępuje całą listę.',
      },
      command:
        'az network vnet subnet update -n <subnet> --vnet-name <vnet> -g <network-resource-group> --service-endpoints Microsoft.ContainerRegistry',
      who: 'network-team',
      exposes: {
        en: 'Outage for other services of this subnet whose service endpoint is not named.',
        pl: 'Przerwa w działaniu innych usług tej podsieci, których punktów końcowych nie wymieniono.',
      },
      undo: { en: 'Run the command with the previous list.', pl: 'Uruchom polecenie z poprzednią listą.' },
      fits: ['service-endpoint'],
    },
    {
      text: {
        en: 'Add the subnet to the registry (at most 100 subnets; not possible in the portal). Leave public access Enabled with Deny. az acr show may list no subnets although they are admitted. Microsoft recommends a private endpoint instead, but never use both from one virtual network.',
        pl: 'Dodaj podsieć do rejestru (najwyżej 100 podsieci; nie da się tego zrobić w portalu). Zostaw dostęp publiczny włączony (Enabled) z akcją Deny. az acr show może nie pokazać podsieci, choć są dopuszczone. Microsoft zaleca zamiast tego prywatny punkt końcowy, ale nie używaj obu z jednej sieci wirtualnej.',
      },
      command: 'az acr network-rule add -n {registry} --subnet <subnet-id>',
      who: 'registry-owner',
      exposes: {
        en: 'Every machine in that subnet can reach the registry. Trusted services cannot enter a registry with service endpoints.',
        pl: 'Z rejestrem połączy się każda maszyna z tej podsieci. Zaufane usługi nie wejdą do rejestru z punktami końcowymi usług.',
      },
      undo: {
        en: 'Run `az acr network-rule remove` with the same subnet.',
        pl: 'Uruchom `az acr network-rule remove` z tą samą podsiecią.',
      },
      fits: ['service-endpoint'],
    },
    {
      text: {
        en: 'Test from an AKS node. This checks DNS on the node, the identity and the token exchange, but not the layers. On a private cluster, az aks command invoke can run nslookup, but only in a pod, while the pull uses the DNS server of the node.',
        pl: 'Przetestuj z węzła AKS. Polecenie sprawdza DNS węzła, tożsamość i wymianę tokenu, ale nie warstwy. W klastrze prywatnym nslookup można uruchomić przez az aks command invoke, ale tylko w podzie, a pobieranie korzysta z serwera DNS węzła.',
      },
      command: 'az aks check-acr -g {clusterResourceGroup} -n {cluster} --acr {loginServer}',
      who: 'developer',
      exposes: {
        en: 'Starts a short-lived pod with root rights on the host network, in the namespace default.',
        pl: 'Uruchamia na krótko poda z prawami root w sieci hosta, w przestrzeni nazw default.',
      },
      fits: ['aks'],
    },
    {
      text: {
        en: 'A replica needs one more address in the subnet of every private endpoint (three replicas use 4 addresses, or 7 with regional endpoints; plan a /27). If records are kept by hand, it also needs this record for its data endpoint. With a full subnet or a static IP, the replica cannot be added.',
        pl: 'Replika potrzebuje dodatkowego adresu w podsieci każdego prywatnego punktu końcowego (trzy repliki zajmują 4 adresy, a z regionalnymi punktami końcowymi 7; zaplanuj /27). Przy ręcznie utrzymywanych rekordach potrzebuje też tego rekordu dla swojego punktu końcowego danych. Przy pełnej podsieci lub statycznym adresie IP nie da się dodać repliki.',
      },
      command:
        'az network private-dns record-set a add-record -g {zoneResourceGroup} -z privatelink.azurecr.io -n {registry}.{region}.data -a <data-endpoint-ip>',
      who: 'network-team',
      undo: { en: 'Remove the record.', pl: 'Usuń rekord.' },
      fits: ['geo-replication', 'data-endpoint'],
    },
    {
      text: {
        en: 'If there is no private endpoint yet, create one (Premium). Then add the zone privatelink.azurecr.io, its link and the zone group, as in the steps above. In the portal: Networking > Private access > Create a private endpoint connection.',
        pl: 'Jeśli nie ma jeszcze prywatnego punktu końcowego, utwórz go (Premium). Potem dodaj strefę privatelink.azurecr.io, jej łącze i grupę stref, jak w krokach powyżej. W portalu: Networking > Private access > Create a private endpoint connection.',
      },
      command:
        'az network private-endpoint create -n <private-endpoint> -g <network-resource-group> --vnet-name <vnet> --subnet <subnet> --private-connection-resource-id "/subscriptions/{subscription}/resourceGroups/{resourceGroup}/providers/Microsoft.ContainerRegistry/registries/{registry}" --group-ids registry --connection-name acr-conn',
      who: 'network-team',
      exposes: {
        en: 'Costs money, and turns on dedicated data endpoints for everybody: clients that allow only *.blob.core.windows.net can no longer download. Once public access is off, repositories can be listed only from inside the virtual network.',
        pl: 'Kosztuje i włącza wszystkim dedykowane punkty końcowe danych: klienci, którzy przepuszczają tylko *.blob.core.windows.net, nie pobiorą już warstw. Po wyłączeniu dostępu publicznego listę repozytoriów widać tylko z wnętrza sieci wirtualnej.',
      },
      undo: {
        en: 'Delete the private endpoint together with its records or the zone link. Otherwise clients get "unresolvable host".',
        pl: 'Usuń prywatny punkt końcowy razem z jego rekordami lub łączem strefy. Inaczej klienci dostaną „unresolvable host”.',
      },
      fits: ['private-endpoint'],
    },
  ],
  verify: {
    en: 'On the failing machine, the login server and every data endpoint resolve to the private addresses of the endpoint, and docker pull succeeds. Inside the virtual network, az acr check-health with --vnet ends with "DNS routing to private endpoint : OK". With a service endpoint, az acr login works from the subnet and gets 403 elsewhere.',
    pl: 'Na maszynie, na której występował błąd, nazwy serwera logowania i każdego punktu końcowego danych wskazują prywatne adresy punktu końcowego, a docker pull się udaje. Wewnątrz sieci wirtualnej az acr check-health z --vnet kończy się komunikatem „DNS routing to private endpoint : OK”. Przy punkcie końcowym usługi az acr login działa z podsieci, a z innych miejsc dostaje 403.',
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
      title: { en: 'Outbound network rules of AKS clusters', pl: 'Reguły ruchu wychodzącego klastrów AKS' },
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
