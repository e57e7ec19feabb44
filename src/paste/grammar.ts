// What a value from a paste, or from Azure, may look like before it is believed and before it may stand in a command. Nothing that
// passes needs quoting in bash, PowerShell or cmd.

const guid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i
const ipv4 = /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)$/
const resourceGroup = /^\w(?:[\w.-]{0,88}[\w-])?$/
/** As networks and what belongs to them are called. */
const networkName = /^\w(?:[\w.-]{0,78}\w)?$/
const resourceId =
  /^\/subscriptions\/[0-9a-f-]{36}(?:\/resourceGroups\/\w(?:[\w.-]{0,88}[\w-])?)?(?:\/providers\/Microsoft\.[A-Za-z]{2,40}(?:\/[A-Za-z]{1,40}\/\w[\w.-]{0,90}){1,4}){0,3}$/i

export const grammar = {
  registry: /^[a-z0-9]{5,50}$/i,
  loginServer: /^[a-z0-9][a-z0-9-]{3,62}[a-z0-9]\.azurecr\.(?:io|cn|us)$/i,
  dataEndpoint: /^[a-z0-9][a-z0-9-]{3,62}\.[a-z0-9]{2,40}\.data\.azurecr\.(?:io|cn|us)$/i,
  region: /^[a-z]{2,30}\d?$/,
  repository: /^[a-z0-9]+(?:[._-]{1,2}[a-z0-9]+)*(?:\/[a-z0-9]+(?:[._-]{1,2}[a-z0-9]+)*)*$/,
  tag: /^\w[\w.-]{0,127}$/,
  digest: /^sha256:[0-9a-f]{64}$/,
  /** A network rule takes public IPv4 only. */
  clientIp:
    /^(?!(?:0|10|127)\.|192\.168\.|169\.254\.|172\.(?:1[6-9]|2\d|3[01])\.)(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)$/,
  address: /^(?:\d{1,3}\.){3}\d{1,3}$|^[0-9a-f:]{3,39}$/i,
  resourceGroup,
  subscription: guid,
  cluster: /^[a-z0-9](?:[\w-]{0,61}[a-z0-9])?$/i,
  clusterResourceGroup: resourceGroup,
  proxy: /^(?:https?:\/\/)?[a-z0-9.-]+(?::\d{1,5})?\/?$/i,
  resolver: /^(?:\d{1,3}\.){3}\d{1,3}$|^[0-9a-f:]{3,39}$/i,
  correlationId: guid,
  // What only Azure tells.
  registryId: resourceId,
  range: /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\/(?:3[0-2]|[12]?\d))?$/,
  vnet: networkName,
  vnetId: resourceId,
  vnetSubscription: guid,
  remoteVnetId: resourceId,
  networkResourceGroup: resourceGroup,
  subnetId: resourceId,
  serviceEndpoints: /^Microsoft(?:\.\w+){1,3}(?: Microsoft(?:\.\w+){1,3})*$/,
  privateEndpoint: networkName,
  endpointResourceGroup: resourceGroup,
  endpointSubscription: guid,
  connection: /^\w(?:[\w.-]{0,98}\w)?$/,
  nicId: resourceId,
  zone: /^privatelink\.azurecr\.(?:io|cn|us)$/,
  zoneId: resourceId,
  zoneResourceGroup: resourceGroup,
  zoneSubscription: guid,
  link: networkName,
  record: /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9]{2,40}\.(?:data|geo))?$/,
  privateAddress: ipv4,
  staleAddress: ipv4,
  nsg: networkName,
  nsgResourceGroup: resourceGroup,
  nsgSubscription: guid,
  priority: /^[1-9]\d{2,3}$/,
  destination: /^(?:AzureContainerRegistry|(?:\d{1,3}\.){3}\d{1,3}(?: (?:\d{1,3}\.){3}\d{1,3}){0,63})$/,
  rule: networkName,
  routeTable: networkName,
  routeTableResourceGroup: resourceGroup,
  routeTableSubscription: guid,
  route: networkName,
  hop: /^(?:None|Internet|VnetLocal|VirtualNetworkGateway)$/,
  peering: networkName,
  lock: /^\w(?:[\w.-]{0,88}\w)?$/,
  lockScope: resourceId,
  lockId: resourceId,
  principal: guid,
  changedId: resourceId,
} as const
export type NameToken = keyof typeof grammar
