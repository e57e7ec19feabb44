// What a network team is asked for: exact where Azure told, marked where it is a guess, and never more than one registry needs.
import assert from 'node:assert/strict'
import test from 'node:test'
import { type Reach, reachOf } from '../../src/azure/reach.ts'
import { walkAzure } from '../../src/azure/walk.ts'
import { firewallRequest, type Known } from '../../src/handover/firewall.ts'
import { inTags } from '../../src/handover/regions.ts'
import { langs } from '../../src/words/text.ts'
import { type Around, fakeAzure, healthy, type World } from '../support/azure/fake-port.ts'

const observed = {
  addresses: ['20.61.99.10'],
  chain: [],
  region: 'westeurope',
  layerHosts: ['contoso.westeurope.data.azurecr.io'],
  requests: [],
}
const seen: Known = { loginServer: 'contoso.azurecr.io', observed }
const request = (known: Known, lang: 'en' | 'pl' = 'en') => firewallRequest(known, lang) ?? ''
/** Every host and tag that it names, one for each line of a list. */
const listed = (text: string) => [...text.matchAll(/^ {2}(\S+)/gm)].map(([, word]) => word)

async function reachIn(change: Partial<World> = {}, around: Around = {}): Promise<Reach> {
  const { port } = fakeAzure(change, around)
  const errand = { name: 'contoso', loginServer: 'contoso.azurecr.io' }
  const clock = { now: () => 0, today: () => new Date('2026-11-25T10:00:00Z') }
  const reach = reachOf(await walkAzure(errand, port, AbortSignal.timeout(5000), clock))
  assert.ok(reach)
  return reach
}

test('without Azure it names what was seen, and says that there may be more', () => {
  const text = request(seen)
  for (const name of ['contoso.azurecr.io', 'contoso.westeurope.data.azurecr.io', 'login.microsoftonline.com'])
    assert.ok(listed(text).includes(name), name)
  for (const tag of ['AzureContainerRegistry.WestEurope', 'Storage.WestEurope', 'AzureActiveDirectory'])
    assert.ok(listed(text).includes(tag), tag)
  assert.match(text, /\*\.blob\.core\.windows\.net +image layers, unless/)
  assert.match(text, /There may be more regions/)
  assert.match(text, /az acr show-endpoints --name contoso$/m)
  assert.match(text, /contoso\.azurecr\.io {2}20\.61\.99\.10/)
})

test('with Azure it names every data endpoint of every region, and no wildcard', async () => {
  const hosts = ['contoso.westeurope.data.azurecr.io', 'contoso.northeurope.data.azurecr.io']
  const reach = await reachIn({
    registry: { ...healthy.registry, dedicatedDataEndpoints: true, dataEndpointHosts: hosts },
    replicas: [{ region: 'westeurope' }, { region: 'northeurope' }],
  })
  const text = request({ ...seen, reach })
  for (const name of [...hosts, 'AzureContainerRegistry.WestEurope', 'AzureContainerRegistry.NorthEurope'])
    assert.ok(listed(text).includes(name), name)
  assert.doesNotMatch(text, /blob\.core|Storage/)
  assert.match(text, /The names are complete/)
  assert.doesNotMatch(text, /show-endpoints/)
})

test('with Azure and no data endpoints it asks for the storage of its regions', async () => {
  const reach = await reachIn({
    registry: { ...healthy.registry, dedicatedDataEndpoints: false, connections: [] },
    connections: [],
    replicas: [{ region: 'westeurope' }],
  })
  const text = request({ loginServer: seen.loginServer, reach })
  assert.match(text, /\*\.blob\.core\.windows\.net +image layers$/m)
  assert.ok(listed(text).includes('Storage.WestEurope'))
  assert.match(text, /The names are complete/)
})

test('what Azure did not tell makes the list no complete one', async () => {
  const reach = await reachIn({}, { unread: { replicas: 'forbidden' } })
  const text = request({ ...seen, reach })
  assert.match(text, /the list of data endpoints may be longer/)
  assert.match(text, /az acr show-endpoints --name contoso$/m)
})

test('addresses of a private endpoint are asked for as such', async () => {
  const reach = await reachIn()
  const text = request({ ...seen, reach })
  const [first] = reach.privateAddresses
  assert.ok(first)
  assert.ok(text.includes(`${first.host}  ${first.address}`))
  assert.match(
    request({ ...seen, observed: { ...observed, addresses: ['10.1.0.4'] } }),
    /private endpoint[\s\S]*10\.1\.0\.4/,
  )
})

test('regional endpoints are asked for where they are switched on', async () => {
  const preview = {
    regionalEndpoints: 'enabled',
    regionalEndpointHosts: ['contoso.westeurope.geo.azurecr.io'],
  } as const
  const reach = await reachIn({ preview })
  assert.ok(listed(request({ ...seen, reach })).includes('contoso.westeurope.geo.azurecr.io'))
  const off = await reachIn({ preview: { ...preview, regionalEndpoints: 'disabled' } })
  assert.doesNotMatch(request({ ...seen, reach: off }), /\.geo\./)
})

test('other clouds have names of their own', () => {
  const government = request({ loginServer: 'contoso.azurecr.us' })
  assert.match(government, /login\.microsoftonline\.us/)
  assert.match(government, /\*\.blob\.core\.usgovcloudapi\.net/)
  const china = request({ loginServer: 'contoso.azurecr.cn' })
  assert.match(china, /login\.chinacloudapi\.cn/)
  assert.doesNotMatch(china, /microsoftonline|core\.windows/)
})

test('a host of another registry and an unknown region stay out', () => {
  const text = request({
    ...seen,
    entities: { dataEndpoint: 'fabrikam.westus.data.azurecr.io' },
    observed: { ...observed, region: 'moonbase', layerHosts: [] },
  })
  assert.doesNotMatch(text, /fabrikam|moonbase/)
  assert.ok(listed(text).includes('AzureContainerRegistry'))
})

test('layers that came from storage say that the wildcard is needed', () => {
  const text = request({ ...seen, observed: { ...observed, layerHosts: ['weumanaged15.blob.core.windows.net'] } })
  assert.match(text, /\*\.blob\.core\.windows\.net +image layers$/m)
})

test('the login server keeps its hash, and the command takes the name of the resource', () => {
  const text = request({ loginServer: 'contoso-b7c1d0e2f3a4b5c6.azurecr.io' })
  assert.ok(listed(text).includes('contoso-b7c1d0e2f3a4b5c6.azurecr.io'))
  assert.match(text, /--name contoso$/m)
})

test('there is none for what is no registry', () => {
  assert.equal(firewallRequest({ loginServer: 'contoso' }, 'en') === undefined, false)
  assert.equal(firewallRequest({ loginServer: 'example.com' }, 'en'), undefined)
})

test('it is plain text in every language', () => {
  const texts = langs.map((lang) => request(seen, lang))
  assert.equal(new Set(texts).size, langs.length)
  for (const text of texts) assert.doesNotMatch(text, /`|\*\*|undefined/)
})

test('tags spell regions as Microsoft does', () => {
  assert.equal(inTags('germanywestcentral'), 'GermanyWestCentral')
  assert.equal(inTags('usgovvirginia'), 'USGovVirginia')
  assert.equal(inTags('moonbase'), undefined)
})
