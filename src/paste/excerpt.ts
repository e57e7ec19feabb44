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
  /** The next piece of the log in UTF-8; lines and characters may be cut anywhere. */
  push(piece: Uint8Array): void
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
/** So many lines at either end are kept in any case: people write there what they did and what they ask. */
const edge = 12
/** In bytes; what is longer is no person's line. */
const longestEdgeLine = 4_000
/** A line of nothing but one long word may be the inside of a key or token that begins elsewhere. */
const insideOfSecret = /^\s*[A-Za-z0-9+/=_.-]{16,}\s*$/
const keyBegins = /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----/
const keyEnds = /-----END [A-Z ]{0,30}PRIVATE KEY-----/
/** In bytes. */
const longestKey = 12_000
const blockSize = 1 << 20
/** A line that never ends is cut here. */
const longestLine = 1 << 23

const lineBreak = 10
const decoder = new TextDecoder()

/** The start of the line `count` lines before the one that starts at `start`; never before `from`. */
function linesBack(bytes: Uint8Array, start: number, count: number, from = 0): number {
  let at = start
  for (let n = 0; n < count && at > from; n++) at = bytes.lastIndexOf(lineBreak, at - 2) + 1
  return Math.max(at, from)
}

export function excerptReader({ phrases, wanted }: LogPhrases): ExcerptReader {
  const seen = new Uint32Array(wanted)
  const kept = new Map<number, string>()
  const ending: [number, string][] = []
  const secrets: [number, SecretCounts][] = []
  let pieces: Uint8Array[] = []
  let waiting = 0
  /** What is not read yet, behind the lines before it that may be wanted as neighbours. */
  let buffer = new Uint8Array(0)
  let unread = 0
  let firstUnread = 1
  /** The private key that has begun: its first line's number and where that starts in the buffer. */
  let key: { number: number; start: number } | undefined
  /** Lines that hold a private key, from and to. */
  const keys: [number, number][] = []

  const textOf = (start: number, end: number) => decoder.decode(buffer.subarray(start, end))
  const endOf = (start: number) => {
    const end = buffer.indexOf(lineBreak, start)
    return end < 0 ? buffer.length : end
  }
  const keepNeighbour = (number: number, start: number, end: number) => {
    if (kept.has(number)) return
    const text = textOf(start, end)
    if (!insideOfSecret.test(text)) kept.set(number, text)
  }

  const keep = (number: number, start: number, end: number) => {
    kept.set(number, textOf(start, end))
    for (let n = 1, at = start; n <= neighbours && at > 0; n++) {
      const before = linesBack(buffer, at, 1)
      keepNeighbour(number - n, before, at - 1)
      at = before
    }
    for (let n = 1, at = end + 1; n <= neighbours && at < buffer.length; n++) {
      keepNeighbour(number + n, at, endOf(at))
      at = endOf(at) + 1
    }
  }

  /** Keeps up to `edge` lines of those between `from` and `stop`. */
  const keepEdge = (number: number, from: number, stop: number) => {
    for (let n = 0, at = from; n < edge && at < stop; n++) {
      const end = endOf(at)
      if (end - at <= longestEdgeLine) keepNeighbour(number + n, at, end)
      at = end + 1
    }
  }

  const readLine = (number: number, start: number, end: number, worth: boolean, late: boolean, secret: boolean) => {
    const text = key || secret || late ? textOf(start, end) : ''
    const ends = secret && keyEnds.test(text)
    if (key && (start - key.start > longestKey || !(ends || insideOfSecret.test(text)))) key = undefined
    if (key && ends) keys.push([key.number, number])
    if (!key) {
      if (worth) keep(number, start, end)
      else if (late && ending.push([number, text]) > lastOfAll) ending.shift()
      if (secret) secrets.push([number, redact(clean(text)).counts])
    }
    if (ends) key = undefined
    else if (secret && keyBegins.test(text)) key = { number, start }
  }

  /** Reads the buffer's lines up to `stop`, the start of a line. */
  const readUntil = (stop: number) => {
    if (firstUnread === 1) keepEdge(1, 0, stop)
    let start = unread
    let end = endOf(start)
    let number = firstUnread
    let marked = false
    let worth = false
    let late = false
    let secret = false
    const finish = () => {
      if (marked) readLine(number, start, end, worth, late, secret)
      marked = worth = late = secret = false
    }
    const bytes = buffer.subarray(0, stop)
    phrases.find(bytes.subarray(unread), stop - unread, (phrase, _, length) => {
      const last = unread + length - 1
      while (last > end) {
        finish()
        start = end + 1
        end = endOf(start)
        number++
      }
      marked = true
      if (phrase >= wanted) secret = true
      else if ((seen[phrase] as number) < firstOfEach) {
        worth = true
        seen[phrase] = (seen[phrase] as number) + 1
      } else late = true
    })
    finish()
    while (end < stop - 1) {
      end = endOf(end + 1)
      number++
    }
    firstUnread = stop > unread ? number + 1 : firstUnread
    const context = linesBack(buffer, stop, neighbours)
    if (key) key = { ...key, start: key.start - context }
    buffer = buffer.slice(context)
    unread = stop - context
  }

  const gather = () => {
    const joined = new Uint8Array(buffer.length + waiting)
    joined.set(buffer)
    let at = buffer.length
    for (const piece of pieces) {
      joined.set(piece, at)
      at += piece.length
    }
    buffer = joined
    pieces = []
    waiting = 0
  }

  return {
    push(piece) {
      pieces.push(piece)
      waiting += piece.length
      if (waiting < blockSize) return
      gather()
      const whole = buffer.lastIndexOf(lineBreak) + 1
      const stop = linesBack(buffer, whole, neighbours, unread)
      if (stop > unread) readUntil(stop)
      else if (buffer.length - unread > longestLine) readUntil(buffer.length)
    },
    end() {
      gather()
      if (unread < buffer.length) {
        const last = linesBack(buffer, buffer.length, edge, unread)
        let number = firstUnread
        for (let at = unread; at < last; at = endOf(at) + 1) number++
        keepEdge(number, last, buffer.length)
        readUntil(buffer.length)
      }
      for (const [number, text] of ending) if (!kept.has(number)) kept.set(number, text)
      for (const number of kept.keys())
        if (keys.some(([from, to]) => from <= number && number <= to)) kept.delete(number)
      const numbers = [...kept.keys()].sort((a, b) => a - b)
      const counts: SecretCounts = {}
      for (const [number, found] of secrets) if (!kept.has(number)) addCounts(counts, found)
      return { text: numbers.map((number) => kept.get(number) ?? '').join('\n'), numbers, counts }
    },
  }
}
