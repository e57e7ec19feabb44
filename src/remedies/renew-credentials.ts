// Credentials that were right once. Often mistaken for a removed role: what worked for months stops for everyone who
// shares the secret, at the same minute.
import type { Remedy } from './remedy.ts'

export const renewCredentials = {
  id: 'renew-credentials',
  title: { en: 'Renew expired credentials', pl: 'Odnów wygasłe poświadczenia' },
  steps: [
    {
      text: {
        en: 'Log in again: the token of az acr login lasts three hours. In a long job, log in once more right before the push.',
        pl: 'Zaloguj się ponownie: token z az acr login działa trzy godziny. W długim zadaniu zaloguj się jeszcze raz tuż przed wypchnięciem.',
      },
      command: 'az acr login -n {registry}',
      who: 'developer',
      undo: { en: 'Run `docker logout`.', pl: 'Uruchom `docker logout`.' },
    },
    {
      text: {
        en: 'The passwords of a repository token have their own expiry date. Generate new ones and distribute them.',
        pl: 'Hasła tokenu repozytorium mają własny termin ważności. Wygeneruj nowe i rozprowadź je.',
      },
      command: 'az acr token credential generate -n <token> -r {registry}',
      who: 'registry-owner',
      exposes: {
        en: 'Prints the new passwords and ends the old ones: whoever still uses those is cut off.',
        pl: 'Wypisuje nowe hasła i unieważnia stare: kto ich nadal używa, traci dostęp.',
      },
      undo: {
        en: 'This cannot be undone: the old passwords do not come back.',
        pl: 'Nie można tego cofnąć: starych haseł nie da się przywrócić.',
      },
      fits: ['repository-token'],
    },
    {
      text: {
        en: 'See when the secrets of the service principal expire. By default, this is a year after they were created.',
        pl: 'Sprawdź, kiedy wygasają klucze tajne jednostki usługi. Domyślnie jest to rok po utworzeniu.',
      },
      command: 'az ad sp credential list --id <application-id> --query "[].{id:keyId,expires:endDateTime}" -o table',
      who: 'developer',
      fits: ['service-principal', 'aks', 'azure-devops', 'github-actions'],
    },
    {
      text: {
        en: 'Create a new secret beside the old ones, so that nothing else breaks, and put it where it is used.',
        pl: 'Utwórz nowy klucz tajny obok starych, żeby nic innego nie przestało działać, i wpisz go tam, gdzie jest używany.',
      },
      command: 'az ad sp credential reset --id <application-id> --append',
      who: 'subscription-owner',
      exposes: {
        en: 'Prints the new secret. Without --append, the command would end all old ones at once.',
        pl: 'Wypisuje nowy klucz tajny. Bez --append polecenie od razu unieważniłoby wszystkie stare.',
      },
      undo: {
        en: 'Run `az ad sp credential delete` with the id of the new key.',
        pl: 'Uruchom `az ad sp credential delete` z identyfikatorem nowego klucza.',
      },
      fits: ['service-principal', 'aks', 'azure-devops', 'github-actions'],
    },
    {
      text: {
        en: 'If the AKS cluster uses a service principal, give it the new secret. A cluster with a managed identity has no secret to renew.',
        pl: 'Jeśli klaster AKS używa jednostki usługi, przekaż mu nowy klucz tajny. Klaster z tożsamością zarządzaną nie ma klucza do odnowienia.',
      },
      command:
        'az aks update-credentials -g {clusterResourceGroup} -n {cluster} --reset-service-principal --service-principal <application-id> --client-secret <secret>',
      who: 'subscription-owner',
      exposes: {
        en: 'The nodes may be replaced one by one, so that pods restart. The secret stays in the history of the shell.',
        pl: 'Węzły mogą być kolejno wymieniane, a pody uruchamiane ponownie. Klucz tajny zostaje w historii powłoki.',
      },
      undo: {
        en: 'Run the command with the previous secret, as long as it is valid.',
        pl: 'Uruchom polecenie z poprzednim kluczem tajnym, dopóki jest ważny.',
      },
      fits: ['aks'],
    },
    {
      text: {
        en: 'If Kubernetes uses a pull secret, delete the old one and create it again. Pods use it at their next pull.',
        pl: 'Jeśli Kubernetes używa sekretu do pobierania obrazów, usuń stary i utwórz go ponownie. Pody użyją go przy następnym pobraniu.',
      },
      command:
        'kubectl create secret docker-registry <pull-secret> -n <namespace> --docker-server={loginServer} --docker-username=<application-id> --docker-password=<secret>',
      who: 'developer',
      exposes: {
        en: 'The secret stays in the history of the shell. Whoever may read secrets in the namespace can read it.',
        pl: 'Klucz tajny zostaje w historii powłoki. Odczyta go każdy, kto może czytać sekrety w tej przestrzeni nazw.',
      },
      undo: { en: 'Run `kubectl delete secret`.', pl: 'Uruchom `kubectl delete secret`.' },
      fits: ['aks', 'service-principal', 'repository-token'],
    },
    {
      text: {
        en: 'Put the new secret into every place that holds the old one: service connections, pipeline and repository secrets, Key Vault, app settings. Where possible, use a managed identity or workload federation: they have no secret that expires.',
        pl: 'Wpisz nowy klucz tajny wszędzie, gdzie był stary: w połączeniach usług, sekretach potoków i repozytoriów, Key Vault i ustawieniach aplikacji. Gdzie się da, użyj tożsamości zarządzanej lub federacji tożsamości obciążenia: nie mają one klucza, który wygasa.',
      },
      who: 'developer',
    },
  ],
  verify: {
    en: 'A login with the new credentials says "Login Succeeded", and the job or pod that failed gets its image.',
    pl: 'Logowanie nowymi poświadczeniami kończy się komunikatem „Login Succeeded”, a zadanie lub pod, w którym występował błąd, dostaje obraz.',
  },
  links: [
    {
      title: { en: 'Troubleshoot registry login', pl: 'Rozwiązywanie problemów z logowaniem do rejestru' },
      url: 'https://learn.microsoft.com/azure/container-registry/container-registry-troubleshoot-login-authn-authz',
    },
    {
      title: { en: 'Error "authentication required"', pl: 'Błąd „authentication required”' },
      url: 'https://learn.microsoft.com/troubleshoot/azure/azure-container-registry/authentication-required',
    },
    {
      title: { en: 'AKS cannot pull from ACR', pl: 'AKS nie może pobrać obrazu z ACR' },
      url: 'https://learn.microsoft.com/troubleshoot/azure/azure-kubernetes/extensions/cannot-pull-image-from-acr-to-aks-cluster',
    },
  ],
} as const satisfies Remedy
