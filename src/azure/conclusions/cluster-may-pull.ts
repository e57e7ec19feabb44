// The identity that the nodes pull with has a role for it: then it lacks none.
import { say } from '../../checks/step.ts'
import type { Conclusion } from '../conclusion.ts'
import { shown } from '../names.ts'
import { sourceOf } from './known.ts'
import { clusterPull } from './pulling.ts'

export const clusterMayPull = {
  id: 'cluster-may-pull',
  conclude: ({ view }) => {
    const pull = clusterPull(view)
    if (pull?.may !== 'yes') return []
    return [
      {
        says: say(
          `The identity of the nodes of \`${shown(pull.cluster.name)}\` has a role that lets it pull.`,
          `Tożsamość węzłów klastra \`${shown(pull.cluster.name)}\` ma rolę, która pozwala jej pobierać.`,
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
