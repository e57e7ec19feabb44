// Apart from checks.ts, because whoever only has to know it when it comes would load all that checks need.

/** `not-covered`: by ACR_CHECK_REGISTRIES. `busy`: no turn came in time. */
export type RefusedFor = 'not-covered' | 'busy'

/** A check that was not made. Its message says why, and what to do. */
export class CheckRefused extends Error {
  readonly why: RefusedFor
  constructor(why: RefusedFor, message: string) {
    super(message)
    this.why = why
  }
}
