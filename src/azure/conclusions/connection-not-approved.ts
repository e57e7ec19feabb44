// A private endpoint that the registry has not approved, or that is broken in two, carries nothing.
import { say } from '../../checks/step.ts'
import type { Conclusion } from '../conclusion.ts'
import { command, nameOf, quoted, registryNames, shown } from '../names.ts'
import { isOpen, read, sourceOf } from './known.ts'

const state = {
  Pending: say(
    'waits for approval, as a manually approved one does again after a replica was added',
    'czeka na zatwierdzenie; ręcznie zatwierdzone wraca do tego stanu także po dodaniu repliki',
  ),
  Rejected: say('was rejected', 'zostało odrzucone'),
  Disconnected: say(
    'is disconnected: one side was deleted, so delete both and create it again',
    'jest rozłączone: jedna strona została usunięta, więc usuń obie i utwórz je ponownie',
  ),
} as const
const kind = {
  Pending: say('is not approved yet', 'nie jest jeszcze zatwierdzone'),
  Rejected: say('was rejected', 'zostało odrzucone'),
  Disconnected: say('is disconnected', 'jest rozłączone'),
} as const

export const connectionNotApproved = {
  id: 'connection-not-approved',
  conclude: ({ view, finding }) => {
    const connections = read(view.connections) ?? []
    const hasOther = connections.some(({ status }) => status === 'Approved')
    const isAbout = finding === 'private-address-unreachable'
    return connections.flatMap(({ name, endpoint, status, description }) => {
      if (status === 'Approved') return []
      const called = endpoint ? nameOf(endpoint) : shown(name)
      const told = quoted(description)
      const names = { ...registryNames(view), connection: name }
      const on = '--registry-name {registry} -g {resourceGroup} --subscription {subscription} -n {connection}'
      return [
        {
          says: say(
            `The connection of the private endpoint \`${called}\` ${state[status].en}${told}: nothing passes it.`,
            `Połączenie prywatnego punktu końcowego \`${called}\` ${state[status].pl}${told}: nic przez nie nie przechodzi.`,
          ),
          hint: say(
            `A connection of a private endpoint of this registry ${kind[status].en}.`,
            `Połączenie jednego z prywatnych punktów końcowych tego rejestru ${kind[status].pl}.`,
          ),
          weighs: { 'vnet-config': isAbout ? 5 : hasOther || isOpen(view) ? 1.5 : 4 },
          ...(!hasOther && !isOpen(view) && { broken: true as const }),
          sources: sourceOf(view.connections),
          repair:
            status === 'Disconnected'
              ? {
                  text: say(
                    'Delete the registry’s side; then delete the endpoint and create it again.',
                    'Usuń stronę rejestru, a potem usuń punkt końcowy i utwórz go ponownie.',
                  ),
                  command: command(`az acr private-endpoint-connection delete ${on}`, names),
                  who: 'registry-owner' as const,
                  exposes: say(
                    'Cannot be undone; a disconnected connection carries nothing any more.',
                    'Nie da się cofnąć; rozłączone połączenie i tak już niczego nie przenosi.',
                  ),
                }
              : {
                  text: say(
                    'Approve it, if you know whose endpoint this is.',
                    'Zatwierdź je, jeśli wiesz, czyj to punkt końcowy.',
                  ),
                  command: command(`az acr private-endpoint-connection approve ${on}`, names),
                  undo: command(`az acr private-endpoint-connection reject ${on}`, names),
                  who: 'registry-owner' as const,
                  exposes: say(
                    'Lets that network reach the registry whatever the IP rules are.',
                    'Wpuszcza tamtą sieć do rejestru niezależnie od reguł IP.',
                  ),
                },
        },
      ]
    })
  },
} as const satisfies Conclusion
