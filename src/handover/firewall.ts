// A request to the network team, ready to send: exact names, the port, service tags and addresses for one registry and its regions.
// With Azure's own settings the names are complete; without, it says what is a guess. Plain text, because tickets take nothing else.
// Hosts and tags: learn.microsoft.com/azure/container-registry/container-registry-firewall-rules.
import type { Reach } from '../azure/reach.ts'
import type { Check, Observed } from '../check.ts'
import { type AddressKind, addressKind } from '../checks/address.ts'
import { readTarget } from '../checks/target.ts'
import type { Entities } from '../paste/entity.ts'
import { grammar } from '../paste/grammar.ts'
import { firewall as words } from '../words/handover.ts'
import type { Lang, Text } from '../words/text.ts'
import { inTags } from './regions.ts'

/** All that is known of how one registry is reached. */
export type Known = {
  loginServer: string
  /** Of a paste. */
  entities?: Entities
  observed?: Observed
  /** As Azure lists it. */
  reach?: Reach
}

export const knownFrom = ({ loginServer, observed, diagnosis, azure }: Check): Known => ({
  loginServer,
  ...(diagnosis && { entities: diagnosis.entities }),
  ...(observed && { observed }),
  ...(azure?.reach && { reach: azure.reach }),
})

const clouds = {
  'azurecr.io': {
    blobs: '*.blob.core.windows.net',
    entra: 'login.microsoftonline.com',
    management: 'management.azure.com',
  },
  'azurecr.us': {
    blobs: '*.blob.core.usgovcloudapi.net',
    entra: 'login.microsoftonline.us',
    management: 'management.usgovcloudapi.net',
  },
  'azurecr.cn': {
    blobs: '*.blob.core.chinacloudapi.cn',
    entra: 'login.chinacloudapi.cn',
    management: 'management.chinacloudapi.cn',
  },
} as const
const images = ['mcr.microsoft.com', '*.data.mcr.microsoft.com']

type Named = { host: string; what: keyof typeof words.names }

const unique = (items: readonly string[]): string[] => [...new Set(items.map((it) => it.toLowerCase()))]
const regionIn = (dataHost: string): string[] => dataHost.split('.').slice(1, 2)
const isDataHost = (host: string) => grammar.dataEndpoint.test(host)

/** Undefined for what is no registry's name. */
export function firewallRequest(
  { loginServer, entities = {}, observed, reach }: Known,
  lang: Lang,
): string | undefined {
  const target = readTarget(loginServer)
  if (!target.ok) return undefined
  const cloud = clouds[target.suffix]
  const own = (host: string) => isDataHost(host) && host.toLowerCase().startsWith(`${target.label}.`)
  const seenData = unique([...(observed?.layerHosts ?? []), entities.dataEndpoint ?? ''].filter(own))
  const dataHosts = reach?.dataHosts ? unique(reach.dataHosts) : seenData
  // Layers that were seen to come from there are word enough.
  const seenBlobs = [...(observed?.layerHosts ?? []), entities.blobHost ?? ''].some((host) => host.includes('.blob.'))
  const dedicated = reach?.dedicatedDataEndpoints ?? (seenBlobs ? false : undefined)
  const regions = reach
    ? reach.regions
    : unique([observed?.region ?? '', entities.region ?? '', ...dataHosts.flatMap(regionIn)].filter((it) => it !== ''))
  const says = (text: Text) => text[lang]

  const names: Named[] = [
    { host: target.loginServer, what: 'login' },
    ...dataHosts.map((host): Named => ({ host, what: 'data' })),
    ...(reach?.regionalHosts ?? []).map((host): Named => ({ host, what: 'regional' })),
    ...(dedicated === true
      ? []
      : [{ host: cloud.blobs, what: dedicated === false ? 'blobs' : 'blobsUnless' } as const]),
    { host: cloud.entra, what: 'entra' },
  ]
  const ifNeeded: Named[] = [
    { host: cloud.management, what: 'management' },
    ...images.map((host): Named => ({ host, what: 'images' })),
  ]
  const withBlobs = dedicated !== true
  const spelt = regions.map(inTags)
  const inAll = spelt.length === 0 || spelt.includes(undefined)
  const tag = (service: string) => (inAll ? [service] : spelt.map((region) => `${service}.${region}`))
  const tags = [...tag('AzureContainerRegistry'), ...(withBlobs ? tag('Storage') : []), 'AzureActiveDirectory']
  const seenAs = (kind: AddressKind) =>
    (observed?.addresses ?? [])
      .filter((address) => addressKind(address) === kind)
      .map((address) => ({ host: target.loginServer, address }))
  const seen = seenAs('public')
  const privately = reach && reach.privateAddresses.length > 0 ? reach.privateAddresses : seenAs('private')
  const showEndpoints = `az acr show-endpoints --name ${target.registry}`

  return [
    words.title[lang](target.loginServer),
    says(words.please),
    table(names, lang),
    ...(withBlobs ? [says(words.wildcard)] : []),
    says(words.ifNeeded),
    table(ifNeeded, lang),
    says(words.tags),
    indented(tags),
    ...(privately.length > 0 ? [says(words.private), addressed(privately)] : []),
    ...(seen.length > 0 ? [says(words.seen), addressed(seen)] : []),
    says(words.inspection),
    says(words.verify),
    indented([`curl -sS -o /dev/null -w '%{http_code}\\n' https://${target.loginServer}/v2/`]),
    ...(reach?.isComplete
      ? [words.exact[lang](reach.at.slice(0, 16).replace('T', ' '))]
      : [says(reach ? words.notRead : words.guessed), indented([showEndpoints])]),
  ]
    .join('\n\n')
    .replaceAll('`', '')
}

const indented = (lines: readonly string[]): string => lines.map((line) => `  ${line}`).join('\n')

const addressed = (seen: readonly { host: string; address: string }[]): string =>
  indented(seen.map(({ host, address }) => `${host}  ${address}`))

function table(names: readonly Named[], lang: Lang): string {
  const width = Math.max(...names.map(({ host }) => host.length))
  return indented(names.map(({ host, what }) => `${host.padEnd(width)}  ${words.names[what][lang]}`))
}
