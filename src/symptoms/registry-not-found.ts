// Nothing of that name: a typo, another subscription or cloud, a deleted registry, the name-label hash left out.
import { wrongSuffix } from '../paste/hosts.ts'
import type { Symptom } from './symptom.ts'

export const registryNotFound = {
  id: 'registry-not-found',
  title: { en: 'No registry with this name is found', pl: 'Nie znaleziono rejestru o tej nazwie' },
  signs: {
    'registry-not-in-arm': {
      says: [
        "and type 'microsoft.containerregistry/registries' could not be found",
        'no resource with type microsoft.containerregistry',
        'could not be found in subscription',
        'registry does not exist',
        'containerregistrynotfound',
        'cannot find the registry',
        'could not find the registry',
        'login_server_error',
        'an error occurred while retrieving the login server',
        'nie znaleziono rejestru',
      ],
      means: {
        en: 'the subscription in use has no registry with this name',
        pl: 'w używanej subskrypcji nie ma rejestru o tej nazwie',
      },
      weighs: { 'registry-name': 4.4, 'credentials-unauthorized': 2.2 },
    },
    'default-login-server': {
      says: ['as the default registry login server'],
      means: {
        en: 'Azure Resource Manager did not find the registry, so the CLI guessed its address',
        pl: 'Azure Resource Manager nie znalazł rejestru, więc CLI odgadło jego adres',
      },
      weighs: { 'registry-name': 2.8, 'credentials-unauthorized': 0.8 },
      proves: true,
    },
    'resource-not-found': {
      says: [
        'resourcenotfound',
        'parentresourcenotfound',
        'resourcegroupnotfound',
        "the resource 'microsoft.containerregistry/registries",
      ],
      and: /ContainerRegistry\/registries/i,
      not: /listCredentials/i,
      means: {
        en: 'Azure knows no such registry in that resource group',
        pl: 'Azure nie zna takiego rejestru w tej grupie zasobów',
      },
      weighs: { 'registry-name': 4.4 },
    },
    'wrong-suffix': {
      says: [
        'azurecr',
        'azureacr',
        'azurcr',
        'azurerc',
        'azure-cr',
        '.acr.io',
        'azurecontainerregistry',
        'azureregistry',
      ],
      and: wrongSuffix,
      means: {
        en: 'the host name has a wrong suffix: login servers end in .azurecr.io (or .cn, .us)',
        pl: 'nazwa hosta ma zły sufiks: serwery logowania kończą się na .azurecr.io (lub .cn, .us)',
      },
      weighs: { 'registry-name': 5.6, 'client-firewall': -2, 'vnet-config': -2 },
      proves: true,
    },
    'pushed-to-docker-hub': {
      says: ['docker.io/'],
      and: /docker\.io\/(?:library\/)?[a-z0-9-]+\.azurecr/i,
      means: {
        en: 'the registry name became part of a Docker Hub image: the tag lacks a path after the login server',
        pl: 'nazwa rejestru stała się częścią obrazu w Docker Hub: w tagu brakuje ścieżki po serwerze logowania',
      },
      weighs: { 'registry-name': 5.4 },
      proves: true,
    },
    'resource-name-as-image': {
      says: ['docker.io/'],
      and: /docker\.io\/(?:cr[a-z0-9]{3,}|[a-z0-9]{2,}(?:cr|acr|registry))\//i,
      means: {
        en: "Docker took the registry's resource name for a Docker Hub user: the image name lacks the login server",
        pl: 'Docker uznał nazwę zasobu rejestru za użytkownika Docker Hub: w nazwie obrazu brakuje serwera logowania',
      },
      weighs: { 'registry-name': 4.6 },
      besideAcr: true,
    },
    'name-taken': {
      says: ['is already in use', 'alreadyinuse', 'name is not available', 'is not available: '],
      and: /registry|azurecr/i,
      means: {
        en: 'the name belongs to another registry, or is reserved after a deletion',
        pl: 'nazwa należy do innego rejestru albo jest zarezerwowana po usunięciu',
      },
      weighs: { 'registry-name': 4.6 },
    },
    'name-not-valid': {
      says: [
        'registry names may contain only alpha numeric',
        'must be lowercase',
        'invalid reference format',
        'repository name must be lowercase',
        'registry name must',
        'invalid registry name',
        'name_invalid',
        'is not a valid repository/tag',
        'could not parse reference',
      ],
      means: { en: 'the name breaks the rules for such names', pl: 'nazwa jest niezgodna z regułami' },
      weighs: { 'registry-name': 4.4, 'image-not-found': 0.6 },
    },
    'capital-letters': {
      says: ['uppercase characters are detected'],
      means: {
        en: 'the name has capital letters, which Docker does not accept',
        pl: 'nazwa ma wielkie litery, których Docker nie przyjmuje',
      },
      weighs: { 'registry-name': 3.6 },
    },
    'talk-capitals': {
      talk: { all: ['registry', 'capitals', 'credentials'] },
      means: { en: 'this mentions capital letters in the name', pl: 'jest tu mowa o wielkich literach w nazwie' },
      weighs: { 'registry-name': 3.4 },
    },
    'talk-deleted': {
      talk: { all: ['registry', 'deleted', 'nowhere'] },
      means: {
        en: 'this says that something was deleted, and since then the registry is not found',
        pl: 'ten opis mówi, że coś usunięto i od tego czasu nie można znaleźć rejestru',
      },
      weighs: { 'registry-name': 3.8 },
    },
    'talk-custom-domain': {
      talk: { all: ['registry', 'custom-domain'] },
      means: {
        en: 'a custom name leads to the registry, but it answers only to its login server',
        pl: 'do rejestru prowadzi własna nazwa, a odpowiada on tylko na swój serwer logowania',
      },
      weighs: { 'registry-name': 3.6 },
    },
    'talk-cloud': {
      talk: { all: ['registry', 'sovereign-cloud', 'trouble'] },
      means: {
        en: 'this mentions another Azure cloud, where login servers have another suffix',
        pl: 'jest tu mowa o innej chmurze Azure, w której serwery logowania mają inny sufiks',
      },
      weighs: { 'registry-name': 2.8 },
    },
    'talk-registry-gone': {
      talk: { all: ['registry', 'name-trouble'] },
      means: {
        en: 'this describes a registry name that is wrong or no longer exists',
        pl: 'to opis nazwy rejestru, która jest błędna lub już nie istnieje',
      },
      weighs: { 'registry-name': 3 },
    },
  },
  examples: [
    "The resource with name 'contoso' and type 'Microsoft.ContainerRegistry/registries' could not be found in subscription 'Prod'.",
    'No resource with type Microsoft.ContainerRegistry/registries can be found with name: contoso',
    'Get https://contoso.azureacr.io/v2/: Service Unavailable',
    'docker login contoso.azurecr.io\nError response from daemon: Get "https://contoso.azurecr.com/v2/": dial tcp: lookup contoso.azurecr.com: no such host',
  ],
  lookalikes: [
    { paste: "ResourceNotFound: The Resource 'Microsoft.Storage/storageAccounts/tfstate' was not found", is: 'none' },
  ],
} as const satisfies Symptom
