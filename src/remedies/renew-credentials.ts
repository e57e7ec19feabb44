// Credentials that were right once. Often mistaken for a removed role: what worked for months stops for everyone who
// shares the secret, at the same minute.
import type { Remedy } from './remedy.ts'

export const renewCredentials = {
  id: 'renew-credentials',
  title: { en: 'Renew expired credentials', pl: 'Odnów wygasłe poświadczenia' },
  steps: [
    {
      text: {
        en: 'Log in anew: the token of az acr login lasts three hours. In a long job log in again right before the push.',
        pl: 'Zaloguj się ponownie: token z az acr login działa trzy godziny. W długim zadaniu zaloguj się jeszcze raz tuż przed wypchnięciem.',
      },
      command: 'az acr login -n {registry}',
      who: 'developer',
      undo: { en: 'docker logout.', pl: 'docker logout.' },
    },
    {
      text: {
        en: 'Service principal: read when its secrets end; by default that is a year after they were made.',
        pl: 'Jednostka usługi: odczytaj, kiedy kończą się jej wpisy tajne; domyślnie rok po utworzeniu.',
      },
      command: 'az ad sp credential list --id <application-id> --query "[].{id:keyId,end:endDateTime}" -o table',
      who: 'developer',
      fits: ['service-principal', 'aks', 'azure-devops', 'github-actions'],
    },
    {
      text: {
        en: 'Make a new secret beside the old ones, so that nothing else breaks, and put it where it is used.',
        pl: 'Utwórz nowy wpis tajny obok starych, żeby nic innego nie przestało działać, i wpisz go tam, gdzie jest używany.',
      },
      command: 'az ad sp credential reset --id <application-id> --append',
      who: 'subscription-owner',
      exposes: {
        en: 'Writes the new secret to the terminal. Without --append it would end all the old ones at once.',
        pl: 'Wypisuje nowy wpis tajny w terminalu. Bez --append natychmiast unieważniłoby wszystkie stare.',
      },
      undo: {
        en: 'az ad sp credential delete with the id of the new key.',
        pl: 'az ad sp credential delete z id nowego klucza.',
      },
      fits: ['service-principal', 'aks', 'azure-devops', 'github-actions'],
    },
    {
      text: {
        en: 'AKS cluster with a service principal: give it the new secret (a cluster with a managed identity has none to renew).',
        pl: 'Klaster AKS z jednostką usługi: przekaż mu nowy wpis tajny (klaster z tożsamością zarządzaną nie ma czego odnawiać).',
      },
      command:
        'az aks update-credentials -g {clusterResourceGroup} -n {cluster} --reset-service-principal --service-principal <application-id> --client-secret <secret>',
      who: 'subscription-owner',
      exposes: {
        en: 'The nodes may be replaced one by one, so that pods restart; the secret stays in the history of the shell.',
        pl: 'Węzły mogą być kolejno wymieniane, a pody uruchamiane ponownie; wpis tajny zostaje w historii powłoki.',
      },
      undo: {
        en: 'Run it with the former secret, as long as that is valid.',
        pl: 'Uruchom je z poprzednim wpisem tajnym, dopóki jest ważny.',
      },
      fits: ['aks'],
    },
    {
      text: {
        en: 'Kubernetes pull secret: delete the old one and make it anew; pods take it at their next pull.',
        pl: 'Sekret do pobierania w Kubernetes: usuń stary i utwórz go na nowo; pody użyją go przy następnym pobraniu.',
      },
      command:
        'kubectl create secret docker-registry <pull-secret> -n <namespace> --docker-server={loginServer} --docker-username=<application-id> --docker-password=<secret>',
      who: 'developer',
      exposes: {
        en: 'The secret stays in the history of the shell, and readable for whoever may read secrets in the namespace.',
        pl: 'Wpis tajny zostaje w historii powłoki i jest widoczny dla każdego, kto może czytać sekrety w tej przestrzeni nazw.',
      },
      undo: { en: 'kubectl delete secret.', pl: 'kubectl delete secret.' },
      fits: ['aks', 'service-principal', 'repository-token'],
    },
    {
      text: {
        en: 'Repository token: its passwords have an end of their own. Generate new ones and distribute them.',
        pl: 'Token repozytorium: jego hasła mają własny termin ważności. Wygeneruj nowe i rozprowadź je.',
      },
      command: 'az acr token credential generate -n <token> -r {registry}',
      who: 'registry-owner',
      exposes: {
        en: 'Writes the passwords to the terminal, and ends the old ones: whoever still uses them is cut off.',
        pl: 'Wypisuje hasła w terminalu i unieważnia stare: kto ich nadal używa, traci dostęp.',
      },
      undo: {
        en: 'None: the old passwords do not come back.',
        pl: 'Brak: starych haseł nie da się przywrócić.',
      },
      fits: ['repository-token'],
    },
    {
      text: {
        en: 'Put the new secret into every place that holds the old one: service connections, pipeline and repository secrets, Key Vault, app settings. Where it is possible use a managed identity or workload federation, which have no secret that expires.',
        pl: 'Wpisz nowy wpis tajny wszędzie, gdzie był stary: w połączeniach usług, sekretach potoków i repozytoriów, Key Vault, ustawieniach aplikacji. Gdzie się da, użyj tożsamości zarządzanej lub federacji, które nie mają wygasającego wpisu.',
      },
      who: 'developer',
    },
  ],
  verify: {
    en: 'A login with the new credentials says "Login Succeeded", and the job or pod that failed gets its image.',
    pl: 'Logowanie nowymi poświadczeniami wypisuje „Login Succeeded”, a zadanie lub pod, który zawodził, dostaje obraz.',
  },
  links: [
    {
      title: { en: 'Troubleshoot registry login', pl: 'Rozwiązywanie problemów z logowaniem do rejestru' },
      url: 'https://learn.microsoft.com/azure/container-registry/container-registry-troubleshoot-login-authn-authz',
    },
    {
      title: { en: 'Authentication required', pl: 'Błąd „authentication required”' },
      url: 'https://learn.microsoft.com/troubleshoot/azure/azure-container-registry/authentication-required',
    },
    {
      title: { en: 'AKS cannot pull from ACR', pl: 'AKS nie może pobrać obrazu z ACR' },
      url: 'https://learn.microsoft.com/troubleshoot/azure/azure-kubernetes/extensions/cannot-pull-image-from-acr-to-aks-cluster',
    },
  ],
} as const satisfies Remedy
