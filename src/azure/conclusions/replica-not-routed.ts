// A replica that the global name does not lead to.
import { say } from '../../checks/step.ts'
import type { Conclusion } from '../conclusion.ts'
import { command, registryNames, shown } from '../names.ts'
import { read, sourceOf } from './known.ts'

export const replicaNotRouted = {
  id: 'replica-not-routed',
  conclude: ({ view }) =>
    (read(view.replicas) ?? [])
      .filter(({ isRouted }) => isRouted === false)
      .map(({ region }) => {
        const names = { ...registryNames(view), region }
        return {
          says: say(
            `The global name does not lead to the replica in ${shown(region)}: clients there pull from farther away.`,
            `Nazwa globalna nie prowadzi do repliki w regionie ${shown(region)}: tamtejsi klienci pobierają z daleka.`,
          ),
          hint: say(
            'One replica is taken out of the routing of the global name.',
            'Jedna replika jest wyłączona z trasowania nazwy globalnej.',
          ),
          weighs: { 'slow-transfer': 0.8 },
          sources: sourceOf(view.replicas),
          repair: {
            text: say('Lead clients to it again.', 'Znów kieruj do niej klientów.'),
            command: command(
              'az acr replication update -r {registry} -g {resourceGroup} --subscription {subscription} -n {region} --global-endpoint-routing true',
              names,
            ),
            undo: command(
              'az acr replication update -r {registry} -g {resourceGroup} --subscription {subscription} -n {region} --global-endpoint-routing false',
              names,
            ),
            who: 'registry-owner' as const,
          },
        }
      }),
} as const satisfies Conclusion
