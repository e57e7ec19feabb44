// AKS clusters, through their SDK. Nothing is ever run in one.
import type { Cluster, ResourceId } from '../../src/azure/view.ts'
import { told } from './failures.ts'
import { given, placeOf } from './ids.ts'
import { type Asking, armOptions } from './reaching.ts'
import { versions } from './versions.ts'

export async function readCluster(id: ResourceId, asking: Asking): Promise<Cluster> {
  const { subscription, group, name } = placeOf(id, 'managedClusters')
  const { ContainerServiceClient } = await import('@azure/arm-containerservice')
  const client = new ContainerServiceClient(asking.credential, subscription, {
    ...armOptions(asking),
    apiVersion: versions.cluster,
  })
  const it = await client.managedClusters.get(group, name)
  const kubelet = it.identityProfile?.kubeletidentity
  const { networkProfile: network } = it
  const outbound = [
    ...(network?.loadBalancerProfile?.effectiveOutboundIPs ?? []),
    ...(network?.natGatewayProfile?.effectiveOutboundIPs ?? []),
  ].map((each) => told(each.id))
  const principal = it.servicePrincipalProfile?.clientId
  const subnets = (it.agentPoolProfiles ?? []).flatMap(({ vnetSubnetID }) => (vnetSubnetID ? [vnetSubnetID] : []))
  return {
    id: told(it.id),
    name: told(it.name),
    subnets: [...new Set(subnets)],
    ...given({
      provisioningState: it.provisioningState,
      kubelet: kubelet && {
        objectId: told(kubelet.objectId),
        ...given({ clientId: kubelet.clientId, resource: kubelet.resourceId }),
      },
      // A cluster with a managed identity says so in place of a principal.
      servicePrincipal: principal === 'msi' ? undefined : principal,
      nodeResourceGroup: it.nodeResourceGroup,
      outboundType: network?.outboundType,
      outboundAddresses: outbound.length > 0 ? outbound : undefined,
      isPrivate: it.apiServerAccessProfile?.enablePrivateCluster,
    }),
  }
}
