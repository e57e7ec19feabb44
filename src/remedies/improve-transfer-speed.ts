// Everything works, slowly. Often mistaken for a fault of the registry where the client's own disk, proxy or distance
// is the brake, or a resolver far away that picks a far replica.
import type { Remedy } from './remedy.ts'

export const improveTransferSpeed = {
  id: 'improve-transfer-speed',
  title: { en: 'Speed up push and pull', pl: 'Przyspiesz wypychanie i pobieranie' },
  steps: [
    {
      text: {
        en: 'On the same machine, pull a public image from Microsoft that is about as large as yours. If that is slow too, the connection, the proxy or the machine is slow, not your registry.',
        pl: 'Na tej samej maszynie pobierz publiczny obraz Microsoftu o podobnej wielkości. Jeśli to też trwa długo, wolne jest łącze, proxy lub maszyna, a nie twój rejestr.',
      },
      command: 'docker pull mcr.microsoft.com/dotnet/sdk:10.0',
      who: 'developer',
    },
    {
      text: {
        en: 'Compare the region of the registry with that of the client: the same region is fastest. Measure the connection to the region of the registry on azurespeed.com (Download and Upload).',
        pl: 'Porównaj region rejestru z regionem klienta: ten sam region jest najszybszy. Zmierz łącze do regionu rejestru na azurespeed.com (Download i Upload).',
      },
      command: 'az acr show -n {registry} --query "{region:location,sku:sku.name}"',
      who: 'developer',
    },
    {
      text: {
        en: 'See which region answers: its name is in the last CNAME. If it is far away although a replica is near, the DNS server is far away: use one that is nearer.',
        pl: 'Sprawdź, który region odpowiada: jego nazwa jest w ostatnim rekordzie CNAME. Jeśli jest daleki, choć replika jest blisko, odległy jest serwer DNS: użyj bliższego.',
      },
      command: 'nslookup {loginServer}',
      who: 'developer',
      fits: ['geo-replication', 'dns', 'vpn'],
    },
    {
      text: {
        en: 'If pushes fail with "Error writing blob" or "Error writing manifest", they are split over two replicas. Turn on regional endpoints (preview, Premium, CLI 2.86 or later) and push to <registry>.<region>.geo.azurecr.io.',
        pl: 'Jeśli wypychanie kończy się komunikatem „Error writing blob” lub „Error writing manifest”, rozdziela się na dwie repliki. Włącz regionalne punkty końcowe (wersja zapoznawcza, Premium, CLI 2.86 lub nowsze) i wypychaj do <registry>.<region>.geo.azurecr.io.',
      },
      command: 'az acr update -n {registry} -g {resourceGroup} --regional-endpoints enabled',
      who: 'registry-owner',
      exposes: {
        en: 'Adds one public host per region, and each private endpoint needs one more address and record per replica. Regional hosts have no failover.',
        pl: 'Dodaje publiczny host w każdym regionie, a każdy prywatny punkt końcowy potrzebuje dodatkowego adresu i rekordu na replikę. Hosty regionalne nie przełączają się po awarii.',
      },
      undo: { en: 'Run the same command with disabled.', pl: 'Uruchom to samo polecenie z wartością disabled.' },
      fits: ['geo-replication', 'push'],
    },
    {
      text: {
        en: 'Log in to the regional host as well. A login to the global host does not include it.',
        pl: 'Zaloguj się także do hosta regionalnego. Logowanie do hosta globalnego go nie obejmuje.',
      },
      command: 'az acr login --name {registry} --endpoint {region}',
      who: 'developer',
      undo: { en: 'Run `docker logout`.', pl: 'Uruchom `docker logout`.' },
      fits: ['geo-replication', 'push'],
    },
    {
      text: {
        en: 'Exempt the data endpoints from TLS inspection and from slow proxies, because every layer passes through them.',
        pl: 'Wyłącz inspekcję TLS i wolne serwery proxy dla punktów końcowych danych, bo przechodzi przez nie każda warstwa.',
      },
      who: 'network-team',
      exposes: { en: 'This traffic is no longer inspected.', pl: 'Ten ruch nie jest już sprawdzany.' },
      undo: { en: 'Remove the exemption.', pl: 'Usuń wyjątek.' },
      fits: ['proxy', 'tls-inspection'],
    },
    {
      text: {
        en: 'Watch disk and processor while layers are unpacked. If they are busy, put the image store on an SSD, and use bigger nodes and smaller images.',
        pl: 'Obserwuj dysk i procesor podczas rozpakowywania warstw. Jeśli są obciążone, przenieś magazyn obrazów na SSD oraz użyj większych węzłów i mniejszych obrazów.',
      },
      who: 'developer',
    },
    {
      text: {
        en: 'Add a replica in the region of the callers (Premium). First allow its data endpoint in the firewalls of the clients; with a private endpoint, check that the subnet has a free address.',
        pl: 'Dodaj replikę w regionie klientów (Premium). Najpierw zezwól na jej punkt końcowy danych w zaporach klientów, a przy prywatnym punkcie końcowym sprawdź, czy podsieć ma wolny adres.',
      },
      command: 'az acr replication create -r {registry} -l <caller-region>',
      who: 'registry-owner',
      exposes: {
        en: 'Costs money for each region. Clients near it are sent there at once, and fail if its data endpoint is blocked.',
        pl: 'Jest płatna za każdy region. Pobliscy klienci są od razu kierowani do niej i tracą dostęp, jeśli jej punkt końcowy danych jest zablokowany.',
      },
      undo: { en: 'Run `az acr replication delete`.', pl: 'Uruchom `az acr replication delete`.' },
      fits: ['geo-replication', 'aks'],
    },
  ],
  verify: {
    en: 'Measure the time of the same pull before and after, on a machine that does not have the layers yet.',
    pl: 'Zmierz czas tego samego pobrania przed zmianą i po niej, na maszynie, która nie ma jeszcze tych warstw.',
  },
  links: [
    {
      title: { en: 'Troubleshoot registry performance', pl: 'Rozwiązywanie problemów z wydajnością rejestru' },
      url: 'https://learn.microsoft.com/azure/container-registry/container-registry-troubleshoot-performance',
    },
    {
      title: { en: 'Download speed from Azure regions', pl: 'Szybkość pobierania z regionów Azure' },
      url: 'https://www.azurespeed.com/Azure/Download',
    },
    {
      title: { en: 'Geo-replication', pl: 'Replikacja geograficzna' },
      url: 'https://learn.microsoft.com/azure/container-registry/container-registry-geo-replication',
    },
    {
      title: { en: 'Endpoints of a registry', pl: 'Punkty końcowe rejestru' },
      url: 'https://learn.microsoft.com/azure/container-registry/container-registry-endpoint-reference',
    },
  ],
} as const satisfies Remedy
