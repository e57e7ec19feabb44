// Text that may hold anything from a paste, made safe to lay out: one line, no control characters, a known length.
// What a platform's markup makes of it is that platform's own matter.

const ansi = /(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)/g
/** Control characters, and those that reorder or hide the text around them. */
const unsafe = /[\p{Cc}\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\u{e0000}-\u{e007f}]/gu

export const oneLine = (text: string): string =>
  text.toWellFormed().replace(ansi, '').replace(/\s+/g, ' ').replace(unsafe, '').trim()

/** A command is shown whole and unchanged, or not at all. */
export const isSafeCommand = (command: string): boolean =>
  command.isWellFormed() && command.replace(unsafe, '') === command

export type Run = { text: string; code: boolean }

/** Splits at `code` in backticks; a backtick without a partner stays where it is. */
export const runs = (prose: string): Run[] =>
  prose
    .split(/`([^`]+)`/)
    .map((text, i) => ({ text, code: i % 2 === 1 }))
    .filter((run) => run.text !== '')

export const withoutMarks = (prose: string): string =>
  runs(prose)
    .map((run) => run.text)
    .join('')

/** Made when it is first needed: making one takes longer than drawing a card. */
let segmenter: Intl.Segmenter | undefined
function characters(text: string) {
  segmenter ??= new Intl.Segmenter()
  return segmenter.segment(text)
}

/** The longest start of `text` of at most `max` units that ends between two characters as people see them. */
function startOf(text: string, max: number): string {
  let end = 0
  for (const { index, segment } of characters(text.slice(0, max + 1))) {
    if (index + segment.length > max) break
    end = index + segment.length
  }
  return text.slice(0, end)
}

/** Shortens prose; code in it stays whole or goes. */
export function cutProse(prose: string, max: number): string {
  if (prose.length <= max) return prose
  let kept = ''
  for (const { text, code } of runs(prose)) {
    const whole = code ? `\`${text}\`` : text
    const room = max - 1 - kept.length
    if (whole.length > room) return `${(code ? kept : kept + startOf(text, room)).trimEnd()}…`
    kept += whole
  }
  return kept
}

/** Shortens a quoted line in its middle: what failed stands at its start, and why at its end. */
export function cutQuote(line: string, max: number): string {
  if (line.length <= max) return line
  const head = startOf(line, Math.floor(max * 0.6)).trimEnd()
  const tail = line.slice(line.length - (max - head.length - 3))
  const firstWhole = [...characters(tail)][1]?.index ?? tail.length
  return `${head} … ${tail.slice(firstWhole).trimStart()}`
}
