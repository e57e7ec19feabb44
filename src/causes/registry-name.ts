// The name is wrong: a typo, another cloud or subscription, the hash left out, or the registry is gone.
import type { Cause } from './cause.ts'

export const registryName = {
  id: 'registry-name',
  title: {
    en: 'The registry name is wrong, or the registry no longer exists',
    pl: 'Nazwa rejestru jest błędna albo rejestr już nie istnieje',
  },
  circumstances: [
    {
      when: ({ topics, signs }) => topics.has('name-label-hash') && signs.has('no-such-host'),
      by: 2.6,
      because: {
        en: 'The real login server of the registry has a hash after the name.',
        pl: 'Prawdziwy serwer logowania rejestru ma po nazwie skrót (hash).',
      },
    },
    {
      when: ({ entities, signs }) =>
        /^(?:8\.8\.|1\.1\.1\.1|1\.0\.0\.1|9\.9\.9\.9)/.test(entities.resolver ?? '') && signs.has('no-such-host'),
      by: 1.5,
      because: {
        en: 'A public DNS server does not know the name either.',
        pl: 'Publiczny serwer DNS też nie zna tej nazwy.',
      },
    },
    {
      when: ({ entities }) => /[A-Z]/.test(entities.loginServer ?? ''),
      by: 0.7,
      because: {
        en: 'The login server is written with capital letters, but Docker needs lower case.',
        pl: 'Serwer logowania zapisano wielkimi literami, a Docker wymaga małych.',
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
      en: 'A public DNS server, or any other machine, finds an address for the name.',
      pl: 'Publiczny serwer DNS albo inna maszyna znajduje adres dla tej nazwy.',
    },
    {
      en: '`az acr list` shows a registry with exactly this login server.',
      pl: '`az acr list` pokazuje rejestr dokładnie z tym serwerem logowania.',
    },
  ],
  examples: ['lookup contoso.azurecr.io on 8.8.8.8:53: no such host', 'docker push votes.azureacr.io/app:1'],
} as const satisfies Cause
