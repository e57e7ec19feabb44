// The tier does not have it, or it is full. Often mistaken for a missing role: the change is refused although the person
// may make it, or a push although the identity may push.
import type { Remedy } from './remedy.ts'

export const changeTierOrQuota = {
  id: 'change-tier-or-quota',
  title: { en: 'Change the tier, or free up the quota', pl: 'Zmień warstwę albo zwolnij miejsce w limicie' },
  steps: [
    {
      text: {
        en: 'See which limit is used up: storage, webhooks, replicas, IP rules, virtual network rules or private endpoints.',
        pl: 'Sprawdź, który limit jest wyczerpany: miejsce, webhooki, repliki, reguły IP, reguły sieci wirtualnych czy prywatne punkty końcowe.',
      },
      command: 'az acr show-usage -n {registry} -o table',
      who: 'registry-owner',
    },
    {
      text: {
        en: 'If the error is TasksOperationsNotAllowed, ACR Tasks are paused for subscriptions with free credit. Build elsewhere, or use a paid subscription.',
        pl: 'Błąd TasksOperationsNotAllowed oznacza, że ACR Tasks są wstrzymane w subskrypcjach z bezpłatnymi środkami. Buduj gdzie indziej albo użyj płatnej subskrypcji.',
      },
      who: 'subscription-owner',
      fits: ['acr-tasks'],
    },
    {
      text: {
        en: 'See which tier the registry has. Network rules, private endpoints, dedicated data endpoints, replicas and agent pools need Premium. Anonymous pull needs Standard or Premium.',
        pl: 'Sprawdź warstwę rejestru. Reguły sieciowe, prywatne punkty końcowe, dedykowane punkty końcowe danych, repliki i pule agentów wymagają Premium. Anonimowe pobieranie wymaga Standard lub Premium.',
      },
      command: 'az acr show -n {registry} --query sku.name -o tsv',
      who: 'registry-owner',
    },
    {
      text: {
        en: 'If all IP rules (200) or virtual network rules (100) are used, support cannot raise the limit. Remove old rules, merge neighbouring addresses into CIDR ranges, or use a private endpoint.',
        pl: 'Jeśli wykorzystano wszystkie reguły IP (200) lub reguły sieci wirtualnych (100), pomoc techniczna nie podniesie limitu. Usuń stare reguły, połącz sąsiednie adresy w zakresy CIDR albo użyj prywatnego punktu końcowego.',
      },
      command: 'az acr network-rule list --name {registry}',
      who: 'registry-owner',
      fits: ['public-access', 'firewall', 'service-endpoint'],
    },
    {
      text: {
        en: 'If all private endpoints (200) are used, remove those in the state Disconnected, or ask support to raise the limit.',
        pl: 'Jeśli wykorzystano wszystkie prywatne punkty końcowe (200), usuń te w stanie Disconnected albo poproś pomoc techniczną o podniesienie limitu.',
      },
      command: 'az acr private-endpoint-connection list --registry-name {registry} -o table',
      who: 'registry-owner',
      fits: ['private-endpoint'],
    },
    {
      text: {
        en: 'If you need Premium, change the tier. The registry keeps its name and its images.',
        pl: 'Jeśli potrzebujesz Premium, zmień warstwę. Rejestr zachowuje nazwę i obrazy.',
      },
      command: 'az acr update -n {registry} --sku Premium',
      who: 'subscription-owner',
      exposes: { en: 'Premium costs more per day.', pl: 'Premium ma wyższą opłatę dzienną.' },
      undo: {
        en: 'Run the same command with the previous tier. Premium features then stop working, and some must be removed first.',
        pl: 'Uruchom to samo polecenie z poprzednią warstwą. Funkcje Premium przestają wtedy działać, a niektóre trzeba najpierw usunąć.',
      },
    },
    {
      text: {
        en: 'If the storage is full, delete images that nobody needs. First make sure that nothing runs them.',
        pl: 'Jeśli brakuje miejsca, usuń niepotrzebne obrazy. Najpierw upewnij się, że nic ich nie używa.',
      },
      command: 'az acr repository delete -n {registry} --image {repository}:<old-tag>',
      who: 'registry-owner',
      exposes: {
        en: 'Deletes the image with all its tags. Whatever needs it later fails to start.',
        pl: 'Usuwa obraz ze wszystkimi jego tagami. To, co będzie go potrzebować później, nie uruchomi się.',
      },
      undo: { en: 'Only by pushing the image again.', pl: 'Tylko przez ponowne wypchnięcie obrazu.' },
    },
  ],
  verify: {
    en: 'az acr show-usage shows free capacity, and the change or push that was refused now succeeds.',
    pl: 'az acr show-usage pokazuje wolne miejsce w limicie, a odrzucona wcześniej zmiana lub wypchnięcie się udaje.',
  },
  links: [
    {
      title: { en: 'Tiers and limits', pl: 'Warstwy i limity' },
      url: 'https://learn.microsoft.com/azure/container-registry/container-registry-skus',
    },
    {
      title: { en: 'Error "operation is disallowed" at push', pl: 'Błąd „operation is disallowed” przy wypychaniu' },
      url: 'https://learn.microsoft.com/troubleshoot/azure/azure-container-registry/troubleshoot-push-error-operation-disallowed-timeout',
    },
    {
      title: { en: 'Support ticket', pl: 'Zgłoszenie do pomocy technicznej' },
      url: 'https://azure.microsoft.com/support/create-ticket/',
    },
  ],
} as const satisfies Remedy
