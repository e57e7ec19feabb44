// Credentials the registry does not know. Often mistaken for missing rights: with wrong credentials every image is
// refused, and a stale docker login can even spoil a pull that needs none.
import type { Remedy } from './remedy.ts'

export const confirmCredentials = {
  id: 'confirm-credentials',
  title: { en: 'Sign in with valid credentials', pl: 'Zaloguj się prawidłowymi poświadczeniami' },
  steps: [
    {
      text: {
        en: 'Throw away what Docker has stored for this registry: a stale login is tried first, and spoils anonymous pulls, too.',
        pl: 'Usuń to, co Docker zapisał dla tego rejestru: stare logowanie jest używane jako pierwsze i psuje nawet anonimowy pull.',
      },
      command: 'docker logout {loginServer}',
      who: 'developer',
      undo: { en: 'Log in again.', pl: 'Zaloguj się ponownie.' },
    },
    {
      text: {
        en: 'See as whom, and in which tenant, the CLI is signed in. AADSTS errors mostly mean the wrong tenant: sign in to that of the registry.',
        pl: 'Sprawdź, jako kto i w której dzierżawie jest zalogowany CLI. Błędy AADSTS oznaczają zwykle złą dzierżawę: zaloguj się do dzierżawy rejestru.',
      },
      command: 'az account show --query "{user:user.name,tenant:tenantId,subscription:name}"',
      who: 'developer',
    },
    {
      text: {
        en: 'Log in as yourself. If this works and the pipeline or cluster fails, its own credentials are wrong. A 403 here is the network, not the password.',
        pl: 'Zaloguj się jako Ty. Jeśli to działa, a potok lub klaster nie, złe są jego poświadczenia. 403 w tym miejscu to sieć, nie hasło.',
      },
      command: 'az acr login -n {registry}',
      who: 'developer',
      undo: { en: 'docker logout.', pl: 'docker logout.' },
    },
    {
      text: {
        en: 'Service principal: the user name is its application (client) id and the password the value of its secret, not the id of the secret. "Application not registered with AAD" means that something else stands as user name, often the login server.',
        pl: 'Jednostka usługi: nazwą użytkownika jest jej identyfikator aplikacji (klienta), a hasłem wartość wpisu tajnego, nie jego identyfikator. „Application not registered with AAD” oznacza, że jako użytkownika podano coś innego, często serwer logowania.',
      },
      command: 'docker login {loginServer} -u <application-id>',
      who: 'developer',
      exposes: {
        en: 'Docker keeps the secret in its credential store, or unencrypted in ~/.docker/config.json.',
        pl: 'Docker zapisuje wpis tajny w magazynie poświadczeń albo bez szyfrowania w ~/.docker/config.json.',
      },
      undo: { en: 'docker logout.', pl: 'docker logout.' },
      fits: ['service-principal', 'azure-devops', 'github-actions', 'aks'],
    },
    {
      text: {
        en: 'Admin user: see whether it is on; its user name is the resource name. A freshly renewed password takes about a minute. Turn it on for a test at most: it is one shared account with all rights.',
        pl: 'Użytkownik administratora: sprawdź, czy jest włączony; jego nazwą jest nazwa zasobu. Nowe hasło zaczyna działać po około minucie. Włączaj go najwyżej na próbę: to jedno wspólne konto z pełnymi prawami.',
      },
      command: 'az acr show -n {registry} --query adminUserEnabled',
      who: 'registry-owner',
      fits: ['admin-user'],
    },
    {
      text: {
        en: "Read the admin user's current password.",
        pl: 'Odczytaj bieżące hasło użytkownika administratora.',
      },
      command: 'az acr credential show -n {registry}',
      who: 'registry-owner',
      exposes: {
        en: 'Writes both passwords, which allow everything in the registry, to the terminal.',
        pl: 'Wypisuje w terminalu oba hasła, które pozwalają na wszystko w rejestrze.',
      },
      undo: {
        en: 'Renew the passwords with az acr credential renew.',
        pl: 'Odnów hasła przez az acr credential renew.',
      },
      fits: ['admin-user'],
    },
    {
      text: {
        en: 'Right rights, yet every token is refused: the registry may take only tokens made for https://containerregistry.azure.net (status disabled). Update the client; App Service needs it enabled.',
        pl: 'Uprawnienia są, a każdy token jest odrzucany: rejestr może przyjmować tylko tokeny wystawione dla https://containerregistry.azure.net (stan disabled). Zaktualizuj klienta; App Service wymaga stanu enabled.',
      },
      command: 'az acr config authentication-as-arm show -r {registry}',
      who: 'registry-owner',
      fits: ['azure-cli', 'app-service', 'managed-identity'],
    },
    {
      text: {
        en: 'A user is refused while service principals are not: look in the Entra sign-in log for a Conditional Access policy on Azure Container Registry.',
        pl: 'Odmowę dostaje użytkownik, a jednostki usługi nie: poszukaj w dzienniku logowania Entra zasady dostępu warunkowego dla Azure Container Registry.',
      },
      who: 'subscription-owner',
      fits: ['conditional-access'],
    },
  ],
  verify: {
    en: '"Login Succeeded", and a pull of the same image without "unauthorized".',
    pl: '„Login Succeeded” i pobranie tego samego obrazu bez „unauthorized”.',
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
      title: { en: 'Tokens of Azure Resource Manager', pl: 'Tokeny Azure Resource Manager' },
      url: 'https://learn.microsoft.com/azure/container-registry/container-registry-disable-authentication-as-arm',
    },
    {
      title: { en: 'Conditional Access', pl: 'Dostęp warunkowy' },
      url: 'https://learn.microsoft.com/azure/container-registry/container-registry-configure-conditional-access',
    },
  ],
} as const satisfies Remedy
