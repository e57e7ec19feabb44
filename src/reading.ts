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
export const signPhrases: readonly string[] = knownSigns.flatMap(({ sign }) => sign.says ?? [])

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

type Hit = { sign: number; line: number; column: number }

function scan(lines: readonly Line[]) {
  const starts: number[] = []
  let length = 0
  for (const { text } of lines) {
    starts.push(length)
    length += text.length + 1
  }
  const hits: Hit[] = []
  const talk = new Map<Concept, number>()
  let spoken = false
  let line = 0
  phrases.find(lines.map(({ text }) => text).join('\n'), (phrase, start) => {
    const meaning = meanings[phrase] as Meaning
    if (meaning === 'acr') spoken = true
    else if ('concept' in meaning) talk.set(meaning.concept, (talk.get(meaning.concept) ?? 0) + 1)
    else {
      while (line + 1 < starts.length && (starts[line + 1] as number) <= start) line++
      while (line > 0 && (starts[line] as number) > start) line--
      hits.push({ sign: meaning.sign, line, column: start - (starts[line] as number) })
    }
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
  const foreign: Owner[] = []
  for (const { sign: index, line, column } of hits) {
    const known = knownSigns[index] as KnownSign
    const { sign } = known
    const text = lines[line]?.text ?? ''
    if (sign.not?.test(text) || (sign.and && !sign.and.test(text))) continue
    const owner = whose[line] as Owner
    if (owner.is === 'other') {
      foreign.push(owner)
      continue
    }
    if (owner.is === 'unknown' && !about && !sign.proves) continue
    const evidence = { line: lines[line]?.number ?? 0, text: quote(text, column) }
    const already = found.get(known.id)
    if (!already) found.set(known.id, { ...known, evidence: [evidence] })
    else if (already.evidence.length < maxEvidence && !already.evidence.some((e) => e.line === evidence.line || e.text === evidence.text)) already.evidence.push(evidence)
  }

  const concepts = new Set(talk.keys())
  if (about && !(foreign.length && !found.size) && !(talk.has('fine') && !found.size))
    for (const known of knownSigns) {
      const wanted = known.sign.talk
      if (!wanted || !wanted.all.every((concept) => concepts.has(concept)) || wanted.none?.some((concept) => concepts.has(concept))) continue
      found.set(known.id, { ...known, evidence: [] })
    }

  for (const { id, sign } of [...found.values()]) if (sign.echoOf?.some((other) => other !== id && found.has(other))) found.delete(id)

  const other = foreign.find((owner) => owner.is === 'other') ?? (named ? undefined : whose.find((owner) => owner.is === 'other'))
  return {
    entities: findEntities(lines),
    topics: new Set([...concepts].filter(isTopic)),
    talk: concepts,
    signs: found,
    ...(other?.is === 'other' && { otherService: other.service }),
  }
}
