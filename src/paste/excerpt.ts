// A log of any size, read once, in pieces, keeping only the lines worth reading and their neighbours. Secrets in the
// lines passed over are counted all the same, so that the answer can say that the log holds them.
import { clean } from './clean.ts'
import { compilePhrases, type Phrases } from './phrases.ts'
import { addCounts, redact, type SecretCounts, secretHints } from './redact.ts'

export type Excerpt = {
  /** The kept lines, not yet redacted. */
  text: string
  /** Their numbers in the log, from 1. */
  numbers: number[]
  /** Secrets in the lines that were not kept. */
  counts: SecretCounts
}

export type ExcerptReader = {
  /** The next piece of the log; lines may be cut anywhere. */
  push(piece: string): void
  end(): Excerpt
}

export type LogPhrases = { phrases: Phrases; wanted: number }

/** @param wanted phrases that make a line worth keeping (see phrases.ts) */
export const logPhrases = (wanted: readonly string[]): LogPhrases => ({
  phrases: compilePhrases([...wanted, ...secretHints]),
  wanted: wanted.length,
})

/** The first lines that show a phrase tell its story; the last ones tell how it ended. */
const firstOfEach = 6
const lastOfAll = 24
const neighbours = 2
/** A line of nothing but one long word may be the inside of a key or token that begins elsewhere. */
const insideOfSecret = /^\s*[A-Za-z0-9+/=_.-]{16,}\s*$/
const keyBegins = /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----/
const keyEnds = '-----END '
const longestKey = 12_000

type Line = { number: number; start: number; end: number }
type MarkedLine = Line & { worth: boolean; secret: boolean }

/** @param decode turns a line into text, where the pieces are raw bytes as characters */
export function excerptReader(log: LogPhrases, decode: (line: string) => string = (line) => line): ExcerptReader {
  const seen = new Uint32Array(log.wanted)
  const kept = new Map<number, string>()
  const ending: number[] = []
  const endingText = new Map<number, string>()
  const counts: SecretCounts = {}
  let unfinished: string[] = []
  let nextNumber = 1
  let keyGoesOn = 0
  let lastLines: string[] = []
  let owed = 0

  const keep = (number: number, text: string, byPhrase: boolean) => {
    if (kept.has(number) || (!byPhrase && insideOfSecret.test(text))) return
    kept.set(number, text)
  }
  const keepEnding = (number: number, text: string) => {
    ending.push(number)
    endingText.set(number, text)
    if (ending.length > lastOfAll) endingText.delete(ending.shift() ?? 0)
  }

  /** Which lines show a phrase. */
  const mark = (block: string, from: number): MarkedLine[] => {
    const marked: MarkedLine[] = []
    let start = 0
    let end = block.indexOf('\n')
    let number = nextNumber
    let line: MarkedLine | undefined
    log.phrases.find(block, (phrase, at, stop) => {
      if (at < from) return
      if (stop - 1 > end) {
        while (stop - 1 > end) {
          start = end + 1
          end = block.indexOf('\n', start)
          number++
        }
        line = undefined
      }
      if (!line) {
        line = { number, start, end, worth: false, secret: false }
        marked.push(line)
      }
      if (phrase >= log.wanted) line.secret = true
      else if ((seen[phrase] as number) < firstOfEach) {
        line.worth = true
        seen[phrase] = (seen[phrase] as number) + 1
      } else keepEnding(line.number, block.slice(line.start, line.end))
    })
    return marked
  }

  const keepNeighbours = (block: string, { number, start, end }: Line) => {
    let stop = start - 1
    for (let n = 1; n <= neighbours; n++) {
      if (stop >= 0) {
        const from = block.lastIndexOf('\n', stop - 1) + 1
        keep(number - n, block.slice(from, stop), false)
        stop = from - 1
      } else {
        const before = lastLines[lastLines.length - (number - nextNumber >= n ? 0 : n - (number - nextNumber))]
        if (before !== undefined) keep(number - n, before, false)
      }
    }
    let from = end + 1
    for (let n = 1; n <= neighbours; n++) {
      if (from >= block.length) {
        owed = neighbours - n + 1
        return
      }
      const to = block.indexOf('\n', from)
      keep(number + n, block.slice(from, to), false)
      from = to + 1
    }
  }

  /** A block is whole lines, each with its line break. */
  const readBlock = (block: string) => {
    let skip = 0
    if (keyGoesOn > 0) {
      const end = block.indexOf(keyEnds)
      skip = end >= 0 && end < keyGoesOn ? end + keyEnds.length : Math.min(keyGoesOn, block.length)
      keyGoesOn = end >= 0 || skip < block.length ? 0 : keyGoesOn - block.length
    }
    for (let n = 0, from = 0; n < owed && from < block.length; n++) {
      const to = block.indexOf('\n', from)
      if (from >= skip) keep(nextNumber + n, block.slice(from, to), false)
      from = to + 1
    }
    owed = 0
    for (const line of mark(block, skip)) {
      if (line.start < skip) continue
      const text = block.slice(line.start, line.end)
      if (line.worth) {
        keep(line.number, text, true)
        keepNeighbours(block, line)
      } else if (line.secret) addCounts(counts, redact(clean(decode(text))).counts)
      if (line.secret && keyBegins.test(text)) {
        const end = block.indexOf(keyEnds, line.start)
        skip = end >= 0 && end < line.start + longestKey ? end : Math.min(line.start + longestKey, block.length)
        if (end < 0 && line.start + longestKey > block.length) keyGoesOn = line.start + longestKey - block.length
      }
    }
    let lines = 0
    for (let at = block.indexOf('\n'); at >= 0; at = block.indexOf('\n', at + 1)) lines++
    nextNumber += lines
    lastLines = block.slice(0, -1).split('\n', lines).slice(-neighbours)
  }

  return {
    push(piece) {
      const cut = piece.lastIndexOf('\n') + 1
      if (cut === 0) {
        unfinished.push(piece)
        return
      }
      readBlock(unfinished.join('') + piece.slice(0, cut))
      unfinished = cut < piece.length ? [piece.slice(cut)] : []
    },
    end() {
      const rest = unfinished.join('')
      if (rest) readBlock(`${rest}\n`)
      for (const number of ending) if (!kept.has(number)) kept.set(number, endingText.get(number) ?? '')
      const numbers = [...kept.keys()].sort((a, b) => a - b)
      return { text: numbers.map((number) => decode(kept.get(number) ?? '')).join('\n'), numbers, counts }
    },
  }
}
