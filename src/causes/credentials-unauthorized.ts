// The identity is right and lacks the right: a role, at the right scope, of the right mode (RBAC or ABAC).
import type { Cause } from './cause.ts'

export const credentialsUnauthorized = {
  id: 'credentials-unauthorized',
  title: {
    en: 'The identity has no right to this registry or repository',
    pl: 'Tożsamość nie ma uprawnień do tego rejestru lub repozytorium',
  },
  circumstances: [
    {
      when: ({ signs }) => signs.has('task-login-fails') && signs.has('interactive-prompt'),
      by: 4.5,
      because: {
        en: 'The task had no credentials to log in with, so its identity has no right to the registry.',
        pl: 'Zadanie nie miało poświadczeń do logowania, więc jego tożsamość nie ma uprawnień do rejestru.',
      },
    },
    {
      when: ({ talk, signs }) =>
        talk.has('role') && (signs.has('authentication-required') || signs.has('oauth-token-401')),
      by: 1,
      because: { en: 'The paste mentions roles.', pl: 'Wklejony tekst wspomina o rolach.' },
    },
    { when: ({ talk }) => talk.has('pull-secret'), by: -1.2 },
    {
      when: ({ topics, signs }) => topics.has('repository-token') && signs.has('authentication-required'),
      by: 1.6,
      because: {
        en: 'A repository token covers only what its scope map lists.',
        pl: 'Token repozytorium obejmuje tylko to, co wymienia jego mapa zakresu (scope map).',
      },
    },
    {
      when: ({ topics, talk, signs }) =>
        topics.has('aks') &&
        !talk.has('pull-secret') &&
        (signs.has('authentication-required') || signs.has('anonymous-token-401') || signs.has('oauth-token-401')),
      by: 1.2,
      because: {
        en: 'A cluster pulls with its kubelet identity, which needs the pull role.',
        pl: 'Klaster pobiera obrazy tożsamością kubeleta, która potrzebuje roli pobierania.',
      },
    },
    { when: ({ topics, signs }) => topics.has('managed-identity') && !signs.has('client-ip-not-allowed'), by: 0.8 },
    {
      when: ({ topics }) => topics.has('abac'),
      by: 1,
      because: {
        en: 'In ABAC mode, AcrPull and AcrPush have no effect.',
        pl: 'W trybie ABAC role AcrPull i AcrPush nie działają.',
      },
    },
    { when: ({ entities, signs }) => entities.operation === 'push' && signs.has('authentication-required'), by: 0.3 },
    { when: ({ signs }) => signs.has('wrong-password') || signs.has('app-not-registered'), by: -0.5 },
  ],
  ruledOutBy: [
    {
      en: 'The identity that made the request (not you) has had a pull or push role on this registry for more than ten minutes.',
      pl: 'Tożsamość, która wysłała żądanie (nie ty), od ponad dziesięciu minut ma rolę pobierania lub wypychania na tym rejestrze.',
    },
    {
      en: 'The 403 names an IP address: then the cause is a network rule.',
      pl: 'Odpowiedź 403 wymienia adres IP: wtedy przyczyną jest reguła sieciowa.',
    },
  ],
  examples: [
    'kubelet Failed to pull image "contoso.azurecr.io/app:1": failed to authorize: failed to fetch oauth token: unexpected status: 401 Unauthorized',
  ],
} as const satisfies Cause
