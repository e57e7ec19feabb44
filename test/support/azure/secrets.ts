// What only the management plane tells, to be looked for where nobody may see it.
import { healthy, ids, type World } from './fake-port.ts'

/** Much is wrong at once, so that much is concluded. */
export const amiss: Partial<World> = {
  registry: { ...healthy.registry, roleMode: 'repository', trustedServices: false, tasksMayBypass: false },
  locks: [{ name: 'keep-out', level: 'ReadOnly', scope: ids.registry }],
  agentPools: [{ name: 'pool1', subnet: ids.subnet }],
  connections: [...healthy.connections, { name: 'contoso.7f3a', endpoint: `${ids.endpoint}-2`, status: 'Pending' }],
  records: { [ids.zone]: [{ name: 'contoso', addresses: ['10.1.0.99'] }] },
  links: { [ids.zone]: [] },
  zoneGroup: { [ids.endpoint]: [] },
  network: {
    ...healthy.network,
    [ids.nodeNetwork]: {
      id: ids.nodeNetwork,
      dnsServers: ['10.2.0.53'],
      prefixes: ['10.2.0.0/16'],
      peerings: [{ name: 'to-hub', remote: ids.network, state: 'Disconnected' }],
    },
  },
  securityGroup: {
    ...healthy.securityGroup,
    [ids.group]: {
      id: ids.group,
      rules: [
        {
          name: 'stop-all',
          priority: 100,
          direction: 'Outbound',
          access: 'Deny',
          protocol: '*',
          sources: ['*'],
          destinations: ['*'],
          ports: ['*'],
        },
      ],
    },
  },
  routeTable: { [ids.routes]: { id: ids.routes, routes: [{ name: 'out-all', prefix: '10.1.0.5/32', hop: 'None' }] } },
  provider: {},
  denied: [
    { address: '192.0.2.44', identity: 'ci@contoso', status: '403', count: 9, first: 'a', last: 'b', agents: [] },
  ],
  changes: [
    {
      at: 'then',
      resource: `${ids.group}/securityRules/stop-all`,
      operation: 'Microsoft.Network/networkSecurityGroups/securityRules/write',
      who: 'sam@contoso.example',
    },
  ],
  health: { state: 'Degraded', summary: 'In 10.1.0.5 something is amiss.' },
}

/** What only the management plane told: every address, name and id in the world, and the parts of ids. */
export function secretsOf(world: World): Set<string> {
  const words = new Set<string>()
  const gather = (value: unknown) => {
    if (typeof value === 'string') for (const part of [value, ...value.split('/')]) words.add(part)
    if (typeof value === 'object' && value !== null)
      for (const [key, it] of Object.entries(value)) [key, it].forEach(gather)
  }
  gather(world)
  return new Set(
    [...words].filter((it) =>
      /^[\w-]*\d+(?:\.\d+){3}(?:\/\d+)?$|^\/subscriptions|^[0-9a-f]{8}-|^(?:rg|MC_rg|nsg|rt|pe|nic)-|@|^(?:hub|spoke|prod|contoso\.7f3a|to-hub|to-spoke|keep-out|stop-all|pool1|out-all|nodes)$/.test(
        it,
      ),
    ),
  )
}
