// Credentials the registry does not know. Often mistaken for missing rights: with wrong credentials every image is
// refused, and a stale docker login can even spoil a pull that needs none.
import type { Remedy } from './remedy.ts'

export const confirmCredentials = {
  id: 'confirm-credentials',
  title: { en: 'Sign in with valid credentials', pl: 'Zaloguj się prawidłowymi poświadczeniami' },
  steps: [
    {
      text: {
        en: 'See which user and which tenant the Azure CLI is signed in to. An AADSTS error usually means the wrong tenant: sign in to the tenant of the registry.',
        pl: 'Sprawdź, na jakiego użytkownika i w której dzierżawie jest zalogowane Azure CLI. Błąd AADSTS oznacza zwykle złą dzierżawę: zaloguj się do dzierżawy rejestru.',
      },
      command: 'az account show --query "{user:user.name,tenant:tenantId,subscription:name}"',
      who: 'developer',
    },
    {
      text: {
        en: 'If a user is refused but service principals are not, look in the Entra sign-in log for a Conditional Access policy on Azure Container Registry.',
        pl: 'Jeśli odmowę dostaje użytkownik, a jednostki usługi nie, poszukaj w dzienniku logowania Entra zasady dostępu warunkowego dla Azure Container Registry.',
      },
      who: 'subscription-owner',
      fits: ['conditional-access'],
    },
    {
      text: {
        en: 'Sign in with the service principal itself. The user name is its application (client) id, and the password is the value of its secret, not the id of the secret. "Application not registered with AAD" means that the user name is something else, often the login server.',
        pl: 'Zaloguj się samą jednostką usługi. Nazwą użytkownika jest jej identyfikator aplikacji (klienta), a hasłem wartość klucza tajnego, nie jego identyfikator. „Application not registered with AAD” oznacza, że jako użytkownika podano coś innego, często serwer logowania.',
      },
      command: 'docker login {loginServer} -u <application-id>',
      who: 'developer',
      exposes: {
        en: 'Docker keeps the secret in its credential store, or unencrypted in ~/.docker/config.json.',
        pl: 'Docker zapisuje klucz tajny w magazynie poświadczeń albo bez szyfrowania w ~/.docker/config.json.',
      },
      undo: { en: 'Run `docker logout`.', pl: 'Uruchom `docker logout`.' },
      fits: ['service-principal', 'azure-devops', 'github-actions', 'aks'],
    },
    {
      text: {
        en: 'Remove the credentials that Docker has stored for this registry. Docker tries an old login first, and with it even an anonymous pull fails.',
        pl: 'Usuń poświadczenia, które Docker zapisał dla tego rejestru. Docker używa najpierw starego logowania, a z nim nie udaje się nawet anonimowe pobieranie.',
      },
      command: 'docker logout {loginServer}',
      who: 'developer',
      undo: { en: 'Log in again.', pl: 'Zaloguj się ponownie.' },
    },
    {
      text: {
        en: 'Log in as yourself. If this works but the pipeline or cluster fails, its own credentials are wrong. A 403 here means the network, not the password.',
        pl: 'Zaloguj się na własne konto. Jeśli to działa, a potok lub klaster nadal zgłasza błąd, złe są jego poświadczenia. Kod 403 w tym miejscu oznacza sieć, a nie hasło.',
      },
      command: 'az acr login -n {registry}',
      who: 'developer',
      undo: { en: 'Run `docker logout`.', pl: 'Uruchom `docker logout`.' },
    },
    {
      text: {
        en: 'See whether the admin user is on; its user name is the resource name of the registry. A new password works after about a minute. Turn the admin user on for a test at most: it is one shared account with all rights.',
        pl: 'Sprawdź, czy użytkownik administratora jest włączony; jego nazwą jest nazwa zasobu rejestru. Nowe hasło zaczyna działać po około minucie. Włączaj go najwyżej na próbę: to jedno wspólne konto z pełnymi prawami.',
      },
      command: 'az acr show -n {registry} --query adminUserEnabled',
      who: 'registry-owner',
      fits: ['admin-user'],
    },
    {
      text: {
        en: 'Read the current password of the admin user.',
        pl: 'Odczytaj bieżące hasło użytkownika administratora.',
      },
      command: 'az acr credential show -n {registry}',
      who: 'registry-owner',
      exposes: {
        en: 'Prints both passwords, which allow everything in the registry.',
        pl: 'Wypisuje oba hasła, które pozwalają na wszystko w rejestrze.',
      },
      undo: {
        en: 'Renew the passwords with `az acr credential renew`.',
        pl: 'Odnów hasła przez `az acr credential renew`.',
      },
      fits: ['admin-user'],
    },
    {
      text: {
        en: 'If the rights are correct but every token is refused, see whether this prints disabled: the registry then accepts only tokens for https://containerregistry.azure.net. Update the client. App Service needs enabled.',
        pl: 'Jeśli uprawnienia są właściwe, a każdy token jest odrzucany, sprawdź, czy polecenie wypisuje disabled: rejestr przyjmuje wtedy tylko tokeny dla https://containerregistry.azure.net. Zaktualizuj klienta. App Service wymaga wartości enabled.',
      },
      command: 'az acr config authentication-as-arm show -r {registry}',
      who: 'registry-owner',
      fits: ['azure-cli', 'app-service', 'managed-identity'],
    },
  ],
  verify: {
    en: 'The login says "Login Succeeded", and a pull of the same image works without "unauthorized".',
    pl: 'Logowanie kończy się komunikatem „Login Succeeded”, a pobranie tego samego obrazu udaje się bez „unauthorized”.',
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
      title: { en: 'Sign-in with Azure Resource Manager tokens', pl: 'Logowanie tokenami Azure Resource Manager' },
      url: 'https://learn.microsoft.com/azure/container-registry/container-registry-disable-authentication-as-arm',
    },
    {
      title: { en: 'Conditional Access', pl: 'Dostęp warunkowy' },
      url: 'https://learn.microsoft.com/azure/container-registry/container-registry-configure-conditional-access',
    },
  ],
} as const satisfies Remedy
