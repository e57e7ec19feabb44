// Private endpoints and the networks around them, through the few parts of Azure's network SDK that are loaded (infra/arm-network.ts).
import type {
  Endpoint,
  EndpointAddress,
  ResourceId,
  RouteTable,
  SecurityGroup,
  SecurityRule,
  Subnet,
  VirtualNetwork,
} from '../../src/azure/view.ts'
import { told } from './failures.ts'
import { given, placeOf } from './ids.ts'
import { type Asking, armOptions } from './reaching.ts'

async function sdkFor(id: ResourceId, type: string, asking: Asking) {
  const { subscription, group, name } = placeOf(id, type)
  const sdk = await import('#arm-network')
  const client = sdk.createNetworkManagement(asking.credential, subscription, armOptions(asking))
  return { sdk, client, group, name }
}

export async function readEndpoint(id: ResourceId, asking: Asking): Promise<Endpoint> {
  const { sdk, client, group, name } = await sdkFor(id, 'privateEndpoints', asking)
  const it = await sdk.getPrivateEndpoint(client, group, name)
  return {
    id: told(it.id),
    subnet: told(it.subnet?.id),
    interfaces: (it.networkInterfaces ?? []).map((each) => told(each.id)),
  }
}

export async function readZoneGroup(endpoint: ResourceId, asking: Asking): Promise<ResourceId[]> {
  const { sdk, client, group, name } = await sdkFor(endpoint, 'privateEndpoints', asking)
  const groups = await Array.fromAsync(sdk.listPrivateDnsZoneGroups(client, group, name))
  return groups
    .flatMap(({ privateDnsZoneConfigs = [] }) => privateDnsZoneConfigs)
    .map(({ privateDnsZoneId }) => told(privateDnsZoneId))
}

export async function readAddresses(networkInterface: ResourceId, asking: Asking): Promise<EndpointAddress[]> {
  const { sdk, client, group, name } = await sdkFor(networkInterface, 'networkInterfaces', asking)
  const { ipConfigurations } = await sdk.getNetworkInterface(client, group, name)
  return told(ipConfigurations).map(({ privateIPAddress, privateLinkConnectionProperties: link }) => ({
    address: told(privateIPAddress),
    member: link?.requiredMemberName ?? '',
    fqdns: link?.fqdns ?? [],
  }))
}

export async function readSubnet(id: ResourceId, asking: Asking): Promise<Subnet> {
  const { sdk, client, group, name } = await sdkFor(id, 'subnets', asking)
  const it = await sdk.getSubnet(client, group, placeOf(id, 'virtualNetworks').name, name)
  return {
    id: told(it.id),
    prefixes: all(it.addressPrefix, it.addressPrefixes),
    ...given({
      securityGroup: it.networkSecurityGroup?.id,
      routeTable: it.routeTable?.id,
      endpointPolicies: it.privateEndpointNetworkPolicies,
      serviceEndpoints: it.serviceEndpoints?.map(({ service }) => told(service)),
    }),
  }
}

type SdkRule = {
  name?: string
  priority?: number
  direction?: string
  access?: string
  protocol?: string
  sourceAddressPrefix?: string
  sourceAddressPrefixes?: string[]
  sourceApplicationSecurityGroups?: { id?: string }[]
  destinationAddressPrefix?: string
  destinationAddressPrefixes?: string[]
  destinationApplicationSecurityGroups?: { id?: string }[]
  destinationPortRange?: string
  destinationPortRanges?: string[]
}

/** One, several, or groups of machines by their ids, which nobody here can look into. */
const all = (one: string | undefined, several: string[] = [], groups: { id?: string }[] = []) => [
  ...(one ? [one] : []),
  ...several,
  ...groups.map(({ id }) => told(id)),
]

function ruleOf(it: SdkRule): SecurityRule {
  return {
    name: told(it.name),
    priority: told(it.priority),
    direction: told((['Inbound', 'Outbound'] as const).find((each) => each === it.direction)),
    access: told((['Allow', 'Deny'] as const).find((each) => each === it.access)),
    protocol: told(it.protocol),
    sources: all(it.sourceAddressPrefix, it.sourceAddressPrefixes, it.sourceApplicationSecurityGroups),
    destinations: all(
      it.destinationAddressPrefix,
      it.destinationAddressPrefixes,
      it.destinationApplicationSecurityGroups,
    ),
    ports: all(it.destinationPortRange, it.destinationPortRanges),
  }
}

export async function readSecurityGroup(id: ResourceId, asking: Asking): Promise<SecurityGroup> {
  const { sdk, client, group, name } = await sdkFor(id, 'networkSecurityGroups', asking)
  const it = await sdk.getNetworkSecurityGroup(client, group, name)
  return { id: told(it.id), rules: [...(it.securityRules ?? []), ...told(it.defaultSecurityRules)].map(ruleOf) }
}

export async function readRouteTable(id: ResourceId, asking: Asking): Promise<RouteTable> {
  const { sdk, client, group, name } = await sdkFor(id, 'routeTables', asking)
  const it = await sdk.getRouteTable(client, group, name)
  return {
    id: told(it.id),
    routes: (it.routes ?? []).map((route) => ({
      name: told(route.name),
      prefix: told(route.addressPrefix),
      hop: told(route.nextHopType),
      ...given({ hopAddress: route.nextHopIpAddress }),
    })),
  }
}

export async function readNetwork(id: ResourceId, asking: Asking): Promise<VirtualNetwork> {
  const { sdk, client, group, name } = await sdkFor(id, 'virtualNetworks', asking)
  const it = await sdk.getVirtualNetwork(client, group, name)
  return {
    id: told(it.id),
    dnsServers: it.dhcpOptions?.dnsServers ?? [],
    prefixes: it.addressSpace?.addressPrefixes ?? [],
    peerings: (it.virtualNetworkPeerings ?? []).map((peering) => ({
      name: told(peering.name),
      remote: told(peering.remoteVirtualNetwork?.id),
      state: told(peering.peeringState),
      ...given({ allowsForwarded: peering.allowForwardedTraffic }),
    })),
  }
}

export async function readPublicAddress(id: ResourceId, asking: Asking): Promise<string[]> {
  const { sdk, client, group, name } = await sdkFor(id, 'publicIPAddresses', asking)
  const { ipAddress } = await sdk.getPublicIPAddress(client, group, name)
  // A dynamic one has none while nobody uses it.
  return ipAddress ? [ipAddress] : []
}
