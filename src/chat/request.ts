// What somebody who writes to the bot wants. Nearly everything is an error to diagnose; a few short sentences in plain
// words are requests, and so is what a probe printed. Only a whole message is one: "check" at the start of a paste is part
// of the paste.
import { readProbe } from '../checks/pasted.ts'
import { grammar } from '../paste/grammar.ts'
import type { Lang } from '../words/text.ts'

export type Request =
  | { ask: 'diagnose' }
  | { ask: 'nothing' }
  | { ask: 'help' }
  /** Said out of courtesy: nothing is wanted. */
  | { ask: 'nothing-more' }
  | { ask: 'language'; lang: Lang }
  /** `probed`: the text is the output of a probe of it, to be compared. */
  | { ask: 'check'; registry: RegistryName; probed?: true }
  /** A check, but of which registry? */
  | { ask: 'which' }
  /** Somebody wants a check of something that no registry is called. */
  | { ask: 'misnamed'; name: string }

export type RegistryName = { registry: string; loginServer: string }

const words: readonly (readonly [RegExp, Request])[] = [
  [/^(?:help|pomoc|pomocy|\?|hi|hello|hej|cześć|czesc|dzień dobry|start|about|o bocie)$/i, { ask: 'help' }],
  [
    /^(?:thanks?|thank you|thx|ty|thanks a lot|many thanks|ok|okay|great|perfect|works now|dzięki|dzieki|dziękuję|dziekuje|super|działa|dziala)$/i,
    { ask: 'nothing-more' },
  ],
  [/^(?:po polsku|polski|polish|in polish)$/i, { ask: 'language', lang: 'pl' }],
  [/^(?:check|sprawdź|sprawdz|zbadaj)$/i, { ask: 'which' }],
  [/^(?:in english|english|po angielsku|angielski|en)$/i, { ask: 'language', lang: 'en' }],
]
/** Words that would do as a registry's name, and are none. */
const noName =
  /^(?:again|please|error|errors|failed|failure|status|denied|forbidden|unauthorized|timeout|passes|passed|works|registry|connection|connections|everything|hello|teams|slack)$/i
const check = /^(?:check|test|sprawdź|sprawdz|zbadaj)\s+(?:registry\s+|rejestr\s+)?(\S{1,200})$/i
const wrapping = /^[`"'<(]+|[`"'>)]+$/g

/** A registry's name or login server, however it was quoted or linked. */
export function readRegistryName(text: string): RegistryName | undefined {
  const host = text
    .trim()
    .replace(wrapping, '')
    .replace(/^https?:\/\//i, '')
    .replace(/\/(?:v2\/?)?$/, '')
    .toLowerCase()
  if (grammar.registry.test(host)) return { registry: host, loginServer: `${host}.azurecr.io` }
  if (!grammar.loginServer.test(host)) return undefined
  const [label = ''] = host.split('.')
  return { registry: label.replace(/-[a-z0-9]+$/, ''), loginServer: host }
}

/**
 * @param text redacted, without the mention of the bot
 * @param command it was typed behind a command of the bot's own, so that a bare name is a registry to check
 */
export function readRequest(text: string, { command = false }: { command?: boolean } = {}): Request {
  const said = text.trim().replace(/[.!]+$/, '')
  if (said === '') return { ask: 'nothing' }
  const probed = readRegistryName(readProbe(said)?.loginServer ?? '')
  if (probed) return { ask: 'check', registry: probed, probed: true }
  if (said.length > 300 || said.includes('\n')) return { ask: 'diagnose' }
  for (const [pattern, request] of words) if (pattern.test(said)) return request
  const [, name] = check.exec(said) ?? []
  if (name === undefined) {
    const registry = /\s/.test(said) ? undefined : readRegistryName(said)
    return registry && !noName.test(said) && (command || said.includes('.'))
      ? { ask: 'check', registry }
      : { ask: 'diagnose' }
  }
  if (noName.test(name)) return { ask: 'which' }
  const registry = readRegistryName(name)
  return registry ? { ask: 'check', registry } : { ask: 'misnamed', name }
}
