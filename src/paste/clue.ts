// A clue: a pattern with the literal that must stand in a text before it is worth trying. Most texts hold few of the
// literals, and looking for one is a hundred times cheaper than running a pattern.

/** `[hint, pattern]`: the hint in lower case; the first group that matched is the value. */
export type Clue = readonly [hint: string, pattern: RegExp]

export type Text = { text: string; lower: string }

/** What the first clue that fits finds, and of that the first in the text; earlier clues win. */
export function follow({ text, lower }: Text, clues: readonly Clue[], accept: (found: string) => boolean = () => true) {
  for (const [hint, pattern] of clues) {
    if (!lower.includes(hint)) continue
    for (const match of pattern.global ? text.matchAll(pattern) : [pattern.exec(text)]) {
      const value = match?.slice(1).find((group) => group !== undefined)
      if (value && accept(value)) return value
    }
  }
  return undefined
}

/** The name beside the first clue that fits. */
export function tell<T>(
  { text, lower }: Text,
  clues: readonly (readonly [hint: string, pattern: RegExp, name: T])[],
): T | undefined {
  return clues.find(([hint, pattern]) => lower.includes(hint) && pattern.test(text))?.[2]
}
