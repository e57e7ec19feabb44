// The credentials were right and are past their date: a 3-hour token, a yearly secret, a token password.
import type { Cause } from './cause.ts'

export const credentialsExpired = {
  id: 'credentials-expired',
  title: { en: 'The credentials have expired', pl: 'Poświadczenia wygasły' },
  circumstances: [
    {
      when: ({ talk, topics }) => talk.has('a-year') && (topics.has('service-principal') || talk.has('credentials')),
      by: 3.4,
      because: {
        en: 'A year has passed, which is how long a client secret usually lasts.',
        pl: 'Minął rok, a tyle zwykle ważny jest klucz tajny klienta.',
      },
    },
    {
      when: ({ talk, signs }) =>
        talk.has('three-hours') &&
        (signs.has('authentication-required') ||
          signs.has('oauth-token-401') ||
          signs.has('talk-401') ||
          signs.has('status-401')),
      by: 3.4,
      because: {
        en: 'A token from `az acr login` lasts three hours.',
        pl: 'Token z `az acr login` działa trzy godziny.',
      },
    },
    {
      when: ({ talk, signs }) =>
        talk.has('worked') &&
        (signs.has('authentication-required') ||
          signs.has('exchange-401') ||
          signs.has('wrong-password') ||
          signs.has('oauth-token-401') ||
          signs.has('talk-unauthorized')),
      by: 1.5,
      because: {
        en: 'It worked before with the same credentials.',
        pl: 'Wcześniej działało z tymi samymi poświadczeniami.',
      },
    },
  ],
  ruledOutBy: [
    {
      en: 'A new `az acr login`, or a new secret, fails in the same way.',
      pl: 'Ponowne `az acr login` albo nowy klucz tajny daje ten sam błąd.',
    },
  ],
  examples: ['az acr login -n contoso\nAADSTS7000222: The provided client secret keys for app are expired.'],
} as const satisfies Cause
