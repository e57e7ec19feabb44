// The part of a line that is worth quoting: without what loggers put before it, and short enough to read.

const longest = 220

const logPrefix =
  /^\s*(?:(?:\d{4}-\d\d-\d\dT[\d:.]+Z?|\d{4}[-/]\d\d[-/]\d\d[ T][\d:.,]+(?: [+-]\d\d:?\d\d)?|\[[\d:.TZ -]{8,30}\]|\d\d:\d\d:\d\d)\s+)?(?:##\[\w+\]\s*|::error[^:]*::\s*)?(?:time="[^"]*" level=\w+ msg=)?/

/** @param at the column of what was found */
export function quote(line: string, at: number): string {
  const start = logPrefix.exec(line)?.[0].length ?? 0
  const text = line.slice(start).trim()
  if (text.length <= longest) return text
  const from = Math.floor(Math.max(0, Math.min(at - start - longest / 3, text.length - longest)))
  return `${from > 0 ? '…' : ''}${text.slice(from, from + longest).trim()}${from + longest < text.length ? '…' : ''}`
}
