// A paste as evidence: which signs stand in it and where, what it is about, whose error it is. Everything that a
// judgement needs, and nothing judged yet.
import type { FoundSign, Reading } from './evidence.ts'
import { type Concept, isTopic } from './paste/concepts.ts'
import { hoursBetween } from './paste/elapsed.ts'
import { findEntities } from './paste/entities.ts'
import { mixesHash } from './paste/hosts.ts'
import type { Line } from './paste/lines.ts'
import { type Owner, owners } from './paste/owner.ts'
import { quote } from './paste/quote.ts'
import { type Scan, scan } from './scan.ts'
import type { Sign } from './symptoms/symptom.ts'
import { knownSigns } from './vocabulary.ts'

/** A registry is Azure's when one of these stands beside the word. */
const azureWords: readonly Concept[] = [
  'private-endpoint',
  'public-access',
  'service-endpoint',
  'aks',
  'app-service',
  'container-instances',
  'container-apps',
  'defender',
  'portal',
  'azure-cli',
  'azure-devops',
  'trusted',
  'vnet',
  'nsg',
  'machine-learning',
  'anonymous-pull',
  'role',
  'managed-identity',
  'service-principal',
  'admin-user',
  'repository-token',
  'abac',
  'name-label-hash',
  'sovereign-cloud',
  'acr-tasks',
  'cross-subscription',
  'geo-replication',
  'region',
]

/** What only clients of some registry print. */
const registryTalk =
  /Error response from daemon|: Pushing|: Pulling from|Layer already exists|manifest (?:unknown|tagged)|docker (?:push|pull|login)|failed to pull|unauthorized: authentication required/i

/** A sign of this weight may speak without anybody naming a registry. */
const strongEnough = 3
/** Beside a transfer that succeeded, a weaker sign tells nothing. */
const telling = 1.2
/** What "no private endpoint" takes back. */
const denials: readonly Concept[] = ['private-endpoint', 'closed-to-public']
/** Hours that a token from `az acr login` lives. */
const tokenLife = 3
const mostEvidence = 3

type Found = Map<string, FoundSign>

/** Is the paste about ACR: by a registry's name, by a word, or by Azure's company? */
type About = { named: boolean; spoken: boolean; atAll: boolean; likeARegistry: boolean }

function whatAbout(lines: readonly Line[], whose: readonly Owner[], { talk, acr }: Scan): About {
  const named = whose.some(({ is }) => is === 'acr')
  const registry = talk.has('registry')
  const others = whose.some(({ is }) => is === 'other') || talk.has('other-registry')
  return {
    named,
    spoken: acr,
    atAll: named || acr || (registry && azureWords.some((word) => talk.has(word))),
    likeARegistry:
      !talk.has('other-registry') && (registry || (!others && lines.some(({ text }) => registryTalk.test(text)))),
  }
}

/** May this sign, on a line of this owner, be taken as ACR's? */
function isOurs(sign: Sign, owner: Owner, line: number, about: About): boolean {
  if (owner.is === 'other')
    return (
      (sign.besideAcr && (about.named || about.spoken)) || (sign.proves && about.atAll && owner.from !== line) || false
    )
  if (owner.is !== 'unknown' || about.atAll || sign.proves) return true
  return about.likeARegistry && Object.values(sign.weighs).some((by) => by >= strongEnough)
}

/** The signs that programs printed; and, of those that are not ours, whose they are. */
function findPrinted(lines: readonly Line[], { hits }: Scan, whose: readonly Owner[], about: About) {
  const found: Found = new Map()
  let foreign: Owner | undefined
  for (const { known, line, column } of hits) {
    const { id, sign } = known
    const { text, number } = lines[line] as Line
    if (sign.not?.test(text) || (sign.and && !sign.and.test(text))) continue
    const owner = whose[line] as Owner
    if (!isOurs(sign, owner, line, about)) {
      if (owner.is === 'other') foreign ??= owner
      continue
    }
    const before = found.get(id)?.evidence ?? []
    const evidence = { line: number, text: quote(text, column) }
    if (before.length < mostEvidence && !before.some((e) => e.line === evidence.line || e.text === evidence.text))
      found.set(id, { ...known, evidence: [...before, evidence] })
  }
  return { found, foreign }
}

/** Without what is said of other services, on lines that name them. */
function ourWords(talk: Scan['talk'], whose: readonly Owner[]): Scan['talk'] {
  const theirs = (line: number) => whose[line]?.is === 'other'
  return new Map(
    [...talk].flatMap(([concept, lines]) => {
      const left = lines.filter((line) => !theirs(line))
      return left.length > 0 || lines.length === 0 ? [[concept, left]] : []
    }),
  )
}

/** The signs that people described. */
function findDescribed(lines: readonly Line[], talk: Scan['talk']): FoundSign[] {
  return knownSigns.flatMap((known) => {
    const wanted = known.sign.talk
    if (!wanted?.all.every((concept) => talk.has(concept)) || wanted.none?.some((concept) => talk.has(concept)))
      return []
    const shown = wanted.all.flatMap((concept) => talk.get(concept) ?? [])
    const told = [...new Set(shown)].sort((a, b) => a - b).slice(0, mostEvidence)
    return [
      {
        ...known,
        evidence: told.map((at) => ({ line: lines[at]?.number ?? 0, text: quote(lines[at]?.text ?? '', 0) })),
      },
    ]
  })
}

/** A status is the last resort: it tells little, but more than nothing. */
function findByStatus(lines: readonly Line[], whose: readonly Owner[], status: number | undefined): FoundSign[] {
  if (status === undefined) return []
  const word = new RegExp(String.raw`\b${status}\b`)
  const at = lines.findIndex(({ text }) => word.test(text))
  const shown = lines[at]
  if (!shown || whose[at]?.is === 'other') return []
  const evidence = [{ line: shown.number, text: quote(shown.text, shown.text.search(word)) }]
  return knownSigns.filter(({ sign }) => sign.status?.includes(status)).map((known) => ({ ...known, evidence }))
}

/** Echoes say nothing that what they follow from has not said. */
function withoutEchoes(found: Found): Found {
  const isEcho = ({ id, sign }: FoundSign) => sign.echoOf?.some((other) => other !== id && found.has(other))
  return new Map([...found].filter(([, sign]) => !isEcho(sign)))
}

const strength = ({ sign }: FoundSign) => Math.max(0, ...Object.values(sign.weighs))

/** The lines of the sign that tells most. */
function strongestEvidence(lines: readonly Line[], found: Found): string {
  const [strongest] = [...found.values()].toSorted((a, b) => strength(b) - strength(a))
  const numbers = new Set(strongest?.evidence.map(({ line }) => line))
  return lines
    .filter(({ number }) => numbers.has(number))
    .map(({ text }) => text)
    .join('\n')
}

/** What the words do not show: a token that outlived its time, a registry named with its hash and without it. */
function addWhatFollows(talk: Scan['talk'], lines: readonly Line[]): void {
  const sinceLogin = hoursBetween(lines, /login succeeded/i, /unauthorized|\b401\b/i) ?? 0
  if (sinceLogin >= tokenLife) talk.set('three-hours', [])
  if (mixesHash(lines.map(({ text }) => text).join('\n'))) talk.set('name-label-hash', [])
}

export function read(lines: readonly Line[]): Reading {
  const scanned = scan(lines)
  const { talk } = scanned
  const whose = owners(lines, scanned.naming)
  const about = whatAbout(lines, whose, scanned)
  addWhatFollows(talk, lines)
  if (talk.has('no-private-endpoint')) for (const denied of denials) talk.delete(denied)

  const { found, foreign } = findPrinted(lines, scanned, whose, about)
  const entities = findEntities(lines, strongestEvidence(lines, found))
  const elsewhere = foreign ?? (about.named ? undefined : whose.find(({ is }) => is === 'other'))
  const transferred = talk.has('transferred')
  const over = transferred || (talk.has('fine') && !talk.has('from-elsewhere'))
  const told = [...found.values()].some(({ sign }) => Object.values(sign.weighs).some((by) => by >= telling))
  if (transferred && !told) found.clear()

  const theirs = foreign ?? (about.spoken ? undefined : elsewhere)
  const inWords = about.atAll && (about.named || about.spoken || !talk.has('other-registry'))
  if (inWords && (told || !(theirs || over)))
    for (const sign of findDescribed(lines, ourWords(talk, whose))) found.set(sign.id, sign)
  if (found.size === 0 && about.atAll && !(elsewhere || over))
    for (const sign of findByStatus(lines, whose, entities.httpStatus)) found.set(sign.id, sign)

  return {
    entities,
    topics: new Set([...talk.keys()].filter(isTopic)),
    talk: new Set(talk.keys()),
    signs: withoutEchoes(found),
    lang: scanned.polish ? 'pl' : 'en',
    ...(elsewhere?.is === 'other' && { otherService: elsewhere.service }),
  }
}
