// Which roles let an identity pull, in each of the two modes of a registry, and whether the nodes' identity has one.
import type { AzureView, Cluster, RoleAssignment } from '../view.ts'
import { read, registryIn } from './known.ts'

/** Built-in roles by their id, the same in every tenant. */
export const pullRoles = {
  registry: {
    '7f951dda-4ed3-4680-a7ca-43fe172d538d': 'AcrPull',
    '8311e382-0749-4cb8-b61a-304f252e45ec': 'AcrPush',
    '8e3af657-a8ff-443c-a75c-2fe8c4bcb635': 'Owner',
    'b24988ac-6180-42a0-ab88-20f7382dd24c': 'Contributor',
    'acdd72a7-3385-48ef-bd42-f606fba81ae7': 'Reader',
  },
  repository: {
    'b93aa761-3e63-49ed-ac28-beffa264f7ac': 'Container Registry Repository Reader',
    '2a1e307c-b015-4ebd-883e-5b7698a07328': 'Container Registry Repository Writer',
    '2efddaa5-3f1f-4df3-97df-af3f13818f4c': 'Container Registry Repository Contributor',
  },
} as const satisfies Record<string, Record<string, string>>
export type RoleMode = keyof typeof pullRoles

/** The least that lets pull. */
export const leastRole = {
  registry: '7f951dda-4ed3-4680-a7ca-43fe172d538d',
  repository: 'b93aa761-3e63-49ed-ac28-beffa264f7ac',
} as const satisfies Record<RoleMode, string>

const isOf =
  (mode: RoleMode) =>
  ({ role }: RoleAssignment) =>
    role.toLowerCase() in pullRoles[mode]

/** A condition may leave out some repositories; what lets pull from the registry knows none. */
const isWhole = (mode: RoleMode, { hasCondition }: RoleAssignment) => mode === 'registry' || !hasCondition

/** `unknown`: a role of somebody's own is among them, or one with a condition, and may let pull. */
function pulling(mode: RoleMode, roles: readonly RoleAssignment[]): 'yes' | 'wrong-mode' | 'no' | 'unknown' {
  const own = roles.filter(isOf(mode))
  if (own.length > 0) return own.some((it) => isWhole(mode, it)) ? 'yes' : 'unknown'
  const other: RoleMode = mode === 'registry' ? 'repository' : 'registry'
  if (roles.some((it) => !isOf(other)(it))) return 'unknown'
  return roles.length > 0 ? 'wrong-mode' : 'no'
}

type ClusterPull = {
  cluster: Cluster
  roles: readonly RoleAssignment[]
  roleMode: RoleMode
  may: ReturnType<typeof pulling>
  /** Without a role it pulls nothing: who is refused as themselves may still pull as anybody. */
  needsRole: boolean
}

/** Undefined where not all of it was read. */
export function clusterPull(view: AzureView): ClusterPull | undefined {
  const { roleMode, anonymousPull } = registryIn(view) ?? {}
  const cluster = read(view.cluster?.cluster)
  const roles = read(view.cluster?.roles)
  if (!roleMode || !cluster || !roles) return undefined
  return { cluster, roles, roleMode, may: pulling(roleMode, roles), needsRole: anonymousPull === false }
}
