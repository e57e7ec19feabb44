// What somebody changed on the way to the registry, in the hours before: the first question of whoever is called at night.
import { say } from '../../checks/step.ts'
import type { Who } from '../../diagnosis.ts'
import type { CauseId } from '../../ids.ts'
import type { Text } from '../../words/text.ts'
import type { Conclusion, Repair } from '../conclusion.ts'
import { command, nameOf, shown, zoneNames } from '../names.ts'
import type { AzureView, Change } from '../view.ts'
import { recordOf } from '../walk.ts'
import { read, sourceOf, wantedIn } from './known.ts'

const mostShown = 5

type Kind = { of: RegExp; what: Text; weighs: Partial<Record<CauseId, number>> }
const kinds: readonly Kind[] = [
  {
    of: /roleAssignments/i,
    what: say('a role assignment', 'przypisanie roli'),
    weighs: { 'credentials-unauthorized': 1.2 },
  },
  { of: /locks/i, what: say('a lock', 'blokadę'), weighs: { 'resource-locked': 1.2 } },
  {
    of: /privateEndpointConnections/i,
    what: say('a private endpoint connection', 'połączenie prywatnego punktu końcowego'),
    weighs: { 'vnet-config': 1.2 },
  },
  { of: /registries\/replications/i, what: say('a replica', 'replikę'), weighs: { 'service-side': 0.5 } },
  {
    of: /ContainerRegistry\/registries\/(?:write|delete|updatePolicies\/write)$/i,
    what: say('the registry', 'rejestr'),
    weighs: { 'public-access-rules': 1 },
  },
  { of: /ContainerRegistry\/registries\//i, what: say('what belongs to the registry', 'element rejestru'), weighs: {} },
  { of: /virtualNetworks\/subnets/i, what: say('a subnet', 'podsieć'), weighs: { 'vnet-config': 1 } },
  {
    of: /networkSecurityGroups/i,
    what: say('a network security group', 'grupę zabezpieczeń sieci'),
    weighs: { 'vnet-config': 1.2, 'client-firewall': 0.6 },
  },
  { of: /routeTables/i, what: say('a route table', 'tabelę tras'), weighs: { 'vnet-config': 1.2 } },
  { of: /privateDnsZones/i, what: say('a private DNS zone', 'prywatną strefę DNS'), weighs: { 'vnet-config': 1.2 } },
  {
    of: /privateEndpoints/i,
    what: say('a private endpoint', 'prywatny punkt końcowy'),
    weighs: { 'vnet-config': 1.2 },
  },
]
const something = say('something on the way', 'coś na drodze do rejestru')

const undoes = say('Undo it, if it was not meant.', 'Cofnij to, jeśli nie było zamierzone.')
/** The log tells no more than that something was written. */
const deletes = say(
  'If it is new and was not meant, delete it. If it was there before, set it back: the log does not say to what.',
  'Jeśli to coś nowego i niezamierzonego, usuń to. Jeśli istniało wcześniej, przywróć poprzednie ustawienie: dziennik nie mówi, jakie było.',
)
const opens = say(
  'Other traffic may need it: ask whoever made it.',
  'Może być potrzebne do innego ruchu: zapytaj autora.',
)

/** How it can be undone, where what was before is known. */
function undoing(view: AzureView, { resource, operation }: Change): Repair | undefined {
  const deleting = (template: string, who: Who): Repair => ({
    text: deletes,
    command: command(template, { changedId: resource }),
    who,
    exposes: opens,
  })
  if (/securityRules\/write$/i.test(operation))
    return deleting('az network nsg rule delete --ids {changedId}', 'network-team')
  if (/routes\/write$/i.test(operation))
    return deleting('az network route-table route delete --ids {changedId}', 'network-team')
  if (/roleAssignments\/write$/i.test(operation))
    return deleting('az role assignment delete --ids {changedId}', 'registry-owner')
  if (/locks\/write$/i.test(operation)) return deleting('az lock delete --ids {changedId}', 'subscription-owner')
  if (!/privateDnsZones\/A\/delete$/i.test(operation)) return undefined
  const record = nameOf(resource).toLowerCase()
  const wanted = wantedIn(view)?.find((it) => recordOf(it.host) === record)
  if (!wanted) return undefined
  // Where several endpoints have the name, it is not known which of them this zone had.
  const privateAddress = wanted.addresses.length === 1 ? wanted.addresses[0] : undefined
  const names = { ...zoneNames(resource), record, privateAddress }
  const on = '-g {zoneResourceGroup} -z {zone} --subscription {zoneSubscription} -n {record} -a {privateAddress}'
  return {
    text: undoes,
    command: command(`az network private-dns record-set a add-record ${on}`, names),
    undo: command(`az network private-dns record-set a remove-record ${on}`, names),
    who: 'network-team',
  }
}

/** A zone holds the records of others too. */
function isOurs({ resource, operation }: Change, loginServer: string): boolean {
  if (!/privateDnsZones\/A\//i.test(operation)) return true
  const [record, own] = [nameOf(resource).toLowerCase(), recordOf(loginServer)]
  return record === own || record.startsWith(`${own}.`)
}

export const changedBefore = {
  id: 'changed-before',
  conclude: ({ view, loginServer }) =>
    (read(view.changes) ?? [])
      .filter((change) => isOurs(change, loginServer))
      .slice(0, mostShown)
      .map((change) => {
        const { at, resource, operation, who, correlationId } = change
        const kind = kinds.find(({ of }) => of.test(operation) || of.test(resource.split('/providers/').at(-1) ?? ''))
        const what = kind?.what ?? something
        const repair = undoing(view, change)
        const by = who ? say(` by \`${shown(who)}\``, ` (autor zmiany: \`${shown(who)}\`)`) : say('', '')
        const id = correlationId ? ` (${shown(correlationId)})` : ''
        return {
          says: say(
            `At ${shown(at)} \`${nameOf(resource)}\` was changed${by.en}: \`${shown(operation)}\`${id}.`,
            `O ${shown(at)} zmieniono \`${nameOf(resource)}\`${by.pl}: \`${shown(operation)}\`${id}.`,
          ),
          hint: say(
            `Within the last day somebody changed ${what.en}.`,
            `W ciągu ostatniej doby ktoś zmienił ${what.pl}.`,
          ),
          weighs: kind?.weighs ?? {},
          sources: sourceOf(view.changes),
          ...(repair && { repair }),
        }
      }),
} as const satisfies Conclusion
