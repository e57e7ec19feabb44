// What stands in texts that are handed to others: the firewall request and the evidence pack.
import type { Sentence } from './answer.ts'
import type { Text } from './text.ts'

export const firewall = {
  title: {
    en: (host) => `Firewall request: Azure Container Registry ${host}`,
    pl: (host) => `Prośba o reguły zapory: Azure Container Registry ${host}`,
  },
  please: {
    en: 'Please allow outbound HTTPS (TCP 443) from <source addresses or subnet> to these names:',
    pl: 'Proszę zezwolić na wychodzący HTTPS (TCP 443) z <adresy źródłowe lub podsieć> do tych nazw:',
  },
  names: {
    login: { en: 'the registry: login, manifests, uploads', pl: 'rejestr: logowanie, manifesty, wysyłanie' },
    data: { en: 'image layers', pl: 'warstwy obrazów' },
    regional: { en: 'the registry in one region', pl: 'rejestr w jednym regionie' },
    entra: { en: 'login with Microsoft Entra ID', pl: 'logowanie przez Microsoft Entra ID' },
    blobs: { en: 'image layers', pl: 'warstwy obrazów' },
    blobsUnless: {
      en: 'image layers, unless the registry has dedicated data endpoints',
      pl: 'warstwy obrazów, o ile rejestr nie ma dedykowanych punktów końcowych danych',
    },
    management: { en: 'only for `az` commands and the portal', pl: 'tylko dla poleceń `az` i portalu' },
    images: { en: 'only for Microsoft’s base images', pl: 'tylko dla obrazów bazowych Microsoftu' },
  },
  wildcard: {
    en: 'This wildcard covers every storage account of the cloud: the registry may use any of them. With dedicated data endpoints (Premium) exact names take its place; allow those first, then switch them on.',
    pl: 'Ten wzorzec obejmuje wszystkie konta magazynu w tej chmurze: rejestr może użyć każdego z nich. Z dedykowanymi punktami końcowymi danych (Premium) zastępują go dokładne nazwy; najpierw na nie zezwól, potem je włącz.',
  },
  ifNeeded: { en: 'Where it is needed:', pl: 'Tam, gdzie to potrzebne:' },
  tags: {
    en: 'Where the firewall or network security group takes service tags instead of names:',
    pl: 'Jeśli zapora lub sieciowa grupa zabezpieczeń przyjmuje tagi usług zamiast nazw:',
  },
  private: {
    en: 'Inside networks with the private endpoint the names lead to these addresses. Allow TCP 443 to them, and make sure that the names resolve to them:',
    pl: 'W sieciach z prywatnym punktem końcowym nazwy prowadzą do tych adresów. Zezwól na TCP 443 do nich i upewnij się, że nazwy się na nie rozwiązują:',
  },
  seen: {
    en: 'Addresses seen at the time of writing. They change: do not make rules of them.',
    pl: 'Adresy widziane w chwili pisania. Zmieniają się: nie twórz z nich reguł.',
  },
  inspection: {
    en: 'Please leave these names out of TLS inspection: container clients trust only the certificates that Microsoft issues for them.',
    pl: 'Proszę wyłączyć te nazwy z inspekcji TLS: klienci kontenerów ufają tylko certyfikatom, które wystawia dla nich Microsoft.',
  },
  verify: {
    en: 'How to see that it works: from the source, this prints 401, and then a `docker pull` of an image with several layers ends well.',
    pl: 'Jak sprawdzić, że działa: ze źródła to polecenie wypisze 401, a potem `docker pull` obrazu z kilkoma warstwami kończy się powodzeniem.',
  },
  exact: {
    en: (at) => `Source: the registry’s settings as Azure told them on ${at} UTC. The names are complete.`,
    pl: (at) => `Źródło: ustawienia rejestru odczytane z Azure ${at} UTC. Lista nazw jest pełna.`,
  },
  guessed: {
    en: 'Source: what DNS and the error tell, without Azure’s own settings. There may be more regions and data endpoints; the owner of the registry lists them with:',
    pl: 'Źródło: to, co mówią DNS i błąd, bez ustawień z Azure. Regionów i punktów końcowych danych może być więcej; właściciel rejestru wypisze je poleceniem:',
  },
  notRead: {
    en: 'Azure did not tell all of these: the list of data endpoints may be longer. The owner of the registry lists them with:',
    pl: 'Azure nie podał ich wszystkich: lista punktów końcowych danych może być dłuższa. Właściciel rejestru wypisze je poleceniem:',
  },
} as const satisfies Record<string, Text | Sentence | Record<string, Text>>

export const evidence = {
  title: { en: (host) => `Evidence: ${host}`, pl: (host) => `Dowody: ${host}` },
  made: {
    en: ({ at, version, runtime }) =>
      `Made by acr-check ${version} (${runtime}) from a check at ${at} UTC. Secrets were removed; addresses, hosts and ids were not.`,
    pl: ({ at, version, runtime }) =>
      `Sporządzone przez acr-check ${version} (${runtime}) na podstawie sprawdzenia z ${at} UTC. Usunięto sekrety; adresy, hosty i identyfikatory pozostały.`,
  },
  parts: {
    verdict: { en: 'Verdict', pl: 'Werdykt' },
    requests: { en: 'Requests that were answered', pl: 'Żądania, na które przyszła odpowiedź' },
    way: { en: 'DNS and certificate', pl: 'DNS i certyfikat' },
    compared: { en: 'The two compared', pl: 'Porównanie' },
    paste: { en: 'The error', pl: 'Błąd' },
    causes: { en: 'Causes, most likely first', pl: 'Przyczyny, od najbardziej prawdopodobnej' },
    azure: { en: 'What Azure knows', pl: 'Co wie Azure' },
    removed: { en: 'Removed secrets', pl: 'Usunięte sekrety' },
  },
  vantages: {
    host: { en: (name) => `Seen from ${name}`, pl: (name) => `Widziane z maszyny ${name}` },
    pasted: {
      en: (name) => `Seen from ${name} (pasted output of a probe)`,
      pl: (name) => `Widziane z maszyny ${name} (wklejony wynik sondy)`,
    },
  },
  columns: {
    step: { en: 'Step', pl: 'Krok' },
    answer: { en: 'Result', pl: 'Wynik' },
    saw: { en: 'Seen', pl: 'Zaobserwowano' },
    ms: { en: 'ms', pl: 'ms' },
    fact: { en: 'Fact', pl: 'Fakt' },
    source: { en: 'Source', pl: 'Źródło' },
    request: { en: 'Request', pl: 'Żądanie' },
    status: { en: 'HTTP status', pl: 'Status HTTP' },
    correlationId: { en: 'Correlation ID', pl: 'Identyfikator korelacji' },
    at: { en: 'Time (UTC)', pl: 'Czas (UTC)' },
  },
  requests: {
    challenge: { en: '`GET /v2/`', pl: '`GET /v2/`' },
    token: { en: 'access token', pl: 'token dostępu' },
    manifest: { en: 'manifest', pl: 'manifest' },
    layer: { en: 'layer', pl: 'warstwa' },
  },
  facts: {
    finding: { en: 'Finding', pl: 'Wynik' },
    vantage: { en: 'Asked from', pl: 'Sprawdzono z' },
    as: { en: 'Asked as', pl: 'Sprawdzono jako' },
    took: { en: 'Took', pl: 'Trwało' },
    addresses: { en: 'Addresses', pl: 'Adresy' },
    chain: { en: 'By way of', pl: 'Przez' },
    resolver: { en: 'DNS server', pl: 'Serwer DNS' },
    region: { en: 'Region', pl: 'Region' },
    proxy: { en: 'Proxy', pl: 'Proxy' },
    clientIp: { en: 'Client address that ACR saw', pl: 'Adres klienta, który zobaczył ACR' },
    subject: { en: 'Certificate for', pl: 'Certyfikat dla' },
    issuer: { en: 'Certificate issued by', pl: 'Wystawca certyfikatu' },
    valid: { en: 'Valid', pl: 'Ważny' },
    layerHosts: { en: 'Hosts of layers', pl: 'Hosty warstw' },
  },
} as const satisfies Record<string, unknown> & {
  title: Sentence
  made: Sentence<{ at: string; version: string; runtime: string }>
  vantages: Record<string, Sentence>
  parts: Record<string, Text>
  columns: Record<string, Text>
  requests: Record<string, Text>
  facts: Record<string, Text>
}
