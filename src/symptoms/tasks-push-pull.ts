// ACR Tasks (az acr build, run, task) cannot reach their own registry: the build runs on Azure's machines, whose
// address the registry's rules do not know. The address in the error is the task's, not the pipeline's.
import type { Symptom } from './symptom.ts'

export const tasksPushPull = {
  id: 'tasks-push-pull',
  title: { en: 'ACR Tasks cannot push or pull', pl: 'Zadania ACR nie mogą wypchnąć ani pobrać obrazów' },
  signs: {
    'task-login-fails': {
      says: [
        'ran out of retries',
        'failed to set docker credentials',
        'failed to get acr refresh token',
        'failed to get credentials for registry',
      ],
      means: {
        en: "the task's own agent could not log in to the registry",
        pl: 'agent zadania nie mógł zalogować się do rejestru',
      },
      weighs: { 'service-access': 4.2, 'public-access-rules': 1.6, 'credentials-unauthorized': 1.2 },
    },
    'task-403': {
      says: ['client with ip', '403 forbidden', 'not allowed access', 'is not allowed'],
      and: /ran out of retries|refresh token, exchange|acr build|acr task|task agent|agent pool/i,
      means: { en: "the registry refused the task agent's address", pl: 'rejestr odrzucił adres agenta zadania' },
      weighs: { 'service-access': 3.6 },
    },
    'tasks-not-allowed': {
      says: ['tasksoperationsnotallowed', 'acr tasks requests for the registry'],
      means: {
        en: 'Tasks are paused for this subscription (free credits); not a network fault',
        pl: 'Tasks są wstrzymane w tej subskrypcji (darmowe środki); to nie sieć',
      },
      weighs: { 'sku-limit': 5.2 },
      proves: true,
    },
    'ml-image-build': {
      says: [
        'imagebuildcomputenotvalid',
        'imagebuildcompute',
        'image_build_compute',
        'serverless image builder',
        'unable to resolve container registry',
        'image build compute is set',
        'acr is part of private link',
        'container registry cannot build your image',
      ],
      means: {
        en: 'behind a network, Machine Learning must build images on a compute of its own',
        pl: 'za siecią Machine Learning musi budować obrazy na własnym compute',
      },
      weighs: { 'service-access': 5 },
      proves: true,
    },
    'agent-pool-stuck': {
      says: ['agent pool', 'agentpool'],
      and: /could not be provisioned|OperationTimedOut|provisioning.{0,40}fail|failed to (?:create|provision)/i,
      means: {
        en: 'a dedicated agent pool could not start: its subnet lacks the outbound rules it needs',
        pl: 'dedykowana pula agentów nie wystartowała: podsieci brakuje reguł wychodzących',
      },
      weighs: { 'service-access': 3.8, 'vnet-config': 2.6 },
    },
    'waiting-for-agent': {
      says: ['waiting for an agent'],
      means: { en: 'the task waits for a machine of Azure', pl: 'zadanie czeka na maszynę Azure' },
      weighs: { 'service-side': 1.1 },
    },
    'own-agent-pool': {
      says: ['--agent-pool'],
      means: {
        en: 'the task runs in an agent pool of your own network',
        pl: 'zadanie działa w puli agentów w twojej sieci',
      },
      weighs: { 'service-access': 1.1, 'vnet-config': 0.8 },
    },
    'transfer-storage-403': {
      says: ['failed to access storage'],
      means: {
        en: "a registry service was refused by the storage account's own firewall",
        pl: 'usługę rejestru odrzuciła zapora konta magazynu',
      },
      weighs: { 'service-access': 4, 'vnet-config': 2 },
    },
    'task-upload-fails': {
      says: ['could not get sas url to upload', 'failed to upload source', 'packing source code into tar'],
      and: /SAS URL|failed to upload/i,
      means: { en: 'the source could not be handed to Tasks', pl: 'nie udało się przekazać źródeł do Tasks' },
      weighs: { 'credentials-unauthorized': 2 },
    },
    'talk-tasks': {
      talk: { all: ['acr-tasks', 'trouble'], none: ['slow'] },
      means: { en: 'ACR Tasks are described as failing', pl: 'opis mówi o niedziałających zadaniach ACR' },
      weighs: { 'service-access': 2.2, 'credentials-unauthorized': 0.8 },
    },
    'talk-tasks-closed': {
      talk: { all: ['acr-tasks', 'closed-to-public'] },
      means: {
        en: 'the registry is closed to the addresses that Tasks come from',
        pl: 'rejestr jest zamknięty dla adresów, z których przychodzą Tasks',
      },
      weighs: { 'service-access': 3.4, 'public-access-rules': 0.8 },
    },
    'talk-import': {
      talk: { all: ['import', 'trouble', 'closed-to-public', 'registry'] },
      means: {
        en: 'an import from or to a closed registry needs trusted services on the closed side',
        pl: 'import z lub do zamkniętego rejestru wymaga zaufanych usług po stronie zamkniętej',
      },
      weighs: { 'service-access': 3.6, 'public-access-rules': 1.6 },
    },
  },
  examples: [
    'failed to login, ran out of retries: failed to set docker credentials: Error response from daemon: Get "https://contoso.azurecr.io/v2/": denied: client with IP \'52.1.2.3\' is not allowed access.',
    'ERROR CODE: TasksOperationsNotAllowed\nACR Tasks requests for the registry contoso are not permitted.',
    'failed to get ACR refresh token, exchange API response code: 403 Forbidden (az acr build -r contoso)',
    'az acr build fails since we disabled public network access of the registry',
  ],
  lookalikes: [
    {
      paste:
        'Step 1/7 : FROM python:3.12-slim\ntoomanyrequests: You have reached your unauthenticated pull rate limit. https://www.docker.com/increase-rate-limit',
      is: 'none',
    },
  ],
} as const satisfies Symptom
