// Errors for the load: labelled pastes in which the registry gets another name each time, so that no two are the same
// problem, and of which it is known what is right to say.
import { readRequest } from '../../src/chat/request.ts'
import { diagnose } from '../../src/diagnose.ts'
import type { Diagnosis } from '../../src/diagnosis.ts'
import { corpus } from '../support/pasted.ts'

export const sizes = { small: 2 * 1024, large: 500 * 1024 } as const
export type Size = keyof typeof sizes
/** `titles`: of the causes that are right as the first one, in English and Polish. */
export type Known = { before: string[]; titles: { en: string[]; pl: string[] } }

const most = 150
const name = /\bbench[0-9a-z]{6}x\b/g
export const registryOf = (n: number) => `bench${n.toString(36).padStart(6, '0')}x`
/** The registries of the load that a card names. */
export const registriesIn = (card: string): Set<string> => new Set(card.match(name))

/** A build's log without a word about a registry. */
function buildLog(bytes: number): string {
  let log = ''
  for (let n = 0; log.length < bytes; n++)
    log += `2026-11-23T10:${String(n % 60).padStart(2, '0')}:00.${n % 1000}Z ${n % 3 ? 'INFO' : 'DEBUG'} step ${n}: item ${(n * 7) % 1000} from queue-${n % 17} took ${n % 311} ms\n`
  return log.slice(0, bytes)
}

const logs = { small: buildLog(sizes.small), large: buildLog(sizes.large) }
const largeLog = Buffer.from(logs.large)

/** The error first, as people paste it, then the log it stood in; in a large one the log goes first. */
export function pasteOf({ before }: Known, registry: string, size: Size): string {
  const error = before.join(registry)
  if (size === 'large') return `${logs.large.slice(error.length)}\n${error}\n`
  return `${error}\n${logs.small.slice(0, Math.max(0, sizes.small - error.length))}`
}

/** A large one as the bytes of a file: quicker made. */
export const fileOf = ({ before }: Known, registry: string): Buffer =>
  Buffer.concat([largeLog, Buffer.from(`\n${before.join(registry)}\n`)])

/** Those whose first cause our own core gets right: what is measured here is whether the chat brings it to people. */
export function knownPastes(): Known[] {
  const found: Known[] = []
  for (const { text, accept } of corpus()) {
    if (found.length === most) break
    const hosts = new Set(text.match(/[a-z0-9]{5,50}(?=\.azurecr\.io)/gi))
    const [registry = ''] = hosts
    if (hosts.size !== 1 || text.length > 1500 || readRequest(text).ask !== 'diagnose') continue
    const before = text.split(registry)
    const known: Known = { before, titles: { en: [], pl: [] } }
    const right = ({ causes: [first], entities }: Diagnosis) =>
      first && accept.includes(first.id) && entities.registry === registryOf(0) ? first.title : undefined
    for (const lang of ['en', 'pl'] as const)
      known.titles[lang] = (['small', 'large'] as const).flatMap(
        (size) => right(diagnose(pasteOf(known, registryOf(0), size), { lang })) ?? [],
      )
    if (known.titles.en.length === 2 && known.titles.pl.length === 2) found.push(known)
  }
  return found
}
