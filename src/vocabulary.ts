// Every phrase that means something, and what it means: the signs' words, the concepts', and the small words by which
// a person's sentence is told from a program's output. Compiled once, found in one pass (paste/phrases.ts).
import type { Cause } from './causes/cause.ts'
import { causes } from './causes/index.ts'
import type { SymptomId } from './ids.ts'
import { type Concept, conceptWords } from './paste/concepts.ts'
import { namingPhrases } from './paste/owner.ts'
import { codesOf, compilePhrases, type Phrases } from './paste/phrases.ts'
import { symptoms } from './symptoms/index.ts'
import type { Sign, Symptom } from './symptoms/symptom.ts'

export type KnownSign = { id: string; sign: Sign; symptom?: SymptomId }

/** Every sign there is, of symptoms and of causes. */
export const knownSigns: readonly KnownSign[] = [
  ...Object.values<Symptom>(symptoms).flatMap(({ id: symptom, signs }) =>
    Object.entries(signs).map(([id, sign]) => ({ id, sign, symptom })),
  ),
  ...Object.values<Cause>(causes).flatMap(({ signs }) =>
    Object.entries(signs ?? {}).map(([id, sign]) => ({ id, sign })),
  ),
]

/** Words that show that a paste is about ACR although no line names a registry of it. */
const acrWords = [
  '|acr|',
  '|acrs|',
  '|acr-',
  '|acrp',
  '_acr|',
  'acr_',
  '/acr',
  'azurecr',
  'azure container registr',
  'azure-container-registr',
  'azure registr',
  'azure kontener',
  'container registr',
  'containerregistry',
  'microsoft.containerregistry',
  'azurerm_container_registry',
  'aka.ms/acr',
  'rejestr kontener',
  'rejestru kontener',
  'rejestrze kontener',
]

/** Little words that sentences have, and commands and logs have not. */
const littleWords: Readonly<Record<string, string>> = {
  en: 'for at from has have they which what there you so if can does of our my is are was the a an in on we it to and but when why how since after with this that',
  pl: 'nie na w z ale jest sa sie ze dla po od do czy jak przy mamy mam co kto nasz naszego naszym naszej juz tylko gdy blad prosze dlaczego zwraca dziala pomocy kolega moge moze',
  other: 'der die das und ist wir ich seit mit el la los de con que no desde',
}

/** Hosts of registries, ours and others': they tell whose the lines around them are. */
const registryNames = [
  '.azurecr.',
  '|az acr',
  'microsoft.containerregistry',
  'docker.io',
  'ghcr.io',
  'quay.io',
  'gcr.io',
  'amazonaws.com',
  'mcr.microsoft.com',
  'pkg.dev',
]

export type Meaning =
  | { is: 'sign'; known: KnownSign }
  | { is: 'concept'; concept: Concept }
  | { is: 'little-word'; word: string; polish: boolean }
  | { is: 'acr' }
  | { is: 'naming' }

const entries: readonly (readonly [phrase: string, meaning: Meaning])[] = [
  ...knownSigns.flatMap((known) => (known.sign.says ?? []).map((phrase) => [phrase, { is: 'sign', known }] as const)),
  ...Object.entries(conceptWords).flatMap(([concept, words]) =>
    words.map((phrase) => [phrase, { is: 'concept', concept: concept as Concept }] as const),
  ),
  ...acrWords.map((phrase) => [phrase, { is: 'acr' }] as const),
  ...namingPhrases.map((phrase) => [phrase, { is: 'naming' }] as const),
  ...Object.entries(littleWords).flatMap(([language, words]) =>
    words.split(' ').map((word) => [`|${word}|`, { is: 'little-word', word, polish: language === 'pl' }] as const),
  ),
]

/** Compiled for the first paste: whoever only starts a program does not wait for it. */
let phrases: Phrases | undefined

/** Calls `hit` with each phrase's meaning and where it starts. */
export function findMeanings(text: string, hit: (meaning: Meaning, start: number) => void): void {
  phrases ??= compilePhrases(entries.map(([phrase]) => phrase))
  phrases.find(codesOf(text), text.length, (phrase, start) =>
    hit((entries[phrase] as (typeof entries)[number])[1], start),
  )
}

/** Phrases that make a line of a long log worth reading. */
export const logWorthy: readonly string[] = [
  ...new Set([...knownSigns.flatMap(({ sign }) => sign.says ?? []), ...registryNames]),
]
