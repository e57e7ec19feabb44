// AKS, App Service, Container Instances, Container Apps or another Azure service fails to pull. The service's own words
// tell who asked; what went wrong is told by the words behind them.
import type { Symptom } from './symptom.ts'

export const azureServicePull = {
  id: 'azure-service-pull',
  title: { en: 'An Azure service cannot pull the image', pl: 'Usługa Azure nie może pobrać obrazu' },
  signs: {
    'kubelet-pull-fails': {
      says: [
        'errimagepull',
        'imagepullbackoff',
        'failed to pull image',
        'back-off pulling image',
        'validating image pull permission: failed',
        'failed to pull and unpack image',
      ],
      means: { en: 'a cluster node could not pull the image', pl: 'węzeł klastra nie pobrał obrazu' },
      weighs: { 'credentials-unauthorized': 2.2, 'vnet-config': 1.2, 'image-not-found': 1 },
    },
    'cluster-check-fails': {
      says: [
        'acrpull-check',
        'sign in to aad failed with',
        'getting managed identity token failed with',
        'failed to check the acr',
        'canipull',
      ],
      means: { en: 'the check from inside the cluster failed', pl: 'sprawdzenie z wnętrza klastra się nie powiodło' },
      weighs: { 'credentials-unauthorized': 1.2, 'credentials-invalid': 1 },
    },
    'app-service-pull-fails': {
      says: [
        'dockerapiexception',
        'pulling docker image',
        'image pull failed',
        'unexpectedfaliure',
        'over vnet failed',
        'imagepullfailure',
        'image pull for',
        'containertimeout',
        'failed to pull image for site',
      ],
      means: {
        en: 'App Service could not pull the image; its pulls have their own network route and identity',
        pl: 'App Service nie pobrało obrazu; pobieranie ma tam własną trasę sieciową i tożsamość',
      },
      weighs: { 'service-access': 2.2, 'vnet-config': 1.8, 'credentials-unauthorized': 1.1, 'image-not-found': 0.6 },
    },
    'image-inaccessible': {
      says: [
        'inaccessibleimage',
        'is not accessible. please check the image and registry credential',
        'registrycredential',
        'imageinaccessible',
        'failed to retrieve image',
      ],
      means: {
        en: 'Container Instances could not read the image, because of its identity or its way to the registry',
        pl: 'Container Instances nie odczytało obrazu z powodu swojej tożsamości lub drogi do rejestru',
      },
      weighs: {
        'service-access': 2.9,
        'credentials-unauthorized': 2.8,
        'credentials-invalid': 2.5,
        'image-not-found': 1.6,
      },
    },
    'webhook-refused': {
      says: ['ip forbidden'],
      means: {
        en: 'the rules of the receiver refuse the webhook of the registry, which comes from Azure addresses',
        pl: 'reguły odbiorcy odrzucają webhook rejestru, który przychodzi z adresów Azure',
      },
      weighs: { 'service-access': 3.8, 'vnet-config': 2 },
    },
    'registry-secret-fails': {
      says: [
        'failed to construct registry secret',
        'fetchingkeyvaultsecretfailed',
        "field 'template.containers",
        'unable to pull image using',
        'invalid value: "template.containers',
      ],
      means: {
        en: 'Container Apps could not get a registry token for the app',
        pl: 'Container Apps nie uzyskało tokenu rejestru dla aplikacji',
      },
      weighs: { 'service-access': 2.4, 'credentials-unauthorized': 2.4 },
    },
    'talk-cluster-pull': {
      talk: { all: ['aks', 'pull', 'trouble', 'registry'], none: ['slow'] },
      means: {
        en: 'this describes a cluster that cannot pull',
        pl: 'to opis klastra, który nie może pobierać obrazów',
      },
      weighs: { 'credentials-unauthorized': 2.4, 'vnet-config': 1.6, 'service-access': 0.8 },
    },
    'talk-cluster-private': {
      talk: { all: ['aks', 'private-endpoint', 'trouble'] },
      means: {
        en: 'this describes a cluster that uses a private endpoint',
        pl: 'to opis klastra, który korzysta z prywatnego punktu końcowego',
      },
      weighs: { 'vnet-config': 3.4 },
    },
    'talk-app-service': {
      talk: { all: ['app-service', 'registry', 'trouble'] },
      means: { en: 'this says that App Service cannot pull', pl: 'to opis problemu z pobieraniem w App Service' },
      weighs: { 'service-access': 2.9, 'vnet-config': 2, 'credentials-unauthorized': 1.6 },
    },
    'talk-container-instances': {
      talk: { all: ['container-instances', 'registry', 'trouble'] },
      means: {
        en: 'this says that Container Instances cannot pull',
        pl: 'to opis problemu z pobieraniem w Container Instances',
      },
      weighs: { 'service-access': 3, 'credentials-unauthorized': 1.8, 'vnet-config': 1 },
    },
    'talk-container-apps': {
      talk: { all: ['container-apps', 'registry', 'trouble'] },
      means: { en: 'this says that Container Apps cannot pull', pl: 'to opis problemu z pobieraniem w Container Apps' },
      weighs: { 'service-access': 2.8, 'credentials-unauthorized': 2, 'vnet-config': 1.4 },
    },
    'talk-5xx': {
      talk: { all: ['registry', 'http-5xx'], none: ['proxy', 'firewall'] },
      means: { en: 'this describes server errors (5xx)', pl: 'to opis błędów serwera (5xx)' },
      weighs: { 'service-side': 3.6, 'client-firewall': 0.8 },
    },
    'talk-outage': {
      talk: { all: ['registry', 'outage'], none: ['firewall'] },
      means: { en: 'this describes an outage', pl: 'to opis awarii' },
      weighs: { 'service-side': 4 },
    },
    'talk-webhook': {
      talk: { all: ['registry', 'webhook', 'trouble'] },
      means: {
        en: 'webhooks come from Azure addresses and need a public target',
        pl: 'webhooki przychodzą z adresów Azure i wymagają celu dostępnego publicznie',
      },
      weighs: { 'service-access': 3.4 },
    },
    'talk-machine-learning': {
      talk: { all: ['machine-learning', 'registry', 'trouble'] },
      means: {
        en: 'this says that Machine Learning cannot use the registry',
        pl: 'to opis problemu z użyciem rejestru w Machine Learning',
      },
      weighs: { 'service-access': 3.4 },
    },
  },
  examples: [
    'Failed to pull image "contoso.azurecr.io/app:1": rpc error: code = Unknown desc = failed to pull and unpack image\nError: ErrImagePull',
    "InaccessibleImage: The image 'contoso.azurecr.io/app:1' in container group 'web' is not accessible. Please check the image and registry credential.",
    'ERROR - Image pull failed: Verify docker image configuration and credentials contoso.azurecr.io/app:1',
    "our AKS cluster can't pull images from the ACR since we enabled the private endpoint",
    'App Service nie może pobrać obrazu z naszego ACR od wczoraj',
  ],
  lookalikes: [
    { paste: 'Failed to pull image "nginx:latst": rpc error: manifest for nginx:latst not found', is: 'none' },
  ],
} as const satisfies Symptom
