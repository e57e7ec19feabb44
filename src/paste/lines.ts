// A paste as lines that can be read on their own: what a terminal broke in the middle of a name is joined again, and
// a line of absurd length is cut in pieces. Each knows its number in the paste as it arrived.
import type { Redacted } from './redact.ts'

export type Line = { number: number; text: Redacted }

/** No message is longer; a minified log in one line is read in pieces of this many characters. */
const longest = 4_000

/** Names, addresses and secrets are what a wrap breaks so that it hurts; a sentence survives a break. */
const brokenName = /[A-Za-z0-9._/+=~%-]$/
const goesOn = /^[A-Za-z0-9._/:+=~%-]*[A-Za-z0-9=](?=[\s"',:;)/\]]|$)/

const nameChar = (code: number) =>
  (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || code === 45 || code === 46 || (code >= 65 && code <= 90)
const longestName = 255

function lastWord(line: string): string {
  let at = line.length
  while (at > 0 && at > line.length - longestName && nameChar(line.charCodeAt(at - 1))) at--
  return line.slice(at)
}

/** What begins so is not the rest of a word: a log's time, an address. */
const newStart = /^(?:\d{4}-\d\d-\d\d|\d\d:\d\d|https?:)/
/** Widths that terminals are usually opened with: a line of just that length was cut, not written so. */
const usualWidths: readonly number[] = [80, 100, 120, 132]

/** Was `line` cut by a terminal, as wide as the widest line, in the middle of a word that `following` goes on? */
const cutByTerminal = (line: string, following: string, widest: number): boolean =>
  line.length === widest &&
  usualWidths.includes(widest) &&
  brokenName.test(line) &&
  goesOn.test(following) &&
  !newStart.test(following) &&
  !host.test(lastWord(line))

/** Would the two make a host name that neither is alone? */
const host =
  /[a-z0-9]\.(?:azurecr\.(?:io|cn|us)|core\.windows\.net|azure\.com|microsoftonline\.com)(?![a-z0-9.-]{0,3}[a-z0-9])/i
function makesAName(line: string, following: string): boolean {
  const tail = lastWord(line)
  const head = /^[A-Za-z0-9.-]*/.exec(following)?.[0] ?? ''
  return tail !== '' && head !== '' && host.test(tail + head) && !host.test(tail) && !host.test(head)
}

function pieces(text: string): string[] {
  if (text.length <= longest) return [text]
  const parts: string[] = []
  for (let at = 0; at < text.length; ) {
    let end = Math.min(at + longest, text.length)
    if (end < text.length) {
      const space = text.lastIndexOf(' ', end)
      const comma = text.lastIndexOf(',', end)
      const good = Math.max(space, comma)
      if (good > at + longest / 2) end = good
    }
    parts.push(text.slice(at, end))
    at = end
  }
  return parts
}

/** The most lines that one line is put together from. */
const mostParts = 100

/**
 * `text` with the lines joined that a terminal broke; an empty line stays where a part stood, so that none is lost.
 * `numbers[i]` is the number of line i where `text` is an excerpt: lines that were not neighbours are not joined.
 */
export function unwrap(text: string, numbers?: readonly number[]): string {
  const raw = text.split('\n')
  const widest = raw.reduce((width, line) => Math.max(width, line.length), 0)
  for (let i = 0; i < raw.length; i++) {
    const first = i
    while (i + 1 < raw.length && i - first < mostParts) {
      if (numbers && numbers[i + 1] !== (numbers[i] ?? 0) + 1) break
      const before = raw[i] ?? ''
      const following = raw[i + 1] ?? ''
      if (!cutByTerminal(before, following, widest) && !makesAName(before, following)) break
      i++
    }
    if (i === first) continue
    raw[first] = raw.slice(first, i + 1).join('')
    raw.fill('', first + 1, i + 1)
  }
  return raw.join('\n')
}

/** `numbers[i]` is the number of line i of `text`, where `text` is an excerpt; else lines count from 1. */
export const toLines = (text: Redacted, numbers?: readonly number[]): Line[] =>
  text
    .split('\n')
    .flatMap((line, i) => pieces(line).map((piece) => ({ number: numbers?.[i] ?? i + 1, text: piece as Redacted })))
