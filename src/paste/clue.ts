// A clue: a pattern with the literal that must stand in a text before it is worth trying. Most texts hold few of the
// literals, and all of them are looked for at once.
import { type Has, literalFinder } from './literals.ts'

/** The hint is in lower case; the first group of the pattern that matched is the value. */
export type Clue = readonly [hint: string, pattern: RegExp]
type NamedClue<T> = readonly [hint: string, pattern: RegExp, name: T]

export type Text = { text: string; has: Has }

/** One of these stands in a text before a clue is tried in it. */
export const hints: string[] = []
let find: ((text: string) => Has) | undefined

/** Every list of clues is made by this, so that its hints are known. */
export function clues<List extends readonly (readonly [hint: string, ...rest: unknown[]])[]>(list: List): List {
  hints.push(...list.map(([hint]) => hint))
  find = undefined
  return list
}

/** A text ready for clues to be followed in. */
export function withHints(text: string): Text {
  find ??= literalFinder(hints)
  return { text, has: find(text) }
}

/** What the first clue that fits finds, and of that the first in the text; earlier clues win. */
export function follow({ text, has }: Text, list: readonly Clue[], accept: (found: string) => boolean = () => true) {
  for (const [hint, pattern] of list) {
    if (!has(hint)) continue
    for (const match of pattern.global ? text.matchAll(pattern) : [pattern.exec(text)]) {
      const value = match?.slice(1).find((group) => group !== undefined)
      if (value && accept(value)) return value
    }
  }
  return undefined
}

/** The name beside the first clue that fits. */
export const tell = <T>({ text, has }: Text, list: readonly NamedClue<T>[]): T | undefined =>
  list.find(([hint, pattern]) => has(hint) && pattern.test(text))?.[2]
