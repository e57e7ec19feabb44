// Finds hundreds of fixed phrases in one pass over a text (Aho and Corasick, 1975), so that the time a paste takes
// depends on its length and not on how much we know. Case, line ends and Polish and German accents do not count.

export type Phrases = {
  /** Calls `hit` with the phrase's index and where it stands, in the order of its end. */
  find(text: string, hit: (phrase: number, start: number, end: number) => void): void
}

const polish = 'ąćęłńóśźżĄĆĘŁŃÓŚŹŻ'
const accents = `${polish}äöüßéèêáíúñç`
const plain = 'acelnoszzACELNOSZZ' + 'aousseeaiunc'.replace('ss', 's')

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

const alnum = (code: number) => (code >= 48 && code <= 57) || (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95

/**
 * A phrase is folded text; `=` at its start or end asks for a word's edge there.
 * Phrases must not be empty; the same phrase may stand twice.
 */
export function compilePhrases(phrases: readonly string[]): Phrases {
  const words = phrases.map((phrase) => {
    const atStart = phrase.startsWith('=')
    const atEnd = phrase.length > 1 && phrase.endsWith('=')
    return { text: phrase.slice(atStart ? 1 : 0, atEnd ? -1 : undefined), atStart, atEnd }
  })

  const classes = new Uint8Array(0x180)
  let width = 1
  for (const { text } of words)
    for (const c of text) {
      const code = c.charCodeAt(0)
      if (code < 0x80 && !classes[code]) classes[code] = width++
    }
  for (let code = 0; code < 0x180; code++) {
    const c = String.fromCharCode(code)
    const folded = fold(c).charCodeAt(0)
    if (folded !== code && folded < 0x80) classes[code] = classes[folded] ?? 0
  }

  const size = words.reduce((sum, { text }) => sum + text.length, 1)
  const next = new Uint16Array(size * width)
  const ending: number[][] = [[]]
  let states = 1
  words.forEach(({ text }, index) => {
    let state = 0
    for (let i = 0; i < text.length; i++) {
      const edge = state * width + (classes[text.charCodeAt(i)] ?? 0)
      if (!next[edge]) {
        next[edge] = states++
        ending.push([])
      }
      state = next[edge] ?? 0
    }
    ending[state]?.push(index)
  })

  const fallback = new Uint16Array(states)
  const queue: number[] = []
  for (let c = 0; c < width; c++) if (next[c]) queue.push(next[c] ?? 0)
  for (let head = 0; head < queue.length; head++) {
    const state = queue[head] ?? 0
    const back = fallback[state] ?? 0
    ending[state]?.push(...(ending[back] ?? []))
    for (let c = 0; c < width; c++) {
      const edge = state * width + c
      const target = next[edge] ?? 0
      const viaBack = next[back * width + c] ?? 0
      if (target) {
        fallback[target] = viaBack
        queue.push(target)
      } else next[edge] = viaBack
    }
  }
  const ends = new Uint8Array(states)
  ending.forEach((list, state) => {
    if (list.length) ends[state] = 1
  })

  return {
    find(text, hit) {
      let state = 0
      for (let i = 0; i < text.length; i++) {
        const code = text.charCodeAt(i)
        state = next[state * width + (code < 0x180 ? (classes[code] as number) : 0)] as number
        if (ends[state] === 0) continue
        for (const index of ending[state] as number[]) {
          const word = words[index] as (typeof words)[number]
          const start = i + 1 - word.text.length
          if (word.atStart && start > 0 && alnum(text.charCodeAt(start - 1))) continue
          if (word.atEnd && i + 1 < text.length && alnum(text.charCodeAt(i + 1))) continue
          hit(index, start, i + 1)
        }
      }
    },
  }
}
