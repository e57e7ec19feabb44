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
        en: 'Run the health check on the failing machine. Without --ignore-errors a missing Docker ends it before it looks at the registry. Green does not prove a pull: it tests no data endpoint, no repository right, no IPv6 and not the proxy of the daemon.',
        pl: 'Uruchom kontrolę kondycji na maszynie z błędem. Bez --ignore-errors brak Dockera kończy ją, zanim zajrzy do rejestru. Wynik pozytywny nie dowodzi, że pull działa: nie sprawdza punktów końcowych danych, praw do repozytorium, IPv6 ani proxy demona.',
      },
      command: 'az acr check-health -n {registry} --ignore-errors --yes',
      who: 'developer',
    },
    {
      text: {
        en: 'With a private endpoint run it inside the VNet, naming that VNet: it compares the DNS of the registry and its data endpoints with the private addresses (of each address only the first name). It needs read access to registry, endpoint and network interface.',
        pl: 'Przy prywatnym punkcie końcowym uruchom ją wewnątrz sieci wirtualnej, podając tę sieć: porównuje DNS rejestru i punktów końcowych danych z adresami prywatnymi (dla każdego adresu tylko pierwszą nazwę). Wymaga prawa odczytu rejestru, punktu końcowego i interfejsu sieciowego.',
      },
      command: 'az acr check-health -n {registry} --vnet <vnet-id> --ignore-errors --yes',
      who: 'developer',
      fits: ['private-endpoint', 'vnet'],
    },
    {
      text: {
        en: '"Your cluster can pull" proves less than it says: DNS, identity and token exchange from one Linux node, with any role; no repository, manifest, layer or data endpoint. A warning about different regions is no error. Give the whole login server, and do not raise its verbosity: that prints tokens.',
        pl: '„Your cluster can pull” dowodzi mniej, niż mówi: DNS, tożsamości i wymiany tokenu z jednego węzła Linux, przy dowolnej roli; nie repozytorium, manifestu, warstwy ani punktu końcowego danych. Ostrzeżenie o różnych regionach nie jest błędem. Podaj cały serwer logowania i nie zwiększaj szczegółowości: wypisuje wtedy tokeny.',
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
        en: 'Some network symptoms come from sign-in or missing rights. Ask the registry itself: 401 is open to this address and asks for a login, 403 with an address is the network.',
        pl: 'Część objawów sieciowych bierze się z logowania lub braku uprawnień. Zapytaj sam rejestr: 401 oznacza, że jest otwarty dla tego adresu i żąda logowania, 403 z adresem – sieć.',
      },
      command: 'curl https://{loginServer}/v2/',
      who: 'developer',
    },
    {
      text: {
        en: 'The only full proof: pull an image with several layers that this machine does not have yet.',
        pl: 'Jedyny pełny dowód: pobierz obraz z kilkoma warstwami, którego ta maszyna jeszcze nie ma.',
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
      title: { en: 'Errors of check-health', pl: 'Błędy polecenia check-health' },
      url: 'https://learn.microsoft.com/azure/container-registry/container-registry-health-error-reference',
    },
    {
      title: { en: 'Registry and AKS', pl: 'Rejestr i AKS' },
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
        en: 'Send login and repository events to a Log Analytics workspace: write [{"category":"ContainerRegistryLoginEvents","enabled":true},{"category":"ContainerRegistryRepositoryEvents","enabled":true}] into a file logs.json and run this beside it, or in the portal: Monitoring > Diagnostic settings. Only events from then on are kept.',
        pl: 'Wysyłaj zdarzenia logowania i repozytoriów do obszaru roboczego Log Analytics: zapisz [{"category":"ContainerRegistryLoginEvents","enabled":true},{"category":"ContainerRegistryRepositoryEvents","enabled":true}] w pliku logs.json i uruchom polecenie obok niego, albo w portalu: Monitoring > Diagnostic settings. Zapisywane są tylko zdarzenia od tej chwili.',
      },
      command:
        'az monitor diagnostic-settings create -n acr --resource "/subscriptions/{subscription}/resourceGroups/{resourceGroup}/providers/Microsoft.ContainerRegistry/registries/{registry}" --workspace <workspace-resource-id> --logs "@logs.json"',
      who: 'registry-owner',
      exposes: {
        en: 'Storing the logs costs money; whoever reads the workspace sees identities and addresses.',
        pl: 'Przechowywanie dzienników kosztuje; kto czyta obszar roboczy, widzi tożsamości i adresy.',
      },
      undo: {
        en: 'az monitor diagnostic-settings delete with the name acr.',
        pl: 'az monitor diagnostic-settings delete z nazwą acr.',
      },
    },
    {
      text: {
        en: 'Which addresses were refused in the last hour? ResultDescription is the HTTP status: 403 network, 401 credentials or role, 429 too many requests. (The log-analytics extension installs itself on first use; rows come some minutes late.)',
        pl: 'Jakie adresy dostały odmowę w ostatniej godzinie? ResultDescription to status HTTP: 403 sieć, 401 poświadczenia lub rola, 429 zbyt wiele żądań. (Rozszerzenie log-analytics instaluje się przy pierwszym użyciu; wiersze pojawiają się z kilkuminutowym opóźnieniem.)',
      },
      command:
        'az monitor log-analytics query --workspace <workspace-id> --analytics-query "ContainerRegistryLoginEvents | where TimeGenerated > ago(1h) and ResultDescription startswith \'4\' | summarize failures = count(), statuses = make_set(ResultDescription), agents = make_set(UserAgent, 5), first = min(TimeGenerated), last = max(TimeGenerated) by CallerIpAddress, LoginServer | order by failures desc"',
      who: 'registry-owner',
    },
    {
      text: {
        en: 'Which identity failed, and how? An id that nobody knows may be Defender.',
        pl: 'Która tożsamość zawiodła i jak? Identyfikator, którego nikt nie zna, może należeć do Defendera.',
      },
      command:
        'az monitor log-analytics query --workspace <workspace-id> --analytics-query "ContainerRegistryLoginEvents | where TimeGenerated > ago(24h) and ResultDescription != \'200\' | summarize n = count(), ips = make_set(CallerIpAddress, 10), last = max(TimeGenerated) by Identity, ResultDescription, Region | order by last desc"',
      who: 'registry-owner',
    },
    {
      text: {
        en: 'Which pulls and pushes failed or were throttled?',
        pl: 'Które pobrania i wypchnięcia zawiodły albo zostały ograniczone?',
      },
      command:
        'az monitor log-analytics query --workspace <workspace-id> --analytics-query "ContainerRegistryRepositoryEvents | where TimeGenerated > ago(1h) and ResultDescription startswith \'4\' | summarize n = count() by bin(TimeGenerated, 5m), OperationName, Repository, Identity, CallerIpAddress, ResultDescription"',
      who: 'registry-owner',
    },
    {
      text: {
        en: 'Did anybody get in from that address in the last week? Some successes point to the role or credentials, none at all to the network rule.',
        pl: 'Czy w ostatnim tygodniu ktoś wszedł z tego adresu? Pojedyncze sukcesy wskazują na rolę lub poświadczenia, ich zupełny brak – na regułę sieci.',
      },
      command:
        "az monitor log-analytics query --workspace <workspace-id> --analytics-query \"ContainerRegistryLoginEvents | where TimeGenerated > ago(7d) and CallerIpAddress == '{clientIp}' | summarize ok = countif(ResultDescription == '200'), bad = countif(ResultDescription != '200') by bin(TimeGenerated, 1h)\"",
      who: 'registry-owner',
    },
    {
      text: {
        en: 'Look for one failed answer by its correlation id; the log is believed to use the same one.',
        pl: 'Poszukaj jednej błędnej odpowiedzi po identyfikatorze korelacji; dziennik prawdopodobnie używa tego samego.',
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
      title: { en: 'Questions about the registry', pl: 'Rejestr – często zadawane pytania' },
      url: 'https://learn.microsoft.com/azure/container-registry/container-registry-faq',
    },
    {
      title: { en: 'Security baseline', pl: 'Podstawa zabezpieczeń' },
      url: 'https://learn.microsoft.com/azure/container-registry/security-baseline',
    },
    {
      title: { en: 'Best practices', pl: 'Najlepsze rozwiązania' },
      url: 'https://learn.microsoft.com/azure/container-registry/container-registry-best-practices',
    },
  ],
} as const satisfies Further

const nextSteps = {
  title: { en: 'Next steps', pl: 'Następne kroki' },
  steps: [
    {
      text: {
        en: 'Look through the articles on registry login and on registry performance: some network symptoms have their cause there.',
        pl: 'Przejrzyj artykuły o logowaniu do rejestru i o jego wydajności: część objawów sieciowych ma tam swoją przyczynę.',
      },
      who: 'developer',
    },
    {
      text: {
        en: 'Ask the community or Microsoft Q&A. Leave out tokens, passwords and signed links.',
        pl: 'Zapytaj społeczność albo na Microsoft Q&A. Pomiń tokeny, hasła i podpisane linki.',
      },
      who: 'developer',
      exposes: {
        en: 'Whatever you post is public, names of registries and addresses included.',
        pl: 'Wszystko, co opublikujesz, jest publiczne, także nazwy rejestrów i adresy.',
      },
    },
    {
      text: {
        en: 'Open a support ticket with the registry, region, time in UTC, address of the caller, and the correlation id of a failed answer: this shows it, in the header x-ms-correlation-request-id or in the message.',
        pl: 'Otwórz zgłoszenie do pomocy technicznej z nazwą rejestru, regionem, czasem UTC, adresem klienta i identyfikatorem korelacji błędnej odpowiedzi: pokazuje go to polecenie, w nagłówku x-ms-correlation-request-id albo w komunikacie.',
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
    {
      title: { en: 'Microsoft Q&A', pl: 'Microsoft Q&A' },
      url: 'https://learn.microsoft.com/answers/products/',
    },
    {
      title: { en: 'Support ticket', pl: 'Zgłoszenie do pomocy technicznej' },
      url: 'https://azure.microsoft.com/support/create-ticket/',
    },
  ],
} as const satisfies Further

/** In the order to try them. */
export const further = { furtherDiagnosis, advancedTroubleshooting, nextSteps } as const satisfies Record<
  FurtherId,
  Further
>
