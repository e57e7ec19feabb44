// Every regular expression that a diagnosis runs, caught in the act: all built-in ways of matching go through `exec`
// once that is replaced.
import { diagnose } from '../../src/diagnose.ts'
import { hints } from '../../src/paste/clue.ts'
import { ruleHints } from '../../src/paste/redact.ts'
import { knownSigns } from '../../src/vocabulary.ts'

/** As `source/flags`. */
export function patternsInUse(texts: readonly string[]): string[] {
  const seen = new Set<string>()
  const exec = RegExp.prototype.exec
  const note = ({ source, flags }: RegExp) => seen.add(`${source}/${flags.replaceAll('g', '').replaceAll('y', '')}`)
  RegExp.prototype.exec = function (text) {
    note(this)
    return exec.call(this, text)
  }
  try {
    // Beside those that the texts call for: all that wait for a literal, and those that only long logs meet.
    const literals = [...ruleHints, ...hints].join('\n')
    const log = `${texts.join('\n')}\n-----BEGIN PRIVATE KEY-----\n${literals}`
    for (const text of [...texts, literals, log]) diagnose(text)
  } finally {
    RegExp.prototype.exec = exec
  }
  for (const { sign } of knownSigns) for (const pattern of [sign.and, sign.not]) if (pattern) note(pattern)
  return [...seen].sort()
}
