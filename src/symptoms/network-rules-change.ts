// Network settings cannot be added or changed: tier, quota, policy or role. Not vnet-settings-save, where one rule is
// refused because of the network it names.
import type { Symptom } from './symptom.ts'

export const networkRulesChange = {
  id: 'network-rules-change',
  title: { en: 'Network rules cannot be added or changed', pl: 'Nie można dodać ani zmienić reguł sieciowych' },
  signs: {
    'needs-premium': {
      says: [
        'only supported for managed registries in premium',
        'not supported for the sku',
        'disablingpublicnetworkaccessnotsupported',
        'is not supported for the sku',
        'premium sku',
        'requires premium',
        'only available for premium',
        'premium tier',
        'upgrade to premium',
        'is only supported for premium',
        'skunotsupported',
        'feature is not supported',
        'only supported in premium',
        'supported only for premium',
        'premium only',
      ],
      and: /^(?=.{0,900}(?:sku|premium|tier))(?=.{0,900}\b(?:only|requires|needs|supported|upgrade|not)\b)/i,
      means: { en: 'this feature needs the Premium tier', pl: 'ta funkcja wymaga warstwy Premium' },
      weighs: { 'sku-limit': 5, 'credentials-unauthorized': -0.5 },
    },
    'feature-quota': {
      says: ['the requested feature'],
      and: /exceeds allowed quota|for the SKU/i,
      means: {
        en: 'ACR names the quota of the tier that is used up',
        pl: 'ACR podaje limit warstwy, który się wyczerpał',
      },
      weighs: { 'sku-limit': 5.4 },
      proves: true,
    },
    'size-at-limit': {
      says: ['size '],
      and: /^Size\s+(\d{6,})\s+\1\b/,
      means: { en: 'the storage of the registry is full', pl: 'miejsce w rejestrze się skończyło' },
      weighs: { 'sku-limit': 5 },
    },
    'talk-tier': {
      talk: { all: ['registry', 'tier', 'trouble'], none: ['throttling', 'slow'] },
      means: {
        en: 'this says that the tier of the registry does not allow it',
        pl: 'to opis ograniczenia wynikającego z warstwy rejestru',
      },
      weighs: { 'sku-limit': 4.2 },
    },
    'quota-exceeded': {
      says: [
        'exceeds allowed quota',
        'exceeds the quota',
        'quota exceeded',
        'maximum number of ip rules',
        'limit of ip rules',
        'exceeded the limit',
        'storage limit',
        'exceeds the maximum',
        'quotaexceeded',
        'reached the maximum',
        'reached the limit',
        'exceeds the limit',
        'size limit',
        'storage is full',
      ],
      not: /api rate|docker hub|pull rate|cpu|cores|vcpu|request rate/i,
      means: { en: 'a quota of the tier is used up', pl: 'limit warstwy jest wyczerpany' },
      weighs: { 'sku-limit': 4.8 },
    },
    'scope-locked': {
      says: [
        'scopelocked',
        'the scope is locked',
        'because following scope',
        'resource lock',
        'readonly lock',
        'read-only lock',
        'cannotdelete',
        'lock on the',
      ],
      not: /file|lock file|state lock|\.lock|database/i,
      means: {
        en: 'there is a resource lock on the registry or above it',
        pl: 'na rejestrze lub wyżej jest blokada zasobu',
      },
      weighs: { 'resource-locked': 4.8 },
    },
    'policy-denies': {
      says: [
        'requestdisallowedbypolicy',
        'was disallowed by policy',
        'disallowed by policy',
        'denied by policy',
        'denied by azure policy',
      ],
      means: { en: 'an Azure Policy forbids the change', pl: 'zmiany zabrania zasada Azure Policy' },
      weighs: { 'public-access-rules': 2.8, 'credentials-unauthorized': 2.4, 'sku-limit': 1 },
    },
    'rule-not-valid': {
      says: [
        'only ipv4 address',
        'invalid ip rule',
        'iprulenotvalid',
        'is not a valid ip',
        'private ip addresses are not',
      ],
      means: {
        en: 'network rules accept only public IPv4 addresses and ranges',
        pl: 'reguły sieciowe przyjmują tylko publiczne adresy i zakresy IPv4',
      },
      weighs: { 'public-access-rules': 4 },
    },
    'vnet-rules-absent': {
      says: ['virtualnetworkrules'],
      means: {
        en: 'the current API has no subnet rules: newer versions drop them without a message',
        pl: 'obecne API nie ma reguł podsieci: nowsze wersje pomijają je bez komunikatu',
      },
      weighs: { 'vnet-config': 3.6, 'service-side': 0.8 },
    },
    'talk-change-rules': {
      talk: {
        all: ['save', 'rules', 'trouble', 'registry'],
        none: ['aks', 'pull', 'acr-tasks', 'defender', 'list', 'proxy'],
      },
      means: {
        en: 'this says that network rules cannot be changed',
        pl: 'to opis reguł sieciowych, których nie da się zmienić',
      },
      weighs: { 'sku-limit': 1.8, 'credentials-unauthorized': 1.8, 'vnet-config': 1.7, 'public-access-rules': 1 },
    },
  },
  examples: [
    'BadRequestError: The requested feature IP rule exceeds allowed quota 200 for the SKU Premium. registry contoso.azurecr.io',
    'Network rules are only supported for managed registries in Premium SKU. (az acr network-rule add -n contoso)',
    '"code": "DisablingPublicNetworkAccessNotSupported", "message": "Disabling public network access is not supported for the SKU Basic. For more information, please visit https://aka.ms/acr/private-link."',
  ],
  lookalikes: [
    {
      paste: 'Operation could not be completed as it results in exceeding approved standardDSv3Family Cores quota',
      is: 'none',
    },
  ],
} as const satisfies Symptom
