// What several conclusions look for in the view. Undefined is always "not read".

import type { AzureView, EndpointView, NetworkView, Read, Registry, ResourceId, ZoneView } from '../view.ts'
import { networkOf, sameId } from '../view.ts'
import { recordOf } from '../walk.ts'

export const read = <Value>(it: Read<Value> | undefined): Value | undefined => (it?.ok ? it.value : undefined)

export const registryIn = ({ registry }: AzureView): Registry | undefined => read(registry)

/** The registry and where it says so. */
export const sourceOf = (it: Read<unknown> | undefined): string[] => (it?.ok ? [it.source] : [])

/** Not everybody gets in over the internet. */
export const isRestricted = ({ publicAccess, defaultAction }: Registry): boolean =>
  publicAccess === 'Disabled' || defaultAction === 'Deny'

/** Everybody gets in over the internet: then whoever misses the private way has another. */
export const isOpen = (view: AzureView): boolean => {
  const { publicAccess, defaultAction } = registryIn(view) ?? {}
  return publicAccess === 'Enabled' && defaultAction === 'Allow'
}

export const approved = ({ endpoints }: AzureView): EndpointView[] =>
  endpoints.filter(({ connection }) => connection.status === 'Approved')

export type Wanted = { host: string; record: string; addresses: string[]; isData: boolean }

/** What DNS should say, by the approved endpoints; undefined when one of them could not be read. */
export function wantedIn(view: AzureView): Wanted[] | undefined {
  const endpoints = approved(view)
  const addresses = endpoints.map((it) => read(it.addresses))
  if (view.cut.some(({ what }) => what === 'endpoints') || addresses.some((it) => it === undefined)) return undefined
  const wanted = new Map<string, string[]>()
  for (const { address, fqdns } of addresses.flatMap((it) => it ?? []))
    for (const host of fqdns) wanted.set(host.toLowerCase(), [...(wanted.get(host.toLowerCase()) ?? []), address])
  return [...wanted].map(([host, those]) => ({
    host,
    record: recordOf(host),
    addresses: those,
    isData: /\.data\./.test(host),
  }))
}

/**
 * The approved endpoints that the names lead to from a network: the only one, else those in it, else those that the zones linked to it
 * lead to. Undefined where that is not known.
 */
export function endpointsFor(view: AzureView, network: ResourceId): EndpointView[] | undefined {
  const all = approved(view)
  if (all.length === 1) return all
  const own = all.filter(({ endpoint }) => endpoint?.ok && sameId(networkOf(endpoint.value.subnet), network))
  if (own.length > 0) return own
  const recorded = view.zoneViews
    .filter((zone) => isLinkedTo(zone, network) === true)
    .flatMap(({ records }) => (read(records) ?? []).flatMap(({ addresses }) => addresses))
  const led = all.filter(({ addresses }) => read(addresses)?.some(({ address }) => recorded.includes(address)))
  return led.length > 0 ? led : undefined
}

/** `endpoint`: whose subnet it is. */
export type Used = { id: ResourceId; view: NetworkView; of: 'endpoint' | 'cluster'; endpoint?: EndpointView }

/** The subnets of approved endpoints and of the cluster, with their networks. */
export function subnetsIn(view: AzureView): Used[] {
  const ofEndpoints = approved(view).flatMap((it) =>
    it.endpoint?.ok && it.network
      ? [{ id: it.endpoint.value.subnet, view: it.network, of: 'endpoint' as const, endpoint: it }]
      : [],
  )
  const cluster = read(view.cluster?.cluster)
  const ofCluster = (view.cluster?.networks ?? []).flatMap((network, i) => {
    const id = read(network.subnet)?.id ?? cluster?.subnets[i]
    return id === undefined ? [] : [{ id, view: network, of: 'cluster' as const }]
  })
  return [...ofEndpoints, ...ofCluster]
}

/** Each virtual network once; the cluster's own counts as the cluster's. */
export function networksIn(view: AzureView): Used[] {
  const networks = new Map<string, Used>()
  for (const { id, view: network, of } of subnetsIn(view)) {
    const own = networkOf(id)
    networks.set(own.toLowerCase(), { id: own, view: network, of })
  }
  return [...networks.values()]
}

export const isLinkedTo = ({ links }: ZoneView, network: ResourceId): boolean | undefined =>
  links?.ok ? links.value.some((link) => sameId(link.network, network)) : undefined

/** All zones of the name are known, with their links. */
export const knowsLinks = ({ zones, zoneViews, cut }: AzureView): boolean =>
  zones?.ok === true && zoneViews.every(({ links }) => links?.ok) && !cut.some(({ what }) => what === 'zones')

export const hasRecord = ({ records }: ZoneView, loginServer: string): boolean =>
  read(records)?.some(({ name }) => name === recordOf(loginServer)) ?? false

/** The one that has a record for the registry, else that of a zone group, else the only one: of several, others may be somebody else's. */
export function bestZone(view: AzureView, loginServer: string): ZoneView | undefined {
  const { zoneViews } = view
  const kept = approved(view).flatMap(({ zoneGroup }) => read(zoneGroup) ?? [])
  return (
    zoneViews.find((it) => hasRecord(it, loginServer)) ??
    zoneViews.find(({ zone }) => kept.some((id) => sameId(id, zone.id))) ??
    (zoneViews.length === 1 ? zoneViews[0] : undefined)
  )
}
