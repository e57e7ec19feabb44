// The identity that the nodes pull with has no role at the registry.
import { say } from '../../checks/step.ts'
import type { Conclusion } from '../conclusion.ts'
import { shown } from '../names.ts'
import { granting } from './granting.ts'
import { sourceOf } from './known.ts'
import { clusterPull } from './pulling.ts'

export const clusterWithoutRole = {
  id: 'cluster-without-role',
  conclude: ({ view }) => {
    const pull = clusterPull(view)
    const principal = pull?.cluster.kubelet?.objectId
    if (!pull?.needsRole || pull.may !== 'no' || principal === undefined) return []
    const { cluster, roleMode } = pull
    return [
      {
        says: say(
          `\`${shown(principal)}\`, the identity of the nodes of \`${shown(cluster.name)}\`, has no role at this registry: its pulls are refused with 401.`,
          `\`${shown(principal)}\`, tożsamość węzłów klastra \`${shown(cluster.name)}\`, nie ma żadnej roli w tym rejestrze: jej pobrania dostają 401.`,
        ),
        hint: say(
          'The identity of the cluster’s nodes has no role that lets it pull from this registry.',
          'Tożsamość węzłów klastra nie ma roli, która pozwala pobierać z tego rejestru.',
        ),
        weighs: { 'credentials-unauthorized': 6 },
        broken: true,
        sources: [...sourceOf(view.cluster?.roles), ...sourceOf(view.cluster?.cluster)],
        repair: granting(view, roleMode, principal),
      },
    ]
  },
} as const satisfies Conclusion
