// The caller is known and is denied: it lacks the right, or the image is locked. Docker says "requested access to the resource is denied" also when the
// image's prefix names the wrong registry.
import type { Symptom } from './symptom.ts'

export const accessDenied = {
  id: 'access-denied',
  title: { en: 'The registry denies this operation', pl: 'Rejestr odmawia wykonania tej operacji' },
  signs: {
    'resource-denied': {
      says: [
        'requested access to the resource is denied',
        'access to the resource is denied',
        'denied: access forbidden',
      ],
      means: {
        en: 'the registry knows the caller but refuses this operation',
        pl: 'rejestr zna klienta, ale odmawia mu tej operacji',
      },
      weighs: { 'credentials-unauthorized': 3.5, 'credentials-invalid': 2.3, 'registry-name': 1.8 },
      echoOf: ['client-ip-not-allowed', 'no-challenge'],
    },
    'pull-access-denied': {
      says: ['pull access denied', 'repository does not exist or may require'],
      not: /client with IP/i,
      means: {
        en: 'Docker says this both when the repository is missing and when the right to pull is missing',
        pl: 'Docker mówi tak i wtedy, gdy brakuje repozytorium, i wtedy, gdy brakuje prawa pobierania',
      },
      weighs: {
        'credentials-unauthorized': 2.8,
        'credentials-invalid': 2.7,
        'image-not-found': 2.3,
        'registry-name': 1,
      },
    },
    'insufficient-scope': {
      says: [
        'insufficient_scope',
        'insufficient scope',
        'insufficient privileges',
        'permission denied',
        'not authorized to',
        'does not have permission',
        'lacks permission',
        'do not have permission',
        'missing permission',
        'brak uprawnien',
        'nie masz uprawnien',
        "don't have permission",
        'no permission',
        'not have access',
        'keine berechtigung',
      ],
      not: /docker\.sock|docker daemon socket|\bIP\b/i,
      means: { en: 'the token does not cover this request', pl: 'token nie obejmuje tego żądania' },
      weighs: { 'credentials-unauthorized': 3.8, 'credentials-invalid': 1.2 },
    },
    'arm-not-authorized': {
      says: [
        'does not have authorization to perform action',
        'authorizationfailed',
        'linkedauthorizationfailed',
        'roleassignments/write',
        'could not create a role assignment',
        'are you an owner on this subscription',
        'could not get sas url to upload',
        'authorization failed',
      ],
      not: /taggedTrafficConsumers|joinViaServiceEndpoint|Microsoft\.Network\/virtualNetworks/i,
      means: {
        en: 'Azure Resource Manager refuses: the caller lacks a role on the registry or above it',
        pl: 'Azure Resource Manager odmawia: klientowi brakuje roli na rejestrze lub wyżej',
      },
      weighs: { 'credentials-unauthorized': 4.8 },
    },
    'operation-disallowed': {
      says: ['operation is disallowed', 'disallowed operation', 'disallowed-operation', 'operationdisallowed'],
      means: {
        en: 'the registry refuses this operation because of a lock, a quarantine or full storage',
        pl: 'rejestr odmawia tej operacji z powodu blokady, kwarantanny lub braku miejsca',
      },
      weighs: { 'resource-locked': 4.4, 'sku-limit': 3, 'service-side': 2.2 },
      proves: true,
    },
    'image-locked': {
      says: [
        'write-enabled',
        'write_enabled',
        'delete-enabled',
        'writeenabled',
        'deleteenabled',
        'changeableattributes',
        'image is locked',
        'tag is locked',
        'zalozyl blokade',
        'obraz jest zablokowan',
        'tag jest zablokowan',
      ],
      not: /Enabled": true/i,
      means: { en: 'the image is protected against changes', pl: 'obraz jest zabezpieczony przed zmianami' },
      weighs: { 'resource-locked': 4.8 },
    },
    'image-quarantined': {
      says: ['image_quarantined'],
      means: {
        en: 'the image is in quarantine until somebody releases it',
        pl: 'obraz jest w kwarantannie, dopóki ktoś go nie zwolni',
      },
      weighs: { 'resource-locked': 5 },
      proves: true,
    },
    quarantined: {
      says: ['quarantin', 'kwarantann'],
      means: {
        en: 'the image is in quarantine until somebody releases it',
        pl: 'obraz jest w kwarantannie, dopóki ktoś go nie zwolni',
      },
      weighs: { 'resource-locked': 4 },
    },
    'permissions-unreadable': {
      says: ['retrieving permissions failed'],
      means: {
        en: "the service could not work out the caller's rights, often because a role is only minutes old",
        pl: 'usługa nie mogła ustalić uprawnień klienta, często dlatego, że rolę nadano dopiero przed kilkoma minutami',
      },
      weighs: { 'credentials-unauthorized': 4.4, 'service-side': 1.4 },
      proves: true,
    },
    'talk-role': {
      talk: { all: ['registry', 'role', 'trouble'], none: ['defender', 'acr-tasks'] },
      means: {
        en: 'this describes a role or permission that is missing or has no effect',
        pl: 'to opis roli lub uprawnienia, którego brakuje albo które nie działa',
      },
      weighs: { 'credentials-unauthorized': 3.2 },
    },
  },
  examples: [
    'docker push contoso.azurecr.io/app:1\ndenied: requested access to the resource is denied',
    'ACR contoso.azurecr.io rejected token exchange: ACR token exchange endpoint returned error status: 403. body: {"errors":[{"code":"DENIED","message":"retrieving permissions failed"}]}',
    "The client '0d1e2f33-0000-4000-8000-0a0b0c0d0e0f' does not have authorization to perform action 'Microsoft.ContainerRegistry/registries/read' over scope '/subscriptions/x'.",
    'az aks update -n c -g r --attach-acr contoso\nCould not create a role assignment for ACR. Are you an Owner on this subscription?',
  ],
  lookalikes: [
    { paste: 'docker push cloudtools/cli:alpine\ndenied: requested access to the resource is denied', is: 'none' },
    {
      paste:
        "pull access denied for contoso.azurecr.io/app, repository does not exist or may require 'docker login': denied: client with IP '203.0.113.25' is not allowed access.",
      is: 'ip-denied',
    },
  ],
} as const satisfies Symptom
