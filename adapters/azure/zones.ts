// Private DNS, through its SDK.
import type { ResourceId, Zone, ZoneLink, ZoneRecord } from '../../src/azure/view.ts'
import { told, whyOf } from './failures.ts'
import { given, placeOf } from './ids.ts'
import { type Asking, armOptions } from './reaching.ts'
import { versions } from './versions.ts'

async function clientFor(subscription: string, asking: Asking) {
  const { PrivateDnsManagementClient } = await import('@azure/arm-privatedns')
  return new PrivateDnsManagementClient(asking.credential, subscription, {
    ...armOptions(asking),
    apiVersion: versions.privateDns,
  })
}

export async function readZones(name: string, subscription: string, asking: Asking): Promise<Zone[]> {
  const client = await clientFor(subscription, asking)
  const zones = await Array.fromAsync(client.privateZones.list(), (it) => ({ id: told(it.id), name: told(it.name) }))
  return zones.filter((zone) => zone.name.toLowerCase() === name.toLowerCase())
}

/** What a 404 is called when more than the record is missing. */
const withoutZone = new Set(['ParentResourceNotFound', 'ResourceGroupNotFound', 'SubscriptionNotFound'])

/** None where there is no such record. */
export async function readRecord(zone: ResourceId, name: string, asking: Asking): Promise<ZoneRecord[]> {
  const place = placeOf(zone, 'privateDnsZones')
  const client = await clientFor(place.subscription, asking)
  try {
    const { aRecords } = await client.recordSets.get(place.group, place.name, 'A', name)
    return [{ name, addresses: told(aRecords).map(({ ipv4Address }) => told(ipv4Address)) }]
  } catch (error) {
    const { why, code } = whyOf(error)
    if (why === 'not-found' && !withoutZone.has(code ?? '')) return []
    throw error
  }
}

export async function readLinks(zone: ResourceId, asking: Asking): Promise<ZoneLink[]> {
  const place = placeOf(zone, 'privateDnsZones')
  const client = await clientFor(place.subscription, asking)
  return Array.fromAsync(client.virtualNetworkLinks.list(place.group, place.name), (it) => ({
    name: told(it.name),
    network: told(it.virtualNetwork?.id),
    ...given({
      state: it.virtualNetworkLinkState,
      fallsBack: it.resolutionPolicy ? it.resolutionPolicy === 'NxDomainRedirect' : undefined,
    }),
  }))
}
