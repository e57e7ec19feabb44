// Everything works, slowly. Often mistaken for a fault of the registry where the client's own disk, proxy or distance
// is the brake, or a resolver far away that picks a far replica.
import type { Remedy } from './remedy.ts'

export const improveTransferSpeed = {
  id: 'improve-transfer-speed',
  title: { en: 'Speed up push and pull', pl: 'Przyspiesz push i pull' },
  steps: [
    {
      text: {
        en: 'Pull a public image from Microsoft on the same machine, of about the same size as yours. If that is slow as well, the line, the proxy or the machine is the brake, not your registry.',
        pl: 'Pobierz na tej samej maszynie publiczny obraz Microsoftu zbliżonej wielkości. Jeśli to też trwa długo, hamuje łącze, proxy lub maszyna, a nie Twój rejestr.',
      },
      command: 'docker pull mcr.microsoft.com/dotnet/sdk:10.0',
      who: 'developer',
    },
    {
      text: {
        en: 'Measure the line to the region of the registry on azurespeed.com (Download and Upload), and compare the region with that of the client: the same one is fastest.',
        pl: 'Zmierz łącze do regionu rejestru na azurespeed.com (Download i Upload) i porównaj region z regionem klienta: ten sam jest najszybszy.',
      },
      command: 'az acr show -n {registry} --query "{region:location,sku:sku.name}"',
      who: 'developer',
    },
    {
      text: {
        en: 'See which region answers: its name stands in the last CNAME. A far one although a replica is near means that the resolver is far away: use one nearby.',
        pl: 'Sprawdź, który region odpowiada: jego nazwa stoi w ostatnim CNAME. Daleki, mimo bliskiej repliki, oznacza odległy serwer DNS: użyj bliższego.',
      },
      command: 'nslookup {loginServer}',
      who: 'developer',
      fits: ['geo-replication', 'dns', 'vpn'],
    },
    {
      text: {
        en: 'Watch disk and processor while layers are unpacked: put the image store on an SSD, use bigger nodes and smaller images.',
        pl: 'Obserwuj dysk i procesor podczas rozpakowywania warstw: przenieś magazyn obrazów na SSD, użyj większych węzłów i mniejszych obrazów.',
      },
      who: 'developer',
    },
    {
      text: {
        en: 'Exempt the data endpoints from TLS inspection and from slow proxies: every layer passes through them.',
        pl: 'Wyłącz inspekcję TLS i wolne proxy dla punktów końcowych danych: przechodzi przez nie każda warstwa.',
      },
      who: 'network-team',
      exposes: {
        en: 'This traffic is no longer inspected.',
        pl: 'Ten ruch nie jest już sprawdzany.',
      },
      undo: { en: 'Remove the exemption.', pl: 'Usuń wyjątek.' },
      fits: ['proxy', 'tls-inspection'],
    },
    {
      text: {
        en: 'Add a replica in the region of the callers (Premium). Allow its data endpoint in client firewalls, and for a private endpoint see that the subnet has a free address, first.',
        pl: 'Dodaj replikę w regionie klientów (Premium). Najpierw zezwól na jej punkt końcowy danych w zaporach klientów, a przy prywatnym punkcie końcowym sprawdź, czy podsieć ma wolny adres.',
      },
      command: 'az acr replication create -r {registry} -l <caller-region>',
      who: 'registry-owner',
      exposes: {
        en: 'Costs money per region; clients near it are sent there at once and fail if its data endpoint is blocked.',
        pl: 'Płatne za każdy region; pobliscy klienci są od razu kierowani do niej i tracą dostęp, jeśli jej punkt końcowy danych jest zablokowany.',
      },
      undo: { en: 'az acr replication delete.', pl: 'az acr replication delete.' },
      fits: ['geo-replication', 'aks'],
    },
    {
      text: {
        en: 'Pushes split over two replicas fail with "Error writing blob" or "Error writing manifest": turn on regional endpoints (preview, Premium, CLI 2.86 or later) and push to <registry>.<region>.geo.azurecr.io.',
        pl: 'Push rozdzielony na dwie repliki kończy się „Error writing blob” lub „Error writing manifest”: włącz regionalne punkty końcowe (wersja zapoznawcza, Premium, CLI 2.86 lub nowsze) i wypychaj do <rejestr>.<region>.geo.azurecr.io.',
      },
      command: 'az acr update -n {registry} -g {resourceGroup} --regional-endpoints enabled',
      who: 'registry-owner',
      exposes: {
        en: 'Adds one public host per region; each private endpoint needs one more address and record per replica. Regional hosts have no failover.',
        pl: 'Dodaje publiczny host w każdym regionie; każdy prywatny punkt końcowy potrzebuje dodatkowego adresu i rekordu na replikę. Hosty regionalne nie przełączają się po awarii.',
      },
      undo: { en: 'The same command with disabled.', pl: 'To samo polecenie z disabled.' },
      fits: ['geo-replication', 'push'],
    },
    {
      text: {
        en: 'Log in to the regional host as well: a login at the global one does not serve it.',
        pl: 'Zaloguj się też do hosta regionalnego: logowanie do globalnego go nie obejmuje.',
      },
      command: 'az acr login --name {registry} --endpoint {region}',
      who: 'developer',
      undo: { en: 'docker logout.', pl: 'docker logout.' },
      fits: ['geo-replication', 'push'],
    },
  ],
  verify: {
    en: 'Time the same pull before and after, on a machine that does not have the layers yet.',
    pl: 'Zmierz czas tego samego pobrania przed i po, na maszynie, która nie ma jeszcze tych warstw.',
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
