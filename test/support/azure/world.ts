// What there is in the fake Azure: one registry with all that leads to it, as it should be, shaped as the examples of the public REST
// specification. Tests change it.

export type Resource = {
  id: string
  name: string
  type: string
  location?: string
  sku?: { name: string; tier?: string }
  properties: Record<string, unknown>
  /** What only preview versions show. */
  preview?: Record<string, unknown>
  [more: string]: unknown
}

export type World = {
  subscriptions: string[]
  /** By id, in lower case. */
  resources: Map<string, Resource>
  /** `registrationState` by subscription, where it is not `Registered`. */
  providers: Record<string, string>
  usages: Record<string, unknown>[]
  locks: { scope: string; name: string; level: string }[]
  assignments: { principal: string; role: string; scope: string; condition?: string }[]
  /** Which groups a principal is in. */
  groups: Record<string, string[]>
  /** By role definition's own id. */
  roles: Record<string, string>
  health: { availabilityState: string; summary: string; occuredTime: string } | undefined
  events: {
    at: string
    resourceId: string
    operation: string
    status: string
    caller?: string
    correlationId?: string
  }[]
  /** Rows of ContainerRegistryLoginEvents; undefined: nothing was ever sent, so that there is no such table. */
  logins: Login[] | undefined
}

export type Login = {
  at: string
  address: string
  identity: string
  server: string
  status: string
  agent: string
}

export const subscription = '00000000-1111-2222-3333-444444444444'
export const otherSubscription = '55555555-6666-7777-8888-999999999999'
export const workspace = 'aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee'
export const kubelet = '77777777-aaaa-bbbb-cccc-000000000001'
const kubeletGroup = '77777777-aaaa-bbbb-cccc-000000000002'
export const acrPull = '7f951dda-4ed3-4680-a7ca-43fe172d538d'

const idIn = (group: string, rest: string) => `/subscriptions/${subscription}/resourceGroups/${group}/providers/${rest}`

export const ids = {
  registry: idIn('images-rg', 'Microsoft.ContainerRegistry/registries/myregistry'),
  endpoint: idIn('net-rg', 'Microsoft.Network/privateEndpoints/myregistry-pe'),
  networkInterface: idIn('net-rg', 'Microsoft.Network/networkInterfaces/myregistry-pe.nic.1'),
  network: idIn('net-rg', 'Microsoft.Network/virtualNetworks/hub'),
  spoke: idIn('net-rg', 'Microsoft.Network/virtualNetworks/spoke'),
  subnet: idIn('net-rg', 'Microsoft.Network/virtualNetworks/hub/subnets/endpoints'),
  nodes: idIn('net-rg', 'Microsoft.Network/virtualNetworks/spoke/subnets/nodes'),
  nodesGroup: idIn('net-rg', 'Microsoft.Network/networkSecurityGroups/nodes-nsg'),
  securityGroup: idIn('net-rg', 'Microsoft.Network/networkSecurityGroups/endpoints-nsg'),
  routeTable: idIn('net-rg', 'Microsoft.Network/routeTables/endpoints-rt'),
  zone: idIn('dns-rg', 'Microsoft.Network/privateDnsZones/privatelink.azurecr.io'),
  cluster: idIn('aks-rg', 'Microsoft.ContainerService/managedClusters/prod'),
  outbound: idIn('MC_aks-rg_prod_westeurope', 'Microsoft.Network/publicIPAddresses/outbound'),
  workspace: idIn('logs-rg', 'Microsoft.OperationalInsights/workspaces/acr-logs'),
}

const typeOf = (id: string) => {
  const [namespace, ...words] = (id.split('/providers/').at(-1) ?? '').split('/')
  return [namespace, ...words.filter((_, at) => at % 2 === 0)].join('/')
}

export const resource = (id: string, properties: Record<string, unknown>, more: Partial<Resource> = {}): Resource => ({
  id,
  name: id.slice(id.lastIndexOf('/') + 1),
  type: typeOf(id),
  location: 'westeurope',
  tags: {},
  properties: { provisioningState: 'Succeeded', ...properties },
  ...more,
})

const connection = {
  id: `${ids.registry}/privateEndpointConnections/myregistry-pe.1`,
  name: 'myregistry-pe.1',
  type: 'Microsoft.ContainerRegistry/registries/privateEndpointConnections',
  properties: {
    provisioningState: 'Succeeded',
    privateEndpoint: { id: ids.endpoint },
    privateLinkServiceConnectionState: { status: 'Approved', description: 'Auto-Approved', actionsRequired: 'None' },
  },
}

export const replica = (region: string, displayStatus: string) =>
  resource(
    `${ids.registry}/replications/${region}`,
    {
      status: { displayStatus, message: 'The replication is ready.', timestamp: '2026-11-01T10:00:00Z' },
      regionEndpointEnabled: true,
      zoneRedundancy: 'Disabled',
    },
    { location: region },
  )

export const rule = (
  name: string,
  priority: number,
  direction: string,
  access: string,
  more: Record<string, unknown>,
) => ({
  id: `${ids.securityGroup}/securityRules/${name}`,
  name,
  type: 'Microsoft.Network/networkSecurityGroups/securityRules',
  properties: {
    provisioningState: 'Succeeded',
    protocol: '*',
    sourcePortRange: '*',
    destinationPortRange: '*',
    sourceAddressPrefix: '*',
    destinationAddressPrefix: '*',
    access,
    priority,
    direction,
    sourcePortRanges: [],
    destinationPortRanges: [],
    sourceAddressPrefixes: [],
    destinationAddressPrefixes: [],
    ...more,
  },
})

const withinNetwork = { sourceAddressPrefix: 'VirtualNetwork', destinationAddressPrefix: 'VirtualNetwork' }
/** Azure's own, which every group has. */
const defaultSecurityRules = [
  rule('AllowVnetInBound', 65000, 'Inbound', 'Allow', withinNetwork),
  rule('AllowAzureLoadBalancerInBound', 65001, 'Inbound', 'Allow', { sourceAddressPrefix: 'AzureLoadBalancer' }),
  rule('DenyAllInBound', 65500, 'Inbound', 'Deny', {}),
  rule('AllowVnetOutBound', 65000, 'Outbound', 'Allow', withinNetwork),
  rule('AllowInternetOutBound', 65001, 'Outbound', 'Allow', { destinationAddressPrefix: 'Internet' }),
  rule('DenyAllOutBound', 65500, 'Outbound', 'Deny', {}),
]

const registryEndpoint = {
  service: 'Microsoft.ContainerRegistry',
  locations: ['*'],
  provisioningState: 'Succeeded',
}

const peering = (network: string, name: string, remote: string) => ({
  id: `${network}/virtualNetworkPeerings/${name}`,
  name,
  properties: {
    provisioningState: 'Succeeded',
    peeringState: 'Connected',
    remoteVirtualNetwork: { id: remote },
    allowForwardedTraffic: true,
  },
})

export const record = (name: string, address: string) =>
  resource(`${ids.zone}/A/${name}`, {
    fqdn: `${name}.privatelink.azurecr.io.`,
    ttl: 10,
    isAutoRegistered: false,
    aRecords: [{ ipv4Address: address }],
  })

export const link = (name: string, network: string) =>
  resource(
    `${ids.zone}/virtualNetworkLinks/${name}`,
    {
      registrationEnabled: false,
      resolutionPolicy: 'Default',
      virtualNetwork: { id: network },
      virtualNetworkLinkState: 'Completed',
    },
    { location: 'global' },
  )

const configuration = (member: string, address: string, fqdn: string) => ({
  id: `${ids.networkInterface}/ipConfigurations/${member}`,
  name: member,
  properties: {
    provisioningState: 'Succeeded',
    privateIPAddress: address,
    privateIPAllocationMethod: 'Dynamic',
    subnet: { id: ids.subnet },
    primary: member === 'registry',
    privateIPAddressVersion: 'IPv4',
    privateLinkConnectionProperties: { groupId: 'registry', requiredMemberName: member, fqdns: [fqdn] },
  },
})

const resources = (): Resource[] => [
  resource(
    ids.registry,
    {
      loginServer: 'myregistry.azurecr.io',
      creationDate: '2024-01-15T08:00:00.000Z',
      status: { displayStatus: 'Ready', message: 'The registry is ready.', timestamp: '2026-11-01T10:00:00Z' },
      adminUserEnabled: false,
      anonymousPullEnabled: false,
      publicNetworkAccess: 'Enabled',
      networkRuleSet: {
        defaultAction: 'Deny',
        ipRules: [
          { action: 'Allow', value: '203.0.113.0/24' },
          { action: 'Allow', value: '198.51.100.7' },
        ],
      },
      networkRuleBypassOptions: 'AzureServices',
      networkRuleBypassAllowedForTasks: false,
      dataEndpointEnabled: true,
      dataEndpointHostNames: ['myregistry.westeurope.data.azurecr.io', 'myregistry.northeurope.data.azurecr.io'],
      privateEndpointConnections: [connection],
      policies: {
        quarantinePolicy: { status: 'disabled' },
        trustPolicy: { type: 'Notary', status: 'disabled' },
        retentionPolicy: { days: 7, status: 'disabled', lastUpdatedTime: '2024-01-15T08:00:00Z' },
        exportPolicy: { status: 'enabled' },
        azureADAuthenticationAsArmPolicy: { status: 'enabled' },
      },
      encryption: { status: 'disabled' },
      zoneRedundancy: 'Disabled',
      roleAssignmentMode: 'LegacyRegistryPermissions',
    },
    {
      sku: { name: 'Premium', tier: 'Premium' },
      preview: {
        networkRuleSet: {
          defaultAction: 'Deny',
          ipRules: [],
          virtualNetworkRules: [{ action: 'Allow', id: ids.nodes }],
        },
        regionalEndpoints: 'Enabled',
        regionalEndpointHostNames: ['myregistry.westeurope.geo.azurecr.io'],
        endpointProtocol: 'IPv4AndIPv6',
        autoGeneratedDomainNameLabelScope: 'Unsecure',
      },
    },
  ),
  replica('westeurope', 'Ready'),
  replica('northeurope', 'Ready'),
  resource(connection.id, connection.properties),
  resource(`${ids.registry}/agentPools/pool1`, {
    count: 1,
    tier: 'S1',
    os: 'Linux',
    virtualNetworkSubnetResourceId: ids.nodes,
  }),
  resource(ids.endpoint, {
    subnet: { id: ids.subnet },
    networkInterfaces: [{ id: ids.networkInterface }],
    privateLinkServiceConnections: [],
    manualPrivateLinkServiceConnections: [],
    customDnsConfigs: [],
  }),
  resource(`${ids.endpoint}/privateDnsZoneGroups/default`, {
    privateDnsZoneConfigs: [{ name: 'acr', properties: { privateDnsZoneId: ids.zone, recordSets: [] } }],
  }),
  resource(ids.networkInterface, {
    ipConfigurations: [
      configuration('registry', '10.0.1.5', 'myregistry.azurecr.io'),
      configuration('registry_data_westeurope', '10.0.1.4', 'myregistry.westeurope.data.azurecr.io'),
      configuration('registry_data_northeurope', '10.0.1.6', 'myregistry.northeurope.data.azurecr.io'),
    ],
    enableIPForwarding: false,
  }),
  resource(ids.network, {
    addressSpace: { addressPrefixes: ['10.0.0.0/16'] },
    dhcpOptions: { dnsServers: [] },
    subnets: [{ id: ids.subnet, name: 'endpoints', properties: { addressPrefix: '10.0.1.0/27' } }],
    virtualNetworkPeerings: [peering(ids.network, 'to-spoke', ids.spoke)],
  }),
  resource(ids.spoke, {
    addressSpace: { addressPrefixes: ['10.1.0.0/16'] },
    dhcpOptions: { dnsServers: [] },
    subnets: [{ id: ids.nodes, name: 'nodes', properties: { addressPrefix: '10.1.1.0/24' } }],
    virtualNetworkPeerings: [peering(ids.spoke, 'to-hub', ids.network)],
  }),
  resource(ids.nodes, {
    addressPrefix: '10.1.1.0/24',
    networkSecurityGroup: { id: ids.nodesGroup },
    routeTable: { id: ids.routeTable },
    serviceEndpoints: [registryEndpoint],
    privateEndpointNetworkPolicies: 'Disabled',
    privateLinkServiceNetworkPolicies: 'Enabled',
  }),
  resource(ids.subnet, {
    addressPrefix: '10.0.1.0/27',
    networkSecurityGroup: { id: ids.securityGroup },
    routeTable: { id: ids.routeTable },
    serviceEndpoints: [registryEndpoint],
    privateEndpointNetworkPolicies: 'Disabled',
    privateLinkServiceNetworkPolicies: 'Enabled',
  }),
  resource(ids.securityGroup, { securityRules: [], defaultSecurityRules }),
  resource(ids.nodesGroup, {
    securityRules: [
      rule('allow-acr', 200, 'Outbound', 'Allow', {
        protocol: 'Tcp',
        destinationAddressPrefix: 'AzureContainerRegistry.WestEurope',
        destinationPortRange: '443',
      }),
    ],
    defaultSecurityRules,
  }),
  resource(ids.routeTable, { disableBgpRoutePropagation: false, routes: [] }),
  resource(
    ids.zone,
    { maxNumberOfRecordSets: 25000, numberOfRecordSets: 3, numberOfVirtualNetworkLinks: 2 },
    { location: 'global' },
  ),
  resource(
    idIn('dns-rg', 'Microsoft.Network/privateDnsZones/privatelink.blob.core.windows.net'),
    { maxNumberOfRecordSets: 25000, numberOfRecordSets: 1 },
    { location: 'global' },
  ),
  record('myregistry', '10.0.1.5'),
  record('myregistry.westeurope.data', '10.0.1.4'),
  record('myregistry.northeurope.data', '10.0.1.6'),
  link('to-hub', ids.network),
  link('to-spoke', ids.spoke),
  resource(
    ids.cluster,
    {
      powerState: { code: 'Running' },
      kubernetesVersion: '1.34',
      dnsPrefix: 'prod',
      nodeResourceGroup: 'MC_aks-rg_prod_westeurope',
      agentPoolProfiles: [
        {
          name: 'system',
          count: 3,
          vmSize: 'Standard_D4s_v5',
          mode: 'System',
          vnetSubnetID: ids.nodes,
        },
        {
          name: 'users',
          count: 3,
          vmSize: 'Standard_D4s_v5',
          mode: 'User',
          vnetSubnetID: ids.nodes,
        },
      ],
      servicePrincipalProfile: { clientId: 'msi' },
      identityProfile: {
        kubeletidentity: {
          resourceId: idIn(
            'MC_aks-rg_prod_westeurope',
            'Microsoft.ManagedIdentity/userAssignedIdentities/prod-agentpool',
          ),
          clientId: '88888888-aaaa-bbbb-cccc-000000000001',
          objectId: kubelet,
        },
      },
      networkProfile: {
        networkPlugin: 'azure',
        loadBalancerSku: 'standard',
        outboundType: 'loadBalancer',
        loadBalancerProfile: { managedOutboundIPs: { count: 1 }, effectiveOutboundIPs: [{ id: ids.outbound }] },
      },
      apiServerAccessProfile: { enablePrivateCluster: false },
    },
    { sku: { name: 'Base', tier: 'Standard' }, identity: { type: 'SystemAssigned' } },
  ),
  resource(ids.outbound, {
    ipAddress: '203.0.113.99',
    publicIPAddressVersion: 'IPv4',
    publicIPAllocationMethod: 'Static',
  }),
  resource(ids.workspace, { customerId: workspace, retentionInDays: 30 }),
]

export const minutesAgo = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString()

export const change = (minutes: number, resourceId: string, operation: string, status = 'Succeeded') => ({
  at: minutesAgo(minutes),
  resourceId,
  operation,
  status,
  caller: 'anna@contoso.example',
  correlationId: `99999999-0000-0000-0000-${String(minutes).padStart(12, '0')}`,
})

export const login = (minutes: number, address: string, status: string, server = 'myregistry.azurecr.io'): Login => ({
  at: minutesAgo(minutes),
  address,
  identity: status === '401' ? '' : kubelet,
  server,
  status,
  agent: 'containerd/2.1',
})

export const defaultWorld = (): World => ({
  subscriptions: [subscription, otherSubscription],
  resources: new Map(structuredClone(resources()).map((it) => [it.id.toLowerCase(), it])),
  providers: {},
  usages: [
    { name: 'Size', limit: 536870912000, currentValue: 12345678, unit: 'Bytes' },
    { name: 'IPRules', limit: 200, currentValue: 2, unit: 'Count' },
  ],
  locks: [],
  assignments: [
    { principal: kubeletGroup, role: acrPull, scope: `/subscriptions/${subscription}/resourceGroups/images-rg` },
    { principal: kubelet, role: acrPull, scope: ids.cluster },
    { principal: '12121212-aaaa-bbbb-cccc-000000000001', role: acrPull, scope: ids.registry },
  ],
  groups: { [kubelet]: [kubeletGroup] },
  roles: { [acrPull]: 'AcrPull' },
  health: {
    availabilityState: 'Available',
    summary: 'There are no known Azure platform problems affecting this container registry.',
    occuredTime: '2026-11-01T10:00:00Z',
  },
  events: [],
  logins: [],
})

export const resourceOf = ({ resources }: World, id: string): Resource => {
  const known = resources.get(id.toLowerCase())
  if (!known) throw new Error(`the fake has no ${id}`)
  return known
}

export const add = ({ resources }: World, ...more: Resource[]): void => {
  for (const it of more) resources.set(it.id.toLowerCase(), it)
}

/** With all that lies below. */
export const remove = ({ resources }: World, id: string): void => {
  for (const each of resources.keys()) if (`${each}/`.startsWith(`${id.toLowerCase()}/`)) resources.delete(each)
}

/** In which there is more of everything to be read. */
export function eventfulWorld(): World {
  const world = defaultWorld()
  add(world, replica('swedencentral', 'Syncing'), link('to-old', `${ids.network}-old`))
  Object.assign(resourceOf(world, ids.network).properties, { dhcpOptions: { dnsServers: ['10.0.0.53'] } })
  Object.assign(resourceOf(world, ids.routeTable).properties, {
    routes: [
      {
        id: `${ids.routeTable}/routes/default`,
        name: 'default',
        properties: {
          provisioningState: 'Succeeded',
          addressPrefix: '0.0.0.0/0',
          nextHopType: 'VirtualAppliance',
          nextHopIpAddress: '10.0.0.4',
        },
      },
    ],
  })
  Object.assign(resourceOf(world, ids.securityGroup).properties, {
    securityRules: [
      rule('deny-some', 300, 'Inbound', 'Deny', {
        protocol: 'Tcp',
        sourceAddressPrefix: undefined,
        sourceAddressPrefixes: ['10.9.0.0/16', '10.8.0.0/16'],
        destinationPortRange: undefined,
        destinationPortRanges: ['443', '8000-8100'],
        destinationAddressPrefix: undefined,
        destinationApplicationSecurityGroups: [
          { id: idIn('net-rg', 'Microsoft.Network/applicationSecurityGroups/web') },
        ],
      }),
    ],
  })
  const group = (name: string) => `/subscriptions/${subscription}/resourceGroups/${name}`
  const nsgRule = `${ids.securityGroup}/securityRules/allow-acr`
  return {
    ...world,
    providers: { [otherSubscription]: 'NotRegistered' },
    locks: [
      { scope: group('images-rg'), name: 'keep', level: 'CanNotDelete' },
      { scope: group('net-rg'), name: 'frozen', level: 'ReadOnly' },
      { scope: `/subscriptions/${subscription}`, name: 'whole', level: 'ReadOnly' },
    ],
    events: [
      change(30, ids.registry, 'Microsoft.ContainerRegistry/registries/write'),
      change(31, ids.registry, 'Microsoft.ContainerRegistry/registries/write', 'Started'),
      change(28, ids.registry, 'Microsoft.ContainerRegistry/registries/listCredentials/action'),
      change(20, nsgRule, 'Microsoft.Network/networkSecurityGroups/securityRules/delete'),
      change(25, ids.routeTable, 'Microsoft.Network/routeTables/write', 'Failed'),
      change(15, `${ids.zone}/A/other`, 'Microsoft.Network/privateDnsZones/A/write'),
      change(500, ids.registry, 'Microsoft.ContainerRegistry/registries/write'),
    ],
    logins: [
      login(1, '203.0.113.99', '403'),
      login(2, '203.0.113.99', '403'),
      login(3, '198.51.100.20', '401'),
      login(4, '203.0.113.99', '200'),
      login(5, '192.0.2.1', '403', 'another.azurecr.io'),
      login(90, '192.0.2.2', '403'),
    ],
  }
}
