// The names and numbers that a paste can hold; entities.ts finds them.

/** What stands in the paste, in the paste's own spelling. */
export type Entities = {
  /** The resource's name: `acrhelios` of `acrhelios-b7c1d0e2f3a4b5c6.azurecr.io`. */
  registry?: string
  loginServer?: string
  dataEndpoint?: string
  /** Blob storage host that a layer was fetched from. */
  blobHost?: string
  region?: string
  repository?: string
  tag?: string
  digest?: string
  /** The client's address as ACR saw it. */
  clientIp?: string
  /** The address that the client tried, and what kind it is. */
  address?: string
  addressKind?: 'private' | 'public'
  httpStatus?: number
  errorCode?: string
  correlationId?: string
  /** The tool that printed the error. */
  client?: string
  /** The part that made the failing request, where it is not the client itself (acr-facts 1.3). */
  component?: string
  resolver?: string
  proxy?: string
  tlsIssuer?: string
  /** The Azure service that failed to use the registry. */
  service?: string
  operation?: 'login' | 'pull' | 'push' | 'build' | 'import' | 'settings' | 'scan'
  resourceGroup?: string
  subscription?: string
  cluster?: string
  clusterResourceGroup?: string
}
