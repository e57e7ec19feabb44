// The credentials are wrong for this registry: user, secret, tenant, or none at all.
import type { Cause } from './cause.ts'

export const credentialsInvalid = {
  id: 'credentials-invalid',
  title: { en: 'The credentials are wrong or missing', pl: 'Poświadczenia są błędne lub ich brakuje' },
  circumstances: [
    {
      when: ({ talk, signs }) =>
        talk.has('pull-secret') &&
        (signs.has('oauth-token-401') || signs.has('authentication-required') || signs.has('anonymous-token-401')),
      by: 2.4,
      because: {
        en: 'A pull secret is in use, so its user name and password are checked.',
        pl: 'Używany jest sekret do pobierania obrazów (pull secret), więc sprawdzane są jego użytkownik i hasło.',
      },
    },
    { when: ({ entities }) => entities.operation === 'login', by: 0.7 },
    {
      when: ({ topics, signs }) =>
        topics.has('aks') && (signs.has('authentication-required') || signs.has('anonymous-token-401')),
      by: -0.4,
    },
    {
      when: ({ topics, signs }) => topics.has('azure-devops') && signs.has('authentication-required'),
      by: 0.6,
      because: {
        en: 'In a pipeline, the push often runs without the login from another step.',
        pl: 'W potoku wypychanie często działa bez logowania z innego kroku.',
      },
    },
    { when: ({ topics }) => topics.has('admin-user') || topics.has('service-principal'), by: 0.4 },
  ],
  ruledOutBy: [
    {
      en: 'The same user and secret can log in from another place.',
      pl: 'Ten sam użytkownik i klucz tajny logują się z innego miejsca.',
    },
    {
      en: 'The answer is 403, not 401: then the cause is the network or a role.',
      pl: 'Odpowiedź to 403, a nie 401: wtedy przyczyną jest sieć albo rola.',
    },
  ],
  examples: [
    'unauthorized: Application not registered with AAD. contoso.azurecr.io',
    'docker login contoso.azurecr.io\nunauthorized: authentication required',
  ],
} as const satisfies Cause
