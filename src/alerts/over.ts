// When the case of an alert is over that nobody resolves: log alerts and many others send no word of it. Checks that go well
// after the last delivery end it, and in the end silence does. All times in milliseconds since 1970.
import type { CaseEnd, Result } from '../oncall/case.ts'

const minute = 60_000
const hour = 60 * minute

/** What an alert is about is checked at least so often for as long as its case is open. */
export const recheckEvery = 15 * minute
/** Checks that went well for so long end it: sooner where one of them has seen a problem, because they can see it then. */
const wellAfterProblem = hour
const wellThroughout = 6 * hour
const fewest = 3
const unheardAfter = 24 * hour

type Heard = {
  /** When the alert was delivered last. */
  deliveredAt: number
  /** Of its registry, since the case was opened; newest last. */
  results: readonly Result[]
  now: number
}

/** @returns why it is over; undefined while it is not */
export function alertEnds({ deliveredAt, results, now }: Heard): Extract<CaseEnd, 'healthy' | 'unheard'> | undefined {
  const told = results.filter(({ verdict }) => verdict !== 'unknown')
  const wellFor = told.some(({ verdict }) => verdict === 'problem') ? wellAfterProblem : wellThroughout
  const recent = told.filter(({ at }) => at > now - wellFor)
  // While checks see it broken, silence says nothing.
  if (recent.at(-1)?.verdict === 'problem') return undefined
  const unheardFor = now - deliveredAt
  const [first] = recent
  // From the beginning of the span: a bot that was down knows nothing of it.
  const isKnown = recent.length >= fewest && first !== undefined && first.at <= now - wellFor + 2 * recheckEvery
  if (unheardFor >= wellFor && isKnown && recent.every(({ verdict }) => verdict === 'healthy')) return 'healthy'
  return unheardFor >= unheardAfter ? 'unheard' : undefined
}
