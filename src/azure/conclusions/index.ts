// Everything that can be concluded from what Azure knows, by its public name.
import { type ConclusionId, conclusionIds } from '../../ids.ts'
import type { Concluded, Conclusion, Known } from '../conclusion.ts'
import { addressListed } from './address-listed.ts'
import { addressNotListed } from './address-not-listed.ts'
import { adminUserOff } from './admin-user-off.ts'
import { allNetworksAllowed } from './all-networks-allowed.ts'
import { anonymousPull } from './anonymous-pull.ts'
import { armTokensRefused } from './arm-tokens-refused.ts'
import { available } from './available.ts'
import { changedBefore } from './changed-before.ts'
import { clusterAddressNotListed } from './cluster-address-not-listed.ts'
import { clusterMayPull } from './cluster-may-pull.ts'
import { clusterNetworkNotLinked } from './cluster-network-not-linked.ts'
import { clusterWithWrongRole } from './cluster-with-wrong-role.ts'
import { clusterWithoutRole } from './cluster-without-role.ts'
import { connectionNotApproved } from './connection-not-approved.ts'
import { dataEndpointHosts } from './data-endpoint-hosts.ts'
import { dataRecordMissing } from './data-record-missing.ts'
import { deniedLogins } from './denied-logins.ts'
import { dualStackWithoutTasks } from './dual-stack-without-tasks.ts'
import { exportForbidden } from './export-forbidden.ts'
import { locked } from './locked.ts'
import { notProvisioned } from './not-provisioned.ts'
import { isAnother, otherLoginServer } from './other-login-server.ts'
import { ownDnsServer } from './own-dns-server.ts'
import { peeringDown } from './peering-down.ts'
import { providerNotRegistered } from './provider-not-registered.ts'
import { publicAccessOff } from './public-access-off.ts'
import { quarantineOn } from './quarantine-on.ts'
import { quotaFull } from './quota-full.ts'
import { recordMissing } from './record-missing.ts'
import { recordStale } from './record-stale.ts'
import { replicaNotReady } from './replica-not-ready.ts'
import { replicaNotRouted } from './replica-not-routed.ts'
import { repositoryRoles } from './repository-roles.ts'
import { routeElsewhere } from './route-elsewhere.ts'
import { rulesFull } from './rules-full.ts'
import { securityGroupDenies } from './security-group-denies.ts'
import { serviceEndpointMissing } from './service-endpoint-missing.ts'
import { splitDns } from './split-dns.ts'
import { tasksNotLetThrough } from './tasks-not-let-through.ts'
import { tierWithoutNetwork } from './tier-without-network.ts'
import { trustedServicesOff } from './trusted-services-off.ts'
import { twoEndpoints } from './two-endpoints.ts'
import { twoZones } from './two-zones.ts'
import { unhealthy } from './unhealthy.ts'
import { zoneGroupMissing } from './zone-group-missing.ts'
import { zoneMissing } from './zone-missing.ts'
import { zoneNotLinked } from './zone-not-linked.ts'

const conclusions: Readonly<Record<ConclusionId, Conclusion>> = {
  'other-login-server': otherLoginServer,
  'public-access-off': publicAccessOff,
  'address-not-listed': addressNotListed,
  'address-listed': addressListed,
  'rules-full': rulesFull,
  'all-networks-allowed': allNetworksAllowed,
  'trusted-services-off': trustedServicesOff,
  'tasks-not-let-through': tasksNotLetThrough,
  'dual-stack-without-tasks': dualStackWithoutTasks,
  'data-endpoint-hosts': dataEndpointHosts,
  'replica-not-ready': replicaNotReady,
  'replica-not-routed': replicaNotRouted,
  'export-forbidden': exportForbidden,
  'quarantine-on': quarantineOn,
  'arm-tokens-refused': armTokensRefused,
  'repository-roles': repositoryRoles,
  'admin-user-off': adminUserOff,
  'anonymous-pull': anonymousPull,
  'quota-full': quotaFull,
  locked,
  'tier-without-network': tierWithoutNetwork,
  'not-provisioned': notProvisioned,
  'connection-not-approved': connectionNotApproved,
  'two-endpoints': twoEndpoints,
  'zone-missing': zoneMissing,
  'zone-not-linked': zoneNotLinked,
  'record-missing': recordMissing,
  'record-stale': recordStale,
  'data-record-missing': dataRecordMissing,
  'zone-group-missing': zoneGroupMissing,
  'two-zones': twoZones,
  'own-dns-server': ownDnsServer,
  'split-dns': splitDns,
  'security-group-denies': securityGroupDenies,
  'route-elsewhere': routeElsewhere,
  'peering-down': peeringDown,
  'service-endpoint-missing': serviceEndpointMissing,
  'provider-not-registered': providerNotRegistered,
  'cluster-may-pull': clusterMayPull,
  'cluster-without-role': clusterWithoutRole,
  'cluster-with-wrong-role': clusterWithWrongRole,
  'cluster-address-not-listed': clusterAddressNotListed,
  'cluster-network-not-linked': clusterNetworkNotLinked,
  'denied-logins': deniedLogins,
  available,
  unhealthy,
  'changed-before': changedBefore,
}

export type Drawn = Concluded & { id: ConclusionId }

const heaviest = ({ weighs }: Concluded) => Math.max(0, ...Object.values(weighs).map(Math.abs))

/** All that follows, what weighs most first. */
export const drawnFrom = (known: Known): Drawn[] =>
  (isAnother(known) ? (['other-login-server'] as const) : conclusionIds)
    .flatMap((id) => conclusions[id].conclude(known).map((it) => ({ ...it, id })))
    .sort((a, b) => Number(b.broken ?? false) - Number(a.broken ?? false) || heaviest(b) - heaviest(a))
