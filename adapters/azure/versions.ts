// The version of each API of Azure Resource Manager, in one place: those that are asked by hand and those that the SDKs are told to
// speak. The network SDK takes no version from outside: `network` says what it speaks, and a test compares.

export const versions = {
  registry: '2025-11-01',
  /** What the one above leaves out: service endpoints, regional endpoints, IPv6, the scope of the name's hash. */
  registryPreview: '2026-01-01-preview',
  /** Tasks and their pools never left it. */
  agentPools: '2019-06-01-preview',
  network: '2026-01-01',
  privateDns: '2024-06-01',
  cluster: '2026-06-01',
  subscriptions: '2022-12-01',
  provider: '2021-04-01',
  resourceGraph: '2022-10-01',
  locks: '2020-05-01',
  roleAssignments: '2022-04-01',
  roleDefinitions: '2022-04-01',
  health: '2022-10-01',
  activityLog: '2015-04-01',
} as const
