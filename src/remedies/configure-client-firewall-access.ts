// The way out of the client's own network: its firewall, proxy, TLS inspection and resolver. Often mistaken for the
// registry's own rules: when the answer names an address ("client with IP ... is not allowed"), this side has let the
// request through, and configure-public-access is the remedy.
import type { Remedy } from './remedy.ts'

export const configureClientFirewallAccess = {
  id: 'configure-client-firewall-access',
  title: {
    en: 'Let the client reach the registry through its firewall and proxy',
    pl: 'Umożliw klientowi dostęp do rejestru przez zaporę i serwer proxy',
  },
  steps: [
    {
      text: {
        en: 'Run this on the machine that fails. A 401 with UNAUTHORIZED in JSON means that the way to the login server is open; layers come from other hosts (next steps). A timeout, a broken connection or an HTML page means that something in between blocks the traffic or answers instead of the registry. A certificate error points to TLS inspection.',
        pl: 'Uruchom to polecenie na maszynie, na której występuje błąd. Odpowiedź 401 z UNAUTHORIZED w formacie JSON oznacza, że droga do serwera logowania jest otwarta; warstwy pochodzą z innych hostów (następne kroki). Przekroczenie czasu, zerwane połączenie lub strona HTML oznacza, że coś po drodze blokuje ruch albo odpowiada zamiast rejestru. Błąd certyfikatu wskazuje na inspekcję TLS.',
      },
      command: 'curl https://{loginServer}/v2/',
      who: 'developer',
    },
    {
      text: {
        en: 'Look at the issuer of the certificate that the failing machine receives. If it is not Microsoft Corporation or DigiCert but, for example, your company, a device in between decrypts the traffic and signs it again.',
        pl: 'Sprawdź wystawcę certyfikatu, który otrzymuje maszyna z błędem. Jeśli nie jest to Microsoft Corporation ani DigiCert, lecz na przykład twoja firma, jakieś urządzenie po drodze odszyfrowuje ruch i podpisuje go na nowo.',
      },
      command: 'curl -v https://{loginServer}/v2/',
      who: 'developer',
      fits: ['tls-inspection'],
    },
    {
      text: {
        en: 'Find out who answers 403. Run this in a shell where HTTPS_PROXY is set (the Azure CLI uses it too). JSON with DENIED and an address comes from the registry, which then needs a network rule for the address of the proxy. HTML or 407 comes from the proxy itself.',
        pl: 'Ustal, kto odpowiada kodem 403. Uruchom polecenie w powłoce z ustawioną zmienną HTTPS_PROXY (korzysta z niej też Azure CLI). JSON z DENIED i adresem pochodzi z rejestru, który potrzebuje wtedy reguły sieciowej dla adresu serwera proxy. HTML lub kod 407 pochodzi z samego serwera proxy.',
      },
      command: 'curl -v https://{loginServer}/v2/',
      who: 'developer',
      fits: ['proxy'],
    },
    {
      text: {
        en: 'Ask the DNS server that the error names (after "lookup ... on"). "server misbehaving" or "i/o timeout" means that this server fails or cannot be reached, not that the name is wrong. VPN clients, WSL and Docker Desktop often use a DNS server of their own.',
        pl: 'Odpytaj serwer DNS wymieniony w błędzie (po „lookup … on”). „server misbehaving” lub „i/o timeout” oznacza, że ten serwer nie działa lub jest nieosiągalny, a nie że nazwa jest błędna. VPN, WSL i Docker Desktop często używają własnego serwera DNS.',
      },
      command: 'nslookup {loginServer} {resolver}',
      who: 'developer',
      fits: ['dns', 'vpn', 'docker-desktop'],
    },
    {
      text: {
        en: 'Exempt the hosts of the registry from TLS inspection. If that is not possible, install the root certificate of the company in each client: for Docker as ca.crt in /etc/docker/certs.d/<login-server>/, for AKS as trustedCa, for the Azure CLI with REQUESTS_CA_BUNDLE. If only the shell trusts it, the Docker daemon still does not.',
        pl: 'Wyłącz inspekcję TLS dla hostów rejestru. Jeśli to niemożliwe, zainstaluj firmowy certyfikat główny w każdym kliencie: dla Dockera jako ca.crt w /etc/docker/certs.d/<login-server>/, dla AKS jako trustedCa, dla Azure CLI przez REQUESTS_CA_BUNDLE. Jeśli ufa mu tylko powłoka, demon Dockera nadal mu nie ufa.',
      },
      who: 'network-team',
      exposes: {
        en: 'An exemption means that this traffic is no longer inspected. A trusted root certificate lets whoever holds its key read the traffic.',
        pl: 'Wyjątek oznacza, że ten ruch nie jest już sprawdzany. Zaufany certyfikat główny pozwala posiadaczowi jego klucza odczytać ruch.',
      },
      undo: {
        en: 'Remove the exemption, or remove the root certificate from each client.',
        pl: 'Usuń wyjątek albo usuń certyfikat główny z każdego klienta.',
      },
      fits: ['tls-inspection'],
    },
    {
      text: {
        en: 'The Docker daemon does not use HTTPS_PROXY of the shell. With Docker Engine 23 or later, put `{"proxies":{"http-proxy":"http://<proxy>:3128","https-proxy":"http://<proxy>:3128","no-proxy":"localhost,127.0.0.1"}}` into /etc/docker/daemon.json and restart Docker. Keep http:// in https-proxy as well, unless the proxy itself uses TLS: a wrong https:// ends in "proxyconnect tcp: EOF".',
        pl: 'Demon Dockera nie korzysta z HTTPS_PROXY ustawionego w powłoce. W Docker Engine 23 lub nowszym wpisz `{"proxies":{"http-proxy":"http://<proxy>:3128","https-proxy":"http://<proxy>:3128","no-proxy":"localhost,127.0.0.1"}}` do /etc/docker/daemon.json i uruchom Dockera ponownie. Zostaw http:// także w https-proxy, chyba że samo proxy używa TLS: błędne https:// kończy się komunikatem „proxyconnect tcp: EOF”.',
      },
      who: 'developer',
      exposes: {
        en: 'A password in the proxy address would be stored there in clear text.',
        pl: 'Hasło w adresie proxy byłoby tam zapisane otwartym tekstem.',
      },
      undo: {
        en: 'Remove proxies from the file and restart Docker.',
        pl: 'Usuń proxies z pliku i uruchom Dockera ponownie.',
      },
      fits: ['proxy'],
    },
    {
      text: {
        en: 'See which proxy systemd gives to the daemon. With any Docker version, the proxy can also be set in /etc/systemd/system/docker.service.d/http-proxy.conf: under [Service], write Environment="HTTPS_PROXY=http://<proxy>:3128", and the same for HTTP_PROXY and NO_PROXY. Reload the systemd units after a change.',
        pl: 'Sprawdź, jakie proxy demon dostaje od systemd. W każdej wersji Dockera proxy można ustawić także w /etc/systemd/system/docker.service.d/http-proxy.conf: w sekcji [Service] wpisz Environment="HTTPS_PROXY=http://<proxy>:3128" i tak samo HTTP_PROXY oraz NO_PROXY. Po zmianie przeładuj jednostki systemd.',
      },
      command: 'systemctl show --property=Environment docker',
      who: 'developer',
      fits: ['proxy'],
    },
    {
      text: {
        en: 'Restart the daemon. A change of the proxy takes effect only then.',
        pl: 'Uruchom demona ponownie. Dopiero wtedy zmiana proxy zaczyna działać.',
      },
      command: 'sudo systemctl restart docker',
      who: 'developer',
      exposes: {
        en: 'Outage: this stops the containers on this machine, unless live-restore is on.',
        pl: 'Przerwa w działaniu: zatrzymuje kontenery na tej maszynie, chyba że włączono live-restore.',
      },
      fits: ['proxy'],
    },
    {
      text: {
        en: 'List the hosts of this registry: the login server (REST endpoint) and the data endpoints. If *.blob.core.windows.net is among them, dedicated data endpoints are off.',
        pl: 'Wyświetl hosty tego rejestru: serwer logowania (punkt końcowy REST) i punkty końcowe danych. Jeśli jest wśród nich *.blob.core.windows.net, dedykowane punkty końcowe danych są wyłączone.',
      },
      command: 'az acr show-endpoints --name {registry}',
      who: 'registry-owner',
    },
    {
      text: {
        en: 'Allow outbound TCP 443, by host name, to the login server and to every data endpoint in that list: there is one for each region, so each replica adds one. Pushes also go to the login server. Without dedicated data endpoints, layers come from *.blob.core.windows.net (US Government: *.blob.core.usgovcloudapi.net, China: *.blob.core.chinacloudapi.cn).',
        pl: 'Zezwól na ruch wychodzący TCP 443, według nazw hostów, do serwera logowania i do każdego punktu końcowego danych z tej listy: jest po jednym na region, więc każda replika dodaje kolejny. Do serwera logowania trafia także wypychanie obrazów. Bez dedykowanych punktów końcowych danych warstwy pochodzą z *.blob.core.windows.net (US Government: *.blob.core.usgovcloudapi.net, Chiny: *.blob.core.chinacloudapi.cn).',
      },
      who: 'network-team',
      exposes: {
        en: 'Opens the client network to these hosts. The storage wildcard opens it to every storage account in Azure.',
        pl: 'Otwiera sieć klienta na te hosty. Wpis *.blob.core… otwiera ją na każde konto magazynu w Azure.',
      },
      undo: { en: 'Remove the rule.', pl: 'Usuń dodaną regułę.' },
    },
    {
      text: {
        en: 'Look up the name on the same machine. If there is no address, correct the name or repair DNS first. If the address is private, check the virtual network instead of the internet firewall.',
        pl: 'Sprawdź nazwę w DNS na tej samej maszynie. Jeśli nie ma adresu, najpierw popraw nazwę lub napraw DNS. Jeśli adres jest prywatny, sprawdź sieć wirtualną zamiast reguł wyjścia do internetu.',
      },
      command: 'nslookup {loginServer}',
      who: 'developer',
    },
    {
      text: {
        en: 'Test the data endpoint separately. Any HTTP answer, even an error, proves that the way is open. If login works but layers never finish, this host is the blocked one.',
        pl: 'Sprawdź osobno punkt końcowy danych. Każda odpowiedź HTTP, nawet błąd, dowodzi, że droga jest otwarta. Jeśli logowanie działa, a pobieranie warstw nigdy się nie kończy, zablokowany jest właśnie ten host.',
      },
      command: 'curl https://{dataEndpoint}/',
      who: 'developer',
      fits: ['data-endpoint', 'pull', 'geo-replication'],
    },
    {
      text: {
        en: 'In Azure Firewall, add an application rule for all hosts in the list, including every data endpoint. The command is for classic rules and needs the azure-firewall extension; with a firewall policy, add the same rule to its rule collection. In the portal: Firewall > Rules > Application rule collection.',
        pl: 'W Azure Firewall dodaj regułę aplikacji dla wszystkich hostów z listy, łącznie z każdym punktem końcowym danych. Polecenie dotyczy reguł klasycznych i wymaga rozszerzenia azure-firewall; przy zasadach zapory dodaj taką samą regułę do ich kolekcji reguł. W portalu: Firewall > Rules > Application rule collection.',
      },
      command:
        'az network firewall application-rule create -g <firewall-resource-group> -f <firewall> --collection-name acr -n acr --source-addresses <client-range> --protocols https=443 --target-fqdns {loginServer} {dataEndpoint} --action allow --priority 210',
      who: 'network-team',
      exposes: {
        en: 'Lets the whole source range reach these hosts on port 443.',
        pl: 'Pozwala całemu zakresowi źródłowemu łączyć się z tymi hostami na porcie 443.',
      },
      undo: { en: 'Delete the rule acr from the collection.', pl: 'Usuń regułę acr z kolekcji.' },
      fits: ['azure-firewall'],
    },
    {
      text: {
        en: 'If the storage wildcard must not be allowed, turn on dedicated data endpoints (Premium). Layers then come only from <registry>.<region>.data.azurecr.io. First add these hosts to the firewall rules of all clients.',
        pl: 'Jeśli nie wolno otworzyć całego *.blob.core.windows.net, włącz dedykowane punkty końcowe danych (Premium). Warstwy pochodzą wtedy tylko z <registry>.<region>.data.azurecr.io. Najpierw dodaj te hosty do reguł zapory wszystkich klientów.',
      },
      command: 'az acr update --name {registry} --data-endpoint-enabled true',
      who: 'registry-owner',
      exposes: {
        en: 'May cause an outage: clients that allow only the storage wildcard cannot download from the moment of the switch.',
        pl: 'Może spowodować przerwę: klienci, którzy przepuszczają tylko *.blob.core.windows.net, od chwili przełączenia nie pobiorą warstw.',
      },
      undo: { en: 'Run the same command with false.', pl: 'Uruchom to samo polecenie z wartością false.' },
      fits: ['data-endpoint', 'firewall'],
    },
    {
      text: {
        en: 'If the firewall accepts only addresses, use the ranges of AzureContainerRegistry.<Region> and, without dedicated data endpoints, of Storage.<Region>. In an NSG, use these service tags directly, plus AzureActiveDirectory. The ranges change weekly, so do not use the address that DNS returns today. A dual-stack registry (preview) also needs the IPv6 ranges.',
        pl: 'Jeśli zapora przyjmuje tylko adresy, użyj zakresów AzureContainerRegistry.<Region>, a bez dedykowanych punktów końcowych danych także Storage.<Region>. W NSG użyj wprost tych tagów usług oraz AzureActiveDirectory. Zakresy zmieniają się co tydzień, więc nie używaj adresu, który dziś zwraca DNS. Rejestr dual-stack (wersja zapoznawcza) wymaga także zakresów IPv6.',
      },
      command:
        'az network list-service-tags --location {region} --query "values[?starts_with(name, \'AzureContainerRegistry\')].{tag:name,ranges:properties.addressPrefixes}"',
      who: 'network-team',
      fits: ['firewall', 'nsg'],
    },
    {
      text: {
        en: 'Also allow login.microsoftonline.com (sign-in), management.azure.com (az and the portal), mcr.microsoft.com and *.data.mcr.microsoft.com (base images; Windows images get foreign layers there even if the image is in ACR). US Government: login.microsoftonline.us, management.usgovcloudapi.net. China: login.chinacloudapi.cn, management.chinacloudapi.cn.',
        pl: 'Zezwól też na login.microsoftonline.com (logowanie), management.azure.com (az i portal), mcr.microsoft.com i *.data.mcr.microsoft.com (obrazy bazowe; obrazy Windows pobierają stamtąd warstwy obce, nawet gdy sam obraz jest w ACR). US Government: login.microsoftonline.us, management.usgovcloudapi.net. Chiny: login.chinacloudapi.cn, management.chinacloudapi.cn.',
      },
      who: 'network-team',
      exposes: { en: 'Opens the client network to these hosts.', pl: 'Otwiera sieć klienta na te hosty.' },
      undo: { en: 'Remove the rules.', pl: 'Usuń dodane reguły.' },
      fits: ['login', 'azure-cli', 'portal', 'aks', 'windows-images', 'sovereign-cloud'],
    },
    {
      text: {
        en: 'Docker Desktop ignores the proxies in daemon.json. Set them in Settings > Resources > Proxies, then choose Apply & restart.',
        pl: 'Docker Desktop ignoruje proxy z daemon.json. Ustaw je w Settings > Resources > Proxies, a potem wybierz Apply & restart.',
      },
      who: 'developer',
      exposes: {
        en: 'The restart stops the running containers.',
        pl: 'Ponowne uruchomienie zatrzymuje działające kontenery.',
      },
      undo: { en: 'Set the old values on the same page.', pl: 'Przywróć poprzednie wartości na tej samej stronie.' },
      fits: ['docker-desktop'],
    },
    {
      text: {
        en: 'Containers and builds get the proxy from the Docker client: put `{"proxies":{"default":{"httpProxy":"http://<proxy>:3128","httpsProxy":"http://<proxy>:3128","noProxy":"localhost"}}}` into ~/.docker/config.json. This does not affect docker pull, push or login, which use the daemon.',
        pl: 'Kontenery i budowane obrazy dostają proxy od klienta Dockera: wpisz `{"proxies":{"default":{"httpProxy":"http://<proxy>:3128","httpsProxy":"http://<proxy>:3128","noProxy":"localhost"}}}` do ~/.docker/config.json. Nie wpływa to na docker pull, push i login, które korzystają z demona.',
      },
      who: 'developer',
      undo: { en: 'Remove proxies from the file.', pl: 'Usuń proxies z pliku.' },
      fits: ['proxy', 'buildkit'],
    },
    {
      text: {
        en: 'A BuildKit builder in its own container (driver docker-container) uses neither setting. Create it again with the proxy, written as http://host:port.',
        pl: 'Builder BuildKit we własnym kontenerze (sterownik docker-container) nie korzysta z żadnego z tych ustawień. Utwórz go ponownie z proxy zapisanym jako http://host:port.',
      },
      command:
        'docker buildx create --driver docker-container --driver-opt env.HTTP_PROXY={proxy} --driver-opt env.HTTPS_PROXY={proxy} --use --bootstrap',
      who: 'developer',
      undo: {
        en: 'Remove the new builder with `docker buildx rm` and select the old one with `docker buildx use`.',
        pl: 'Usuń nowy builder przez `docker buildx rm` i wybierz poprzedni przez `docker buildx use`.',
      },
      fits: ['buildkit'],
    },
    {
      text: {
        en: 'For containerd, put the same Environment= lines into /etc/systemd/system/containerd.service.d/http-proxy.conf and reload the systemd units. Then restart containerd.',
        pl: 'Dla containerd wpisz te same wiersze Environment= do /etc/systemd/system/containerd.service.d/http-proxy.conf i przeładuj jednostki systemd. Potem uruchom containerd ponownie.',
      },
      command: 'sudo systemctl restart containerd',
      who: 'developer',
      exposes: {
        en: 'While it restarts, the node starts no new containers.',
        pl: 'W trakcie ponownego uruchamiania węzeł nie uruchamia nowych kontenerów.',
      },
      undo: {
        en: 'Delete the file, reload the systemd units and restart containerd.',
        pl: 'Usuń plik, przeładuj jednostki systemd i uruchom containerd ponownie.',
      },
      fits: ['containerd'],
    },
    {
      text: {
        en: 'An AKS cluster behind a proxy gets it from a file: `{"httpProxy":"http://<proxy>:3128","httpsProxy":"http://<proxy>:3128","noProxy":["<host>"],"trustedCa":"<base64-pem>"}`. With a private endpoint, put the login server and every data endpoint into noProxy. A user and password for the proxy, a * in noProxy and Windows node pools are not supported.',
        pl: 'Klaster AKS za serwerem proxy dostaje go z pliku: `{"httpProxy":"http://<proxy>:3128","httpsProxy":"http://<proxy>:3128","noProxy":["<host>"],"trustedCa":"<base64-pem>"}`. Przy prywatnym punkcie końcowym wpisz do noProxy serwer logowania i każdy punkt końcowy danych. Użytkownik i hasło do proxy, znak * w noProxy oraz pule węzłów Windows nie są obsługiwane.',
      },
      command: 'az aks update -g {clusterResourceGroup} -n {cluster} --http-proxy-config <proxy-config-file>',
      who: 'subscription-owner',
      exposes: {
        en: 'Re-images every node pool: pods are moved and restarted.',
        pl: 'Odtwarza obrazy węzłów we wszystkich pulach: pody są przenoszone i uruchamiane ponownie.',
      },
      undo: {
        en: 'Run it again with the previous file. The nodes are re-imaged once more.',
        pl: 'Uruchom polecenie ponownie z poprzednim plikiem. Obrazy węzłów zostaną odtworzone jeszcze raz.',
      },
      fits: ['aks'],
    },
    {
      text: {
        en: 'Check in ContainerRegistryLoginEvents whether the attempt reached the registry at all, and from which address. An empty answer means that it was blocked before, or that no diagnostic setting sends the log.',
        pl: 'Sprawdź w ContainerRegistryLoginEvents, czy próba w ogóle dotarła do rejestru i z jakiego adresu. Pusty wynik oznacza, że zablokowano ją wcześniej albo że żadne ustawienie diagnostyczne nie wysyła dziennika.',
      },
      command:
        'az monitor log-analytics query --workspace <workspace-id> --analytics-query "ContainerRegistryLoginEvents | where TimeGenerated > ago(1h) and ResultDescription startswith \'4\' | summarize failures = count(), statuses = make_set(ResultDescription) by CallerIpAddress, LoginServer | order by failures desc"',
      who: 'registry-owner',
    },
  ],
  verify: {
    en: 'On the failing machine, /v2/ answers 401 with UNAUTHORIZED, and docker pull of an image with several layers succeeds (only a pull uses the data endpoint). Then az acr check-health shows OK for DNS and challenge.',
    pl: 'Na maszynie, na której występował błąd, /v2/ odpowiada 401 z UNAUTHORIZED, a docker pull obrazu z kilkoma warstwami się udaje (tylko pobieranie korzysta z punktu końcowego danych). Potem az acr check-health pokazuje OK dla DNS i challenge.',
  },
  links: [
    {
      title: { en: 'Registry access behind a firewall', pl: 'Dostęp do rejestru zza zapory' },
      url: 'https://learn.microsoft.com/azure/container-registry/container-registry-firewall-rules',
    },
    {
      title: { en: 'Dedicated data endpoints', pl: 'Dedykowane punkty końcowe danych' },
      url: 'https://learn.microsoft.com/azure/container-registry/container-registry-dedicated-data-endpoints',
    },
    {
      title: { en: 'Proxy settings of the Docker daemon', pl: 'Ustawienia proxy demona Dockera' },
      url: 'https://docs.docker.com/engine/daemon/proxy/',
    },
    {
      title: { en: 'HTTP proxy in AKS', pl: 'Serwer proxy HTTP w AKS' },
      url: 'https://learn.microsoft.com/azure/aks/http-proxy',
    },
    {
      title: { en: 'Geo-replication', pl: 'Replikacja geograficzna' },
      url: 'https://learn.microsoft.com/azure/container-registry/container-registry-geo-replication',
    },
    {
      title: { en: 'Logs of the registry', pl: 'Dzienniki rejestru' },
      url: 'https://learn.microsoft.com/azure/container-registry/monitor-container-registry',
    },
  ],
} as const satisfies Remedy
