// Azure's side. Often mistaken for one's own network at the start of an outage; rules opened then stay open, so look
// here first when everybody fails at once and nobody changed anything.
import type { Remedy } from './remedy.ts'

export const checkAzureStatus = {
  id: 'check-azure-status',
  title: {
    en: 'See whether Azure itself has a problem',
    pl: 'Sprawdź, czy awaria nie leży po stronie Azure',
  },
  steps: [
    {
      text: {
        en: 'Open Service Health in the portal for your subscription and look for the service Container Registry in your region; without access see azure.status.microsoft.',
        pl: 'Otwórz w portalu Service Health dla swojej subskrypcji i poszukaj usługi Container Registry w swoim regionie; bez dostępu zajrzyj na azure.status.microsoft.',
      },
      who: 'developer',
    },
    {
      text: {
        en: 'Make a control test from the same machine: if mcr.microsoft.com does not answer either, the fault is on your side of the line, or much bigger than your registry.',
        pl: 'Zrób próbę kontrolną z tej samej maszyny: jeśli mcr.microsoft.com też nie odpowiada, usterka jest po Twojej stronie albo dotyczy znacznie więcej niż Twojego rejestru.',
      },
      command: 'curl https://mcr.microsoft.com/v2/',
      who: 'developer',
    },
    {
      text: {
        en: 'Read the state of the registry itself. Anything but Succeeded (Updating, Failed) explains refused changes. Resource health in the portal may know more; if it knows nothing, that means nothing.',
        pl: 'Odczytaj stan samego rejestru. Stan inny niż Succeeded (Updating, Failed) wyjaśnia odrzucane zmiany. Więcej może pokazać Resource health w portalu; jeśli nic nie pokazuje, niczego to nie dowodzi.',
      },
      command:
        'az acr show -n {registry} --query "{provisioning:provisioningState,status:status.displayStatus,message:status.message}"',
      who: 'registry-owner',
    },
    {
      text: {
        en: 'See whether every replica is online. The global name fails over to the others by itself within minutes, regional and data endpoints do not.',
        pl: 'Sprawdź, czy każda replika jest online. Nazwa globalna sama przełącza się na pozostałe w ciągu minut, regionalne i danych – nie.',
      },
      command: 'az acr replication list -r {registry} -o table',
      who: 'registry-owner',
      fits: ['geo-replication'],
    },
    {
      text: {
        en: 'Take a failing replica out of the global routing, if the failover does not (CLI 2.86 or later; before it was --region-endpoint-enabled).',
        pl: 'Wyłącz niesprawną replikę z routingu globalnego, jeśli nie robi tego przełączenie awaryjne (CLI 2.86 lub nowsze; wcześniej --region-endpoint-enabled).',
      },
      command: 'az acr replication update --registry {registry} --name {region} --global-endpoint-routing false',
      who: 'registry-owner',
      exposes: {
        en: "Sends that region's clients to another replica: slower, and blocked where its data endpoint is not allowed.",
        pl: 'Kieruje klientów z tego regionu do innej repliki: wolniej, a gdzie jej punkt końcowy danych nie jest dozwolony – bez dostępu.',
      },
      undo: { en: 'The same command with true.', pl: 'To samo polecenie z wartością true.' },
      fits: ['geo-replication'],
    },
    {
      text: {
        en: "CMK_ERROR: the identity that reads the registry's encryption key is gone. Give the registry another identity with access to the key and rotate the key.",
        pl: 'CMK_ERROR: tożsamość odczytująca klucz szyfrowania rejestru nie istnieje. Daj rejestrowi inną tożsamość z dostępem do klucza i wykonaj rotację klucza.',
      },
      command: 'az acr encryption show -n {registry}',
      who: 'registry-owner',
      fits: ['managed-identity'],
    },
    {
      text: {
        en: 'While the outage lasts leave firewall rules, roles and network settings alone, and let jobs retry with a growing delay. In an outage of the home region push, pull and login go on in the other replicas; settings and Tasks do not.',
        pl: 'Dopóki trwa awaria, nie ruszaj reguł zapory, ról ani ustawień sieci i pozwól zadaniom ponawiać z rosnącym odstępem. Przy awarii regionu macierzystego push, pull i logowanie działają w pozostałych replikach; ustawienia i Tasks – nie.',
      },
      who: 'developer',
    },
    {
      text: {
        en: 'No known outage: open a support ticket with the time, region and the correlation id of a failed answer (x-ms-correlation-request-id, or CorrelationId in the message). A Service Health alert tells you first next time.',
        pl: 'Brak znanej awarii: otwórz zgłoszenie do pomocy technicznej z czasem, regionem i identyfikatorem korelacji błędnej odpowiedzi (x-ms-correlation-request-id albo CorrelationId w komunikacie). Alert Service Health następnym razem uprzedzi Cię pierwszy.',
      },
      who: 'subscription-owner',
    },
  ],
  verify: {
    en: 'Service Health closes the event, and the same pull succeeds several times in a row.',
    pl: 'Service Health zamyka zdarzenie, a ten sam pull udaje się kilka razy z rzędu.',
  },
  links: [
    {
      title: { en: 'Azure status', pl: 'Stan platformy Azure' },
      url: 'https://azure.status.microsoft',
    },
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
