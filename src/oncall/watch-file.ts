// The file of watches: YAML goes in, channels with what they watch come out, or every mistake with its line and the way out.
import { isMap, isSeq } from 'yaml'
import { readRegistryName } from '../chat/request.ts'
import { imageOf } from '../checks/image.ts'
import { type FindingId, findingIds } from '../ids.ts'
import { type Lang, langs } from '../words/text.ts'
import { readDigest, readEvery, readZone } from './calendar.ts'
import { channelIds, eachOnce, oneOf, only, type Problems, readersOf, readLines, unknownKeys } from './file.ts'
import { readMention } from './mention.ts'
import { type Planned, readPlanned } from './planned.ts'
import { readQuiet } from './quiet.ts'
import { readSharing, type Sharing } from './sharing.ts'

type FileWatch = {
  registry: string
  everyMs: number
  image: string
  findings?: readonly FindingId[]
  mention?: string
}
export type FileChannel = {
  platform: 'slack' | 'teams'
  channel: string
  lang?: Lang
  zone?: string
  quiet?: string
  digest?: string
  sharing?: Sharing
  maintenance: readonly Planned[]
  watches: readonly FileWatch[]
}

const mostWatches = 10_000
const usualEveryMs = 5 * 60_000
const watchExample = '{ registry: myregistry, every: 5m }'
const example = `channels: [{ slack: C0123456789, watches: [${watchExample}] }]`

const channelKeys = {
  slack: 'the id of a channel such as C0123456789, not its name',
  teams: 'the id of a channel such as 19:...@thread.tacv2, not its name',
  language: langs.join(' or '),
  zone: 'a time zone such as Europe/Warsaw or UTC',
  quiet: 'times of the day such as 22:00-07:00, or with days such as 22:00-06:00 mon-fri; all day sat-sun',
  digest: 'a time of the day such as "09:00"',
  share: 'everyone, nobody, or a list of the ids of channels',
  maintenance: 'a list of times such as 2026-12-01 22:00 to 23:30, or with "for myregistry" behind',
  watches: `a list of watches such as ${watchExample}`,
}
const watchKeys = {
  registry: 'a name such as myregistry, or a login server such as myregistry.azurecr.io',
  every: 'a span from 1m to 24h such as 5m',
  image: 'repository, repository:tag or repository@digest, without the registry',
  findings: `a list of ${findingIds.join(', ')}`,
  mention:
    '"@here", "@channel", or the id of a person (U...) or group (S...); for Teams "Ola Nowak <ola@contoso.com>" or "On call <tag:ID>"',
}
const expected = { ...channelKeys, ...watchKeys }

const { valueIn, listIn, itemsIn } = readersOf(expected)

/** @returns each problem as `line: what is wrong` */
export function readWatchFile(text: string): { ok: true; channels: FileChannel[] } | { ok: false; problems: string[] } {
  const read = readLines(text, readRoot)
  return read.ok ? { ok: true, channels: read.value } : read
}

function readRoot(root: unknown, told: Problems): FileChannel[] {
  const list = isMap(root) ? root.get('channels', true) : undefined
  if (!isMap(root) || !isSeq(list)) {
    told.at(root, `expected is ${example}`)
    return []
  }
  unknownKeys(root, ['channels'], told)
  const channels = eachOnce(
    list.items,
    (it) => readChannel(it, told),
    ({ platform, channel }) => `${platform} ${channel}`,
    told,
  )
  const many = channels.reduce((sum, { watches }) => sum + watches.length, 0)
  if (many > mostWatches) told.at(list, `${many} watches are more than ${mostWatches}: leave some out`)
  return channels
}

function readChannel(node: unknown, told: Problems): FileChannel | undefined {
  if (!isMap(node)) return told.at(node, `a channel is such as ${example}`)
  unknownKeys(node, Object.keys(channelKeys), told)
  if (node.has('slack') === node.has('teams')) told.at(node, 'a channel needs its id, as slack or as teams')
  const platform = node.has('slack') ? 'slack' : 'teams'
  const channel = valueIn(node, platform, (text) => (channelIds[platform].test(text) ? text : undefined), told)
  const lang = valueIn(node, 'language', oneOf(langs), told)
  const zone = valueIn(node, 'zone', only(readZone), told)
  const quietly = only(readQuiet)
  const quiet = isSeq(node.get('quiet', true))
    ? listIn(node, 'quiet', quietly, told).join('; ')
    : valueIn(node, 'quiet', quietly, told)
  const share = only((text) => readSharing(platform, text))
  const idOf = (text: string) => {
    const read = share(text)
    return read === undefined || read === 'everyone' || read.length !== 1 ? undefined : read
  }
  const sharing = isSeq(node.get('share', true))
    ? listIn(node, 'share', idOf, told).flat()
    : valueIn(node, 'share', share, told)
  const digest = valueIn(node, 'digest', only(readDigest), told)
  const inZone = only((text) => readPlanned(text, zone ?? 'UTC'))
  const maintenance = listIn(node, 'maintenance', inZone, told)
  const watches = eachOnce(
    itemsIn(node, 'watches', told),
    (it) => readWatch(it, platform, told),
    ({ registry, image }) => `${registry} ${image}`.trim(),
    told,
  )
  if (channel === undefined) return undefined
  return {
    platform,
    channel,
    maintenance,
    watches,
    ...(lang && { lang }),
    ...(zone && { zone }),
    ...(quiet && { quiet }),
    ...(digest && { digest }),
    ...(sharing && { sharing }),
  }
}

function readWatch(node: unknown, platform: 'slack' | 'teams', told: Problems): FileWatch | undefined {
  if (!isMap(node)) return told.at(node, `a watch is such as ${watchExample}`)
  unknownKeys(node, Object.keys(watchKeys), told)
  if (!node.has('registry')) told.at(node, `a watch needs a registry, such as ${watchExample}`)
  const registry = valueIn(node, 'registry', readRegistryName, told)?.loginServer
  const everyMs = valueIn(node, 'every', only(readEvery), told) ?? usualEveryMs
  const image = valueIn(node, 'image', (text) => (imageOf(text) ? text : undefined), told) ?? ''
  const findings = listIn(node, 'findings', oneOf(findingIds), told)
  const mention = valueIn(
    node,
    'mention',
    only((text) => readMention(platform, text)),
    told,
  )
  if (registry === undefined) return undefined
  return { registry, everyMs, image, ...(findings.length > 0 && { findings }), ...(mention && { mention }) }
}
