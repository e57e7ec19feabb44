// Finds hundreds of fixed phrases in one pass over a text (Aho and Corasick, 1975), so that the time a paste takes
// depends on its length and not on how much we know. Case, line ends and Polish and German accents do not count.

/** A text as the codes of its characters, or as the bytes of its UTF-8. */
type Codes = Uint16Array | Uint8Array

export type Phrases = {
  /** Calls `hit` with the phrase's index and where it stands, in the order of its end; stops at `length`. */
  find(codes: Codes, length: number, hit: (phrase: number, start: number, end: number) => void): void
}

const polish = 'ąćęłńóśźżĄĆĘŁŃÓŚŹŻ'
const accents = `${polish}äöüßéèêáíúñç`
const plain = 'acelnoszzACELNOSZZaouseeeaiunc'

/** Codes up to here have a class of their own: Latin with its accents. */
const known = 0x180

/** The codes of a text's characters. */
export function codesOf(text: string): Uint16Array {
  const codes = new Uint16Array(text.length)
  for (let i = 0; i < text.length; i++) codes[i] = text.charCodeAt(i)
  return codes
}

/** Phrases as prose, `;` between them. */
export const list = (phrases: string): readonly string[] =>
  phrases
    .split(';')
    .map((phrase) => phrase.trim())
    .filter((phrase) => phrase !== '')

/** Lower case, accents off, any white space a space; same length as `text`. */
export function fold(text: string): string {
  let out = text.toLowerCase().replace(/[\t\n\r]/g, ' ')
  if (/[^\x00-\x7f]/.test(out)) out = out.replace(/[^\x00-\x7f]/g, (c) => foldChar(c))
  return out
}

function foldChar(c: string): string {
  const at = accents.indexOf(c)
  return at < 0 ? c : (plain[at] ?? c).toLowerCase()
}

const alnum = (code: number) =>
  (code >= 48 && code <= 57) || (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95

/**
 * A phrase is folded text, or UTF-8 as characters where bytes are read; `|` at its start or end asks for a word's edge there.
 * Phrases must not be empty; the same phrase may stand twice.
 */
export function compilePhrases(phrases: readonly string[]): Phrases {
  const words = phrases.map((phrase) => {
    const atStart = phrase.startsWith('|')
    const atEnd = phrase.length > 1 && phrase.endsWith('|')
    return { text: phrase.slice(atStart ? 1 : 0, atEnd ? -1 : undefined), atStart, atEnd }
  })

  const classes = new Uint8Array(known)
  let width = 1
  for (const { text } of words)
    for (const c of text) {
      const code = c.charCodeAt(0)
      if (code < known && !classes[code]) classes[code] = width++
    }
  for (let code = 0; code < known; code++) {
    const c = String.fromCharCode(code)
    const folded = fold(c).charCodeAt(0)
    if (folded !== code && folded < 0x80 && !classes[code]) classes[code] = classes[folded] ?? 0
  }

  // States are numbered by depth, so that the ones near the root, where most time is spent, lie together in memory.
  const size = words.reduce((sum, { text }) => sum + text.length, 1)
  const next = new Uint16Array(size * width)
  /** By state, the phrases that end there; most states have none, and `ends` tells which have. */
  const ending = new Map<number, number[]>()
  const ends = new Uint8Array(size)
  const endHere = (state: number, phrases: readonly number[]) => {
    ending.set(state, [...(ending.get(state) ?? []), ...phrases])
    ends[state] = 1
  }
  /** By state: its first child, its next sibling, and the class of the character that leads to it. */
  const firstChild = new Uint16Array(size)
  const sibling = new Uint16Array(size)
  const leading = new Uint8Array(size)
  const stateOf = new Uint16Array(words.length)
  let states = 1
  let going = words.map((_, index) => index)
  for (let depth = 0; going.length > 0; depth++) {
    const longer: number[] = []
    for (const index of going) {
      const { text } = words[index] as (typeof words)[number]
      const parent = stateOf[index] as number
      const by = classes[text.charCodeAt(depth)] as number
      let state = next[parent * width + by] as number
      if (state === 0) {
        state = states++
        next[parent * width + by] = state
        leading[state] = by
        sibling[state] = firstChild[parent] as number
        firstChild[parent] = state
      }
      stateOf[index] = state
      if (depth + 1 < text.length) longer.push(index)
      else endHere(state, [index])
    }
    going = longer
  }

  const fallback = new Uint16Array(states)
  for (let state = 1; state < states; state++) {
    const back = fallback[state] as number
    if (ends[back]) endHere(state, ending.get(back) ?? [])
    const row = state * width
    next.copyWithin(row, back * width, (back + 1) * width)
    for (let child = firstChild[state] as number; child !== 0; child = sibling[child] as number) {
      const edge = row + (leading[child] as number)
      fallback[child] = next[edge] as number
      next[edge] = child
    }
  }

  return {
    find(codes, length, hit) {
      let state = 0
      for (let i = 0; i < length; i++) {
        const code = codes[i] as number
        state = next[state * width + (code < known ? (classes[code] as number) : 0)] as number
        if (ends[state] === 0) continue
        for (const index of ending.get(state) as number[]) {
          const word = words[index] as (typeof words)[number]
          const start = i + 1 - word.text.length
          if (word.atStart && start > 0 && alnum(codes[start - 1] as number)) continue
          if (word.atEnd && i + 1 < length && alnum(codes[i + 1] as number)) continue
          hit(index, start, i + 1)
        }
      }
    },
  }
}
