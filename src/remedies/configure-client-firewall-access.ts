// The way out of the client's own network: its firewall, proxy, TLS inspection and resolver. Often mistaken for the
// registry's own rules: when the answer names an address ("client with IP ... is not allowed"), this side has let the
// request through, and configure-public-access is the remedy.
import type { Remedy } from './remedy.ts'

export const configureClientFirewallAccess = {
  id: 'configure-client-firewall-access',
  title: {
    en: 'Let the client through its own firewall and proxy to the registry',
    pl: 'Przepuść klienta do rejestru przez jego zaporę i serwer proxy',
  },
  steps: [
    {
      text: {
        en: 'Ask the registry from the machine that fails. A 401 with UNAUTHORIZED in JSON means the way is open; a timeout, a reset or an HTML page means that something in between drops the traffic or answers instead.',
        pl: 'Odpytaj rejestr z maszyny, na której występuje błąd. 401 z UNAUTHORIZED w JSON-ie oznacza, że droga jest otwarta; timeout, zerwane połączenie albo strona HTML – że coś po drodze blokuje ruch lub odpowiada zamiast rejestru.',
      },
      command: 'curl https://{loginServer}/v2/',
      who: 'developer',
    },
    {
      text: {
        en: 'Look the name up on the same machine. No address: repair the resolver or the name first. A private address: turn to the virtual network, not to internet firewall rules.',
        pl: 'Sprawdź nazwę w DNS na tej samej maszynie. Brak adresu: najpierw napraw serwer DNS lub nazwę. Adres prywatny: zajmij się siecią wirtualną, a nie regułami wyjścia do internetu.',
      },
      command: 'nslookup {loginServer}',
      who: 'developer',
    },
    {
      text: {
        en: "List the registry's exact hosts: the REST endpoint (login server) and the data endpoints. A wildcard *.blob.core.windows.net among them means that dedicated data endpoints are off.",
        pl: 'Wypisz dokładne hosty rejestru: punkt końcowy REST (serwer logowania) i punkty końcowe danych. Wpis *.blob.core.windows.net oznacza, że dedykowane punkty końcowe danych są wyłączone.',
      },
      command: 'az acr show-endpoints --name {registry}',
      who: 'registry-owner',
    },
    {
      text: {
        en: 'Allow outbound TCP 443, by name, to the login server (pushes go there, too) and to every data endpoint of that list: one per region, so one more for each replica. With dedicated data endpoints off, layers come from *.blob.core.windows.net (US Government *.blob.core.usgovcloudapi.net, China *.blob.core.chinacloudapi.cn).',
        pl: 'Zezwól na ruch wychodzący TCP 443, według nazw, do serwera logowania (tam trafia też push) i do każdego punktu końcowego danych z tej listy: po jednym na region, więc każda replika dodaje kolejny. Gdy dedykowane punkty końcowe danych są wyłączone, warstwy obrazu pochodzą z *.blob.core.windows.net (US Government *.blob.core.usgovcloudapi.net, Chiny *.blob.core.chinacloudapi.cn).',
      },
      who: 'network-team',
      exposes: {
        en: 'Opens the client network to these hosts; the storage wildcard opens it to every storage account in Azure.',
        pl: 'Otwiera sieć klienta na te hosty, a wpis *.blob.core… – na każde konto magazynu w Azure.',
      },
      undo: { en: 'Remove the rule again.', pl: 'Usuń dodaną regułę.' },
    },
    {
      text: {
        en: 'Test the data endpoint by itself: any HTTP answer, even an error, proves the way is open. When login works and layers hang, this is the host that is blocked.',
        pl: 'Przetestuj osobno punkt końcowy danych: każda odpowiedź HTTP, nawet błąd, dowodzi, że droga jest otwarta. Gdy logowanie działa, a pobieranie warstw wisi, zablokowany jest właśnie ten host.',
      },
      command: 'curl https://{dataEndpoint}/',
      who: 'developer',
      fits: ['data-endpoint', 'pull', 'geo-replication'],
    },
    {
      text: {
        en: 'If the storage wildcard may not be allowed, turn on dedicated data endpoints (Premium): layers then come only from <registry>.<region>.data.azurecr.io. Extend the firewall rules of all clients first.',
        pl: 'Jeśli nie wolno otworzyć całego *.blob.core.windows.net, włącz dedykowane punkty końcowe danych (Premium): warstwy pochodzą wtedy tylko z <rejestr>.<region>.data.azurecr.io. Najpierw rozszerz reguły zapory u wszystkich klientów.',
      },
      command: 'az acr update --name {registry} --data-endpoint-enabled true',
      who: 'registry-owner',
      exposes: {
        en: 'May cause an outage: clients that allow only the storage wildcard lose downloads at the moment of the switch.',
        pl: 'Może wywołać przerwę: klienci, którzy przepuszczają tylko *.blob.core.windows.net, tracą pobieranie w chwili przełączenia.',
      },
      undo: { en: 'The same command with false.', pl: 'To samo polecenie z wartością false.' },
      fits: ['data-endpoint', 'firewall'],
    },
    {
      text: {
        en: 'Allow what goes with the registry: login.microsoftonline.com to sign in, management.azure.com for az and the portal, mcr.microsoft.com and *.data.mcr.microsoft.com for base images (Windows images fetch their foreign layers there even when the image is in ACR). US Government: login.microsoftonline.us, management.usgovcloudapi.net; China: login.chinacloudapi.cn, management.chinacloudapi.cn.',
        pl: 'Przepuść też hosty towarzyszące: login.microsoftonline.com do logowania, management.azure.com dla az i portalu, mcr.microsoft.com i *.data.mcr.microsoft.com dla obrazów bazowych (obrazy Windows pobierają stamtąd warstwy obce, nawet gdy sam obraz leży w ACR). US Government: login.microsoftonline.us, management.usgovcloudapi.net; Chiny: login.chinacloudapi.cn, management.chinacloudapi.cn.',
      },
      who: 'network-team',
      exposes: { en: 'Opens the client network to these hosts.', pl: 'Otwiera sieć klienta na te hosty.' },
      undo: { en: 'Remove the rules again.', pl: 'Usuń dodane reguły.' },
      fits: ['login', 'azure-cli', 'portal', 'aks', 'windows-images', 'sovereign-cloud'],
    },
    {
      text: {
        en: 'A firewall that takes only addresses: use the ranges of AzureContainerRegistry.<Region> and, without dedicated data endpoints, Storage.<Region>; in an NSG the service tags themselves, plus AzureActiveDirectory. They change weekly, so never pin the address a lookup shows today; a dual-stack registry (preview) needs the IPv6 ranges, too.',
        pl: 'Zapora przyjmuje tylko adresy: użyj zakresów AzureContainerRegistry.<Region> i – bez dedykowanych punktów końcowych danych – Storage.<Region>; w NSG samych tagów usług oraz AzureActiveDirectory. Zmieniają się co tydzień, więc nie wpisuj na stałe adresu, który dziś zwraca DNS; rejestr dual-stack (wersja zapoznawcza) wymaga także zakresów IPv6.',
      },
      command:
        'az network list-service-tags --location {region} --query "values[?starts_with(name, \'AzureContainerRegistry\')].{tag:name,ranges:properties.addressPrefixes}"',
      who: 'network-team',
      fits: ['firewall', 'nsg'],
    },
    {
      text: {
        en: 'In Azure Firewall add an application rule for the hosts of the list, with all data endpoints (this is for classic rules and needs the azure-firewall extension; with a firewall policy add the same to its rule collection). In the portal: Firewall > Rules > Application rule collection.',
        pl: 'W Azure Firewall dodaj regułę aplikacji dla hostów z listy, ze wszystkimi punktami końcowymi danych (polecenie dotyczy reguł klasycznych i wymaga rozszerzenia azure-firewall; przy zasadach zapory dodaj to samo do kolekcji reguł). W portalu: Firewall > Rules > Application rule collection.',
      },
      command:
        'az network firewall application-rule create -g <firewall-resource-group> -f <firewall> --collection-name acr -n acr --source-addresses <client-range> --protocols https=443 --target-fqdns {loginServer} {dataEndpoint} --action allow --priority 210',
      who: 'network-team',
      exposes: {
        en: 'Lets the whole source range reach these hosts on 443.',
        pl: 'Przepuszcza cały zakres źródłowy do tych hostów na porcie 443.',
      },
      undo: { en: 'Delete the rule acr from the collection.', pl: 'Usuń regułę acr z kolekcji.' },
      fits: ['azure-firewall'],
    },
    {
      text: {
        en: 'Ask the resolver that the error names (after "lookup ... on"). "server misbehaving" or "i/o timeout" there means that this resolver fails or cannot be reached, not that the name is wrong; VPN, WSL and Docker Desktop often have a resolver of their own.',
        pl: 'Odpytaj serwer DNS wymieniony w błędzie (po „lookup … on”). „server misbehaving” lub „i/o timeout” oznacza, że ten serwer nie działa lub jest nieosiągalny, a nie że nazwa jest zła; VPN, WSL i Docker Desktop często używają własnego serwera DNS.',
      },
      command: 'nslookup {loginServer} {resolver}',
      who: 'developer',
      fits: ['dns', 'vpn', 'docker-desktop'],
    },
    {
      text: {
        en: "Find out who says 403, in a shell that has HTTPS_PROXY set (the Azure CLI reads it there, too). JSON with DENIED and an address comes from the registry, which then needs a rule for the proxy's address; HTML or 407 comes from the proxy.",
        pl: 'Ustal, kto zwraca 403, w powłoce z ustawionym HTTPS_PROXY (stamtąd czyta go też Azure CLI). JSON z DENIED i adresem pochodzi z rejestru, który potrzebuje wtedy reguły dla adresu serwera proxy; HTML lub 407 pochodzi z samego proxy.',
      },
      command: 'curl -v https://{loginServer}/v2/',
      who: 'developer',
      fits: ['proxy'],
    },
    {
      text: {
        en: 'Docker Engine 23 or later: put {"proxies":{"http-proxy":"http://<proxy>:3128","https-proxy":"http://<proxy>:3128","no-proxy":"localhost,127.0.0.1"}} into /etc/docker/daemon.json; the shell\'s HTTPS_PROXY never reaches the daemon. Keep http:// in https-proxy as well, unless the proxy itself speaks TLS: a wrong https:// ends in "proxyconnect tcp: EOF".',
        pl: 'Docker Engine 23 lub nowszy: wpisz {"proxies":{"http-proxy":"http://<proxy>:3128","https-proxy":"http://<proxy>:3128","no-proxy":"localhost,127.0.0.1"}} do /etc/docker/daemon.json; HTTPS_PROXY z powłoki nie dociera do demona. Zostaw http:// także w https-proxy, chyba że samo proxy mówi po TLS: błędne https:// kończy się komunikatem „proxyconnect tcp: EOF”.',
      },
      who: 'developer',
      exposes: {
        en: 'A password in the proxy address would stand there in clear text.',
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
        en: 'See what systemd gives the daemon. For any Docker version the proxy may also stand in /etc/systemd/system/docker.service.d/http-proxy.conf: [Service] and Environment="HTTPS_PROXY=http://<proxy>:3128", likewise HTTP_PROXY and NO_PROXY; reload the systemd units after a change.',
        pl: 'Sprawdź, co demon dostaje od systemd. W każdej wersji Dockera proxy może stać także w /etc/systemd/system/docker.service.d/http-proxy.conf: [Service] i Environment="HTTPS_PROXY=http://<proxy>:3128", tak samo HTTP_PROXY i NO_PROXY; po zmianie przeładuj jednostki systemd.',
      },
      command: 'systemctl show --property=Environment docker',
      who: 'developer',
      fits: ['proxy'],
    },
    {
      text: {
        en: 'Restart the daemon: a proxy change counts only from then on.',
        pl: 'Uruchom demona ponownie: zmiana proxy działa dopiero od tej chwili.',
      },
      command: 'sudo systemctl restart docker',
      who: 'developer',
      exposes: {
        en: 'Outage: stops the containers of this machine unless live-restore is on.',
        pl: 'Przerwa: zatrzymuje kontenery na tej maszynie, chyba że włączono live-restore.',
      },
      fits: ['proxy'],
    },
    {
      text: {
        en: 'Docker Desktop ignores the proxies of daemon.json: set them in Settings > Resources > Proxies, then Apply & restart.',
        pl: 'Docker Desktop ignoruje proxy z daemon.json: ustaw je w Settings > Resources > Proxies, a potem Apply & restart.',
      },
      who: 'developer',
      exposes: {
        en: 'The restart stops the running containers.',
        pl: 'Ponowne uruchomienie zatrzymuje działające kontenery.',
      },
      undo: {
        en: 'Set the old values on the same page.',
        pl: 'Przywróć poprzednie wartości na tej samej stronie.',
      },
      fits: ['docker-desktop'],
    },
    {
      text: {
        en: 'Give the proxy to containers and builds in the Docker client as well: {"proxies":{"default":{"httpProxy":"http://<proxy>:3128","httpsProxy":"http://<proxy>:3128","noProxy":"localhost"}}} in ~/.docker/config.json. This does not concern docker pull, push or login: they use the daemon.',
        pl: 'Przekaż proxy kontenerom i buildom także w kliencie Dockera: {"proxies":{"default":{"httpProxy":"http://<proxy>:3128","httpsProxy":"http://<proxy>:3128","noProxy":"localhost"}}} w ~/.docker/config.json. Nie dotyczy to docker pull, push ani login: one korzystają z demona.',
      },
      who: 'developer',
      undo: { en: 'Remove proxies from the file.', pl: 'Usuń proxies z pliku.' },
      fits: ['proxy', 'buildkit'],
    },
    {
      text: {
        en: 'A BuildKit builder in its own container (driver docker-container) takes neither setting: make it anew with the proxy, given as http://host:port.',
        pl: 'Builder BuildKit we własnym kontenerze (sterownik docker-container) nie przejmuje żadnego z tych ustawień: utwórz go na nowo z proxy podanym jako http://host:port.',
      },
      command:
        'docker buildx create --driver docker-container --driver-opt env.HTTP_PROXY={proxy} --driver-opt env.HTTPS_PROXY={proxy} --use --bootstrap',
      who: 'developer',
      undo: {
        en: 'Remove the new builder with docker buildx rm and choose the old one with docker buildx use.',
        pl: 'Usuń nowy builder przez docker buildx rm i wybierz poprzedni przez docker buildx use.',
      },
      fits: ['buildkit'],
    },
    {
      text: {
        en: 'For containerd put the same Environment= lines into /etc/systemd/system/containerd.service.d/http-proxy.conf, reload the systemd units, then restart it.',
        pl: 'Dla containerd wpisz te same wiersze Environment= do /etc/systemd/system/containerd.service.d/http-proxy.conf, przeładuj jednostki systemd i uruchom go ponownie.',
      },
      command: 'sudo systemctl restart containerd',
      who: 'developer',
      exposes: {
        en: 'While it restarts the node starts no new containers.',
        pl: 'W trakcie restartu węzeł nie uruchamia nowych kontenerów.',
      },
      undo: {
        en: 'Delete the file, reload the units and restart containerd.',
        pl: 'Usuń plik, przeładuj jednostki i uruchom containerd ponownie.',
      },
      fits: ['containerd'],
    },
    {
      text: {
        en: 'An AKS cluster behind a proxy gets it from a file: {"httpProxy":"http://<proxy>:3128","httpsProxy":"http://<proxy>:3128","noProxy":["<host>"],"trustedCa":"<base64-pem>"}. With a private endpoint put the login server and every data endpoint into noProxy; user and password, a * in noProxy and Windows pools are not supported.',
        pl: 'Klaster AKS za serwerem proxy dostaje go z pliku: {"httpProxy":"http://<proxy>:3128","httpsProxy":"http://<proxy>:3128","noProxy":["<host>"],"trustedCa":"<base64-pem>"}. Przy prywatnym punkcie końcowym wpisz do noProxy serwer logowania i każdy punkt końcowy danych; login i hasło, znak * w noProxy oraz pule Windows nie są obsługiwane.',
      },
      command: 'az aks update -g {clusterResourceGroup} -n {cluster} --http-proxy-config <proxy-config-file>',
      who: 'subscription-owner',
      exposes: {
        en: 'Re-images every node pool: the pods are moved and restarted.',
        pl: 'Odtwarza obrazy węzłów we wszystkich pulach: pody są przenoszone i uruchamiane ponownie.',
      },
      undo: {
        en: 'Run it again with the former file; the nodes are re-imaged once more.',
        pl: 'Uruchom ponownie z poprzednim plikiem; węzły zostaną odtworzone jeszcze raz.',
      },
      fits: ['aks'],
    },
    {
      text: {
        en: "Look at the issuer of the certificate the failing machine gets. Anything else than Microsoft Corporation or DigiCert, usually your company's name, means that a device re-signs the traffic.",
        pl: 'Sprawdź wystawcę certyfikatu, który dostaje maszyna z błędem. Coś innego niż Microsoft Corporation lub DigiCert, zwykle nazwa Twojej firmy, oznacza, że jakieś urządzenie podpisuje ruch na nowo.',
      },
      command: 'curl -v https://{loginServer}/v2/',
      who: 'developer',
      fits: ['tls-inspection'],
    },
    {
      text: {
        en: "Exempt the registry's hosts from TLS inspection. Failing that, give each client the company's root: for Docker as ca.crt in /etc/docker/certs.d/<login-server>/, for AKS as trustedCa, for the Azure CLI by REQUESTS_CA_BUNDLE; the shell trusting it is not enough for the daemon.",
        pl: 'Wyłącz inspekcję TLS dla hostów rejestru. Jeśli to niemożliwe, dodaj firmowy certyfikat główny każdemu klientowi: Dockerowi jako ca.crt w /etc/docker/certs.d/<login-server>/, AKS jako trustedCa, Azure CLI przez REQUESTS_CA_BUNDLE; zaufanie w powłoce nie wystarcza demonowi.',
      },
      who: 'network-team',
      exposes: {
        en: 'An exemption takes this traffic out of inspection; a trusted root lets whoever holds its key read it.',
        pl: 'Wyjątek wyłącza ten ruch z inspekcji; zaufany certyfikat główny pozwala posiadaczowi jego klucza czytać ten ruch.',
      },
      undo: {
        en: 'Remove the exemption, or the root from each client.',
        pl: 'Usuń wyjątek albo certyfikat główny u każdego klienta.',
      },
      fits: ['tls-inspection'],
    },
    {
      text: {
        en: 'See in ContainerRegistryLoginEvents whether the attempt reached the registry at all, and from which address. Nothing there means that it was stopped before, or that no diagnostic setting sends the log.',
        pl: 'Sprawdź w ContainerRegistryLoginEvents, czy próba w ogóle dotarła do rejestru i z jakiego adresu. Pusty wynik oznacza, że zatrzymano ją wcześniej, albo że żadne ustawienie diagnostyczne nie wysyła dziennika.',
      },
      command:
        'az monitor log-analytics query --workspace <workspace-id> --analytics-query "ContainerRegistryLoginEvents | where TimeGenerated > ago(1h) and ResultDescription startswith \'4\' | summarize failures = count(), statuses = make_set(ResultDescription) by CallerIpAddress, LoginServer | order by failures desc"',
      who: 'registry-owner',
    },
  ],
  verify: {
    en: 'On the failing machine /v2/ answers 401 with UNAUTHORIZED, and a docker pull of an image with several layers ends: only a pull touches the data endpoint. az acr check-health then shows OK for DNS and challenge.',
    pl: 'Na maszynie z błędem /v2/ odpowiada 401 z UNAUTHORIZED, a docker pull obrazu z kilkoma warstwami kończy się powodzeniem: tylko pull dotyka punktu końcowego danych. az acr check-health pokazuje wtedy OK dla DNS i challenge.',
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
      title: { en: 'Proxy of the Docker daemon', pl: 'Proxy demona Dockera' },
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
