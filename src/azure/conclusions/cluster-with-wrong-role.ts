// The identity of the nodes has a role, of the kind that this registry does not look at.
import { say } from '../../checks/step.ts'
import type { Conclusion } from '../conclusion.ts'
import { list, shown } from '../names.ts'
import { granting } from './granting.ts'
import { sourceOf } from './known.ts'
import { clusterPull, pullRoles } from './pulling.ts'

const mode = {
  registry: say('counts roles of the whole registry', 'liczy role całego rejestru'),
  repository: say('is in ABAC mode and counts roles of repositories', 'jest w trybie ABAC i liczy role repozytoriów'),
} as const

export const clusterWithWrongRole = {
  id: 'cluster-with-wrong-role',
  conclude: ({ view }) => {
    const pull = clusterPull(view)
    const principal = pull?.cluster.kubelet?.objectId
    if (!pull?.needsRole || pull.may !== 'wrong-mode' || principal === undefined) return []
    const { cluster, roles, roleMode } = pull
    const known: Record<string, string> = { ...pullRoles.registry, ...pullRoles.repository }
    const held = roles.map(({ role, roleName }) => roleName ?? known[role.toLowerCase()] ?? role)
    return [
      {
        says: say(
          `The identity of the nodes of \`${shown(cluster.name)}\` has ${list(held)}, but the registry ${mode[roleMode].en}: that gives it nothing.`,
          `Tożsamość węzłów klastra \`${shown(cluster.name)}\` ma ${list(held)}, ale rejestr ${mode[roleMode].pl}: to nic jej nie daje.`,
        ),
        hint: say(
          `The identity of the cluster’s nodes has a role of the wrong kind: the registry ${mode[roleMode].en}.`,
          `Tożsamość węzłów klastra ma rolę niewłaściwego rodzaju: rejestr ${mode[roleMode].pl}.`,
        ),
        weighs: { 'credentials-unauthorized': 6 },
        broken: true,
        sources: [...sourceOf(view.cluster?.roles), ...sourceOf(view.registry)],
        repair: granting(view, roleMode, principal),
      },
    ]
  },
} as const satisfies Conclusion
