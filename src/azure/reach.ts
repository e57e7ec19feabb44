// Which hosts and addresses a client of a registry must reach, as Azure itself lists them. What was not read is absent, never empty.
import type { AzureView } from './view.ts'

export type Reach = {
  /** Home first. */
  regions: string[]
  /** Whether layers come from hosts of the registry's own; `dataHosts` are these. */
  dedicatedDataEndpoints?: boolean
  dataHosts?: string[]
  /** Of single replicas, where these are switched on. */
  regionalHosts?: string[]
  /** Names that lead to private endpoints, with their addresses there. */
  privateAddresses: { host: string; address: string }[]
  /** No region and no host can be missing from these. */
  isComplete: boolean
  /** When it was read, ISO 8601. */
  at: string
}

export function reachOf({ registry, preview, replicas, endpoints, connections }: AzureView): Reach | undefined {
  if (!registry?.ok) return undefined
  const { location, dedicatedDataEndpoints, dataEndpointHosts } = registry.value
  const others = replicas?.ok ? replicas.value.map(({ region }) => region) : []
  const hasEndpoint = connections?.ok && connections.value.some(({ status }) => status === 'Approved')
  const regional = preview?.ok && preview.value.regionalEndpoints === 'enabled' ? preview.value : undefined
  const addresses = endpoints
    .filter(({ connection }) => connection.status === 'Approved')
    .flatMap(({ addresses }) => (addresses?.ok ? addresses.value : []))
  // A private endpoint switches them on, whatever the flag says.
  const dedicated = hasEndpoint || dedicatedDataEndpoints
  return {
    regions: [...new Set([location, ...others].map((region) => region.toLowerCase().replaceAll(' ', '')))],
    ...(dedicated !== undefined && { dedicatedDataEndpoints: dedicated }),
    ...(dedicated && dataEndpointHosts && { dataHosts: [...dataEndpointHosts] }),
    ...(regional?.regionalEndpointHosts && { regionalHosts: [...regional.regionalEndpointHosts] }),
    privateAddresses: addresses.flatMap(({ address, fqdns }) => fqdns.map((host) => ({ host, address }))),
    isComplete:
      (replicas?.ok ?? false) && (dedicated === false || (dedicated === true && dataEndpointHosts !== undefined)),
    at: registry.at,
  }
}
