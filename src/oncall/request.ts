// What people ask of on call in plain words, in English and in Polish: to watch a registry, to stop, to see what is watched,
// and what a channel wants.
import { type RegistryName, readRegistryName } from '../chat/request.ts'
import { imageOf } from '../checks/image.ts'
import { type FindingId, findingIds } from '../ids.ts'
import type { Text } from '../words/text.ts'
import { readDigest, readEvery, readZone } from './calendar.ts'
import { readQuiet } from './quiet.ts'

type WatchWanted = {
  registry: RegistryName
  everyMs: number
  image: string
  findings?: FindingId[]
  /** As typed. */
  mention?: string
}
export type Setting = 'quiet' | 'zone' | 'digest'

export type OnCallRequest =
  | ({ ask: 'watch' } & WatchWanted)
  | { ask: 'unwatch'; registry: RegistryName }
  | { ask: 'watches' }
  /** Unset: everything that is silenced. */
  | { ask: 'unsilence'; registry?: RegistryName; finding?: FindingId }
  | { ask: 'planned' }
  /** As typed, because it depends on the channel's zone. */
  | { ask: 'plan'; typed: string }
  /** Unset: all of it. */
  | { ask: 'cancel'; id?: number }
  /** `value`: null switches it off. */
  | { ask: 'setting'; setting: Setting; value: string | null }
  /** As typed. */
  | { ask: 'share'; typed: string }
  /** Meant for us, and written otherwise. */
  | { ask: 'unclear'; problem: Text }

const usualEveryMs = 5 * 60_000

const watch = /^(?:watch|obserwuj)\s+(?:registry\s+|rejestr\s+)?(\S+)(?:\s+(.*))?$/i
const unwatch = /^(?:unwatch|stop\s+watching|nie\s+obserwuj|przestań\s+obserwować)\s+(?:registry\s+|rejestr\s+)?(\S+)$/i
const unsilence = /^(?:unsilence|odcisz)(?:\s+(\S+))?(?:\s+(\S+))?$/i
const watches = /^(?:watches|obserwacje|what\s+is\s+watched\??)$/i
const settings: readonly (readonly [Setting, RegExp])[] = [
  ['quiet', /^(?:quiet(?:\s+hours)?|cisza)\s+(.{1,200})$/i],
  ['zone', /^(?:time\s?zone|zone|strefa(?:\s+czasowa)?)\s+(.{1,60})$/i],
  ['digest', /^(?:digest|podsumowanie)\s+(.{1,40})$/i],
]
const planned = /^(?:maintenance|prace)(?:\s+(.{1,120}))?$/i
const cancelled = /^(?:cancel|odwołaj|odwolaj)\s+#?(\d{1,4})$/i
const share = /^(?:share|udostępnij|udostepnij)\s+(?:cases|sprawy)(?:\s+(?:with|z|dla))?\s+(.{1,250})$/i
const off = /^(?:off|none|wyłącz|wylacz|brak)$/i

function badName(name: string): OnCallRequest {
  const given = name.slice(0, 80).replaceAll('`', "'")
  return {
    ask: 'unclear',
    problem: {
      en: `\`${given}\` is not a registry name: write \`watch myregistry\` or \`watch myregistry.azurecr.io\`.`,
      pl: `\`${given}\` nie jest nazwą rejestru: napisz \`obserwuj myregistry\` albo \`obserwuj myregistry.azurecr.io\`.`,
    },
  }
}

/** @param said one line, redacted, without the mention of the bot */
export function readOnCall(said: string): OnCallRequest | undefined {
  if (watches.test(said)) return { ask: 'watches' }
  const [, stopped] = unwatch.exec(said) ?? []
  if (stopped !== undefined) {
    const registry = readRegistryName(stopped)
    return registry ? { ask: 'unwatch', registry } : badName(stopped)
  }
  const [silent, host, finding] = unsilence.exec(said) ?? []
  if (silent !== undefined) return unsilenceOf(host, finding)
  const [, name, rest = ''] = watch.exec(said) ?? []
  if (name !== undefined) {
    const registry = readRegistryName(name)
    return registry ? withOptions(registry, rest) : badName(name)
  }
  const [work, typed = ''] = planned.exec(said) ?? []
  if (work !== undefined) return plannedOf(typed.trim())
  const [, others] = share.exec(said) ?? []
  if (others !== undefined) return { ask: 'share', typed: others }
  for (const [setting, pattern] of settings) {
    const [, typed] = pattern.exec(said) ?? []
    if (typed !== undefined) return settingOf(setting, typed.trim())
  }
  return undefined
}

function unsilenceOf(name: string | undefined, typed: string | undefined): OnCallRequest {
  if (name === undefined) return { ask: 'unsilence' }
  const registry = readRegistryName(name)
  const finding = findingIds.find((id) => id === typed)
  if (!registry) return badName(name)
  if (typed !== undefined && !finding) return { ask: 'unclear', problem: unknownFinding(typed) }
  return { ask: 'unsilence', registry, ...(finding && { finding }) }
}

function plannedOf(typed: string): OnCallRequest {
  if (typed === '') return { ask: 'planned' }
  if (off.test(typed)) return { ask: 'cancel' }
  const [, id] = cancelled.exec(typed) ?? []
  return id === undefined ? { ask: 'plan', typed } : { ask: 'cancel', id: Number(id) }
}

function settingOf(setting: Setting, typed: string): OnCallRequest {
  if (off.test(typed) && setting !== 'zone') return { ask: 'setting', setting, value: null }
  const read = { quiet: readQuiet, zone: readZone, digest: readDigest }[setting](typed)
  return read.ok ? { ask: 'setting', setting, value: read.value } : { ask: 'unclear', problem: read.problem }
}

const keys: Readonly<Record<string, 'every' | 'image' | 'findings' | 'mention'>> = {
  every: 'every',
  co: 'every',
  image: 'image',
  obraz: 'image',
  finding: 'findings',
  findings: 'findings',
  ustalenia: 'findings',
  mention: 'mention',
  wspomnij: 'mention',
}

const keyOf = (word = '') => keys[word.toLowerCase()]

/** Pairs of a word and what follows it; a list may have blanks around its commas. */
function withOptions(registry: RegistryName, rest: string): OnCallRequest {
  const wanted: WatchWanted = { registry, everyMs: usualEveryMs, image: '' }
  const typed = rest
    .replace(/ {0,9},\s{0,9}/g, ',')
    .split(/\s+/)
    .filter((it) => it !== '')
  let at = 0
  while (at < typed.length) {
    const key = keyOf(typed[at])
    // People's names have several words.
    const next = key === 'mention' ? typed.findIndex((word, index) => index > at + 1 && keyOf(word)) : at + 2
    const end = next < 0 ? typed.length : next
    const problem = key ? set(wanted, key, typed.slice(at + 1, end).join(' ')) : notUnderstood
    if (problem) return { ask: 'unclear', problem }
    at = end
  }
  return { ask: 'watch', ...wanted }
}

const notUnderstood: Text = {
  en: 'Not all of that was understood: write `watch myregistry every 5m image app/web:1.4 findings tls-expired,ip-denied mention @here`; all but the name can be left out.',
  pl: 'Nie wszystko jest zrozumiałe: napisz `obserwuj myregistry co 5m obraz app/web:1.4 ustalenia tls-expired,ip-denied wspomnij @here`; wszystko poza nazwą można pominąć.',
}

function set(wanted: WatchWanted, key: 'every' | 'image' | 'findings' | 'mention', value: string): Text | undefined {
  switch (key) {
    case 'every': {
      const read = readEvery(value)
      if (!read.ok) return read.problem
      wanted.everyMs = read.value
      return undefined
    }
    case 'image':
      wanted.image = value
      return imageOf(value)
        ? undefined
        : {
            en: 'An image is `repository`, `repository:tag` or `repository@sha256:…`, without the registry: write `image app/web:1.4`.',
            pl: 'Obraz to `repozytorium`, `repozytorium:tag` albo `repozytorium@sha256:…`, bez rejestru: napisz `obraz app/web:1.4`.',
          }
    case 'mention':
      wanted.mention = value
      return value === '' ? notUnderstood : undefined
    case 'findings': {
      const named = value.split(',')
      const unknown = named.find((it) => !findingIds.some((id) => id === it))
      wanted.findings = named as FindingId[]
      return unknown === undefined ? undefined : unknownFinding(unknown)
    }
  }
}

function unknownFinding(name: string): Text {
  const all = findingIds.map((id) => `\`${id}\``).join(', ')
  const given = name.slice(0, 60).replaceAll('`', "'")
  return {
    en: `\`${given}\` is not a finding; there are: ${all}.`,
    pl: `\`${given}\` nie jest ustaleniem; są takie: ${all}.`,
  }
}
