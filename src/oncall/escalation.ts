// Whom a case calls that nobody takes on, and after how long: a YAML file goes in, what holds for each platform and channel comes
// out, or every mistake with its line and the way out.
import { isMap, type YAMLMap } from 'yaml'
import { readEvery } from './calendar.ts'
import { channelIds, eachOnce, only, type Problems, readersOf, readLines, unknownKeys } from './file.ts'
import { readMention } from './mention.ts'

export type Calling = {
  /** A case that nobody has taken on for so long is escalated by itself; unset: never. In milliseconds. */
  afterMs?: number
  mention?: string
  /** Another channel, where it is told as well. */
  to?: string
}
type PlatformName = 'slack' | 'teams'
/** By platform what holds in all of its channels, and in those that want it otherwise. */
export type Escalation = Readonly<Record<PlatformName, Calling & { channels: Readonly<Record<string, Calling>> }>>

const off: unique symbol = Symbol('off')
type Wanted = { afterMs?: number | typeof off; mention?: string | typeof off; to?: string | typeof off }

const platforms = ['slack', 'teams'] as const
const expected = {
  after: 'a span from 1m to 24h such as 15m, or never',
  mention:
    '"@here", "@channel", or the id of a person (U...) or group (S...), for Teams "Ola Nowak <ola@contoso.com>" or "On call <tag:ID>"; or nobody',
  to: 'the id of a channel such as C0123456789 or 19:...@thread.tacv2, not its name; or nowhere',
  slack: 'the id of a channel such as C0123456789, or { after: 15m, mention: "@here", to: C0123456789 }',
  teams: 'the id of a channel such as 19:...@thread.tacv2, or { after: 15m, to: 19:...@thread.tacv2 }',
  channels: 'a list such as [{ slack: C0123456789, after: 5m, mention: "@here", to: C0123456780 }]',
}
const keys = ['after', 'mention', 'to'] as const
const example = 'after: 15m, mention: "@here", slack: C0123456789'
const { valueIn, itemsIn, notExpected } = readersOf(expected)

/** @returns each problem as `line: what is wrong` */
export const readEscalationFile = (text: string): ReturnType<typeof readLines<Escalation>> => readLines(text, readRoot)

export const callingOf = (
  escalation: Escalation | undefined,
  { platform, channel }: { platform: string; channel: string },
): Calling => {
  const { channels, ...rest } = escalation?.[platform as PlatformName] ?? { channels: {} }
  return channels[channel] ?? rest
}

/** There is somebody to call. */
export const canCall = ({ mention, to }: Calling, channel: string): boolean =>
  mention !== undefined || (to !== undefined && to !== channel)

function readRoot(root: unknown, told: Problems): Escalation | undefined {
  if (!isMap(root)) return told.at(root, `write settings such as ${example}`)
  unknownKeys(root, ['after', 'mention', ...platforms, 'channels'], told)
  const afterMs = valueIn(root, 'after', readAfter, told)
  // Of one platform: on the other it calls nobody.
  const mentions = platforms.map((it) => readIn(it)(textUnder(root, 'mention')))
  if (root.has('mention') && mentions.every((it) => it === undefined))
    notExpected(told, root.get('mention', true), 'mention')
  const own = eachOnce(
    itemsIn(root, 'channels', told),
    (it) => readChannel(it, told),
    ({ platform, channel }) => `${platform} ${channel}`,
    told,
  )
  const [slack, teams] = platforms.map((platform, i) => {
    const mention = mentions[i]
    const all: Wanted = { ...(afterMs !== undefined && { afterMs }), ...(mention !== undefined && { mention }) }
    const here: Wanted = { ...all, ...readPlatform(root, platform, told) }
    const channels = own.filter((it) => it.platform === platform)
    return {
      ...calling(here),
      channels: Object.fromEntries(channels.map(({ channel, wanted }) => [channel, calling({ ...here, ...wanted })])),
    }
  })
  return slack && teams && { slack, teams }
}

const calling = (wanted: Wanted): Calling =>
  Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== off))

const textUnder = (map: YAMLMap, key: string): string => {
  const value = map.get(key)
  return typeof value === 'string' ? value : ''
}

const readAfter = (text: string): number | typeof off | undefined => (text === 'never' ? off : only(readEvery)(text))

const readIn = (platform: PlatformName) => (text: string) =>
  text === 'nobody' ? off : only((it) => readMention(platform, it))(text)

const readTo = (platform: PlatformName) => (text: string) =>
  text === 'nowhere' ? off : channelIds[platform].test(text) ? text : undefined

/** A channel's id alone says where it is told as well. */
function readPlatform(root: YAMLMap, platform: PlatformName, told: Problems): Wanted {
  const node = root.get(platform, true)
  if (isMap(node)) {
    unknownKeys(node, keys, told)
    return readWanted(node, platform, told)
  }
  const to = valueIn(root, platform, readTo(platform), told)
  return to === undefined ? {} : { to }
}

function readWanted(map: YAMLMap, platform: PlatformName, told: Problems): Wanted {
  const afterMs = valueIn(map, 'after', readAfter, told)
  const mention = valueIn(map, 'mention', readIn(platform), told)
  const to = valueIn(map, 'to', readTo(platform), told)
  return {
    ...(afterMs !== undefined && { afterMs }),
    ...(mention !== undefined && { mention }),
    ...(to !== undefined && { to }),
  }
}

function readChannel(node: unknown, told: Problems) {
  if (!isMap(node)) return told.at(node, `"channels" must be ${expected.channels}`)
  unknownKeys(node, [...platforms, ...keys], told)
  if (node.has('slack') === node.has('teams')) return told.at(node, 'a channel needs its id, as slack or as teams')
  const platform = node.has('slack') ? 'slack' : 'teams'
  const channel = textUnder(node, platform)
  if (!channelIds[platform].test(channel))
    told.at(
      node.get(platform, true),
      `"${platform}" must be the id of a channel here, such as C0123456789 or 19:...@thread.tacv2`,
    )
  return { platform, channel, wanted: readWanted(node, platform, told) }
}
