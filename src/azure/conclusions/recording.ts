// Which records a private zone should have, and has not: what several conclusions share.
import { say } from '../../checks/step.ts'
import type { Known, Repair } from '../conclusion.ts'
import { command, zoneNames } from '../names.ts'
import { type AzureView, networkOf, type ResourceId, sameId, type ZoneView } from '../view.ts'
import { approved, isLinkedTo, networksIn, read, type Wanted, wantedIn } from './known.ts'

/** Those that clients of the registry may be in: of the endpoints and the cluster, and what these are peered with. */
function near(view: AzureView): ResourceId[] {
  const networks = networksIn(view)
  return [
    ...networks.map(({ id }) => id),
    ...networks.flatMap(({ view: { network } }) => (read(network)?.peerings ?? []).map(({ remote }) => remote)),
  ]
}

/**
 * Zones that are asked for this registry: a zone group keeps them, they have a record of it, or a network of its is linked to them. Others
 * of the name may be somebody else's. One alone counts where its links are unknown.
 */
export const askedZones = ({ view }: Pick<Known, 'view'>): ZoneView[] => {
  const kept = approved(view).flatMap(({ zoneGroup }) => read(zoneGroup) ?? [])
  return view.zoneViews.filter(
    (it) =>
      kept.some((id) => sameId(id, it.zone.id)) ||
      (read(it.records)?.length ?? 0) > 0 ||
      near(view).some((network) => isLinkedTo(it, network) === true) ||
      (view.zoneViews.length === 1 && !it.links?.ok),
  )
}

/** Whether the networks of this registry ask public DNS for what the zone does not have. */
export function fallsBack(view: AzureView, { links }: ZoneView): boolean {
  const those = (read(links) ?? []).filter(({ network }) => near(view).some((it) => sameId(it, network)))
  return those.length > 0 && those.every((it) => it.fallsBack === true)
}

export function missingRecords(known: Known): { zone: ZoneView; wanted: Wanted }[] {
  const wanted = wantedIn(known.view) ?? []
  return askedZones(known).flatMap((zone) => {
    const records = read(zone.records)
    return records
      ? wanted.filter(({ record }) => !records.some(({ name }) => name === record)).map((it) => ({ zone, wanted: it }))
      : []
  })
}

/** Where several private endpoints have the name: that of the one whose network asks this zone, if it is clear which. */
export function addressFor(view: AzureView, zone: ZoneView, { host, addresses }: Wanted): string | undefined {
  const [only, other] = addresses
  if (other === undefined) return only
  const [one, another] = approved(view).filter(
    ({ endpoint }) => endpoint?.ok && isLinkedTo(zone, networkOf(endpoint.value.subnet)) === true,
  )
  const its = another ? undefined : read(one?.addresses)
  return its?.find(({ fqdns }) => fqdns.some((it) => it.toLowerCase() === host))?.address
}

export function adding(view: AzureView, zone: ZoneView, wanted: Wanted): Repair {
  const names = { ...zoneNames(zone.zone.id), record: wanted.record, privateAddress: addressFor(view, zone, wanted) }
  const on = '-g {zoneResourceGroup} -z {zone} --subscription {zoneSubscription} -n {record} -a {privateAddress}'
  return {
    text: say(
      'Add the record, or let a zone group of the private endpoint keep them all.',
      'Dodaj rekord albo pozwól, by wszystkie prowadziła grupa stref prywatnego punktu końcowego.',
    ),
    command: command(`az network private-dns record-set a add-record ${on}`, names),
    undo: command(`az network private-dns record-set a remove-record ${on}`, names),
    who: 'network-team',
    exposes: say(
      'Sends every client of the linked networks to the private address at once.',
      'Od razu kieruje wszystkich klientów połączonych sieci na adres prywatny.',
    ),
  }
}
