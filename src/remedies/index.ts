// Every remedy by its id: missing, extra or swapped does not compile.
import type { RemedyId } from '../ids.ts'
import { changeTierOrQuota } from './change-tier-or-quota.ts'
import { checkAzureStatus } from './check-azure-status.ts'
import { checkDockerConfiguration } from './check-docker-configuration.ts'
import { configureClientFirewallAccess } from './configure-client-firewall-access.ts'
import { configurePublicAccess } from './configure-public-access.ts'
import { configureServiceAccess } from './configure-service-access.ts'
import { configureVnetAccess } from './configure-vnet-access.ts'
import { confirmCredentials } from './confirm-credentials.ts'
import { findImage } from './find-image.ts'
import { grantAccess } from './grant-access.ts'
import { improveTransferSpeed } from './improve-transfer-speed.ts'
import { reduceRequestRate } from './reduce-request-rate.ts'
import type { Remedy } from './remedy.ts'
import { renewCredentials } from './renew-credentials.ts'
import { specifyCorrectRegistryName } from './specify-correct-registry-name.ts'
import { unlockResource } from './unlock-resource.ts'

export const remedies = {
  'configure-client-firewall-access': configureClientFirewallAccess,
  'configure-public-access': configurePublicAccess,
  'configure-vnet-access': configureVnetAccess,
  'configure-service-access': configureServiceAccess,
  'check-docker-configuration': checkDockerConfiguration,
  'specify-correct-registry-name': specifyCorrectRegistryName,
  'confirm-credentials': confirmCredentials,
  'grant-access': grantAccess,
  'renew-credentials': renewCredentials,
  'find-image': findImage,
  'reduce-request-rate': reduceRequestRate,
  'improve-transfer-speed': improveTransferSpeed,
  'change-tier-or-quota': changeTierOrQuota,
  'unlock-resource': unlockResource,
  'check-azure-status': checkAzureStatus,
} satisfies { [Id in RemedyId]: Remedy & { id: Id } }
