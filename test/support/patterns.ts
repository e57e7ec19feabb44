// Every regular expression that a diagnosis runs, caught in the act: all built-in ways of matching go through `exec`
// once that is replaced.
import { diagnose } from '../../src/diagnose.ts'
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
    for (const text of texts) diagnose(text)
  } finally {
    RegExp.prototype.exec = exec
  }
  for (const { sign } of knownSigns) for (const pattern of [sign.and, sign.not]) if (pattern) note(pattern)
  return [...seen].sort()
}
