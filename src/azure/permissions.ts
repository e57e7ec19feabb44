// What each reading needs: the exact action, and the smallest built-in role that has it. The custom role of docs/azure-access.md is
// made of these, and a test holds them against what is really asked.

type Needed = {
  action: string
  /** The smallest built-in one. */
  role: string
}

const reader = 'Reader'

export const permissions = {
  registry: {
    action: 'Microsoft.ContainerRegistry/registries/read',
    role: 'Container Registry Configuration Reader and Data Access Configuration Reader',
  },
  replications: {
    action: 'Microsoft.ContainerRegistry/registries/replications/read',
    role: 'Container Registry Configuration Reader and Data Access Configuration Reader',
  },
  connections: {
    action: 'Microsoft.ContainerRegistry/registries/privateEndpointConnections/read',
    role: 'Container Registry Configuration Reader and Data Access Configuration Reader',
  },
  usages: { action: 'Microsoft.ContainerRegistry/registries/listUsages/read', role: reader },
  agentPools: { action: 'Microsoft.ContainerRegistry/registries/agentPools/read', role: reader },
  locks: { action: 'Microsoft.Authorization/locks/read', role: reader },
  endpoint: { action: 'Microsoft.Network/privateEndpoints/read', role: reader },
  zoneGroup: { action: 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups/read', role: reader },
  networkInterface: { action: 'Microsoft.Network/networkInterfaces/read', role: reader },
  zones: { action: 'Microsoft.Network/privateDnsZones/read', role: reader },
  records: { action: 'Microsoft.Network/privateDnsZones/A/read', role: reader },
  links: { action: 'Microsoft.Network/privateDnsZones/virtualNetworkLinks/read', role: reader },
  network: { action: 'Microsoft.Network/virtualNetworks/read', role: reader },
  subnet: { action: 'Microsoft.Network/virtualNetworks/subnets/read', role: reader },
  securityGroup: { action: 'Microsoft.Network/networkSecurityGroups/read', role: reader },
  routeTable: { action: 'Microsoft.Network/routeTables/read', role: reader },
  publicAddress: { action: 'Microsoft.Network/publicIPAddresses/read', role: reader },
  provider: { action: 'Microsoft.Resources/subscriptions/providers/read', role: reader },
  cluster: { action: 'Microsoft.ContainerService/managedClusters/read', role: reader },
  assignments: { action: 'Microsoft.Authorization/roleAssignments/read', role: reader },
  roleDefinitions: { action: 'Microsoft.Authorization/roleDefinitions/read', role: reader },
  health: { action: 'Microsoft.ResourceHealth/availabilityStatuses/read', role: reader },
  changes: { action: 'Microsoft.Insights/eventtypes/values/read', role: 'Monitoring Reader' },
  logs: { action: 'Microsoft.OperationalInsights/workspaces/query/read', role: 'Log Analytics Reader' },
  logTable: {
    action: 'Microsoft.OperationalInsights/workspaces/query/ContainerRegistryLoginEvents/read',
    role: 'Log Analytics Reader',
  },
  workspace: { action: 'Microsoft.OperationalInsights/workspaces/read', role: 'Log Analytics Reader' },
  find: { action: 'Microsoft.ResourceGraph/resources/read', role: reader },
  subscriptions: { action: 'Microsoft.Resources/subscriptions/read', role: reader },
} as const satisfies Record<string, Needed>

export type Permission = keyof typeof permissions
