// A replica is not what it should be.
import { say } from '../../checks/step.ts'
import type { Conclusion } from '../conclusion.ts'
import { quoted, shown } from '../names.ts'
import type { Replica } from '../view.ts'
import { read, sourceOf } from './known.ts'

const ready = new Set(['ready', 'online', 'available', 'succeeded', 'syncing'])
const underWay = new Set(['creating', 'updating', 'deleting', 'accepted', 'running'])

/** The state that is amiss, in Azure's own word. */
function amiss({ provisioningState, status }: Replica): string | undefined {
  if (provisioningState !== undefined && provisioningState !== 'Succeeded') return provisioningState
  return status && !ready.has(status.name.toLowerCase()) ? status.name : undefined
}

export const replicaNotReady = {
  id: 'replica-not-ready',
  conclude: ({ view }) =>
    (read(view.replicas) ?? []).flatMap((replica) => {
      const state = amiss(replica)
      if (state === undefined) return []
      const isFailed = !underWay.has(state.toLowerCase())
      const told = quoted(replica.status?.message)
      return [
        {
          says: say(
            `The replica in ${shown(replica.region)} is \`${shown(state)}\`${told}: pulls that are led there may fail.`,
            `Replika w regionie ${shown(replica.region)} ma stan \`${shown(state)}\`${told}: pobrania, które tam trafią, mogą się nie udać.`,
          ),
          hint: say('A replica of the registry is not ready.', 'Replika rejestru nie jest gotowa.'),
          weighs: { 'service-side': isFailed ? 2.5 : 1 },
          ...(isFailed && { broken: true as const }),
          sources: sourceOf(view.replicas),
        },
      ]
    }),
} as const satisfies Conclusion
