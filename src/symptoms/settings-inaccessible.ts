// The registry cannot be viewed or managed. An ARM call needs a role; the repository list is a call from the user's own
// browser to the registry and needs the network instead.
import type { Symptom } from './symptom.ts'

export const settingsInaccessible = {
  id: 'settings-inaccessible',
  title: { en: 'The registry cannot be viewed or managed', pl: 'Nie można wyświetlić rejestru ani nim zarządzać' },
  signs: {
    'portal-list-fails': {
      says: [
        'error loading container registries',
        'failed to load acr tags',
        'failed to load repositories',
        'unable to list repositories',
        'could not load repositories',
        'failed to list repositories',
        'error retrieving repositories',
        'you do not have access to this registry',
        'insufficient privileges to complete the operation',
      ],
      means: {
        en: "the user's own machine, not Azure, asks the registry for the list of repositories",
        pl: 'o listę repozytoriów pyta rejestr maszyna użytkownika, a nie Azure',
      },
      weighs: { 'public-access-rules': 2.4, 'credentials-unauthorized': 2.4, 'vnet-config': 1 },
    },
    'azure-host-fails': {
      says: [
        'management.azure.com',
        'login.microsoftonline.com',
        'management.usgovcloudapi.net',
        'management.chinacloudapi.cn',
      ],
      and: /ENOTFOUND|EAI_AGAIN|no such host|i\/o timeout|timed out|ETIMEDOUT|refused|reset|certificate|not resolve|SSL|ProxyError/i,
      means: {
        en: "Azure's own endpoints cannot be reached from here either",
        pl: 'stąd nie da się połączyć także z punktami końcowymi samej platformy Azure',
      },
      weighs: { 'client-firewall': 4.6, 'registry-name': -3, 'vnet-config': -1 },
    },
    'acr-repository-list': {
      says: ['az acr repository list', 'az acr repository show'],
      and: /az acr repository/i,
      means: {
        en: 'a list of repositories needs access to the data of the registry, not only a management role',
        pl: 'lista repozytoriów wymaga dostępu do danych rejestru, a nie tylko roli zarządzania',
      },
      weighs: { 'credentials-unauthorized': 1.2, 'public-access-rules': 0.8 },
    },
    'talk-list-closed': {
      talk: { all: ['list', 'trouble', 'registry', 'closed-to-public'], none: ['acr-tasks', 'defender'] },
      means: {
        en: 'with public access off, repositories cannot be listed from outside the network',
        pl: 'przy wyłączonym dostępie publicznym nie da się wyświetlić listy repozytoriów spoza sieci',
      },
      weighs: { 'public-access-rules': 4, 'vnet-config': 2 },
    },
    'talk-list-from-elsewhere': {
      talk: { all: ['list', 'registry', 'from-elsewhere'] },
      means: {
        en: 'the list of repositories works only from some places, because the own machine asks the registry for it',
        pl: 'lista repozytoriów działa tylko z niektórych miejsc, bo pyta o nią rejestr własna maszyna',
      },
      weighs: { 'public-access-rules': 4.4, 'vnet-config': 1.4 },
    },
    'talk-portal': {
      talk: { all: ['portal', 'trouble', 'registry', 'settings-or-list'], none: ['defender', 'save', 'vnet'] },
      means: {
        en: 'this says that the portal does not show the registry',
        pl: 'to opis sytuacji, w której portal nie pokazuje rejestru',
      },
      weighs: { 'credentials-unauthorized': 2.6, 'public-access-rules': 2 },
    },
  },
  examples: [
    "we cannot see the registry's settings in the Azure portal any more and cannot manage the container registry by CLI",
    "When public network access is disabled we can't list repositories of the registry in the portal",
    'Nie można wyświetlić ustawień rejestru kontenerów w Azure Portal',
  ],
  lookalikes: [{ paste: "can't see my storage account's settings in the portal", is: 'none' }],
} as const satisfies Symptom
