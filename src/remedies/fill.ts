// Puts the user's own names into commands. A name enters only when it matches its own grammar, else a clear
// `<placeholder>` stands there: nothing needs quoting, and nothing from a paste can smuggle anything into a shell.
import type { Entities } from '../paste/entities.ts'
import { grammar, type NameToken } from '../paste/grammar.ts'

const token = /\{(\w+)\}/g
const isToken = (name: string): name is NameToken => name in grammar
const kebab = (name: string) => name.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)

export function fill(command: string, entities: Entities): string {
  return command.replace(token, (all, name: string) => {
    if (!isToken(name)) return all
    const value = entities[name]
    return value && grammar[name].test(value) ? value : `<${kebab(name)}>`
  })
}

/** The tokens a command uses that no entity has: for the tests. */
export const unknownTokens = (command: string) =>
  [...command.matchAll(token)].map(([, name = '']) => name).filter((name) => !isToken(name))
