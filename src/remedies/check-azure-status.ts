// Azure's side. Often mistaken for one's own network at the start of an outage; rules opened then stay open, so look
// here first when everybody fails at once and nobody changed anything.
import type { Remedy } from './remedy.ts'

export const checkAzureStatus = {
  id: 'check-azure-status',
  title: { en: 'See whether Azure itself has a problem', pl: 'Sprawdź, czy awaria nie leży po stronie Azure' },
  steps: [
    {
      text: {
        en: 'Open Service Health in the portal for your subscription, and look for the service Container Registry in your region. Without access to the portal, see azure.status.microsoft.',
        pl: 'Otwórz w portalu Service Health dla swojej subskrypcji i poszukaj usługi Container Registry w swoim regionie. Jeśli nie masz dostępu do portalu, zajrzyj na azure.status.microsoft.',
      },
      who: 'developer',
    },
    {
      text: {
        en: 'Test another Microsoft registry from the same machine. If mcr.microsoft.com does not answer either, the fault is in your own network, or it is much bigger than your registry.',
        pl: 'Sprawdź z tej samej maszyny inny rejestr Microsoftu. Jeśli mcr.microsoft.com też nie odpowiada, usterka jest w twojej sieci albo dotyczy znacznie więcej niż twojego rejestru.',
      },
      command: 'curl https://mcr.microsoft.com/v2/',
      who: 'developer',
    },
    {
      text: {
        en: 'See whether every replica is online. The global name switches to the other replicas by itself within minutes; regional endpoints and data endpoints do not.',
        pl: 'Sprawdź, czy każda replika jest online. Nazwa globalna sama przełącza się na pozostałe repliki w ciągu kilku minut; regionalne punkty końcowe i punkty końcowe danych się nie przełączają.',
      },
      command: 'az acr replication list -r {registry} -o table',
      who: 'registry-owner',
      fits: ['geo-replication'],
    },
    {
      text: {
        en: 'If the failing replica still gets traffic, take it out of the global routing (CLI 2.86 or later; before that the option was --region-endpoint-enabled).',
        pl: 'Jeśli niesprawna replika nadal dostaje ruch, wyłącz ją z routingu globalnego (CLI 2.86 lub nowsze; wcześniej opcja nazywała się --region-endpoint-enabled).',
      },
      command: 'az acr replication update --registry {registry} --name {region} --global-endpoint-routing false',
      who: 'registry-owner',
      exposes: {
        en: 'Sends the clients of that region to another replica. This is slower, and it fails where the data endpoint of that replica is not allowed.',
        pl: 'Kieruje klientów z tego regionu do innej repliki. Jest to wolniejsze i nie działa tam, gdzie punkt końcowy danych tej repliki nie jest dozwolony.',
      },
      undo: { en: 'Run the same command with true.', pl: 'Uruchom to samo polecenie z wartością true.' },
      fits: ['geo-replication'],
    },
    {
      text: {
        en: 'During an outage, do not change firewall rules, roles or network settings, and let jobs retry with a growing delay. If the home region is down, push, pull and login still work in the other replicas; settings and Tasks do not.',
        pl: 'Podczas awarii nie zmieniaj reguł zapory, ról ani ustawień sieci i pozwól zadaniom ponawiać próby z rosnącym odstępem. Przy awarii regionu macierzystego wypychanie, pobieranie i logowanie działają w pozostałych replikach, a ustawienia i Tasks nie działają.',
      },
      who: 'developer',
    },
    {
      text: {
        en: 'Read the state of the registry itself. If `provisioning` is not Succeeded (but Updating or Failed), this explains why changes are refused. Resource health in the portal may show more; if it shows nothing, that proves nothing.',
        pl: 'Odczytaj stan samego rejestru. Jeśli `provisioning` nie ma wartości Succeeded (lecz Updating lub Failed), wyjaśnia to odrzucane zmiany. Więcej może pokazać Resource health w portalu; jeśli nic nie pokazuje, niczego to nie dowodzi.',
      },
      command:
        'az acr show -n {registry} --query "{provisioning:provisioningState,status:status.displayStatus,message:status.message}"',
      who: 'registry-owner',
    },
    {
      text: {
        en: 'CMK_ERROR means that the identity that reads the encryption key of the registry no longer exists. Give the registry another identity with access to the key, and rotate the key.',
        pl: 'CMK_ERROR oznacza, że tożsamość odczytująca klucz szyfrowania rejestru już nie istnieje. Daj rejestrowi inną tożsamość z dostępem do klucza i wykonaj rotację klucza.',
      },
      command: 'az acr encryption show -n {registry}',
      who: 'registry-owner',
      fits: ['managed-identity'],
    },
    {
      text: {
        en: 'If there is no known outage, open a support ticket with the time, the region and the correlation id of a failed answer (x-ms-correlation-request-id, or CorrelationId in the message). Create a Service Health alert, so that you are told first next time.',
        pl: 'Jeśli nie ma znanej awarii, otwórz zgłoszenie do pomocy technicznej z czasem, regionem i identyfikatorem korelacji błędnej odpowiedzi (x-ms-correlation-request-id albo CorrelationId w komunikacie). Utwórz alert Service Health, aby następnym razem dowiedzieć się od razu.',
      },
      who: 'subscription-owner',
    },
  ],
  verify: {
    en: 'Service Health closes the event, and the same pull succeeds several times in a row.',
    pl: 'Service Health zamyka zdarzenie, a to samo pobranie udaje się kilka razy z rzędu.',
  },
  links: [
    { title: { en: 'Azure status', pl: 'Stan platformy Azure' }, url: 'https://azure.status.microsoft' },
    {
      title: { en: 'Service Health alerts for the registry', pl: 'Alerty Service Health dla rejestru' },
      url: 'https://learn.microsoft.com/azure/container-registry/set-container-registry-service-health-alerts',
    },
    {
      title: { en: 'Geo-replication', pl: 'Replikacja geograficzna' },
      url: 'https://learn.microsoft.com/azure/container-registry/container-registry-geo-replication',
    },
    {
      title: { en: 'Support ticket', pl: 'Zgłoszenie do pomocy technicznej' },
      url: 'https://azure.microsoft.com/support/create-ticket/',
    },
  ],
} as const satisfies Remedy
