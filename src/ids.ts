// The public names of everything the product talks about. Other programs rely on them: added freely, never renamed.

export const symptomIds = [
  'dns-lookup',
  'client-timeout',
  'login-server-unreachable',
  'azure-service-pull',
  'proxy-login-denied',
  'vnet-settings-save',
  'settings-inaccessible',
  'network-rules-change',
  'tasks-push-pull',
  'defender-scan',
  'private-endpoint-unreachable',
  'ip-denied',
  'data-endpoint-blocked',
  'tls-untrusted',
  'unauthorized',
  'access-denied',
  'registry-not-found',
  'image-not-found',
  'throttled',
  'slow-transfer',
  'docker-not-running',
] as const
export type SymptomId = (typeof symptomIds)[number]

/** Each cause with the remedy that answers it. */
export const remedyOf = {
  'client-firewall': 'configure-client-firewall-access',
  'public-access-rules': 'configure-public-access',
  'vnet-config': 'configure-vnet-access',
  'service-access': 'configure-service-access',
  'docker-config': 'check-docker-configuration',
  'registry-name': 'specify-correct-registry-name',
  'credentials-invalid': 'confirm-credentials',
  'credentials-unauthorized': 'grant-access',
  'credentials-expired': 'renew-credentials',
  'image-not-found': 'find-image',
  throttled: 'reduce-request-rate',
  'slow-transfer': 'improve-transfer-speed',
  'sku-limit': 'change-tier-or-quota',
  'resource-locked': 'unlock-resource',
  'service-side': 'check-azure-status',
} as const
export type CauseId = keyof typeof remedyOf
export type RemedyId = (typeof remedyOf)[CauseId]

export const causeIds = Object.keys(remedyOf) as readonly CauseId[]

/** What is offered beside the remedies, whatever the cause. */
export type FurtherId = 'further-diagnosis' | 'advanced-troubleshooting' | 'next-steps'

/** The steps of a remote check, in the order of its answer. */
export const checkStepIds = [
  'name',
  'proxy',
  'dns',
  'tcp',
  'tls',
  'registry',
  'token',
  'manifest',
  'layer',
  'speed',
  'control',
] as const
export type CheckStepId = (typeof checkStepIds)[number]

/** What a remote check finds: what its first failing step found. */
export const findingIds = [
  'name-invalid',
  'name-not-found',
  'no-address',
  'resolver-failed',
  'resolver-timeout',
  'private-address-unreachable',
  'public-route-denied',
  'tcp-timeout',
  'tcp-refused',
  'connection-reset',
  'http-timeout',
  'tls-timeout',
  'tls-untrusted',
  'tls-wrong-host',
  'tls-expired',
  'ip-denied',
  'public-access-disabled',
  'not-a-registry',
  'service-error',
  'throttled',
  'token-rejected',
  'token-denied',
  'image-not-found',
  'data-endpoint-name',
  'data-endpoint-timeout',
  'data-endpoint-failed',
  'proxy-unreachable',
  'proxy-denied',
  'proxy-auth-required',
  'proxy-closed',
  'slow',
  'cut-off',
] as const
export type FindingId = (typeof findingIds)[number]

/** What follows from what Azure knows: one file each in azure/conclusions. */
export const conclusionIds = [
  'other-login-server',
  'public-access-off',
  'address-not-listed',
  'address-listed',
  'rules-full',
  'all-networks-allowed',
  'trusted-services-off',
  'tasks-not-let-through',
  'dual-stack-without-tasks',
  'data-endpoint-hosts',
  'replica-not-ready',
  'replica-not-routed',
  'export-forbidden',
  'quarantine-on',
  'arm-tokens-refused',
  'repository-roles',
  'admin-user-off',
  'anonymous-pull',
  'quota-full',
  'locked',
  'tier-without-network',
  'not-provisioned',
  'connection-not-approved',
  'two-endpoints',
  'zone-missing',
  'zone-not-linked',
  'record-missing',
  'record-stale',
  'data-record-missing',
  'zone-group-missing',
  'two-zones',
  'own-dns-server',
  'split-dns',
  'security-group-denies',
  'route-elsewhere',
  'peering-down',
  'service-endpoint-missing',
  'provider-not-registered',
  'cluster-may-pull',
  'cluster-without-role',
  'cluster-with-wrong-role',
  'cluster-address-not-listed',
  'cluster-network-not-linked',
  'denied-logins',
  'available',
  'unhealthy',
  'changed-before',
] as const
export type ConclusionId = (typeof conclusionIds)[number]
