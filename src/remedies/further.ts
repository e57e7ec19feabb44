// What the network article offers beside the remedies, whatever the cause: further diagnosis, the logs, and where to
// turn next. Not for one cause; and a green answer of these tools is often mistaken for "pulls work".
import type { FurtherId } from '../ids.ts'
import type { Text } from '../words/text.ts'
import type { RemedyStep } from './remedy.ts'

export type Further = {
  title: Text
  steps: readonly RemedyStep[]
  links: readonly { title: Text; url: string }[]
}

const furtherDiagnosis = {
  title: { en: 'Further diagnosis', pl: 'Dalsza diagnostyka' },
  steps: [
    {
      text: {
        en: 'Run the health check on the failing machine; with --ignore-errors it goes on even without Docker. A good result does not prove that pulls work: it tests no data endpoint, no repository rights, no IPv6 and not the proxy of the daemon.',
        pl: 'Uruchom kontrolę kondycji na maszynie, na której występuje błąd; z --ignore-errors działa ona dalej nawet bez Dockera. Dobry wynik nie dowodzi, że pobieranie działa: nie sprawdza punktów końcowych danych, praw do repozytorium, IPv6 ani proxy demona.',
      },
      command: 'az acr check-health -n {registry} --ignore-errors --yes',
      who: 'developer',
    },
    {
      text: {
        en: 'With a private endpoint, run it inside the virtual network and name that network. It compares DNS for the registry and its data endpoints with the private addresses (only the first name of each address). It needs read access to the registry, the private endpoint and its network interface.',
        pl: 'Przy prywatnym punkcie końcowym uruchom ją wewnątrz sieci wirtualnej i podaj tę sieć. Porównuje ona DNS rejestru i punktów końcowych danych z adresami prywatnymi (tylko pierwszą nazwę każdego adresu). Wymaga prawa odczytu rejestru, prywatnego punktu końcowego i jego interfejsu sieciowego.',
      },
      command: 'az acr check-health -n {registry} --vnet {vnetId} --ignore-errors --yes',
      who: 'developer',
      fits: ['private-endpoint', 'vnet'],
    },
    {
      text: {
        en: '"Your cluster can pull" proves only DNS, identity and token exchange from one Linux node, with any role. It tests no repository, manifest, layer or data endpoint. A warning about different regions is not an error. Give the whole login server, and do not raise the verbosity, because that prints tokens.',
        pl: '„Your cluster can pull” dowodzi tylko działania DNS, tożsamości i wymiany tokenu z jednego węzła Linux, przy dowolnej roli. Nie sprawdza repozytorium, manifestu, warstwy ani punktu końcowego danych. Ostrzeżenie o różnych regionach nie jest błędem. Podaj cały serwer logowania i nie zwiększaj szczegółowości, bo wypisuje to tokeny.',
      },
      command: 'az aks check-acr -g {clusterResourceGroup} -n {cluster} --acr {loginServer}',
      who: 'developer',
      exposes: {
        en: 'Starts a short-lived pod with root rights on the host network of a node, in the namespace default.',
        pl: 'Uruchamia na krótko poda z prawami root w sieci hosta na węźle, w przestrzeni nazw default.',
      },
      fits: ['aks'],
    },
    {
      text: {
        en: 'Some network symptoms come from sign-in or missing rights, so ask the registry itself. A 401 means that it is open to this address and asks for a login. A 403 with an address means the network.',
        pl: 'Część objawów sieciowych bierze się z logowania lub braku uprawnień, dlatego zapytaj sam rejestr. Kod 401 oznacza, że jest otwarty dla tego adresu i żąda logowania. Kod 403 z adresem oznacza sieć.',
      },
      command: 'curl https://{loginServer}/v2/',
      who: 'developer',
    },
    {
      text: {
        en: 'Pull an image with several layers that this machine does not have yet. This is the only full proof.',
        pl: 'Pobierz obraz z kilkoma warstwami, którego ta maszyna jeszcze nie ma. To jedyny pełny dowód.',
      },
      command: 'docker pull {loginServer}/{repository}:{tag}',
      who: 'developer',
    },
  ],
  links: [
    {
      title: { en: 'Check the health of a registry', pl: 'Sprawdzanie kondycji rejestru' },
      url: 'https://learn.microsoft.com/azure/container-registry/container-registry-check-health',
    },
    {
      title: { en: 'Error codes of check-health', pl: 'Kody błędów polecenia check-health' },
      url: 'https://learn.microsoft.com/azure/container-registry/container-registry-health-error-reference',
    },
    {
      title: { en: 'Use a registry with AKS', pl: 'Używanie rejestru z AKS' },
      url: 'https://learn.microsoft.com/azure/aks/cluster-container-registry-integration',
    },
    {
      title: { en: 'Deploy canipull on AKS', pl: 'Wdrażanie canipull w AKS' },
      url: 'https://learn.microsoft.com/azure/aks/deploy-canipull-application-aks',
    },
    {
      title: { en: 'Troubleshoot network issues with the registry', pl: 'Rozwiązywanie problemów z siecią rejestru' },
      url: 'https://learn.microsoft.com/azure/container-registry/container-registry-troubleshoot-access',
    },
  ],
} as const satisfies Further

const advancedTroubleshooting = {
  title: { en: 'Advanced troubleshooting', pl: 'Zaawansowane rozwiązywanie problemów' },
  steps: [
    {
      text: {
        en: 'See whether the registry sends its logs anywhere. Without a diagnostic setting nothing is kept, and an empty query proves nothing.',
        pl: 'Sprawdź, czy rejestr wysyła gdzieś swoje dzienniki. Bez ustawienia diagnostycznego nic nie jest zapisywane, a puste zapytanie niczego nie dowodzi.',
      },
      command:
        'az monitor diagnostic-settings list --resource "/subscriptions/{subscription}/resourceGroups/{resourceGroup}/providers/Microsoft.ContainerRegistry/registries/{registry}"',
      who: 'registry-owner',
    },
    {
      text: {
        en: 'Send login and repository events to a Log Analytics workspace. Write `[{"category":"ContainerRegistryLoginEvents","enabled":true},{"category":"ContainerRegistryRepositoryEvents","enabled":true}]` into a file logs.json and run this command in the same folder. In the portal: Monitoring > Diagnostic settings. Only events from then on are kept.',
        pl: 'Wysyłaj zdarzenia logowania i repozytoriów do obszaru roboczego Log Analytics. Zapisz `[{"category":"ContainerRegistryLoginEvents","enabled":true},{"category":"ContainerRegistryRepositoryEvents","enabled":true}]` w pliku logs.json i uruchom polecenie w tym samym folderze. W portalu: Monitoring > Diagnostic settings. Zapisywane są tylko zdarzenia od tej chwili.',
      },
      command:
        'az monitor diagnostic-settings create -n acr --resource "/subscriptions/{subscription}/resourceGroups/{resourceGroup}/providers/Microsoft.ContainerRegistry/registries/{registry}" --workspace <workspace-resource-id> --logs "@logs.json"',
      who: 'registry-owner',
      exposes: {
        en: 'Storing the logs costs money. Whoever may read the workspace sees identities and addresses.',
        pl: 'Przechowywanie dzienników kosztuje. Kto może czytać obszar roboczy, widzi tożsamości i adresy.',
      },
      undo: {
        en: 'Run `az monitor diagnostic-settings delete` with the name acr.',
        pl: 'Uruchom `az monitor diagnostic-settings delete` z nazwą acr.',
      },
    },
    {
      text: {
        en: 'See which addresses were refused in the last hour. ResultDescription is the HTTP status: 403 means the network, 401 credentials or a role, 429 too many requests. The log-analytics extension installs itself on first use. New rows appear after some minutes.',
        pl: 'Sprawdź, jakie adresy dostały odmowę w ostatniej godzinie. ResultDescription to status HTTP: 403 oznacza sieć, 401 poświadczenia lub rolę, 429 zbyt wiele żądań. Rozszerzenie log-analytics instaluje się przy pierwszym użyciu. Nowe wiersze pojawiają się po kilku minutach.',
      },
      command:
        'az monitor log-analytics query --workspace <workspace-id> --analytics-query "ContainerRegistryLoginEvents | where TimeGenerated > ago(1h) and ResultDescription startswith \'4\' | summarize failures = count(), statuses = make_set(ResultDescription), agents = make_set(UserAgent, 5), first = min(TimeGenerated), last = max(TimeGenerated) by CallerIpAddress, LoginServer | order by failures desc"',
      who: 'registry-owner',
    },
    {
      text: {
        en: 'See which identity failed, and how. An id that nobody knows may be Defender.',
        pl: 'Sprawdź, która tożsamość dostała odmowę i jaką. Identyfikator, którego nikt nie zna, może należeć do Defendera.',
      },
      command:
        'az monitor log-analytics query --workspace <workspace-id> --analytics-query "ContainerRegistryLoginEvents | where TimeGenerated > ago(24h) and ResultDescription != \'200\' | summarize failures = count(), addresses = make_set(CallerIpAddress, 10), last = max(TimeGenerated) by Identity, ResultDescription, Region | order by last desc"',
      who: 'registry-owner',
    },
    {
      text: {
        en: 'See which pulls and pushes failed or were throttled.',
        pl: 'Sprawdź, które pobrania i wypchnięcia się nie udały albo zostały ograniczone.',
      },
      command:
        'az monitor log-analytics query --workspace <workspace-id> --analytics-query "ContainerRegistryRepositoryEvents | where TimeGenerated > ago(1h) and ResultDescription startswith \'4\' | summarize failures = count() by bin(TimeGenerated, 5m), OperationName, Repository, Identity, CallerIpAddress, ResultDescription"',
      who: 'registry-owner',
    },
    {
      text: {
        en: 'See whether anybody got in from that address in the last week. Some successes point to the role or the credentials, none at all to the network rules.',
        pl: 'Sprawdź, czy w ostatnim tygodniu ktoś zalogował się z tego adresu. Pojedyncze sukcesy wskazują na rolę lub poświadczenia, a ich zupełny brak na reguły sieciowe.',
      },
      command:
        "az monitor log-analytics query --workspace <workspace-id> --analytics-query \"ContainerRegistryLoginEvents | where TimeGenerated > ago(7d) and CallerIpAddress == '{clientIp}' | summarize succeeded = countif(ResultDescription == '200'), failed = countif(ResultDescription != '200') by bin(TimeGenerated, 1h)\"",
      who: 'registry-owner',
    },
    {
      text: {
        en: 'Look for one failed answer by its correlation id. The log probably uses the same id.',
        pl: 'Poszukaj jednej błędnej odpowiedzi po jej identyfikatorze korelacji. Dziennik prawdopodobnie używa tego samego identyfikatora.',
      },
      command:
        'az monitor log-analytics query --workspace <workspace-id> --analytics-query "union ContainerRegistryLoginEvents, ContainerRegistryRepositoryEvents | where CorrelationId == \'{correlationId}\' | project TimeGenerated, Type, OperationName, ResultDescription, Identity, CallerIpAddress, Region"',
      who: 'registry-owner',
    },
  ],
  links: [
    {
      title: { en: 'Monitor the registry', pl: 'Monitorowanie rejestru' },
      url: 'https://learn.microsoft.com/azure/container-registry/monitor-container-registry',
    },
    {
      title: { en: 'Logs and metrics of the registry', pl: 'Dzienniki i metryki rejestru' },
      url: 'https://learn.microsoft.com/azure/container-registry/monitor-container-registry-reference',
    },
    {
      title: { en: 'Frequently asked questions about the registry', pl: 'Często zadawane pytania o rejestr' },
      url: 'https://learn.microsoft.com/azure/container-registry/container-registry-faq',
    },
    {
      title: { en: 'Security baseline', pl: 'Punkt odniesienia zabezpieczeń' },
      url: 'https://learn.microsoft.com/azure/container-registry/security-baseline',
    },
    {
      title: { en: 'Best practices', pl: 'Najlepsze praktyki' },
      url: 'https://learn.microsoft.com/azure/container-registry/container-registry-best-practices',
    },
  ],
} as const satisfies Further

const nextSteps = {
  title: { en: 'Next steps', pl: 'Następne kroki' },
  steps: [
    {
      text: {
        en: 'Read the articles on registry performance and registry login. Some network symptoms have their cause there.',
        pl: 'Przeczytaj artykuły o wydajności rejestru i o logowaniu do niego. Część objawów sieciowych ma tam swoją przyczynę.',
      },
      who: 'developer',
    },
    {
      text: {
        en: 'Ask the community or Microsoft Q&A. Leave out tokens, passwords and signed links.',
        pl: 'Zadaj pytanie społeczności albo na Microsoft Q&A. Pomiń tokeny, hasła i podpisane linki.',
      },
      who: 'developer',
      exposes: {
        en: 'Whatever you post is public, including the names of registries and addresses.',
        pl: 'Wszystko, co opublikujesz, jest publiczne, także nazwy rejestrów i adresy.',
      },
    },
    {
      text: {
        en: 'Open a support ticket with the registry, the region, the time in UTC, the address of the caller, and the correlation id of a failed answer. This command shows the id, in the header x-ms-correlation-request-id or in the message.',
        pl: 'Otwórz zgłoszenie do pomocy technicznej z nazwą rejestru, regionem, czasem UTC, adresem klienta i identyfikatorem korelacji błędnej odpowiedzi. To polecenie pokazuje ten identyfikator, w nagłówku x-ms-correlation-request-id albo w komunikacie.',
      },
      command: 'curl -v https://{loginServer}/v2/',
      who: 'subscription-owner',
    },
  ],
  links: [
    {
      title: { en: 'Troubleshoot registry login', pl: 'Rozwiązywanie problemów z logowaniem do rejestru' },
      url: 'https://learn.microsoft.com/azure/container-registry/container-registry-troubleshoot-login-authn-authz',
    },
    {
      title: { en: 'Troubleshoot registry performance', pl: 'Rozwiązywanie problemów z wydajnością rejestru' },
      url: 'https://learn.microsoft.com/azure/container-registry/container-registry-troubleshoot-performance',
    },
    {
      title: { en: 'Community support', pl: 'Pomoc techniczna społeczności' },
      url: 'https://azure.microsoft.com/support/community/',
    },
    { title: { en: 'Microsoft Q&A', pl: 'Microsoft Q&A' }, url: 'https://learn.microsoft.com/answers/products/' },
    {
      title: { en: 'Support ticket', pl: 'Zgłoszenie do pomocy technicznej' },
      url: 'https://azure.microsoft.com/support/create-ticket/',
    },
  ],
} as const satisfies Further

/** In the order to try them. */
export const further = {
  'further-diagnosis': furtherDiagnosis,
  'advanced-troubleshooting': advancedTroubleshooting,
  'next-steps': nextSteps,
} as const satisfies Record<FurtherId, Further>
