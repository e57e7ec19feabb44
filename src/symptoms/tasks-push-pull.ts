// ACR Tasks (az acr build, run, task) cannot reach their own registry: the build runs on Azure's machines, whose
// address the registry's rules do not know. The address in the error is the task's, not the pipeline's.
import type { Symptom } from './symptom.ts'

export const tasksPushPull = {
  id: 'tasks-push-pull',
  title: { en: 'ACR Tasks cannot push or pull', pl: 'ACR Tasks nie mogą wypchnąć ani pobrać obrazu' },
  signs: {
    'task-login-fails': {
      says: [
        'ran out of retries',
        'failed to set docker credentials',
        'failed to get acr refresh token',
        'failed to get credentials for registry',
      ],
      means: {
        en: 'the agent of the task could not log in to the registry',
        pl: 'agent zadania nie mógł zalogować się do rejestru',
      },
      weighs: { 'service-access': 4.2, 'public-access-rules': 1.6, 'credentials-unauthorized': 1.2 },
    },
    'task-403': {
      says: ['client with ip', '403 forbidden', 'not allowed access', 'is not allowed'],
      and: /ran out of retries|refresh token, exchange|acr build|acr task|task agent|agent pool/i,
      means: { en: 'the registry refused the address of the task agent', pl: 'rejestr odrzucił adres agenta zadania' },
      weighs: { 'service-access': 3.6 },
    },
    'tasks-not-allowed': {
      says: ['tasksoperationsnotallowed', 'acr tasks requests for the registry'],
      means: {
        en: 'ACR Tasks are paused for this subscription (free credit); this is not a network fault',
        pl: 'ACR Tasks są wstrzymane w tej subskrypcji (bezpłatne środki); to nie jest usterka sieci',
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
        en: 'with a restricted network, Machine Learning must build images on its own compute',
        pl: 'przy ograniczonej sieci Machine Learning musi budować obrazy na własnym klastrze obliczeniowym',
      },
      weighs: { 'service-access': 5 },
      proves: true,
    },
    'agent-pool-stuck': {
      says: ['agent pool', 'agentpool'],
      and: /could not be provisioned|OperationTimedOut|provisioning.{0,40}fail|failed to (?:create|provision)/i,
      means: {
        en: 'a dedicated agent pool could not start: its subnet lacks the outbound rules that it needs',
        pl: 'dedykowana pula agentów nie wystartowała: jej podsieci brakuje potrzebnych reguł ruchu wychodzącego',
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
        en: 'the task runs in an agent pool in your own network',
        pl: 'zadanie działa w puli agentów w twojej sieci',
      },
      weighs: { 'service-access': 1.1, 'vnet-config': 0.8 },
    },
    'transfer-storage-403': {
      says: ['failed to access storage'],
      means: {
        en: "the storage account's own firewall refused a registry service",
        pl: 'zapora konta magazynu odrzuciła usługę rejestru',
      },
      weighs: { 'service-access': 4, 'vnet-config': 2 },
    },
    'task-upload-fails': {
      says: ['could not get sas url to upload', 'failed to upload source', 'packing source code into tar'],
      and: /SAS URL|failed to upload/i,
      means: {
        en: 'the source code could not be uploaded to ACR Tasks',
        pl: 'nie udało się przesłać kodu źródłowego do ACR Tasks',
      },
      weighs: { 'credentials-unauthorized': 2 },
    },
    'talk-tasks': {
      talk: { all: ['acr-tasks', 'trouble'], none: ['slow'] },
      means: { en: 'this says that ACR Tasks do not work', pl: 'to opis niedziałających ACR Tasks' },
      weighs: { 'service-access': 2.2, 'credentials-unauthorized': 0.8 },
    },
    'talk-tasks-closed': {
      talk: { all: ['acr-tasks', 'closed-to-public'] },
      means: {
        en: 'the registry is closed to the addresses that ACR Tasks use',
        pl: 'rejestr jest zamknięty dla adresów, z których korzystają ACR Tasks',
      },
      weighs: { 'service-access': 3.4, 'public-access-rules': 0.8 },
    },
    'talk-import': {
      talk: { all: ['import', 'trouble', 'closed-to-public', 'registry'] },
      means: {
        en: 'an import from or to a restricted registry needs trusted services allowed on the restricted side',
        pl: 'import z rejestru z ograniczeniami lub do niego wymaga zezwolenia zaufanym usługom po stronie z ograniczeniami',
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
