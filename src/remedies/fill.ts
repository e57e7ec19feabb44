// Puts the user's own names into commands. A name enters only when it matches its own grammar, else a clear
// `<placeholder>` stands there: nothing needs quoting, and nothing from a paste can smuggle anything into a shell.
import type { Entities } from '../paste/entity.ts'
import { grammar, type NameToken } from '../paste/grammar.ts'

const token = /\{(\w+)\}/g
const isToken = (name: string): name is NameToken => name in grammar
const kebab = (name: string) => name.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)

/** `{token}` as what stands for it: the paste's own name where it is one, else a placeholder. */
export function namesFor(entities: Entities): (token: NameToken) => string {
  const known = new Map<NameToken, string>()
  return (name) => {
    let value = known.get(name)
    if (value === undefined) {
      const given = entities[name]
      value = given && grammar[name].test(given) ? given : `<${kebab(name)}>`
      known.set(name, value)
    }
    return value
  }
}

export const fill = (command: string, names: (token: NameToken) => string): string =>
  command.includes('{') ? command.replace(token, (all, name: string) => (isToken(name) ? names(name) : all)) : command

/** The tokens a command uses that no entity has: for the tests. */
export const unknownTokens = (command: string) =>
  [...command.matchAll(token)].map(([, name = '']) => name).filter((name) => !isToken(name))
