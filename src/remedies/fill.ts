// Puts the user's own names into commands. A name enters only when it matches its own grammar, else a clear
// `<placeholder>` stands there: nothing needs quoting, and nothing from a paste can smuggle anything into a shell.
import { grammar, type NameToken } from '../paste/grammar.ts'

const token = /\{(\w+)\}/g
const isToken = (name: string): name is NameToken => name in grammar
const kebab = (name: string) => name.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)

/** What is known, by the token that it stands for. */
export type Names = Partial<Record<NameToken, string | undefined>>

/** `{token}` as what stands for it: the paste's own name where it is one, or Azure's, else a placeholder. */
export function namesFor(known: Names): (token: NameToken) => string {
  const filled = new Map<NameToken, string>()
  return (name) => {
    let value = filled.get(name)
    if (value === undefined) {
      const given = known[name]
      value = given && grammar[name].test(given) ? given : `<${kebab(name)}>`
      filled.set(name, value)
    }
    return value
  }
}

export const fill = (command: string, names: (token: NameToken) => string): string =>
  command.includes('{') ? command.replace(token, (all, name: string) => (isToken(name) ? names(name) : all)) : command

/** The tokens a command uses that no entity has: for the tests. */
export const unknownTokens = (command: string) =>
  [...command.matchAll(token)].map(([, name = '']) => name).filter((name) => !isToken(name))
