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
    en: 'The restricted registry does not let the Azure service in',
    pl: 'Rejestr z ograniczeniami sieci nie wpuszcza usługi Azure',
  },
  circumstances: [
    {
      when: ({ signs }) =>
        signs.has('app-service-pull-fails') && (signs.has('authentication-required') || signs.has('manifest-unknown')),
      by: -2,
    },
    {
      when: ({ topics }) => topics.has('acr-tasks') && topics.has('ipv6'),
      by: 2.4,
      because: {
        en: 'ACR Tasks do not work in a dual-stack registry.',
        pl: 'ACR Tasks nie działają w rejestrze dual-stack.',
      },
    },
    {
      when: ({ signs }) => signs.has('waiting-for-agent') && signs.has('own-agent-pool'),
      by: 3.4,
      because: {
        en: 'An agent pool that never starts a job lacks the outbound rules that it needs.',
        pl: 'Puli agentów, która nigdy nie uruchamia zadania, brakuje potrzebnych reguł ruchu wychodzącego.',
      },
    },
    {
      when: ({ topics, talk }) => topics.has('container-instances') && talk.has('closed-to-public'),
      by: 1.6,
      because: {
        en: 'Container Instances pass the network rules only with a managed identity.',
        pl: 'Container Instances omijają reguły sieciowe tylko z tożsamością zarządzaną.',
      },
    },
    { when: ({ signs }) => signs.has('task-login-fails') && signs.has('interactive-prompt'), by: -2 },
    {
      when: ({ topics, signs }) => topics.has('acr-tasks') && refused.some((sign) => signs.has(sign)),
      by: 3.4,
      because: {
        en: 'The refused address belongs to the task agent: ACR Tasks run on machines of Azure.',
        pl: 'Odrzucony adres należy do agenta zadania: ACR Tasks działają na maszynach Azure.',
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
        pl: 'Odmowę dostała usługa Azure, a nie twoja maszyna.',
      },
    },
    {
      when: ({ topics, signs }) => topics.has('import') && refused.some((sign) => signs.has(sign)),
      by: 3,
      because: {
        en: 'The registry service makes the import, not your machine.',
        pl: 'Import wykonuje usługa rejestru, a nie twoja maszyna.',
      },
    },
    {
      when: ({ topics, signs }) =>
        topics.has('app-service') &&
        (topics.has('private-endpoint') || topics.has('vnet')) &&
        (signs.has('app-service-pull-fails') || signs.has('talk-app-service')),
      by: 1.6,
      because: {
        en: 'App Service does not pull images over the network route of the app.',
        pl: 'App Service nie pobiera obrazów tą trasą sieciową, której używa aplikacja.',
      },
    },
    {
      when: ({ talk }) => talk.has('trusted'),
      by: 2.2,
      because: { en: 'The paste mentions trusted services.', pl: 'Wklejony tekst wspomina o zaufanych usługach.' },
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
      en: 'The registry has no network restriction: public access is enabled for all networks.',
      pl: 'Rejestr nie ma ograniczeń sieciowych: dostęp publiczny jest włączony dla wszystkich sieci.',
    },
    {
      en: 'The same operation also fails from your own machine, with the same message.',
      pl: 'Ta sama operacja nie udaje się też z twojej maszyny, z tym samym komunikatem.',
    },
  ],
  examples: [
    "az acr build -r contoso .\nfailed to login, ran out of retries: failed to set docker credentials: denied: client with IP '52.1.2.3' is not allowed access.",
  ],
} as const satisfies Cause
