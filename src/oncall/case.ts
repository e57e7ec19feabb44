// When a watched registry's results are worth a word: a case opens, changes, comes and goes, is over. Pure: the results go in,
// what has changed comes out. What could not be told opens and closes nothing.
import type { Verdict } from '../check.ts'
import type { FindingId } from '../ids.ts'

/** Of one check; `at` in milliseconds since 1970. */
export type Result = { at: number; verdict: Verdict; finding: FindingId | null }

/** So many results are looked at, and shown as a strip. */
export const shownResults = 10
/** It comes and goes when it broke so often within them. */
const breaksOfFlapping = 3
/** And does so no more when so many in a row say the same. */
const calmAfter = 5

/** What the network sees of it, each the same trouble: whether Azure says why depends on whether it could be read just then. */
const seenAs: Partial<Record<FindingId, readonly FindingId[]>> = {
  'public-access-disabled': ['ip-denied', 'public-route-denied'],
}
const isSame = (one: FindingId, other: FindingId): boolean =>
  one === other || Boolean(seenAs[one]?.includes(other) || seenAs[other]?.includes(one))

export type Case = { finding: FindingId; openedAt: number; flapping: boolean }

/** Why a case is over that neither recovered nor was resolved: nobody watches it any more, its finding was silenced, it fails
 * otherwise (`other`), or its alert
 * was never resolved and checks have gone well since (`healthy`) or nothing more has come of it (`unheard`). */
export type CaseEnd = 'unwatched' | 'silenced' | 'other' | 'healthy' | 'unheard'

type Change =
  | { kind: 'opened'; finding: FindingId }
  | { kind: 'changed'; from: FindingId; to: FindingId }
  /** It came and went before: the case that closed last goes on, quietly. */
  | { kind: 'flapping' }
  /** After having come and gone it stays broken. */
  | { kind: 'steady' }
  /** It fails otherwise, in a way that is not worth a case here. */
  | { kind: 'other'; finding: FindingId }
  | { kind: 'recovered'; brokenForMs: number }

export type Standing = {
  /** Newest last, the one to judge among them. */
  results: readonly Result[]
  open?: Case | undefined
  /** The last one that is over. */
  last?: { openedAt: number } | undefined
  /** Only these are worth a case; unset: all. */
  wanted?: readonly FindingId[] | undefined
  /** Never these: somebody silenced them. */
  silenced?: readonly FindingId[]
  /** Somebody resolved it by hand: it is not opened again before it has worked in between. */
  held?: FindingId | undefined
  /** Nothing is opened or told: work on it was planned. */
  maintenance?: boolean
}

export type Judged = { open?: Case; change?: Change; held?: FindingId }

export function judgeCase(standing: Standing): Judged {
  const { results, open, last, wanted, silenced = [], held, maintenance = false } = standing
  const newest = results.at(-1)
  const stays = { ...(open && { open }), ...(held && { held }) }
  if (!newest || newest.verdict === 'unknown') return stays
  const isBad = ({ verdict, finding }: Result) =>
    verdict === 'problem' &&
    finding !== null &&
    (wanted === undefined || wanted.some((it) => isSame(it, finding))) &&
    !silenced.some((it) => isSame(it, finding))
  const told = results.filter(({ verdict }) => verdict !== 'unknown').map((it) => ({ ...it, bad: isBad(it) }))
  const recent = told.slice(-shownResults)
  const calm = recent.length >= calmAfter && recent.slice(-calmAfter).every(({ bad }) => bad === recent.at(-1)?.bad)

  if (!isBad(newest)) {
    if (!open) return {}
    if (open.flapping && !calm) return { open }
    if (newest.verdict === 'problem' && newest.finding) return { change: { kind: 'other', finding: newest.finding } }
    return { change: { kind: 'recovered', brokenForMs: newest.at - open.openedAt } }
  }
  const finding = newest.finding as FindingId
  if (!open) {
    if (maintenance || (held && isSame(held, finding))) return held ? { held } : {}
    const breaks = recent.filter(({ bad }, i) => bad && !recent[i - 1]?.bad).length
    if (last && breaks >= breaksOfFlapping)
      return { open: { finding, openedAt: last.openedAt, flapping: true }, change: { kind: 'flapping' } }
    return { open: { finding, openedAt: newest.at, flapping: false }, change: { kind: 'opened', finding } }
  }
  if (maintenance) return { open }
  if (open.flapping)
    return calm
      ? { open: { ...open, finding, flapping: false }, change: { kind: 'steady' } }
      : { open: { ...open, finding } }
  return isSame(finding, open.finding)
    ? { open: { ...open, finding } }
    : { open: { ...open, finding }, change: { kind: 'changed', from: open.finding, to: finding } }
}
