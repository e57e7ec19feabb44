// The virtual networks of the client and of the private endpoint are no longer joined.
import { say } from '../../checks/step.ts'
import type { Conclusion } from '../conclusion.ts'
import { command, nameOf, networkNames, shown } from '../names.ts'
import { type AzureView, networkOf, type ResourceId, sameId } from '../view.ts'
import { approved, endpointsFor, networksIn, read, sourceOf } from './known.ts'

/** Between the network of a cluster and that of an endpoint that it is led to. */
function isOnTheWay(view: AzureView, one: ResourceId, other: ResourceId): boolean {
  const leads = (from: ResourceId, to: ResourceId) =>
    networksIn(view).some(({ id, of }) => of === 'cluster' && sameId(id, from)) &&
    (endpointsFor(view, from) ?? []).some(
      ({ endpoint }) => endpoint?.ok && sameId(networkOf(endpoint.value.subnet), to),
    )
  return leads(one, other) || leads(other, one)
}

export const peeringDown = {
  id: 'peering-down',
  conclude: ({ view }) => {
    if (approved(view).length === 0) return []
    const networks = networksIn(view)
    return networks.flatMap(({ id, view: { network } }) =>
      (read(network)?.peerings ?? [])
        .filter(({ state }) => state !== 'Connected')
        .map(({ name, remote, state }) => {
          const isOnWay = isOnTheWay(view, id, remote)
          const isHalf = state === 'Initiated'
          return {
            says: say(
              `The peering \`${shown(name)}\` from \`${nameOf(id)}\` to \`${nameOf(remote)}\` is \`${shown(state)}\`, not Connected: private addresses do not pass between them.${isHalf ? ' The other direction is missing.' : ''}`,
              `Peering \`${shown(name)}\` z \`${nameOf(id)}\` do \`${nameOf(remote)}\` ma stan \`${shown(state)}\`, a nie Connected: adresy prywatne między nimi nie przechodzą.${isHalf ? ' Brakuje drugiego kierunku.' : ''}`,
            ),
            hint: say(
              'A peering of a virtual network on the way to the private endpoint is not connected.',
              'Peering sieci wirtualnej na drodze do prywatnego punktu końcowego nie jest połączony.',
            ),
            weighs: { 'vnet-config': isOnWay ? 5 : 1.5 },
            ...(isOnWay && { broken: true as const }),
            sources: sourceOf(network),
            repair: isHalf
              ? {
                  text: say('Create the other direction.', 'Utwórz drugi kierunek.'),
                  command: command(
                    'az network vnet peering create -g {networkResourceGroup} --vnet-name {vnet} --subscription {vnetSubscription} -n {peering} --remote-vnet {remoteVnetId} --allow-vnet-access',
                    { ...networkNames(remote), peering: `to-${nameOf(id)}`, remoteVnetId: id },
                  ),
                  undo: command(
                    'az network vnet peering delete -g {networkResourceGroup} --vnet-name {vnet} --subscription {vnetSubscription} -n {peering}',
                    { ...networkNames(remote), peering: `to-${nameOf(id)}` },
                  ),
                  who: 'network-team' as const,
                  exposes: say(
                    'The two networks reach each other, as far as their security groups allow.',
                    'Obie sieci mogą się ze sobą łączyć, o ile pozwalają ich grupy zabezpieczeń.',
                  ),
                }
              : {
                  text: say(
                    'Delete both directions of the peering and create them again; this deletes the first.',
                    'Usuń oba kierunki peeringu i utwórz je ponownie; to polecenie usuwa pierwszy.',
                  ),
                  command: command(
                    'az network vnet peering delete -g {networkResourceGroup} --vnet-name {vnet} --subscription {vnetSubscription} -n {peering}',
                    { ...networkNames(id), peering: name },
                  ),
                  who: 'network-team' as const,
                  exposes: say(
                    'Cannot be undone: note first whether it allows forwarded traffic and gateways, and create it with the same.',
                    'Nie da się cofnąć: najpierw zanotuj, czy zezwala na ruch przekazywany i bramy, i utwórz go z tym samym.',
                  ),
                },
          }
        }),
    )
  },
} as const satisfies Conclusion
