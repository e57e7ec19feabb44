// An Azure service meets a restricted registry: Tasks, Defender, App Service, Container Instances, Machine Learning,
// import. Each has a way in of its own.
import type { Cause } from './cause.ts'

const refused = [
  'client-ip-not-allowed',
  'plain-403',
  'exchange-403',
  'login-403',
  'anonymous-token-403',
  'resource-denied',
] as const

export const serviceAccess = {
  id: 'service-access',
  title: {
    en: 'An Azure service is not let into the restricted registry',
    pl: 'Usługa Azure nie jest wpuszczana do ograniczonego rejestru',
  },
  circumstances: [
    {
      when: ({ topics }) => topics.has('acr-tasks') && topics.has('ipv6'),
      by: 2.4,
      because: {
        en: 'ACR Tasks do not work in a dual-stack registry.',
        pl: 'Zadania ACR nie działają w rejestrze dual-stack.',
      },
    },
    {
      when: ({ signs }) => signs.has('waiting-for-agent') && signs.has('own-agent-pool'),
      by: 3.4,
      because: {
        en: 'An agent pool that never starts a job lacks the outbound rules it needs.',
        pl: 'Puli agentów, która nie podejmuje zadań, brakuje reguł wychodzących.',
      },
    },
    {
      when: ({ topics, talk }) => topics.has('container-instances') && talk.has('closed-to-public'),
      by: 1.6,
      because: {
        en: 'Only a managed identity brings Container Instances past the rules.',
        pl: 'Tylko tożsamość zarządzana przeprowadza Container Instances przez reguły.',
      },
    },
    { when: ({ signs }) => signs.has('task-login-fails') && signs.has('interactive-prompt'), by: -2 },
    {
      when: ({ topics, signs }) => topics.has('acr-tasks') && refused.some((sign) => signs.has(sign)),
      by: 3.4,
      because: {
        en: "The refused address is the task agent's own: Tasks run on Azure's machines.",
        pl: 'Odrzucony adres należy do agenta zadania: Tasks działają na maszynach Azure.',
      },
    },
    {
      when: ({ topics, signs }) =>
        (topics.has('app-service') ||
          topics.has('container-instances') ||
          topics.has('container-apps') ||
          topics.has('machine-learning')) &&
        refused.some((sign) => signs.has(sign)),
      by: 3,
      because: {
        en: 'The refused caller is an Azure service, not your machine.',
        pl: 'Odrzuconym wywołującym jest usługa Azure, nie twoja maszyna.',
      },
    },
    {
      when: ({ topics, signs }) => topics.has('import') && refused.some((sign) => signs.has(sign)),
      by: 3,
      because: {
        en: 'An import is made by the registry service, not by your machine.',
        pl: 'Import wykonuje usługa rejestru, nie twoja maszyna.',
      },
    },
    {
      when: ({ topics, signs }) =>
        topics.has('app-service') &&
        (topics.has('private-endpoint') || topics.has('vnet')) &&
        (signs.has('app-service-pull-fails') || signs.has('talk-app-service')),
      by: 1.6,
      because: {
        en: 'App Service pulls images outside the route of the app itself.',
        pl: 'App Service pobiera obrazy poza trasą samej aplikacji.',
      },
    },
    {
      when: ({ talk }) => talk.has('trusted'),
      by: 2.2,
      because: { en: 'Trusted services are spoken of.', pl: 'Mowa o zaufanych usługach.' },
    },
    {
      when: ({ topics, signs }) =>
        topics.has('app-service') &&
        (signs.has('tcp-timeout') || signs.has('no-such-host') || signs.has('private-address-fails')),
      by: 1,
    },
  ],
  ruledOutBy: [
    {
      en: 'The registry has no network restriction: public access enabled for all networks.',
      pl: 'Rejestr nie ma ograniczeń sieciowych: dostęp publiczny ze wszystkich sieci.',
    },
    {
      en: 'The same operation fails from your own machine too, with the same words.',
      pl: 'Ta sama operacja zawodzi też z twojej maszyny, tymi samymi słowami.',
    },
  ],
  examples: [
    "az acr build -r contoso .\nfailed to login, ran out of retries: failed to set docker credentials: denied: client with IP '52.1.2.3' is not allowed access.",
  ],
} as const satisfies Cause
