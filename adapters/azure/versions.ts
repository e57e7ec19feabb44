// The version of each API of Azure Resource Manager that is asked here by hand. Those that the SDKs ask for come with the SDKs, whose
// versions package.json pins; `sdk` says them again where they can be told, so that an update of an SDK changes none unseen.

export const versions = {
  sdk: { registry: '2025-11-01', privateDns: '2024-06-01', cluster: '2026-06-01' },
  subscriptions: '2022-12-01',
  provider: '2021-04-01',
  resourceGraph: '2022-10-01',
  registries: '2025-11-01',
  clusters: '2025-05-01',
  locks: '2020-05-01',
  roleAssignments: '2022-04-01',
  roleDefinitions: '2022-04-01',
  health: '2022-10-01',
  activityLog: '2015-04-01',
  /** What the general one leaves out: service endpoints, regional endpoints, IPv6, the scope of the name's hash. */
  registryPreview: '2026-01-01-preview',
  /** Tasks and their pools never left it. */
  agentPools: '2019-06-01-preview',
} as const
