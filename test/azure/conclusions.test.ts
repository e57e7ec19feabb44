// A table for each conclusion: the worlds in which it is drawn, with what it says and the command that mends it, and those in which it
// must not be. Every world differs from a healthy one in one thing; the view is what the walk reads of it.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { versions } from '../../adapters/azure/versions.ts'
import type { Known } from '../../src/azure/conclusion.ts'
import { type Drawn, drawnFrom } from '../../src/azure/conclusions/index.ts'
import { wholeVersion } from '../../src/azure/names.ts'
import type { Registry, SecurityRule } from '../../src/azure/view.ts'
import { walkAzure } from '../../src/azure/walk.ts'
import { type CauseId, type ConclusionId, conclusionIds, type FindingId } from '../../src/ids.ts'
import type { Topic } from '../../src/paste/topics.ts'
import { langs } from '../../src/words/text.ts'
import {
  type Around,
  defaultRules,
  fakeAzure,
  healthy,
  ids,
  kubelet,
  subscription,
  type World,
} from '../support/azure/fake-port.ts'

type Case = {
  world?: Partial<World>
  known?: Partial<Omit<Known, 'topics' | 'view'>>
  topics?: readonly Topic[]
  /** Parts of what it says to those who may see it. */
  says?: readonly string[]
  /** Its first cause, and that it speaks against one. */
  cause?: CauseId
  against?: CauseId
  finding?: FindingId
  repair?: string
  undo?: string
  cluster?: false
}
type Table = { drawn: Readonly<Record<string, Case>>; not: Readonly<Record<string, Case>> }

const clock = { now: () => 0, today: () => new Date('2026-11-25T10:00:00Z') }
const nobody: Omit<Known, 'view' | 'topics'> = {
  loginServer: 'contoso.azurecr.io',
  here: { addresses: [], hasPrivateLink: false },
  finding: null,
}

async function draw({ world, known, topics = [], cluster }: Case, around: Around = {}): Promise<Drawn[]> {
  const { port } = fakeAzure(world, around)
  const errand = { name: 'contoso', loginServer: 'contoso.azurecr.io', ...(cluster !== false && { cluster: 'prod' }) }
  const view = await walkAzure(errand, port, new AbortController().signal, clock)
  return drawnFrom({ ...nobody, ...known, topics: new Set(topics), view })
}

const registry = (changed: Partial<Registry>): Partial<World> => ({ registry: { ...healthy.registry, ...changed } })
const open = registry({ defaultAction: 'Allow' })
const onlyPublic: Partial<World> = { connections: [] }
const stop = {
  name: 'stop',
  priority: 300,
  direction: 'Outbound',
  access: 'Deny',
  protocol: '*',
  sources: ['*'],
  destinations: ['*'],
  ports: ['*'],
} as const satisfies SecurityRule
const withRules = (group: string, rules: readonly Partial<SecurityRule>[]): Partial<World> => ({
  securityGroup: {
    ...healthy.securityGroup,
    [group]: { id: group, rules: [...rules.map((rule) => ({ ...stop, ...rule })), ...defaultRules] },
  },
})
const withRule = (group: string, rule: Partial<SecurityRule>) => withRules(group, [rule])
/** The second is in another network, and no zone leads there. */
const twoEndpoints: Partial<World> = {
  connections: [...healthy.connections, { name: 'far', endpoint: `${ids.endpoint}-far`, status: 'Approved' }],
  endpoint: {
    ...healthy.endpoint,
    [`${ids.endpoint}-far`]: { id: `${ids.endpoint}-far`, subnet: `${ids.network}-far/subnets/x`, interfaces: ['far'] },
  },
  addresses: {
    far: [{ address: '10.77.0.5', member: 'registry', fqdns: ['contoso.azurecr.io'] }],
    ...healthy.addresses,
  },
}
const routes = (prefix: string, hop: string, more: Partial<World> = {}): Partial<World> => ({
  routeTable: {
    [ids.routes]: {
      id: ids.routes,
      routes: [{ name: 'out', prefix, hop, ...(hop === 'VirtualAppliance' && { hopAddress: '10.9.0.4' }) }],
    },
  },
  ...more,
})
const records = (...those: readonly (readonly [string, string])[]): Partial<World> => ({
  records: { [ids.zone]: those.map(([name, address]) => ({ name, addresses: [address] })) },
})
const right = [
  ['contoso', '10.1.0.5'],
  ['contoso.westeurope.data', '10.1.0.4'],
] as const
const connection = (status: 'Pending' | 'Rejected' | 'Disconnected'): Partial<World> => ({
  connections: [{ name: 'contoso.7f3a', endpoint: ids.endpoint, status, description: 'please' }],
})
const role = (id: string, roleName: string): Partial<World> => ({
  roles: [{ principal: kubelet, role: id, roleName, scope: ids.registry, hasCondition: false }],
})
const peering = (state: string): Partial<World> => ({
  network: {
    ...healthy.network,
    [ids.nodeNetwork]: {
      id: ids.nodeNetwork,
      dnsServers: [],
      prefixes: ['10.2.0.0/16'],
      peerings: [{ name: 'to-hub', remote: ids.network, state }],
    },
  },
})
const otherZone = ids.zone.replace('rg-dns', 'rg-old')
const on = `-n contoso -g rg-registry --subscription ${subscription}`
const inZone = '-g rg-dns'

const tables: Readonly<Record<ConclusionId, Table>> = {
  'other-login-server': {
    drawn: {
      'a hash that was left out': {
        world: registry({ loginServer: 'contoso-b7c1d0e2f3a4b5c6.azurecr.io', publicAccess: 'Disabled' }),
        known: { finding: 'name-not-found' },
        says: ['`contoso-b7c1d0e2f3a4b5c6.azurecr.io`'],
        cause: 'registry-name',
        repair: 'docker login contoso-b7c1d0e2f3a4b5c6.azurecr.io',
      },
    },
    not: { 'the one asked for': {}, 'in other letters': { world: registry({ loginServer: 'Contoso.azurecr.io' }) } },
  },
  'public-access-off': {
    drawn: {
      'a refusal that is this in truth': {
        world: { ...registry({ publicAccess: 'Disabled' }), ...onlyPublic },
        known: { finding: 'ip-denied' },
        finding: 'public-access-disabled',
        cause: 'public-access-rules',
        repair: `az acr update ${on} --public-network-enabled true --default-action Deny`,
        undo: `az acr update ${on} --public-network-enabled false --default-action Deny`,
      },
      'with a private endpoint, whose way is the right one': {
        world: registry({ publicAccess: 'Disabled' }),
        known: { finding: 'public-route-denied' },
        finding: 'public-access-disabled',
        cause: 'vnet-config',
      },
      'where the check found something else': {
        world: registry({ publicAccess: 'Disabled' }),
        known: { finding: 'tls-untrusted' },
      },
    },
    not: {
      'public access on': {},
      'not told': { world: { registry: without('publicAccess') } },
      'of another registry than the one asked for': {
        world: registry({ publicAccess: 'Disabled', loginServer: 'contoso-b7c1d0e2f3a4b5c6.azurecr.io' }),
      },
    },
  },
  'address-not-listed': {
    drawn: {
      'an address beside the ranges': {
        known: { clientIp: '198.51.100.8' },
        says: ['`198.51.100.8/32`', '`203.0.113.0/24`'],
        cause: 'public-access-rules',
        repair: `az acr network-rule add ${on} --ip-address 198.51.100.8`,
        undo: `az acr network-rule remove ${on} --ip-address 198.51.100.8`,
      },
      'no rule at all': { world: registry({ ipRules: [] }), known: { clientIp: '198.51.100.8' } },
    },
    not: {
      'an address in a range': { known: { clientIp: '203.0.113.9' } },
      'a private address': { known: { clientIp: '10.0.0.4' } },
      'everybody let in': { world: open, known: { clientIp: '198.51.100.8' } },
      'a rule that is no range': { world: registry({ ipRules: ['strange'] }), known: { clientIp: '198.51.100.8' } },
      'no address known': {},
    },
  },
  'address-listed': {
    drawn: {
      'in a range': { known: { clientIp: '203.0.113.9' }, says: ['`203.0.113.0/24`'], against: 'public-access-rules' },
      'as it stands': { known: { clientIp: '198.51.100.7' }, says: ['`198.51.100.7`'] },
    },
    not: {
      'not in one': { known: { clientIp: '198.51.100.8' } },
      'public access off': { world: registry({ publicAccess: 'Disabled' }), known: { clientIp: '203.0.113.9' } },
    },
  },
  'rules-full': {
    drawn: {
      'by the usage': {
        world: { usages: [{ name: 'IPRules', current: 200, limit: 200 }] },
        says: ['200 of 200'],
        cause: 'sku-limit',
      },
      'by the rules, where the usage says nothing of them': {
        world: { usages: [], ...registry({ ipRules: Array.from({ length: 200 }, (_, i) => `203.0.113.${i}`) }) },
      },
    },
    not: { 'room left': {}, 'no limit': { world: { usages: [{ name: 'IPRules', current: 3, limit: 0 }] } } },
  },
  'all-networks-allowed': {
    drawn: { 'default Allow': { world: open, against: 'public-access-rules' } },
    not: {
      'default Deny': {},
      'public access off': { world: registry({ defaultAction: 'Allow', publicAccess: 'Disabled' }) },
    },
  },
  'trusted-services-off': {
    drawn: {
      'a scan by Defender': {
        world: registry({ trustedServices: false }),
        topics: ['defender'],
        cause: 'service-access',
        repair: `az acr update ${on} --allow-trusted-services true`,
        undo: `az acr update ${on} --allow-trusted-services false`,
      },
    },
    not: {
      'switched on': { topics: ['defender'] },
      'no restriction': { world: registry({ trustedServices: false, defaultAction: 'Allow' }) },
    },
  },
  'tasks-not-let-through': {
    drawn: {
      'a build': {
        world: registry({ tasksMayBypass: false }),
        topics: ['acr-tasks'],
        cause: 'service-access',
        repair: `az resource update --ids ${ids.registry} --api-version 2026-01-01-preview --set properties.networkRuleBypassAllowedForTasks=true`,
      },
      'with a pool of its own': {
        world: { ...registry({ tasksMayBypass: false }), agentPools: [{ name: 'pool1' }] },
        topics: ['acr-tasks'],
        says: ['`pool1`'],
      },
    },
    not: {
      'nothing of Tasks': { world: registry({ tasksMayBypass: false }) },
      'switched on': { topics: ['acr-tasks'] },
    },
  },
  'dual-stack-without-tasks': {
    drawn: {
      'a build': { world: { preview: { ipFamily: 'IPv4AndIPv6' } }, topics: ['acr-tasks'], cause: 'service-access' },
    },
    not: {
      'IPv4 alone': { topics: ['acr-tasks'] },
      'nothing of Tasks': { world: { preview: { ipFamily: 'IPv4AndIPv6' } } },
    },
  },
  'data-endpoint-hosts': {
    drawn: {
      'worth knowing': { says: ['`contoso.westeurope.data.azurecr.io`'] },
      'layers that do not come': { known: { finding: 'data-endpoint-timeout' }, cause: 'client-firewall' },
    },
    not: { 'layers from storage': { world: registry({ dedicatedDataEndpoints: false }) } },
  },
  'replica-not-ready': {
    drawn: {
      'a failed one': {
        world: {
          replicas: [{ region: 'eastus', provisioningState: 'Failed', status: { name: 'Failed', message: 'no room' } }],
        },
        says: ['eastus', 'no room'],
        cause: 'service-side',
      },
      'one being made': { world: { replicas: [{ region: 'eastus', provisioningState: 'Creating' }] } },
      'one that is not online': {
        world: { replicas: [{ region: 'eastus', provisioningState: 'Succeeded', status: { name: 'Offline' } }] },
      },
    },
    not: { 'all ready': {}, 'no status told': { world: { replicas: [{ region: 'eastus' }] } } },
  },
  'replica-not-routed': {
    drawn: {
      'taken out': {
        world: { replicas: [{ region: 'eastus', isRouted: false }] },
        repair: `az acr replication update -r contoso -g rg-registry --subscription ${subscription} -n eastus --global-endpoint-routing true`,
      },
    },
    not: { routed: {}, 'not told': { world: { replicas: [{ region: 'eastus' }] } } },
  },
  'export-forbidden': {
    drawn: {
      'public access off because of it': {
        world: registry({ exportPolicy: 'disabled', publicAccess: 'Disabled' }),
        cause: 'public-access-rules',
      },
      'an import': { world: registry({ exportPolicy: 'disabled' }), topics: ['import'], cause: 'service-access' },
    },
    not: { allowed: {}, 'not told': { world: { registry: without('exportPolicy') } } },
  },
  'quarantine-on': {
    drawn: {
      'a missing image': {
        world: registry({ quarantinePolicy: 'enabled' }),
        known: { finding: 'image-not-found' },
        cause: 'image-not-found',
      },
    },
    not: { off: {} },
  },
  'arm-tokens-refused': {
    drawn: {
      'App Service': {
        world: registry({ armAudience: 'disabled' }),
        topics: ['app-service'],
        cause: 'credentials-invalid',
        repair: `az acr config authentication-as-arm update -r contoso -g rg-registry --subscription ${subscription} --status enabled`,
      },
    },
    not: { accepted: {} },
  },
  'repository-roles': {
    drawn: {
      'a denied token': {
        world: registry({ roleMode: 'repository' }),
        known: { finding: 'token-denied' },
        cause: 'credentials-unauthorized',
      },
    },
    not: { 'roles of the registry': {} },
  },
  'admin-user-off': {
    drawn: {
      'a login with it': {
        world: registry({ adminUser: false, defaultAction: 'Allow' }),
        topics: ['admin-user'],
        cause: 'credentials-invalid',
      },
      'a restricted registry, where it is an echo': {
        world: registry({ adminUser: false }),
        topics: ['admin-user'],
        says: ['would not help'],
      },
    },
    not: { 'nobody speaks of it': { world: registry({ adminUser: false }) }, on: { topics: ['admin-user'] } },
  },
  'anonymous-pull': {
    drawn: {
      on: { world: registry({ anonymousPull: true }) },
      'off, and asked for': {
        topics: ['anonymous-pull'],
        cause: 'credentials-invalid',
        repair: `az acr update ${on} --anonymous-pull-enabled true`,
      },
    },
    not: { 'off, and nobody asks': {} },
  },
  'quota-full': {
    drawn: {
      webhooks: {
        world: { usages: [{ name: 'Webhooks', current: 500, limit: 500 }] },
        says: ['`Webhooks`'],
        cause: 'sku-limit',
      },
      storage: { world: { usages: [{ name: 'Size', current: 11, limit: 10 }] }, says: ['charged'] },
    },
    not: {
      'room left': {},
      'IP rules, which have their own': { world: { usages: [{ name: 'IPRules', current: 200, limit: 200 }] } },
    },
  },
  locked: {
    drawn: {
      'read only': {
        world: { locks: [{ name: 'keep', level: 'ReadOnly', scope: ids.registry }] },
        topics: ['terraform'],
        cause: 'resource-locked',
        repair: `az lock delete --ids ${ids.registry}/providers/Microsoft.Authorization/locks/keep`,
        undo: `az lock create -n keep --lock-type ReadOnly --resource ${ids.registry}`,
      },
      'on the group': {
        world: {
          locks: [
            { name: 'keep', level: 'CanNotDelete', scope: `/subscriptions/${subscription}/resourceGroups/rg-registry` },
          ],
        },
        undo: `az lock create -n keep --lock-type CanNotDelete -g rg-registry --subscription ${subscription}`,
      },
      'a name that no command may hold': {
        world: { locks: [{ name: 'keep $(id)', level: 'CanNotDelete', scope: ids.registry }] },
        repair: 'az lock delete --ids <lock-id>',
      },
    },
    not: { 'no lock': {} },
  },
  'tier-without-network': {
    drawn: {
      'a private endpoint wanted': {
        world: registry({ tier: 'Standard' }),
        topics: ['private-endpoint'],
        cause: 'sku-limit',
        against: 'public-access-rules',
        repair: `az acr update ${on} --sku Premium`,
        undo: `az acr update ${on} --sku Standard`,
      },
    },
    not: {
      Premium: { topics: ['private-endpoint'] },
      'a tier that nobody knows': { world: registry({ tier: 'Ultra' }) },
    },
  },
  'not-provisioned': {
    drawn: {
      failed: {
        world: registry({ provisioningState: 'Failed', status: { name: 'x', message: 'why' } }),
        says: ['why'],
        cause: 'service-side',
      },
      'being deleted': { world: registry({ provisioningState: 'Deleting' }), cause: 'registry-name' },
    },
    not: { succeeded: {}, 'not told': { world: { registry: without('provisioningState') } } },
  },
  'connection-not-approved': {
    drawn: {
      pending: {
        world: connection('Pending'),
        says: ['`pe-contoso`', 'please'],
        cause: 'vnet-config',
        repair: `az acr private-endpoint-connection approve --registry-name contoso -g rg-registry --subscription ${subscription} -n contoso.7f3a`,
        undo: `az acr private-endpoint-connection reject --registry-name contoso -g rg-registry --subscription ${subscription} -n contoso.7f3a`,
      },
      'what a stranger wrote, with a link and a turned direction': {
        world: {
          connections: healthy.connections.map((it) => ({
            ...it,
            status: 'Pending' as const,
            description: 'ok`\n<!channel> https://evil.example \u202e<b>',
          })),
        },
        says: ["(`ok' <!channel> https://evil.example <b>`)"],
      },
      rejected: { world: connection('Rejected'), says: ['rejected'] },
      disconnected: {
        world: connection('Disconnected'),
        repair: `az acr private-endpoint-connection delete --registry-name contoso -g rg-registry --subscription ${subscription} -n contoso.7f3a`,
      },
    },
    not: { approved: {}, none: { world: onlyPublic } },
  },
  'two-endpoints': {
    drawn: {
      'in one network': {
        world: {
          connections: [...healthy.connections, { name: 'again', endpoint: `${ids.endpoint}-2`, status: 'Approved' }],
          endpoint: {
            ...healthy.endpoint,
            [`${ids.endpoint}-2`]: { id: `${ids.endpoint}-2`, subnet: ids.subnet, interfaces: [ids.nic] },
          },
        },
        says: ['`hub`', '`pe-contoso-2`'],
        cause: 'vnet-config',
      },
    },
    not: {
      one: {},
      'in two networks': {
        world: {
          connections: [...healthy.connections, { name: 'again', endpoint: `${ids.endpoint}-2`, status: 'Approved' }],
          endpoint: {
            ...healthy.endpoint,
            [`${ids.endpoint}-2`]: { id: `${ids.endpoint}-2`, subnet: ids.nodeSubnet, interfaces: [ids.nic] },
          },
        },
      },
    },
  },
  'zone-missing': {
    drawn: {
      'no zone': {
        world: { zones: [], zoneGroup: { [ids.endpoint]: [] } },
        cause: 'vnet-config',
        repair:
          'az network private-dns zone create -g rg-network -n privatelink.azurecr.io --subscription 22222222-2222-4222-8222-222222222222',
      },
    },
    not: { 'a zone': {}, 'no endpoint': { world: { zones: [], ...onlyPublic } } },
  },
  'zone-not-linked': {
    drawn: {
      'no link to the network of the endpoint': {
        world: { links: { [ids.zone]: [{ name: 'spoke', network: ids.nodeNetwork }] } },
        says: ['`hub`'],
        cause: 'vnet-config',
        repair: `az network private-dns link vnet create ${inZone} --zone-name privatelink.azurecr.io --subscription 22222222-2222-4222-8222-222222222222 -n link-hub --virtual-network ${ids.network} --registration-enabled false`,
      },
    },
    not: {
      linked: {},
      'linked, in other letters': {
        world: { links: { [ids.zone]: [{ name: 'a', network: ids.network.toUpperCase() }] } },
      },
    },
  },
  'record-missing': {
    drawn: {
      'one of two endpoints, whose network asks the zone': {
        world: {
          ...records(right[1]),
          ...twoEndpoints,
        },
        repair: `az network private-dns record-set a add-record ${inZone} -z privatelink.azurecr.io --subscription 22222222-2222-4222-8222-222222222222 -n contoso -a 10.1.0.5`,
      },
      'networks that ask public DNS then': {
        world: {
          ...records(right[1]),
          links: {
            [ids.zone]: [
              { name: 'hub', network: ids.network, fallsBack: true },
              { name: 'spoke', network: ids.nodeNetwork, fallsBack: true },
            ],
          },
        },
        says: ['public address'],
        cause: 'vnet-config',
      },
      'no record of the registry': {
        world: records(right[1]),
        says: ['`contoso.azurecr.io`', '`10.1.0.5`'],
        cause: 'vnet-config',
        repair: `az network private-dns record-set a add-record ${inZone} -z privatelink.azurecr.io --subscription 22222222-2222-4222-8222-222222222222 -n contoso -a 10.1.0.5`,
        undo: `az network private-dns record-set a remove-record ${inZone} -z privatelink.azurecr.io --subscription 22222222-2222-4222-8222-222222222222 -n contoso -a 10.1.0.5`,
      },
    },
    not: {
      'both there': {},
      'only that of the data endpoint missing': { world: records(right[0]) },
      'a zone of somebody else': {
        world: {
          ...records(),
          zoneGroup: { [ids.endpoint]: [] },
          links: { [ids.zone]: [{ name: 'theirs', network: `${ids.network}-theirs` }] },
        },
      },
    },
  },
  'record-stale': {
    drawn: {
      'an address of yesterday beside the right one': {
        world: {
          records: {
            [ids.zone]: [
              { name: 'contoso', addresses: ['10.1.0.5', '10.1.0.99'] },
              { name: 'contoso.westeurope.data', addresses: ['10.1.0.4'] },
            ],
          },
        },
        repair: `az network private-dns record-set a remove-record ${inZone} -z privatelink.azurecr.io --subscription 22222222-2222-4222-8222-222222222222 -n contoso -a 10.1.0.99`,
        undo: `az network private-dns record-set a add-record ${inZone} -z privatelink.azurecr.io --subscription 22222222-2222-4222-8222-222222222222 -n contoso -a 10.1.0.99`,
      },
      'an address of yesterday': {
        world: records(['contoso', '10.1.0.99'], right[1]),
        says: ['`10.1.0.99`', '`10.1.0.5`'],
        cause: 'vnet-config',
        repair: `az network private-dns record-set a update ${inZone} -z privatelink.azurecr.io --subscription 22222222-2222-4222-8222-222222222222 -n contoso --set "aRecords[0].ipv4Address=10.1.0.5"`,
        undo: `az network private-dns record-set a update ${inZone} -z privatelink.azurecr.io --subscription 22222222-2222-4222-8222-222222222222 -n contoso --set "aRecords[0].ipv4Address=10.1.0.99"`,
      },
    },
    not: { right: {}, missing: { world: records(right[1]) } },
  },
  'data-record-missing': {
    drawn: {
      'login works, layers hang': {
        world: records(right[0]),
        known: { finding: 'data-endpoint-timeout' },
        says: ['`contoso.westeurope.data`'],
        cause: 'vnet-config',
        repair: `az network private-dns record-set a add-record ${inZone} -z privatelink.azurecr.io --subscription 22222222-2222-4222-8222-222222222222 -n contoso.westeurope.data -a 10.1.0.4`,
      },
    },
    not: { 'both there': {}, 'only that of the registry missing': { world: records(right[1]) } },
  },
  'zone-group-missing': {
    drawn: {
      'records by hand': {
        world: { zoneGroup: { [ids.endpoint]: [] } },
        repair: `az network private-endpoint dns-zone-group create -g rg-network --endpoint-name pe-contoso --subscription 22222222-2222-4222-8222-222222222222 -n default --private-dns-zone ${ids.zone} --zone-name acr`,
      },
    },
    not: { 'a group': {}, 'not approved': { world: { ...connection('Pending'), zoneGroup: { [ids.endpoint]: [] } } } },
  },
  'two-zones': {
    drawn: {
      'in two groups': {
        world: {
          zones: [...healthy.zones, { id: otherZone, name: 'privatelink.azurecr.io' }],
          records: { ...healthy.records, [otherZone]: [] },
          links: { ...healthy.links, [otherZone]: [] },
        },
        says: ['`rg-dns`', '`rg-old`'],
        cause: 'vnet-config',
      },
    },
    not: { one: {} },
  },
  'own-dns-server': {
    drawn: {
      'of the nodes': {
        world: {
          network: {
            ...healthy.network,
            [ids.nodeNetwork]: { id: ids.nodeNetwork, dnsServers: ['10.2.0.53'], prefixes: [], peerings: [] },
          },
        },
        known: { elsewhere: { address: '20.61.99.10', kind: 'public' } },
        says: ['`10.2.0.53`', '`spoke`'],
        cause: 'vnet-config',
      },
    },
    not: {
      'that of Azure': {},
      'that of Azure, by its address': {
        world: {
          network: {
            ...healthy.network,
            [ids.nodeNetwork]: { id: ids.nodeNetwork, dnsServers: ['168.63.129.16'], prefixes: [], peerings: [] },
          },
        },
      },
    },
  },
  'split-dns': {
    drawn: {
      'a public address where the error is': {
        known: { elsewhere: { address: '20.61.99.10', kind: 'public' } },
        says: ['`20.61.99.10`', '`10.1.0.5`'],
        cause: 'vnet-config',
      },
      'another private address where the error is': {
        known: { elsewhere: { address: '10.7.7.7', kind: 'private' } },
        says: ['`10.7.7.7`'],
      },
      'another private address here': {
        known: { here: { addresses: ['10.8.8.8'], hasPrivateLink: true } },
        says: ['`10.8.8.8`'],
      },
    },
    not: {
      'the right one': {
        known: {
          elsewhere: { address: '10.1.0.5', kind: 'private' },
          here: { addresses: ['10.1.0.5'], hasPrivateLink: true },
        },
      },
      'no private endpoint': { world: onlyPublic, known: { elsewhere: { address: '20.61.99.10', kind: 'public' } } },
    },
  },
  'security-group-denies': {
    drawn: {
      'all that goes out': {
        world: withRule(ids.group, {}),
        says: ['`stop`', 'priority 300', '`nsg-nodes`', '`nodes`'],
        cause: 'vnet-config',
        repair:
          'az network nsg rule create -g rg-network --nsg-name nsg-nodes --subscription 22222222-2222-4222-8222-222222222222 -n AllowRegistry --priority 299 --direction Outbound --access Allow --protocol Tcp --destination-port-ranges 443 --destination-address-prefixes 10.1.0.5 10.1.0.4',
        undo: 'az network nsg rule delete -g rg-network --nsg-name nsg-nodes --subscription 22222222-2222-4222-8222-222222222222 -n AllowRegistry',
      },
      'a range of ports to a range': {
        world: withRule(ids.group, { ports: ['400-500'], destinations: ['10.1.0.0/24'], protocol: 'TCP' }),
      },
      'what comes into the subnet of the endpoint': {
        world: withRule(ids.endpointGroup, { direction: 'Inbound', name: 'allowregistry' }),
        says: ['`nsg-endpoints`'],
        repair:
          'az network nsg rule create -g rg-network --nsg-name nsg-endpoints --subscription 22222222-2222-4222-8222-222222222222 -n AllowRegistry-2 --priority 299 --direction Inbound --access Allow --protocol Tcp --source-address-prefixes VirtualNetwork --destination-port-ranges 443 --destination-address-prefixes 10.1.0.5 10.1.0.4',
      },
      'from all of the subnet': { world: withRule(ids.group, { sources: ['10.2.0.0/16'] }) },
      'the region of every replica': {
        world: {
          ...onlyPublic,
          ...withRule(ids.group, { destinations: ['AzureContainerRegistry.WestEurope'] }),
          replicas: [{ region: 'West Europe' }],
        },
      },
      'the tag of registries, where there is no private endpoint': {
        world: { ...onlyPublic, ...withRule(ids.group, { destinations: ['AzureContainerRegistry.WestEurope'] }) },
        cause: 'client-firewall',
      },
      'the internet, where there is no private endpoint': {
        world: { ...onlyPublic, ...withRule(ids.group, { destinations: ['Internet'] }) },
      },
    },
    not: {
      'the default rules': {},
      'another port': { world: withRule(ids.group, { ports: ['80', '444-500'] }) },
      'another address': { world: withRule(ids.group, { destinations: ['10.9.0.0/16'] }) },
      UDP: { world: withRule(ids.group, { protocol: 'Udp' }) },
      'a tag that is not known, before what allows': {
        world: withRule(ids.group, { destinations: ['SomeTag'], sources: [] }),
      },
      'machines of an application security group, before what denies': {
        world: withRules(ids.group, [
          {
            name: 'asg',
            priority: 200,
            access: 'Allow',
            destinations: ['/subscriptions/x/applicationSecurityGroups/a'],
          },
          {},
        ]),
      },
      'nodes of an application security group': {
        world: withRules(ids.group, [
          { name: 'asg', priority: 200, access: 'Allow', sources: ['/subscriptions/x/applicationSecurityGroups/a'] },
          {},
        ]),
      },
      'from a part of the subnet': { world: withRule(ids.group, { sources: ['10.2.0.0/24'] }) },
      'from another subnet': { world: withRule(ids.group, { sources: ['10.3.0.0/24'] }) },
      'the region of one replica of two': {
        world: {
          ...onlyPublic,
          ...withRule(ids.group, { destinations: ['AzureContainerRegistry.WestEurope'] }),
          replicas: [{ region: 'westeurope' }, { region: 'eastus' }],
        },
      },
      'the internet, where another replica is let out': {
        world: {
          ...onlyPublic,
          ...withRules(ids.group, [
            { name: 'near', priority: 200, access: 'Allow', destinations: ['AzureContainerRegistry.EastUS'] },
            { destinations: ['Internet'] },
          ]),
          replicas: [{ region: 'westeurope' }, { region: 'eastus' }],
        },
      },
      'the way to an endpoint that the cluster is not led to': {
        world: { ...twoEndpoints, ...withRule(ids.group, { destinations: ['10.77.0.0/16'] }) },
      },
      'into the subnet of one, for the address of the other': {
        world: {
          ...twoEndpoints,
          ...withRules(ids.endpointGroup, [
            {
              name: 'own',
              priority: 200,
              direction: 'Inbound',
              access: 'Allow',
              destinations: ['10.1.0.5', '10.1.0.4'],
            },
            { direction: 'Inbound' },
          ]),
        },
      },
      'another region': {
        world: { ...onlyPublic, ...withRule(ids.group, { destinations: ['AzureContainerRegistry.EastUS'] }) },
      },
      'allowed before': { world: withRule(ids.group, { access: 'Allow' }) },
      'a group that does not count for private endpoints': {
        world: {
          ...withRule(ids.endpointGroup, { direction: 'Inbound' }),
          subnet: {
            ...healthy.subnet,
            [ids.subnet]: { id: ids.subnet, securityGroup: ids.endpointGroup, endpointPolicies: 'Disabled' },
          },
        },
      },
    },
  },
  'route-elsewhere': {
    drawn: {
      'dropped, for the one address': {
        world: routes('10.1.0.5/32', 'None'),
        says: ['`out`', '`rt-nodes`'],
        cause: 'vnet-config',
        repair:
          'az network route-table route delete -g rg-network --route-table-name rt-nodes --subscription 22222222-2222-4222-8222-222222222222 -n out',
        undo: 'az network route-table route create -g rg-network --route-table-name rt-nodes --subscription 22222222-2222-4222-8222-222222222222 -n out --address-prefix 10.1.0.5/32 --next-hop-type None',
      },
      'dropped with all the rest, which stays so': {
        world: routes('0.0.0.0/0', 'None', onlyPublic),
        repair:
          'az network route-table route create -g rg-network --route-table-name rt-nodes --subscription 22222222-2222-4222-8222-222222222222 -n AllowRegistry --address-prefix AzureContainerRegistry --next-hop-type Internet',
        undo: 'az network route-table route delete -g rg-network --route-table-name rt-nodes --subscription 22222222-2222-4222-8222-222222222222 -n AllowRegistry',
      },
      'to a firewall, where routes count for private endpoints': {
        world: routes('10.1.0.0/16', 'VirtualAppliance'),
        says: ['`10.9.0.4`'],
        cause: 'client-firewall',
      },
      'the default route to a firewall, where there is no private endpoint': {
        world: routes('0.0.0.0/0', 'VirtualAppliance', onlyPublic),
        says: ['`contoso.westeurope.data.azurecr.io`'],
      },
    },
    not: {
      'no route': {},
      'the default route, which the endpoint’s own goes before': { world: routes('0.0.0.0/0', 'VirtualAppliance') },
      'to the internet': { world: routes('0.0.0.0/0', 'Internet', onlyPublic) },
      'another region’s registries': { world: routes('AzureContainerRegistry.EastUS', 'None', onlyPublic) },
      'the default route, which the service endpoint’s own go before': {
        world: routes('0.0.0.0/0', 'None', {
          ...onlyPublic,
          subnet: {
            ...healthy.subnet,
            [ids.nodeSubnet]: {
              id: ids.nodeSubnet,
              prefixes: ['10.2.0.0/22'],
              routeTable: ids.routes,
              serviceEndpoints: ['Microsoft.ContainerRegistry'],
            },
          },
        }),
      },
      'another network': { world: routes('10.9.0.0/16', 'None') },
    },
  },
  'peering-down': {
    drawn: {
      disconnected: {
        world: peering('Disconnected'),
        says: ['`to-hub`', '`hub`'],
        cause: 'vnet-config',
        repair:
          'az network vnet peering delete -g rg-network --vnet-name spoke --subscription 22222222-2222-4222-8222-222222222222 -n to-hub',
      },
      'half of it': {
        world: peering('Initiated'),
        repair: `az network vnet peering create -g rg-network --vnet-name hub --subscription 22222222-2222-4222-8222-222222222222 -n to-spoke --remote-vnet ${ids.nodeNetwork} --allow-vnet-access`,
      },
    },
    not: { connected: {}, 'no private endpoint': { world: { ...peering('Disconnected'), ...onlyPublic } } },
  },
  'service-endpoint-missing': {
    drawn: {
      'a rule without it': {
        world: {
          preview: { subnetRules: [ids.nodeSubnet] },
          subnet: {
            ...healthy.subnet,
            [ids.nodeSubnet]: { id: ids.nodeSubnet, serviceEndpoints: ['Microsoft.Storage'] },
          },
        },
        says: ['`nodes`'],
        cause: 'vnet-config',
        repair: `az network vnet subnet update --ids ${ids.nodeSubnet} --service-endpoints Microsoft.Storage Microsoft.ContainerRegistry`,
        undo: `az network vnet subnet update --ids ${ids.nodeSubnet} --service-endpoints Microsoft.Storage`,
      },
      'the first one': {
        world: {
          preview: { subnetRules: [ids.nodeSubnet] },
          subnet: { ...healthy.subnet, [ids.nodeSubnet]: { id: ids.nodeSubnet, serviceEndpoints: [] } },
        },
        undo: `az network vnet subnet update --ids ${ids.nodeSubnet} --remove serviceEndpoints`,
      },
    },
    not: {
      'with it': {
        world: {
          preview: { subnetRules: [ids.nodeSubnet] },
          subnet: {
            ...healthy.subnet,
            [ids.nodeSubnet]: { id: ids.nodeSubnet, serviceEndpoints: ['microsoft.containerregistry'] },
          },
        },
      },
      'no rule': {},
      'rules that do not count, since everybody is let in': {
        world: {
          ...open,
          preview: { subnetRules: [ids.nodeSubnet] },
          subnet: { ...healthy.subnet, [ids.nodeSubnet]: { id: ids.nodeSubnet, serviceEndpoints: [] } },
        },
      },
      'not told': {
        world: { preview: { subnetRules: [ids.nodeSubnet] }, subnet: { [ids.nodeSubnet]: { id: ids.nodeSubnet } } },
      },
    },
  },
  'provider-not-registered': {
    drawn: {
      'in the subscription of the endpoint': {
        world: { provider: { ...healthy.provider, '22222222-2222-4222-8222-222222222222': 'NotRegistered' } },
        says: ['`22222222-2222-4222-8222-222222222222`'],
        cause: 'vnet-config',
        repair:
          'az provider register --namespace Microsoft.ContainerRegistry --subscription 22222222-2222-4222-8222-222222222222',
      },
    },
    not: { registered: {} },
  },
  'cluster-may-pull': {
    drawn: { 'AcrPull at the registry': { says: ['`prod`'], against: 'credentials-unauthorized' } },
    not: {
      none: { world: { roles: [] } },
      'ABAC mode': { world: registry({ roleMode: 'repository' }) },
      'only what a condition says': {
        world: {
          ...registry({ roleMode: 'repository' }),
          roles: [
            {
              principal: kubelet,
              role: 'b93aa761-3e63-49ed-ac28-beffa264f7ac',
              scope: ids.registry,
              hasCondition: true,
            },
          ],
        },
      },
    },
  },
  'cluster-without-role': {
    drawn: {
      none: {
        world: { roles: [] },
        says: [`\`${kubelet}\``, '`prod`'],
        cause: 'credentials-unauthorized',
        repair: `az role assignment create --assignee-object-id ${kubelet} --assignee-principal-type ServicePrincipal --role 7f951dda-4ed3-4680-a7ca-43fe172d538d --scope ${ids.registry}`,
        undo: `az role assignment delete --assignee ${kubelet} --role 7f951dda-4ed3-4680-a7ca-43fe172d538d --scope ${ids.registry}`,
      },
      'none, in ABAC mode': {
        world: { roles: [], ...registry({ roleMode: 'repository' }) },
        repair: `az role assignment create --assignee-object-id ${kubelet} --assignee-principal-type ServicePrincipal --role b93aa761-3e63-49ed-ac28-beffa264f7ac --scope ${ids.registry}`,
      },
    },
    not: {
      'a role of somebody’s own': { world: role('aaaaaaaa-0000-4000-8000-000000000000', 'Our own puller') },
      'nobody named a cluster': { world: { roles: [] }, cluster: false },
      'anybody may pull': { world: { roles: [], ...registry({ anonymousPull: true }) } },
      'a cluster on a service principal, of which only the application is known': {
        world: {
          roles: [],
          clusters: [
            {
              id: ids.cluster,
              name: 'prod',
              subnets: [ids.nodeSubnet],
              servicePrincipal: '44444444-4444-4444-8444-444444444444',
            },
          ],
        },
      },
    },
  },
  'cluster-with-wrong-role': {
    drawn: {
      'AcrPull in ABAC mode': {
        world: registry({ roleMode: 'repository' }),
        says: ['`AcrPull`', 'ABAC'],
        cause: 'credentials-unauthorized',
      },
      'a role of repositories, where those of the registry count': {
        world: role('b93aa761-3e63-49ed-ac28-beffa264f7ac', 'Container Registry Repository Reader'),
        cause: 'credentials-unauthorized',
      },
    },
    not: { 'the right one': {}, none: { world: { roles: [] } } },
  },
  'cluster-address-not-listed': {
    drawn: {
      'over the internet': {
        world: { ...onlyPublic, publicAddresses: { [ids.address]: '192.0.2.9' } },
        says: ['`192.0.2.9`'],
        cause: 'public-access-rules',
        repair: `az acr network-rule add ${on} --ip-address 192.0.2.9`,
      },
    },
    not: {
      listed: { world: onlyPublic },
      'an IPv6 address, which no rule can hold': {
        world: { ...onlyPublic, publicAddresses: { [ids.address]: '2001:db8::9' } },
      },
      'by private endpoint': { world: { publicAddresses: { [ids.address]: '192.0.2.9' } } },
      'by service endpoint': {
        world: {
          ...onlyPublic,
          publicAddresses: { [ids.address]: '192.0.2.9' },
          preview: { subnetRules: [ids.nodeSubnet] },
        },
      },
    },
  },
  'cluster-network-not-linked': {
    drawn: {
      'no link': {
        world: { links: { [ids.zone]: [{ name: 'hub', network: ids.network }] } },
        says: ['`spoke`', 'forwarding ruleset'],
        cause: 'vnet-config',
        repair: `az network private-dns link vnet create ${inZone} --zone-name privatelink.azurecr.io --subscription 22222222-2222-4222-8222-222222222222 -n link-spoke --virtual-network ${ids.nodeNetwork} --registration-enabled false`,
      },
    },
    not: {
      linked: {},
      'the name leads to a private address there': {
        world: { links: { [ids.zone]: [{ name: 'hub', network: ids.network }] } },
        known: { elsewhere: { address: '10.1.0.5', kind: 'private' } },
      },
      'nobody named a cluster': {
        world: { links: { [ids.zone]: [{ name: 'hub', network: ids.network }] } },
        cluster: false,
      },
    },
  },
  'denied-logins': {
    drawn: {
      'by the rules': {
        world: {
          denied: [{ address: '198.51.100.8', status: '403', count: 12, first: '09:00', last: '09:59', agents: [] }],
        },
        known: { clientIp: '198.51.100.8' },
        says: ['`198.51.100.8`', '12'],
        cause: 'public-access-rules',
      },
      'by the login': {
        world: {
          denied: [
            { address: '198.51.100.8', identity: 'ci', status: '401', count: 1, first: 'a', last: 'b', agents: [] },
          ],
        },
        says: ['`ci`'],
      },
    },
    not: { none: {}, 'no workspace': { world: { denied: undefined } } },
  },
  available: {
    drawn: { well: { against: 'service-side' } },
    not: { down: { world: { health: { state: 'Unavailable' } } } },
  },
  unhealthy: {
    drawn: {
      down: {
        world: { health: { state: 'Unavailable', summary: 'An outage.' } },
        says: ['An outage.'],
        cause: 'service-side',
      },
    },
    not: { unknown: { world: { health: { state: 'Unknown' } } }, well: {} },
  },
  'changed-before': {
    drawn: {
      'a rule of a security group': {
        world: {
          changes: [
            {
              at: '2026-11-25T09:00:00Z',
              resource: `${ids.group}/securityRules/stop`,
              operation: 'Microsoft.Network/networkSecurityGroups/securityRules/write',
              who: 'sam@contoso.example',
            },
          ],
        },
        says: ['`stop`', '`sam@contoso.example`'],
        cause: 'vnet-config',
        repair: `az network nsg rule delete --ids ${ids.group}/securityRules/stop`,
      },
      'a record that was deleted': {
        world: {
          changes: [
            { at: 'then', resource: `${ids.zone}/A/contoso`, operation: 'Microsoft.Network/privateDnsZones/A/delete' },
          ],
        },
        repair: `az network private-dns record-set a add-record ${inZone} -z privatelink.azurecr.io --subscription 22222222-2222-4222-8222-222222222222 -n contoso -a 10.1.0.5`,
      },
      'the registry': {
        world: {
          changes: [{ at: 'then', resource: ids.registry, operation: 'Microsoft.ContainerRegistry/registries/write' }],
        },
        cause: 'public-access-rules',
      },
    },
    not: {
      nothing: {},
      'the record of another registry in the same zone': {
        world: {
          changes: [
            { at: 'then', resource: `${ids.zone}/A/contoso2`, operation: 'Microsoft.Network/privateDnsZones/A/delete' },
          ],
        },
      },
    },
  },
}

function without(field: keyof Registry): Registry {
  const { [field]: _, ...rest } = healthy.registry
  return rest as Registry
}

for (const id of conclusionIds)
  describe(id, () => {
    const { drawn, not } = tables[id]
    for (const [name, it] of Object.entries(drawn))
      test(`is drawn: ${name}`, async () => {
        const [first, ...more] = (await draw(it)).filter((one) => one.id === id)
        assert.ok(first)
        for (const part of it.says ?? [])
          assert.ok(
            [first, ...more].some(({ says }) => says.en.includes(part)),
            `${part}: ${first.says.en}`,
          )
        const [strongest, by] = Object.entries(first.weighs).toSorted(([, a], [, b]) => b - a)[0] ?? []
        if (it.cause) assert.ok(strongest === it.cause && (by ?? 0) > 0, JSON.stringify(first.weighs))
        if (it.against) assert.ok((first.weighs[it.against] ?? 0) < 0)
        assert.equal(first.finding, it.finding)
        if (it.repair) assert.equal(first.repair?.command, it.repair)
        if (it.undo) assert.equal(first.repair?.undo, it.undo)
        assert.ok(first.sources.length > 0)
        for (const lang of langs) assert.ok(first.says[lang].length > 10 && first.hint[lang].length > 10)
      })
    for (const [name, it] of Object.entries(not))
      test(`is not drawn: ${name}`, async () => {
        assert.deepEqual(
          (await draw(it)).filter((one) => one.id === id).map(({ says }) => says.en),
          [],
        )
      })
  })

test('of a healthy registry nothing is broken, and nothing speaks for a cause', async () => {
  for (const { id, broken, weighs } of await draw({})) {
    assert.equal(broken, undefined, id)
    for (const by of Object.values(weighs)) assert.ok(by <= 0, id)
  }
})

test('what misses the private way is not broken where everybody gets in by the public one', async () => {
  const unlinked = { links: { [ids.zone]: [{ name: 'hub', network: ids.network }] } }
  const brokenIn = async (world: Partial<World>) =>
    (await draw({ world })).filter(({ broken }) => broken).map(({ id }) => id)
  assert.deepEqual(await brokenIn(unlinked), ['cluster-network-not-linked'])
  assert.deepEqual(await brokenIn({ ...unlinked, ...open }), [])
  assert.deepEqual(await brokenIn(connection('Pending')), ['connection-not-approved'])
  assert.deepEqual(await brokenIn({ ...connection('Pending'), ...open }), [])
})

test('a DNS server of one’s own must forward the names of the cloud that the registry is in', async () => {
  const china = JSON.parse(JSON.stringify(healthy).replaceAll('azurecr.io', 'azurecr.cn')) as World
  const { port } = fakeAzure({
    ...china,
    cloud: 'china',
    network: {
      ...china.network,
      [ids.network]: { id: ids.network, dnsServers: ['10.1.0.9'], prefixes: [], peerings: [] },
    },
  })
  const errand = { name: 'contoso', loginServer: 'contoso.azurecr.cn' }
  const view = await walkAzure(errand, port, new AbortController().signal, clock)
  const drawn = drawnFrom({ ...nobody, ...errand, topics: new Set(), view })
  assert.match(drawn.find(({ id }) => id === 'own-dns-server')?.says.en ?? '', /forward `azurecr\.cn`/)
})

test('a network is linked to a zone only if that has the record, and not to somebody else’s', async () => {
  const unlinked = { links: { [ids.zone]: [], [otherZone]: [] }, zoneGroup: { [ids.endpoint]: [] } }
  const mended = async (world: Partial<World>) =>
    (await draw({ world: { ...unlinked, ...world } }))
      .filter(({ id }) => id === 'zone-not-linked')
      .map(({ repair }) => repair !== undefined)
  assert.deepEqual(await mended({}), [true])
  assert.deepEqual(await mended(records(right[1])), [false])
  const two = { zones: [...healthy.zones, { id: otherZone, name: 'privatelink.azurecr.io' }] }
  assert.deepEqual(await mended({ ...two, records: { [ids.zone]: [], [otherZone]: [] } }), [])
})

test('what was found under another login server concludes nothing, also where its settings could not be read', async () => {
  const found = { ...healthy.found, loginServer: 'contoso-b7c1d0e2f3a4b5c6.azurecr.io' } as World['found']
  const unread: Around = { unread: { registry: 'forbidden' } }
  assert.ok((await draw({ world: connection('Pending') }, unread)).length > 0)
  assert.deepEqual(await draw({ world: { ...connection('Pending'), found } }, unread), [])
})

test('a peering is on the way only from a cluster to the endpoint that it is led to', async () => {
  const brokenIn = async (it: Case) => (await draw(it)).filter(({ broken }) => broken).map(({ id }) => id)
  assert.deepEqual(await brokenIn({ world: peering('Disconnected') }), ['peering-down'])
  const far = `${ids.network}-far`
  const between = {
    ...twoEndpoints,
    subnet: { ...healthy.subnet, [`${far}/subnets/x`]: { id: `${far}/subnets/x` } },
    network: {
      ...healthy.network,
      [far]: {
        id: far,
        dnsServers: [],
        prefixes: [],
        peerings: [{ name: 'to-hub', remote: ids.network, state: 'Disconnected' }],
      },
    },
  }
  assert.ok(!(await brokenIn({ world: between })).includes('peering-down'))
})

test('one property is set in the version that the preview is read in, which leaves nothing out', () => {
  assert.equal(wholeVersion, versions.registryPreview)
})

test('what was written into a registry besides its settings speaks for no cause', async () => {
  const changes = ['webhooks/alerts', 'tasks/nightly'].map((part) => ({
    at: 'then',
    resource: `${ids.registry}/${part}`,
    operation: `Microsoft.ContainerRegistry/registries/${part.split('/')[0]}/write`,
  }))
  const drawn = (await draw({ world: { changes } })).filter(({ id }) => id === 'changed-before')
  assert.deepEqual(
    drawn.map(({ weighs }) => weighs),
    [{}, {}],
  )
})

const questions = Object.keys(fakeAzure().port).filter((it) => it !== 'cloud') as (keyof NonNullable<
  Around['unread']
>)[]
for (const what of questions)
  for (const why of ['forbidden', 'not-found', 'late'] as const)
    test(`what could not be read concludes nothing: ${what}, ${why}`, async () => {
      const of = async (around: Around) => (await draw({}, around)).map(({ id, says }) => `${id}: ${says.en}`)
      const known = new Set(await of({}))
      for (const it of await of({ unread: { [what]: why } })) assert.ok(known.has(it), it)
    })

test('a command that mends holds nothing that a shell reads, whatever things are called', async () => {
  const evil = 'x; reboot $(id) `id` & "y"'
  const spoil = <Value>(value: Value): Value =>
    JSON.parse(
      JSON.stringify(value)
        .replaceAll('pe-contoso', JSON.stringify(evil).slice(1, -1))
        .replaceAll('rg-', 'rg "&'.replaceAll('"', '\\"')),
    )
  for (const { drawn } of Object.values(tables))
    for (const it of Object.values(drawn))
      for (const { id, repair } of await draw({ ...it, world: spoil({ ...healthy, ...it.world }) as World }))
        for (const command of [repair?.command, repair?.undo]) {
          if (command === undefined) continue
          assert.match(command, /^(?:az|docker login) [\x20-\x7e]+$/, id)
          assert.doesNotMatch(command.replace(/<[a-z-]+>/g, ''), /[`$%^\\;&|'*?!<>]/, `${id}: ${command}`)
          assert.doesNotMatch(command, /\{\w+\}/, `${id}: ${command}`)
        }
})

test('the README names each of them', () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
  for (const id of conclusionIds) assert.ok(readme.includes(`\`${id}\``), id)
})
