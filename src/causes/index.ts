// Every cause there is; one missing, extra or swapped does not compile.
import type { CauseId } from '../ids.ts'
import type { Cause } from './cause.ts'
import { clientFirewall } from './client-firewall.ts'
import { credentialsExpired } from './credentials-expired.ts'
import { credentialsInvalid } from './credentials-invalid.ts'
import { credentialsUnauthorized } from './credentials-unauthorized.ts'
import { dockerConfig } from './docker-config.ts'
import { imageNotFoundCause } from './image-not-found.ts'
import { publicAccessRules } from './public-access-rules.ts'
import { registryName } from './registry-name.ts'
import { resourceLocked } from './resource-locked.ts'
import { serviceAccess } from './service-access.ts'
import { serviceSide } from './service-side.ts'
import { skuLimit } from './sku-limit.ts'
import { slowTransferCause } from './slow-transfer.ts'
import { throttledCause } from './throttled.ts'
import { vnetConfig } from './vnet-config.ts'

export const causes = {
  'client-firewall': clientFirewall,
  'public-access-rules': publicAccessRules,
  'vnet-config': vnetConfig,
  'service-access': serviceAccess,
  'docker-config': dockerConfig,
  'registry-name': registryName,
  'credentials-invalid': credentialsInvalid,
  'credentials-unauthorized': credentialsUnauthorized,
  'credentials-expired': credentialsExpired,
  'image-not-found': imageNotFoundCause,
  throttled: throttledCause,
  'slow-transfer': slowTransferCause,
  'sku-limit': skuLimit,
  'resource-locked': resourceLocked,
  'service-side': serviceSide,
} as const satisfies { [Id in CauseId]: Cause & { id: Id } }
