// The identity that the nodes pull with has a role for it: then it lacks none.
import { say } from '../../checks/step.ts'
import type { Conclusion } from '../conclusion.ts'
import { shown } from '../names.ts'
import { read, registryIn, sourceOf } from './known.ts'
import { pulling } from './pulling.ts'

export const clusterMayPull = {
  id: 'cluster-may-pull',
  conclude: ({ view }) => {
    const { roleMode } = registryIn(view) ?? {}
    const cluster = read(view.cluster?.cluster)
    const roles = read(view.cluster?.roles)
    if (!roleMode || !cluster || !roles || pulling(roleMode, roles) !== 'yes') return []
    return [
      {
        says: say(
          `The identity of the nodes of \`${shown(cluster.name)}\` has a role that lets it pull.`,
          `Tożsamość węzłów klastra \`${shown(cluster.name)}\` ma rolę, która pozwala jej pobierać.`,
        ),
        hint: say(
          'The identity of the cluster’s nodes has a role that lets it pull.',
          'Tożsamość węzłów klastra ma rolę, która pozwala jej pobierać.',
        ),
        weighs: { 'credentials-unauthorized': -2 },
        sources: sourceOf(view.cluster?.roles),
      },
    ]
  },
} as const satisfies Conclusion
