// The tier does not have it, or it is full. Often mistaken for a missing role: the change is refused although the person
// may make it, or a push although the identity may push.
import type { Remedy } from './remedy.ts'

export const changeTierOrQuota = {
  id: 'change-tier-or-quota',
  title: { en: 'Change the tier, or make room', pl: 'Zmień warstwę cenową albo zrób miejsce' },
  steps: [
    {
      text: {
        en: 'Read what is used up: storage, webhooks, replicas, IP rules, VNet rules, private endpoints.',
        pl: 'Odczytaj, co się wyczerpało: miejsce, webhooki, repliki, reguły IP, reguły sieci wirtualnych, prywatne punkty końcowe.',
      },
      command: 'az acr show-usage -n {registry} -o table',
      who: 'registry-owner',
    },
    {
      text: {
        en: 'Read the tier. Network rules, private endpoints, dedicated data endpoints, replicas and agent pools need Premium; anonymous pull Standard or Premium.',
        pl: 'Odczytaj warstwę. Reguły sieci, prywatne punkty końcowe, dedykowane punkty końcowe danych, repliki i pule agentów wymagają Premium; anonimowy pull – Standard lub Premium.',
      },
      command: 'az acr show -n {registry} --query sku.name -o tsv',
      who: 'registry-owner',
    },
    {
      text: {
        en: 'Move to Premium. The registry keeps its name and its images.',
        pl: 'Przejdź na Premium. Rejestr zachowuje nazwę i obrazy.',
      },
      command: 'az acr update -n {registry} --sku Premium',
      who: 'subscription-owner',
      exposes: { en: 'Premium costs more per day.', pl: 'Premium ma wyższą opłatę dzienną.' },
      undo: {
        en: 'The same command with the former tier; Premium features then stop, and some must be removed first.',
        pl: 'To samo polecenie z poprzednią warstwą; funkcje Premium przestają działać, a niektóre trzeba najpierw usunąć.',
      },
    },
    {
      text: {
        en: 'IP rules used up (200) or VNet rules (100): support cannot raise these. Remove old ones, merge neighbours into CIDR ranges, or use a private endpoint.',
        pl: 'Wyczerpane reguły IP (200) lub sieci wirtualnych (100): pomoc techniczna ich nie podniesie. Usuń stare, połącz sąsiednie w zakresy CIDR albo użyj prywatnego punktu końcowego.',
      },
      command: 'az acr network-rule list --name {registry}',
      who: 'registry-owner',
      fits: ['public-access', 'firewall', 'service-endpoint'],
    },
    {
      text: {
        en: 'Private endpoints used up (200): remove Disconnected ones, or ask support to raise the limit.',
        pl: 'Wyczerpane prywatne punkty końcowe (200): usuń te w stanie Disconnected albo poproś pomoc techniczną o podniesienie limitu.',
      },
      command: 'az acr private-endpoint-connection list --registry-name {registry} -o table',
      who: 'registry-owner',
      fits: ['private-endpoint'],
    },
    {
      text: {
        en: 'Storage full: delete images that nobody needs, after making sure that nothing runs them.',
        pl: 'Brak miejsca: usuń niepotrzebne obrazy, gdy upewnisz się, że nic ich nie używa.',
      },
      command: 'az acr repository delete -n {registry} --image {repository}:<old-tag>',
      who: 'registry-owner',
      exposes: {
        en: 'Deletes the image with all its tags: whatever starts from it later fails.',
        pl: 'Usuwa obraz ze wszystkimi jego tagami: to, co później z niego wystartuje, zawiedzie.',
      },
      undo: { en: 'Only by pushing it again.', pl: 'Tylko przez ponowne wypchnięcie.' },
    },
    {
      text: {
        en: 'TasksOperationsNotAllowed: ACR Tasks are paused for free-credit subscriptions. Build elsewhere, or use a paid subscription.',
        pl: 'TasksOperationsNotAllowed: ACR Tasks są wstrzymane w subskrypcjach z bezpłatnym środkiem. Buduj gdzie indziej albo użyj płatnej subskrypcji.',
      },
      who: 'subscription-owner',
      fits: ['acr-tasks'],
    },
  ],
  verify: {
    en: 'az acr show-usage shows room, and the change or push that was refused goes through.',
    pl: 'az acr show-usage pokazuje zapas, a odrzucona wcześniej zmiana lub push przechodzi.',
  },
  links: [
    {
      title: { en: 'Tiers and limits', pl: 'Warstwy i limity' },
      url: 'https://learn.microsoft.com/azure/container-registry/container-registry-skus',
    },
    {
      title: { en: 'Push fails: operation disallowed', pl: 'Push kończy się błędem „operation is disallowed”' },
      url: 'https://learn.microsoft.com/troubleshoot/azure/azure-container-registry/troubleshoot-push-error-operation-disallowed-timeout',
    },
    {
      title: { en: 'Support ticket', pl: 'Zgłoszenie do pomocy technicznej' },
      url: 'https://azure.microsoft.com/support/create-ticket/',
    },
  ],
} as const satisfies Remedy
