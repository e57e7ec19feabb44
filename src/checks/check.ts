// Start reading here: a registry's name goes in, a Check comes out. The network comes in as a port, so do both clocks.
import type { Check, CheckStep, Vantage } from '../check.ts'
import type { Paste } from '../diagnose.ts'
import type { Credentials, Network } from '../ports.ts'
import type { Lang } from '../words/text.ts'

export type Asked = {
  /** A registry's name or login server, as somebody typed it. */
  name: string
  /** `repository`, `repository:tag` or `repository@digest`. */
  image?: string
  /** None: anonymous. */
  credentials?: Credentials
  /** Diagnosed along: the check confirms or rules out what it says. */
  paste?: Paste
  /** Unset: the paste's, else English. */
  lang?: Lang
  /** A name that must work whatever the registry does. */
  control?: string
  /** The whole takes no longer. In milliseconds. */
  deadlineMs?: number
}

export type Around<Line> = {
  net: Network<Line>
  /** Now, for what is stamped with a time. */
  today: () => Date
  vantage: Vantage
  /** Called with each step once, as soon as its answer is final. */
  onStep?: (step: CheckStep) => void
  /** Ends the check early; what is not known by then is `unknown`. */
  signal?: AbortSignal
}

export const defaultDeadlineMs = 10_000

export async function check<Line>(_asked: Asked, _around: Around<Line>): Promise<Check> {
  throw new Error('being written')
}
