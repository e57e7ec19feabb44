// The name is wrong: a typo, another cloud or subscription, the hash left out, or the registry is gone.
import type { Cause } from './cause.ts'

export const registryName = {
  id: 'registry-name',
  title: {
    en: 'The registry name is wrong, or the registry is gone',
    pl: 'Nazwa rejestru jest błędna albo rejestru już nie ma',
  },
  circumstances: [
    {
      when: ({ topics, signs }) => topics.has('name-label-hash') && signs.has('no-such-host'),
      by: 2.6,
      because: {
        en: "The registry's real login server has a hash behind its name.",
        pl: 'Prawdziwy serwer logowania rejestru ma za nazwą skrót (hash).',
      },
    },
    {
      when: ({ entities, signs }) =>
        /^(?:8\.8\.|1\.1\.1\.1|1\.0\.0\.1|9\.9\.9\.9)/.test(entities.resolver ?? '') && signs.has('no-such-host'),
      by: 1.5,
      because: {
        en: 'A public resolver does not know the name either.',
        pl: 'Publiczny serwer DNS też nie zna tej nazwy.',
      },
    },
    {
      when: ({ entities }) => /[A-Z]/.test(entities.loginServer ?? ''),
      by: 0.7,
      because: {
        en: 'The login server is written with capitals; Docker wants lower case.',
        pl: 'Serwer logowania zapisano wielkimi literami; Docker wymaga małych.',
      },
    },
    {
      when: ({ signs }) => signs.has('resolver-fails') || signs.has('resolver-silent') || signs.has('resolver-refused'),
      by: -1.5,
    },
    { when: ({ entities }) => entities.addressKind !== undefined, by: -2.2 },
    { when: ({ topics, signs }) => topics.has('proxy') && signs.has('no-such-host'), by: -1 },
    { when: ({ topics, signs }) => topics.has('private-endpoint') && signs.has('no-such-host'), by: -0.8 },
    {
      when: ({ entities, signs }) => entities.resolver?.startsWith('192.168.65.') === true && signs.has('no-such-host'),
      by: -0.8,
    },
  ],
  ruledOutBy: [
    {
      en: 'The name resolves on a public resolver, or from any other machine.',
      pl: 'Nazwa rozwiązuje się na publicznym serwerze DNS albo z innej maszyny.',
    },
    {
      en: '`az acr list` shows a registry with exactly this login server.',
      pl: '`az acr list` pokazuje rejestr z dokładnie tym serwerem logowania.',
    },
  ],
  examples: ['lookup contoso.azurecr.io on 8.8.8.8:53: no such host', 'docker push votes.azureacr.io/app:1'],
} as const satisfies Cause
