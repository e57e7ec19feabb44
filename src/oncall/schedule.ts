// When a watched registry is checked: every so often, at a phase of its own, so that ten thousand of them do not all come at
// the full minute. What was missed is not made up for.

/** FNV-1a: spreads names that differ in one letter. */
function hash(text: string): number {
  let sum = 0x811c9dc5
  for (let i = 0; i < text.length; i++) {
    sum ^= text.charCodeAt(i)
    sum = Math.imul(sum, 0x01000193)
  }
  // The last bits of names alike are alike still.
  sum ^= sum >>> 16
  sum = Math.imul(sum, 0x85ebca6b)
  sum ^= sum >>> 13
  return sum >>> 0
}

/** The next run strictly after `now`, always at the same phase of the interval for one key. All in milliseconds. */
export function nextRun(key: string, everyMs: number, now: number): number {
  const phase = Math.floor((hash(key) / 2 ** 32) * everyMs)
  return Math.floor((now - phase) / everyMs) * everyMs + phase + everyMs
}
