// The name leads elsewhere than the private endpoint: where the error is, or here.
import { addressKind } from '../../checks/address.ts'
import { say } from '../../checks/step.ts'
import type { Concluded, Conclusion } from '../conclusion.ts'
import { list } from '../names.ts'
import { approved, networksIn, registryIn, sourceOf, wantedIn } from './known.ts'
import { askedZones } from './recording.ts'

export const splitDns = {
  id: 'split-dns',
  conclude: (known) => {
    const { view, loginServer, elsewhere, here } = known
    const wanted = wantedIn(view)
    if (!wanted || approved(view).length === 0) return []
    const right = wanted.find(({ host }) => host === loginServer)?.addresses ?? []
    if (right.length === 0) return []
    const sources = [
      ...view.endpoints.flatMap(({ addresses }) => sourceOf(addresses)),
      ...askedZones(known).flatMap(({ links }) => sourceOf(links)),
    ]
    const found: Concluded[] = []
    const linked = networksIn(view).length
    if (elsewhere?.kind === 'public')
      found.push({
        says: say(
          `Where the error is, the name leads to the public address \`${elsewhere.address}\`; the private endpoint has ${list(right)}. The DNS server that is asked there does not see the private zone: its network is not linked, or it does not forward to Azure.${linked > 0 ? '' : ' No network could be looked into.'}`,
          `Tam, gdzie jest błąd, nazwa prowadzi do adresu publicznego \`${elsewhere.address}\`; prywatny punkt końcowy ma ${list(right)}. Pytany tam serwer DNS nie widzi strefy prywatnej: jego sieć nie jest z nią połączona albo nie przekazuje on zapytań do Azure.${linked > 0 ? '' : ' Żadnej sieci nie udało się obejrzeć.'}`,
        ),
        hint: say(
          'Where the error is, the name leads to the public address, although the registry has a private endpoint.',
          'Tam, gdzie jest błąd, nazwa prowadzi do adresu publicznego, choć rejestr ma prywatny punkt końcowy.',
        ),
        weighs: { 'vnet-config': registryIn(view)?.publicAccess === 'Disabled' ? 4.5 : 2.5 },
        sources,
      })
    if (elsewhere?.kind === 'private' && !right.includes(elsewhere.address))
      found.push({
        says: say(
          `Where the error is, the name leads to \`${elsewhere.address}\`, which no private endpoint of this registry has: they have ${list(right)}. The record there is stale, or of another zone.`,
          `Tam, gdzie jest błąd, nazwa prowadzi do \`${elsewhere.address}\`, a takiego adresu nie ma żaden prywatny punkt końcowy tego rejestru: mają ${list(right)}. Tamtejszy rekord jest nieaktualny albo pochodzi z innej strefy.`,
        ),
        hint: say(
          'Where the error is, the name leads to a private address that no private endpoint of this registry has.',
          'Tam, gdzie jest błąd, nazwa prowadzi do adresu prywatnego, którego nie ma żaden prywatny punkt końcowy tego rejestru.',
        ),
        weighs: { 'vnet-config': 5, 'client-firewall': -1 },
        sources,
      })
    const strange = here.addresses.filter((it) => addressKind(it) === 'private' && !right.includes(it))
    if (strange.length > 0)
      found.push({
        says: say(
          `From here the name leads to ${list(strange)}, which no private endpoint of this registry has: they have ${list(right)}.`,
          `Stąd nazwa prowadzi do ${list(strange)}, a takiego adresu nie ma żaden prywatny punkt końcowy tego rejestru: mają ${list(right)}.`,
        ),
        hint: say(
          'From here the name leads to a private address that no private endpoint of this registry has.',
          'Stąd nazwa prowadzi do adresu prywatnego, którego nie ma żaden prywatny punkt końcowy tego rejestru.',
        ),
        weighs: { 'vnet-config': 5, 'client-firewall': -1 },
        sources,
      })
    return found
  },
} as const satisfies Conclusion
