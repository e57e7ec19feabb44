// A paste as evidence: which signs stand in it and where, what it is about, whose error it is. Everything that a
// judgement needs, and nothing judged yet.
import type { Evidence } from './diagnosis.ts'
import { causes } from './causes/index.ts'
import { type Concept, conceptWords, isTopic } from './paste/concepts.ts'
import { type Entities, findEntities } from './paste/entities.ts'
import type { Line } from './paste/lines.ts'
import { type Owner, owners } from './paste/owner.ts'
import { compilePhrases } from './paste/phrases.ts'
import type { Topic } from './paste/topics.ts'
import { symptoms } from './symptoms/index.ts'
import type { Sign, Symptom } from './symptoms/symptom.ts'
import type { Cause } from './causes/cause.ts'
import type { SymptomId } from './ids.ts'

export type FoundSign = { id: string; sign: Sign; symptom?: SymptomId; evidence: Evidence[] }

export type Reading = {
  entities: Entities
  topics: ReadonlySet<Topic>
  /** Everything the paste talks about; the topics are among it. */
  talk: ReadonlySet<Concept>
  /** By id, in the order of the paste; echoes of others are left out. */
  signs: ReadonlyMap<string, FoundSign>
  /** Whose error it is when it is not ACR's, where that is clear. */
  otherService?: string
}

type KnownSign = { id: string; sign: Sign; symptom?: SymptomId }

/** Every sign there is, of symptoms and of causes. */
export const knownSigns: readonly KnownSign[] = [
  ...Object.values<Symptom>(symptoms).flatMap(({ id: symptom, signs }) =>
    Object.entries(signs).map(([id, sign]) => ({ id, sign, symptom })),
  ),
  ...Object.values<Cause>(causes).flatMap(({ signs }) => Object.entries(signs ?? {}).map(([id, sign]) => ({ id, sign }))),
]

/** Words that show that a paste is about ACR although no line names a registry of it. */
const acrWords = ['=acr=', '=acrs=', '=acr-', 'azure container registr', 'azurecr', 'microsoft.containerregistry', 'azurerm_container_registry', 'aka.ms/acr', 'azure registr', 'containerregistry', 'container registr', 'azure-container-registr', 'rejestr kontener', 'rejestru kontener', 'rejestrze kontener', 'azure kontener', '=acrp', '_acr=', 'our acr', 'acr_', '/acr']
/** A registry of Azure's, when these stand beside the word registry. */
const azureWords: readonly Concept[] = ['private-endpoint', 'public-access', 'service-endpoint', 'aks', 'app-service', 'container-instances', 'container-apps', 'defender', 'portal', 'azure-cli', 'azure-devops', 'trusted', 'vnet', 'nsg', 'machine-learning']

/** What only clients of some registry print. */
const registryTalk = /Error response from daemon|: Pushing|: Pulling from|Layer already exists|manifest (?:unknown|tagged)|docker (?:push|pull|login)|failed to pull|unauthorized: authentication required/i

/** Hosts of registries, ours and others': they tell whose the lines around them are. */
const registryNames = ['.azurecr.', 'docker.io', 'ghcr.io', 'quay.io', 'gcr.io', 'amazonaws.com', 'mcr.microsoft.com', 'pkg.dev', '=az acr', 'microsoft.containerregistry']

type Meaning = { sign: number } | { concept: Concept } | 'acr'

const phraseList: string[] = []
const meanings: Meaning[] = []
const add = (phrases: readonly string[], meaning: Meaning) => {
  for (const phrase of phrases) {
    phraseList.push(phrase)
    meanings.push(meaning)
  }
}
knownSigns.forEach(({ sign }, index) => add(sign.says ?? [], { sign: index }))
for (const [concept, words] of Object.entries(conceptWords)) add(words, { concept: concept as Concept })
add(acrWords, 'acr')
const phrases = compilePhrases(phraseList)

/** Phrases that make a line of a long log worth reading. */
export const logWorthy: readonly string[] = [...new Set([...knownSigns.flatMap(({ sign }) => sign.says ?? []), ...registryNames])]

/** What a program's output tells as well as a person; the rest of the concepts count only in what people write. */
const anywhere = (concept: Concept) => isTopic(concept) || concept === 'pull-secret' || concept === 'registry' || concept === 'other-registry'

const quoted = 220
/** What loggers put before the message. */
const logPrefix = /^\s*(?:(?:\d{4}-\d\d-\d\dT[\d:.]+Z?|\d{4}[-/]\d\d[-/]\d\d[ T][\d:.,]+(?: [+-]\d\d:?\d\d)?|\[[\d:.TZ -]{8,30}\]|\d\d:\d\d:\d\d)\s+)?(?:##\[\w+\]\s*|::error[^:]*::\s*)?(?:time="[^"]*" level=\w+ msg=)?/

/** The part of a line around what was found, short enough to read. */
export function quote(line: string, at: number): string {
  const start = logPrefix.exec(line)?.[0].length ?? 0
  const text = line.slice(start).trim()
  if (text.length <= quoted) return text
  const from = Math.max(0, Math.min(at - start - quoted / 3, text.length - quoted))
  return `${from > 0 ? '…' : ''}${text.slice(from, from + quoted).trim()}${from + quoted < text.length ? '…' : ''}`
}

/** How loggers, traces and structured output begin a line, and what no sentence of a person holds. */
const machine =
  /^\s*(?:\d{4}-\d\d|\d\d:\d\d|\[(?:\d|\+|command|[A-Z]{4,5}\])|[#{}"'<]|time=|(?:Warning|Normal)\s{2,}|at |File "|[a-z0-9]{12}: |##|(?:error|warning|warn|info|fatal|debug|unable to get|access to registry|failed to|unauthorized|denied|please)\b[:[( ]|Error response|(?:Get|Head) ")|[A-Z]+_[A-Z_]*ERROR|https?:\/\/\S+\/v2\/|rpc error|: OK\b/i
/** Little words that sentences have and commands and logs have not. */
const sentence =
  /(?<![\p{L}-])(?:of|our|my|is|are|was|the|a|an|in|on|we|i|it|to|and|but|when|why|how|since|after|with|this|that|nie|na|w|z|i|a|ale|jest|sa|są|sie|się|ze|że|dla|po|od|do|u|czy|jak|der|die|das|und|ist|wir|ich|seit|mit|el|la|los|de|con|que|no|desde)(?![\p{L}-])/giu

/** Is this line something a person wrote, not a program? */
const isProse = (line: string) => !machine.test(line) && new Set(line.toLowerCase().match(sentence)).size >= 2

type Hit = { sign: number; line: number; column: number }

function scan(lines: readonly Line[]) {
  const starts: number[] = []
  let length = 0
  for (const { text } of lines) {
    starts.push(length)
    length += text.length + 1
  }
  const hits: Hit[] = []
  const talk = new Set<Concept>()
  const prose = lines.map(({ text }) => isProse(text))
  let spoken = false
  let line = 0
  phrases.find(lines.map(({ text }) => text).join('\n'), (phrase, start) => {
    const meaning = meanings[phrase] as Meaning
    while (line + 1 < starts.length && (starts[line + 1] as number) <= start) line++
    while (line > 0 && (starts[line] as number) > start) line--
    if (meaning === 'acr') spoken = true
    else if ('sign' in meaning) hits.push({ sign: meaning.sign, line, column: start - (starts[line] as number) })
    else if (prose[line] || anywhere(meaning.concept)) talk.add(meaning.concept)
  })
  return { hits, talk, spoken }
}

const maxEvidence = 3

export function read(lines: readonly Line[]): Reading {
  const { hits, talk, spoken } = scan(lines)
  const whose = owners(lines)
  const named = whose.some(({ is }) => is === 'acr')
  const about = named || spoken || (talk.has('registry') && azureWords.some((word) => talk.has(word)))

  const found = new Map<string, FoundSign>()
  const likeARegistry = talk.has('registry') || (lines.some(({ text }) => registryTalk.test(text)) && !whose.some(({ is }) => is === 'other'))
  let foreign: Owner | undefined
  for (const { sign: index, line, column } of hits) {
    const known = knownSigns[index] as KnownSign
    const { sign } = known
    const text = lines[line]?.text ?? ''
    if (sign.not?.test(text) || (sign.and && !sign.and.test(text))) continue
    const owner = whose[line] as Owner
    if (owner.is === 'other' && !(sign.besideAcr && named) && !(sign.proves && about && owner.from !== line)) {
      foreign ??= owner
      continue
    }
    const strong = Object.values(sign.weighs).some((by) => by >= 3)
    if (owner.is === 'unknown' && !about && !sign.proves && !(strong && likeARegistry && !talk.has('other-registry'))) continue
    const evidence = { line: lines[line]?.number ?? 0, text: quote(text, column) }
    const already = found.get(known.id)
    if (!already) found.set(known.id, { ...known, evidence: [evidence] })
    else if (already.evidence.length < maxEvidence && !already.evidence.some((e) => e.line === evidence.line || e.text === evidence.text)) already.evidence.push(evidence)
  }

  const elsewhere = foreign ?? (named ? undefined : whose.find(({ is }) => is === 'other'))
  const spokenOf = named || spoken || !talk.has('other-registry')
  if (about && spokenOf && (found.size > 0 || (!elsewhere && !talk.has('fine'))))
    for (const known of knownSigns) {
      const wanted = known.sign.talk
      if (wanted?.all.every((concept) => talk.has(concept)) && !wanted.none?.some((concept) => talk.has(concept)))
        found.set(known.id, { ...known, evidence: [] })
    }

  for (const { id, sign } of [...found.values()]) if (sign.echoOf?.some((other) => other !== id && found.has(other))) found.delete(id)

  return {
    entities: findEntities(lines),
    topics: new Set([...talk].filter(isTopic)),
    talk,
    signs: found,
    ...(elsewhere?.is === 'other' && { otherService: elsewhere.service }),
  }
}
