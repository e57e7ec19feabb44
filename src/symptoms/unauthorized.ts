// ACR answered 401: no credentials, wrong, expired, or without the right. Not ip-denied: a 403 at the token exchange is
// mostly the network, even when the next line says that the admin user is disabled.
import type { Symptom } from './symptom.ts'

export const unauthorized = {
  id: 'unauthorized',
  title: { en: 'The registry does not accept the credentials', pl: 'Rejestr nie przyjmuje poświadczeń' },
  signs: {
    'authentication-required': {
      says: [
        'authentication required',
        'unauthorized:',
        'code":"unauthorized',
        '401 unauthorized',
        'status code 401',
        'status: 401',
        'http 401',
        'statuscode: 401',
        'returned 401',
        '401 (unauthorized)',
      ],
      not: /anonymous token|oauth token|proxy authentication|exchange|listCredentials|server returned 401|Response code: 401|incorrect username|Application not registered|AADSTS|client id must be|invalid username/i,
      means: { en: 'the registry asks for (better) credentials', pl: 'rejestr żąda (lepszych) poświadczeń' },
      weighs: { 'credentials-invalid': 3.1, 'credentials-unauthorized': 2.7, 'credentials-expired': 1.9 },
      echoOf: ['layer-host-fails', 'manifest-unknown'],
    },
    'scope-named': {
      says: ['[action:', '"action":"p', '"action":"m', '"action":"d', 'action:push', 'action:pull'],
      means: {
        en: 'the answer names the right that was missing for this repository',
        pl: 'odpowiedź wymienia prawo, którego zabrakło dla tego repozytorium',
      },
      weighs: { 'credentials-unauthorized': 2.6, 'credentials-invalid': 1 },
    },
    'anonymous-token-401': {
      says: ['failed to fetch anonymous token'],
      and: /401/,
      means: {
        en: 'no working credential was at hand: the attempt with credentials failed first, this one is without',
        pl: 'nie było działających poświadczeń: próba z nimi zawiodła wcześniej, ta jest anonimowa',
      },
      weighs: { 'credentials-unauthorized': 3.9, 'credentials-invalid': 2.4, 'credentials-expired': 1.2 },
      echoOf: ['layer-host-fails', 'client-ip-not-allowed', 'manifest-unknown'],
    },
    'oauth-token-401': {
      says: [
        'failed to fetch oauth token',
        'failed to authorize',
        'exchange endpoint returned error status: 401',
        'exchange api response code: 401',
        'rejected token exchange',
      ],
      and: /401|rejected token exchange/,
      not: /403/,
      means: {
        en: 'the registry refused the identity that asked for a token',
        pl: 'rejestr odrzucił tożsamość, która prosiła o token',
      },
      weighs: { 'credentials-unauthorized': 3.7, 'credentials-invalid': 2.6, 'credentials-expired': 2 },
    },
    'exchange-401': {
      says: ['response code: 401'],
      means: {
        en: 'the token exchange answered 401: wrong identity, expired sign-in, or no right',
        pl: 'wymiana tokenu odpowiedziała 401: zła tożsamość, wygasłe logowanie lub brak prawa',
      },
      weighs: { 'credentials-unauthorized': 3, 'credentials-invalid': 3.1, 'credentials-expired': 2.3 },
      proves: true,
    },
    'refresh-token-error': {
      says: [
        'connectivity_refresh_token_error',
        'unable to get aad authorization tokens',
        'connectivity_access_token_error',
        'unable to authenticate using aad or admin login credentials',
      ],
      means: { en: 'the Azure CLI got no registry token', pl: 'Azure CLI nie dostało tokenu rejestru' },
      weighs: {
        'credentials-unauthorized': 2.6,
        'credentials-invalid': 1.8,
        'credentials-expired': 1.4,
        'public-access-rules': 0.8,
      },
      proves: true,
      echoOf: [
        'exchange-403',
        'exchange-429',
        'no-challenge',
        'exchange-401',
        'cli-could-not-connect',
        'registry-not-in-arm',
      ],
    },
    'admin-user-disabled': {
      says: ['admin user is disabled', 'admin user is not enabled', 'unable to get admin user credentials'],
      means: {
        en: 'the CLI fell back to the admin user, which is off: an echo of an earlier failure',
        pl: 'CLI przeszło na konto administratora, które jest wyłączone: echo wcześniejszego błędu',
      },
      weighs: { 'credentials-invalid': 2.2, 'credentials-unauthorized': 1.6 },
      echoOf: ['exchange-403', 'exchange-429', 'exchange-401', 'no-challenge', 'cli-no-access'],
    },
    'app-not-registered': {
      says: [
        'application not registered with aad',
        'aad access token with sp failed',
        'client id must be guid',
        'aadsts700016',
        'aadsts90002',
        'aadsts500011',
        'aadsts50020',
        'aadsts500341',
        'aadsts50034',
        'aadsts7000229',
        'aadsts70001',
      ],
      means: {
        en: 'the user name is not an application (client) id of this tenant',
        pl: 'nazwa użytkownika nie jest identyfikatorem aplikacji (klienta) w tej dzierżawie',
      },
      weighs: { 'credentials-invalid': 5, 'credentials-unauthorized': 0.5 },
    },
    'wrong-password': {
      says: [
        'invalid username/password',
        'incorrect username or password',
        'aadsts7000215',
        'invalid client secret',

        'aadsts50126',
        'invalid username or password',
        'wrong password',
        'password is incorrect',
        'bad username or password',
        'malformed token',
        'username or password is incorrect',
      ],
      means: {
        en: 'the user name or secret is wrong (or has been replaced)',
        pl: 'nazwa użytkownika lub sekret są błędne (albo wymienione)',
      },
      weighs: { 'credentials-invalid': 4.4, 'credentials-expired': 2.4, 'credentials-unauthorized': 1 },
    },
    'not-logged-in': {
      says: [
        'no basic auth credentials',
        'no credentials found',
        'no matching credentials were found',
        'falling back on anonymous',
        'falling back to anonymous',
        'credentials not found',
        'no auth credentials',
        'not logged in',
        'please run docker login',
        "please run 'docker login'",
        'no pull secret',
        'unable to retrieve auth token',
        'unable to retrieve some image pull secrets',
        'failed to resolve credentials',
        'no credential',
        'you must be logged in',
      ],
      means: {
        en: 'the client had no credentials for this registry at all',
        pl: 'klient nie miał żadnych poświadczeń do tego rejestru',
      },
      weighs: {
        'credentials-invalid': 3.6,
        'credentials-unauthorized': 1.4,
        'credentials-expired': 0.6,
        'docker-config': 1,
      },
    },
    'credentials-expired': {
      says: [
        'aadsts7000222',
        'aadsts700082',
        'aadsts70043',
        'aadsts50173',
        'aadsts700084',
        'aadsts70008',
        'aadsts50089',
        'aadsts700024',
        'client secret keys for app',
        'has expired',
        'is expired',
        'token expired',
        'secret expired',
        'credentials have expired',
        'credential has expired',
        'expired token',
        'password expired',
        'wygasl',
        'token is expired',
        'abgelaufen',
      ],
      not: /x509|certificate (?:has|is) expired|certificate expired|cert_has|signature not valid/i,
      means: { en: 'a token or secret is past its date', pl: 'token lub sekret jest po terminie ważności' },
      weighs: { 'credentials-expired': 5, 'credentials-invalid': 1.6 },
    },
    'expiry-date-shown': {
      says: ['enddatetime', 'expiration date', 'expirationdate', 'expires on', 'expireson', '"expiry"'],
      means: {
        en: 'an expiry date of the credentials is shown: compare it with today',
        pl: 'widać datę ważności poświadczeń: porównaj ją z dzisiejszą',
      },
      weighs: { 'credentials-expired': 3.4 },
    },
    'conditional-access': {
      says: [
        'aadsts53003',
        'aadsts50076',
        'aadsts50079',
        'aadsts53000',
        'aadsts530003',
        'aadsts50105',
        'aadsts65001',
        'blocked by conditional access',
        'interaction_required',
      ],
      means: {
        en: 'a sign-in policy or a missing assignment stops this identity',
        pl: 'tę tożsamość zatrzymuje polityka logowania lub brak przypisania',
      },
      weighs: { 'credentials-unauthorized': 4.4, 'credentials-invalid': 1.6, 'credentials-expired': 1 },
    },
    'identity-token-fails': {
      says: [
        'failed to acquire refresh token',
        'identity not found',
        'managedidentitycredential',
        'no managed identity',
        'failed to get token from',
        'failed to refresh arm access token',
        'defaultazurecredential',
        'imds',
      ],
      not: /deadline|timeout/i,
      echoOf: ['deadline-exceeded', 'tcp-timeout'],
      means: {
        en: 'the identity could not get its own token, before the registry was asked',
        pl: 'tożsamość nie dostała własnego tokenu, zanim zapytano rejestr',
      },
      weighs: { 'credentials-invalid': 3.4, 'credentials-unauthorized': 2.6, 'credentials-expired': 1.4 },
    },
    'cluster-identity-fails': {
      says: [
        'getting managed identity token failed with',
        'managed identity existance: failed',
        'validating service principal credential: failed',
        'sign in to aad failed with',
      ],
      means: {
        en: "the cluster's own check could not get a token for its identity",
        pl: 'sprawdzenie z klastra nie dostało tokenu dla swojej tożsamości',
      },
      weighs: { 'credentials-invalid': 3.4, 'credentials-expired': 2, 'credentials-unauthorized': 2 },
      proves: true,
    },
    'notary-401': {
      says: ['server returned 401', 'you are not authorized to perform this operation'],
      means: {
        en: 'signing (content trust) was refused: the identity lacks the right to it',
        pl: 'odrzucono podpisywanie (content trust): tożsamość nie ma do tego prawa',
      },
      weighs: { 'credentials-unauthorized': 3.6, 'credentials-expired': 1.8, 'credentials-invalid': 1.6 },
    },
    'interactive-prompt': {
      says: [
        'nottyexception',
        'cannot perform an interactive login from a non tty',
        'please specify both username and password in non-interactive mode',
        'no tty available',
        'inappropriate ioctl for device',
      ],
      means: {
        en: 'the client asked for a user name where no one can type: nothing better had worked',
        pl: 'klient pytał o użytkownika tam, gdzie nikt nie może pisać: nic innego nie zadziałało',
      },
      weighs: { 'credentials-invalid': 2.4, 'docker-config': 1.6, 'credentials-unauthorized': 1 },
      echoOf: ['exchange-403', 'exchange-401', 'refresh-token-error', 'exchange-429', 'no-challenge'],
    },
    'talk-401': {
      talk: { all: ['registry', 'http-401'] },
      means: { en: 'a 401 is described', pl: 'opis mówi o 401' },
      weighs: { 'credentials-invalid': 2.8, 'credentials-unauthorized': 2.6, 'credentials-expired': 1.8 },
    },
    'talk-unauthorized': {
      talk: { all: ['registry', 'credentials', 'trouble'], none: ['defender'] },
      means: {
        en: 'signing in to the registry is described as failing',
        pl: 'opis mówi o nieudanym logowaniu do rejestru',
      },
      weighs: { 'credentials-invalid': 2.2, 'credentials-unauthorized': 1.8, 'credentials-expired': 1.6 },
    },
  },
  examples: [
    'unauthorized: authentication required, visit https://aka.ms/acr/authorization for more information.',
    'failed to fetch anonymous token: unexpected status from GET request to https://contoso.azurecr.io/oauth2/token?scope=repository%3Aapp%3Apull&service=contoso.azurecr.io: 401 Unauthorized',
    'unauthorized: Application not registered with AAD. (contoso.azurecr.io)',
    'docker push contoso.azurecr.io/app:1\nno basic auth credentials',
    'az acr login --name contoso\nAADSTS700082: The refresh token has expired due to inactivity.',
  ],
  lookalikes: [
    {
      paste:
        'Get "https://registry-1.docker.io/v2/library/x/manifests/1": unauthorized: incorrect username or password',
      is: 'none',
    },
    {
      paste:
        "An error occurred: CONNECTIVITY_REFRESH_TOKEN_ERROR\nAccess to registry 'contoso.azurecr.io' was denied. Response code: 403.\nUnable to get admin user credentials with message: Admin user is disabled.",
      is: 'ip-denied',
    },
    {
      paste:
        'az acr login -n contoso\nFailed to pull image "contoso.azurecr.io/app:1": failed to copy: httpReadSeeker: failed open: Get "https://weumanaged15.blob.core.windows.net/a": EOF, failed to fetch anonymous token: unexpected status: 401 Unauthorized',
      is: 'data-endpoint-blocked',
    },
  ],
} as const satisfies Symptom
