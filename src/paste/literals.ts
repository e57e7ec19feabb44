// Which of many literals stand in a text, told by one pass over it. Looking for each of a hundred by itself takes longer
// than everything else that is done with a paste.
import { codesOf, compilePhrases, type Phrases } from './phrases.ts'

export type Has = (literal: string) => boolean

/** Literals in lower case, found in any case; the empty one stands everywhere. Compiled for the first text. */
export function literalFinder(literals: readonly string[]): (text: string) => Has {
  const wanted = [...new Set(literals)].filter((literal) => literal !== '')
  let phrases: Phrases | undefined
  return (text) => {
    phrases ??= compilePhrases(wanted)
    const found = new Set([''])
    phrases.find(codesOf(text), text.length, (index) => found.add(wanted[index] as string))
    return (literal) => found.has(literal)
  }
}
