// The file of watches: YAML goes in, channels with what they watch come out, or every mistake with its line and the way out.
import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, type YAMLMap } from 'yaml'
import { readRegistryName } from '../chat/request.ts'
import { imageOf } from '../checks/image.ts'
import { type FindingId, findingIds } from '../ids.ts'
import { type Lang, langs } from '../words/text.ts'
import { type Read, readDigest, readEvery, readQuiet, readWindow, readZone } from './calendar.ts'
import { readMention } from './mention.ts'

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
  maintenance: readonly { from: number; to: number }[]
  watches: readonly FileWatch[]
}

const mostWatches = 10_000
const usualEvery = '5m'
const example = 'channels: [{ slack: C0123456789, watches: [{ registry: myregistry, every: 5m }] }]'

type Problems = { at(node: unknown, problem: string): undefined }

/** @returns each problem as `line: what is wrong` */
export function readWatchFile(text: string): { ok: true; channels: FileChannel[] } | { ok: false; problems: string[] } {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines })
  const problems: string[] = []
  const lineOf = (offset: number) => lines.linePos(offset).line || 1
  for (const { pos, message } of document.errors) problems.push(`${lineOf(pos[0])}: ${message.split('\n')[0]}`)
  if (problems.length > 0) return { ok: false, problems }
  const told: Problems = {
    at(node, problem) {
      problems.push(`${lineOf((node as Node | undefined)?.range?.[0] ?? 0)}: ${problem}`)
      return undefined
    },
  }
  const root = document.contents
  const list = isMap(root) ? root.get('channels', true) : undefined
  if (!isMap(root) || !isSeq(list)) return { ok: false, problems: [`1: expected is ${example}`] }
  unknownKeys(root, ['channels'], told)
  const seen = new Set<string>()
  const channels = list.items.flatMap((it) => {
    const read = readChannel(it, told)
    if (!read) return []
    const key = `${read.platform} ${read.channel}`
    if (seen.has(key)) told.at(it, `${read.channel} stands here twice: put its watches together`)
    seen.add(key)
    return [read]
  })
  const many = channels.reduce((sum, { watches }) => sum + watches.length, 0)
  if (many > mostWatches) told.at(list, `${many} watches are more than ${mostWatches}`)
  return problems.length > 0 ? { ok: false, problems } : { ok: true, channels }
}

function unknownKeys(map: YAMLMap, known: readonly string[], told: Problems) {
  for (const { key } of map.items)
    if (isScalar(key) && !known.includes(String(key.value)))
      told.at(key, `there is no "${String(key.value).slice(0, 40)}" here, only ${known.join(', ')}`)
}

/** What stands under a key as one word or number; undefined when nothing does. */
function textIn(map: YAMLMap, key: string, told: Problems): string | undefined {
  const node = map.get(key, true)
  if (node === undefined) return undefined
  if (isScalar(node) && (typeof node.value === 'string' || typeof node.value === 'number')) return String(node.value)
  return told.at(node, `"${key}" must be text`)
}

function valueIn<Value>(map: YAMLMap, key: string, read: (text: string) => Read<Value>, told: Problems) {
  const text = textIn(map, key, told)
  if (text === undefined) return undefined
  const value = read(text)
  return value.ok ? value.value : told.at(map.get(key, true), value.problem.en.replaceAll('`', '"'))
}

function readChannel(node: unknown, told: Problems): FileChannel | undefined {
  if (!isMap(node)) return told.at(node, `a channel is such as ${example}`)
  unknownKeys(node, ['slack', 'teams', 'language', 'zone', 'quiet', 'digest', 'maintenance', 'watches'], told)
  const [slack, teams] = [textIn(node, 'slack', told), textIn(node, 'teams', told)]
  const channel = slack ?? teams
  if (channel === undefined || (slack !== undefined && teams !== undefined))
    return told.at(node, 'a channel needs its id, as slack or as teams')
  const platform = slack === undefined ? 'teams' : 'slack'
  const lang = valueIn(node, 'language', readLang, told)
  const zone = valueIn(node, 'zone', readZone, told)
  const quiet = valueIn(node, 'quiet', readQuiet, told)
  const digest = valueIn(node, 'digest', readDigest, told)
  const planned = listIn(node, 'maintenance', told).flatMap((it) => {
    const read = isScalar(it) ? readWindow(String(it.value), zone ?? 'UTC') : undefined
    if (read?.ok) return [read.value]
    told.at(it, 'planned work is such as 2026-12-01 22:00 to 23:30')
    return []
  })
  const watches = listIn(node, 'watches', told).flatMap((it) => readWatch(it, platform, told) ?? [])
  return {
    platform,
    channel,
    maintenance: planned,
    watches,
    ...(lang && { lang }),
    ...(zone && { zone }),
    ...(quiet && { quiet }),
    ...(digest && { digest }),
  }
}

const readLang = (text: string): Read<Lang> => {
  const lang = langs.find((it) => it === text)
  const problem = `a language is ${langs.join(' or ')}`
  return lang ? { ok: true, value: lang } : { ok: false, problem: { en: problem, pl: problem } }
}

function listIn(map: YAMLMap, key: string, told: Problems): unknown[] {
  const node = map.get(key, true)
  if (node === undefined) return []
  if (isSeq(node)) return node.items
  told.at(node, `"${key}" must be a list`)
  return []
}

function readWatch(node: unknown, platform: 'slack' | 'teams', told: Problems): FileWatch | undefined {
  if (!isMap(node)) return told.at(node, 'a watch is such as { registry: myregistry, every: 5m }')
  unknownKeys(node, ['registry', 'every', 'image', 'findings', 'mention'], told)
  const name = textIn(node, 'registry', told) ?? ''
  const registry = readRegistryName(name)
  if (!registry) return told.at(node.get('registry', true) ?? node, `"${name.slice(0, 60)}" is not a registry name`)
  const every = readEvery(textIn(node, 'every', told) ?? usualEvery)
  if (!every.ok) told.at(node.get('every', true), '"every" is from 1m to 24h, such as 5m')
  const image = textIn(node, 'image', told) ?? ''
  if (image !== '' && !imageOf(image))
    told.at(node.get('image', true), '"image" is repository, repository:tag or repository@digest')
  const findings = listIn(node, 'findings', told).map((it) => {
    const id = isScalar(it) ? findingIds.find((known) => known === it.value) : undefined
    if (!id) told.at(it, `a finding is one of ${findingIds.join(', ')}`)
    return id
  })
  const mention = valueIn(node, 'mention', (text) => readMention(platform, text), told)
  return {
    registry: registry.loginServer,
    everyMs: every.ok ? every.value : 0,
    image,
    ...(findings.length > 0 && { findings: findings.filter((id) => id !== undefined) }),
    ...(mention && { mention }),
  }
}
