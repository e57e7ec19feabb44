// How much time passed between two lines of a log, by the times that begin them.
import type { Line } from './lines.ts'

const stamp = /^\s{0,8}(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)/
const hour = 3_600_000

function timeOf(line: Line | undefined): number | undefined {
  const found = line && stamp.exec(line.text)?.[1]
  return found ? Date.parse(`${found}Z`) : undefined
}

/** Hours from the first line that shows `from` to the last that shows `to`; undefined where no times stand. */
export function hoursBetween(lines: readonly Line[], from: RegExp, to: RegExp): number | undefined {
  const start = timeOf(lines.find(({ text }) => from.test(text)))
  const end = timeOf(lines.findLast(({ text }) => to.test(text)))
  return start !== undefined && end !== undefined ? (end - start) / hour : undefined
}
